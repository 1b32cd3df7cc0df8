"""What stands between parts of the product on one machine: PgBouncer before the database, nginx before two servers."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.faults.databases import Postgresql
from tests.faults.server import HOST, Server, wait_until

POOLER = """
[databases]
accord = host={folder} dbname=accord user=accord pool_size=3

[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
max_client_conn = 100
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
"""

PROXY = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream accord {{
        {servers}
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://accord;
            proxy_set_header Host {host};
            proxy_set_header X-Forwarded-Proto https;
            proxy_set_header X-Forwarded-For $http_x_forwarded_for;
            error_page 502 504 = @away;
        }}
        location @away {{
            add_header Retry-After 1 always;
            return 503 "Accord is being changed.";
        }}
    }}
}}
"""


@contextmanager
def pooled(database: Postgresql) -> Iterator[str]:
    """PgBouncer with three connections in transaction mode; the DATABASE_URL that leads through it."""
    for name, value in (("statement_timeout", "5s"), ("lock_timeout", "3s")):
        database.query(f"ALTER ROLE accord SET {name} = '{value}'")  # as docs/operations.md says
    settings = database.folder / "pgbouncer.ini"
    settings.write_text(POOLER.format(folder=database.folder))
    command = [shutil.which("pgbouncer") or "/usr/sbin/pgbouncer", str(settings)]
    if os.getuid() == 0:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
    pooler = subprocess.Popen(command, cwd="/", stderr=subprocess.DEVNULL)
    try:
        wait_until((database.folder / ".s.PGSQL.6432").exists)
        yield f"postgres://accord@{quote(str(database.folder), safe='')}:6432/accord"
    finally:
        pooler.terminate()
        pooler.wait()


class Proxied:
    """nginx before two servers, for clients that know one. Its tables and mistakes are those of the two."""

    def __init__(self, folder: Path, servers: list[Server], port: int) -> None:
        self.folder, self.servers, self.port = folder, servers, port

    def __enter__(self) -> "Proxied":
        lines = "\n".join(f"server 127.0.0.1:{one.port} max_fails=1 fail_timeout=2s;" for one in self.servers)
        settings = self.folder / "nginx.conf"
        settings.write_text(PROXY.format(folder=self.folder, servers=lines, port=self.port, host=HOST))
        command = [
            shutil.which("nginx") or "/usr/sbin/nginx",
            "-c",
            str(settings),
            "-e",
            str(self.folder / "nginx.log"),
        ]
        self.process = subprocess.Popen(command)
        wait_until(lambda: (self.folder / "nginx.pid").exists())
        return self

    def __exit__(self, *exception: object) -> None:
        self.process.terminate()
        self.process.wait()

    def halt_one(self) -> int:
        """The workers of one server die, and it makes others: nginx goes on with the other one meanwhile."""
        return self.servers[0].kill_all_workers() and 1

    def mistakes(self) -> list[str]:
        return [mistake for one in self.servers for mistake in one.mistakes()]

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.servers[0].manage(*arguments)
