"""gunicorn -c tracker/gunicorn.conf.py tracker.wsgi"""

import gc
import os
import subprocess
import sys
from typing import Any

from tracker import env

bind = env.text("ACCORD_BIND", "127.0.0.1:8000")
workers = env.number("WEB_CONCURRENCY", least=1, most=64) or 2
worker_class = "gthread"
threads = 4
# Once, before there are workers: it starts in half of the time, workers share what is in memory, and what is wrong is said
# once. New code needs a restart, a signal to reload does not bring it.
preload_app = True
timeout = 30
graceful_timeout = 30
keepalive = 5

# The X-Forwarded headers of others are dropped. A proxy on the same machine's socket file is always trusted.
forwarded_allow_ips = ",".join(address for address in env.proxies() if address != "unix") or "127.0.0.1,::1"

control_socket_disable = True  # it would open a socket under the user's home
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (gunicorn's own advice: no disk)

# Requests are logged by the application, with their number and without their queries.
accesslog = None
errorlog = "-"
loglevel = "info" if env.text("ACCORD_MODE") != "demo" else "warning"
# One JSON object a line, as the application writes them.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "tracker.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        "gunicorn.error": {"level": loglevel.upper(), "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "ERROR", "handlers": ["stderr"], "propagate": False},
    },
    "root": {"level": "WARNING", "handlers": ["stderr"]},
}


def when_ready(server: Any) -> None:
    """What is loaded stays shared: workers do not collect it. The demonstration says where it is, and has no timers: its
    letters are printed in its own terminal as they are written.
    """
    gc.freeze()
    if words := os.environ.get("ACCORD_READY"):
        print(words, flush=True)
    if env.text("ACCORD_MODE") == "demo":
        command = [sys.executable, "manage.py", "send_letters", "--every", "5"]
        server.letters = subprocess.Popen(command)  # noqa: S603 (our own interpreter and command)


def on_exit(server: Any) -> None:
    if hasattr(server, "letters"):
        server.letters.terminate()
