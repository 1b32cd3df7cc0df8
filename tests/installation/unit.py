"""`python unit.py ROOT UNIT [COMMAND …]`: do what a unit's ExecStart says, under its limits, where no systemd runs.

ROOT is the tree of the machine; without COMMAND every ExecStart runs, the last one in place of this process. Kept of the
unit: user, groups, environment, folder, mask, no new privileges, no capabilities, a system that is read-only but for
StateDirectory and ReadWritePaths, a private /tmp and /var/tmp, hidden homes, no memory both writable and executable,
only the calls of the system that SystemCallFilter leaves.
"""

from __future__ import annotations

import configparser
import ctypes
import os
import shlex
import subprocess
import sys
from pathlib import Path

CLONE_NEWNS = 0x00020000
PR_SET_MDWE, REFUSE_EXEC_GAIN = 65, 1
LIBC = ctypes.CDLL(None, use_errno=True)


class Several(dict):
    """A setting that is given several times keeps all its values, a line each."""

    def __setitem__(self, key, value):
        if key in self and isinstance(value, list) and isinstance(self[key], list):
            self[key].extend(value)
        else:
            super().__setitem__(key, value)


def read(units: Path, name: str) -> dict[str, str]:
    """The [Service] settings of a unit and of the drop-ins that apply to all units with its prefix."""
    found: dict[str, str] = {}
    prefix = name.split("-")[0]
    for path in [units / f"{name}.service", *sorted((units / f"{prefix}-.service.d").glob("*.conf"))]:
        parser = configparser.RawConfigParser(strict=False, dict_type=Several, delimiters=("=",))
        parser.optionxform = str
        parser.read(path)
        found |= dict(parser["Service"])
    return found


def environment(path: Path) -> dict[str, str]:
    lines = (line for line in path.read_text().splitlines() if line and not line.startswith("#"))
    pairs = (line.split("=", 1) for line in lines)
    return {name: "".join(shlex.split(value)) for name, value in pairs}


def calls_of(groups: list[str]) -> set[str]:
    """The calls of the system in these groups, by `systemd-analyze`; a group may hold others."""
    found: set[str] = set()
    for group in groups:
        if not group.startswith("@"):
            found.add(group)
            continue
        said = subprocess.run(
            ["/usr/bin/systemd-analyze", "syscall-filter", group], capture_output=True, text=True, check=True
        )
        lines = [line.strip() for line in said.stdout.splitlines()[1:]]
        found |= calls_of([line for line in lines if line and not line.startswith("#")])
    return found


def calls_left(service: dict[str, str]) -> list[str]:
    """What SystemCallFilter allows: its first line names what, the later ones take away."""
    allowed: set[str] = set()
    for line in service.get("SystemCallFilter", "").splitlines():
        if line.startswith("~"):
            allowed -= calls_of(line[1:].split())
        else:
            allowed |= calls_of(line.split())
    return sorted(allowed)


# Run within the machine, where privileges are dropped: takes the calls as its first argument and becomes the rest.
FILTERED = """
import ctypes, errno, os, sys
seccomp = ctypes.CDLL("libseccomp.so.2")
seccomp.seccomp_init.restype = ctypes.c_void_p
filter = ctypes.c_void_p(seccomp.seccomp_init(0x00050000 | errno.EPERM))
for name in sys.argv[1].split(","):
    number = seccomp.seccomp_syscall_resolve_name(name.encode())
    if number >= 0:
        seccomp.seccomp_rule_add(filter, 0x7FFF0000, number, 0)
if seccomp.seccomp_load(filter):
    sys.exit("no filter of calls")
os.execvp(sys.argv[2], sys.argv[2:])
"""


def sh(*words: str) -> None:
    subprocess.run(words, check=True)


def main() -> None:
    root, name, *command = sys.argv[1:]
    service = read(Path(root, "etc/systemd/system"), name)
    writable = service.get("ReadWritePaths", "").split()
    if state := service.get("StateDirectory"):
        writable.append(f"/var/lib/{state}")
    environ = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    if file := service.get("EnvironmentFile"):
        environ |= environment(Path(root + file))

    calls = calls_left(service)
    if LIBC.unshare(CLONE_NEWNS):
        raise OSError(ctypes.get_errno(), "unshare")
    sh("mount", "--make-rprivate", "/")
    sh("mount", "--rbind", root, root)
    for path in writable:
        sh("mount", "--bind", root + path, root + path)
    for path in ("", "/run"):
        sh("mount", "-o", "remount,bind,ro", root + path)
    if service["PrivateTmp"] == "yes":
        for path in ("/tmp", "/var/tmp"):
            sh("mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", root + path)
    if service["ProtectHome"] == "yes":
        for path in ("/home", "/root"):
            sh("mount", "-t", "tmpfs", "-o", "mode=000,ro", "tmpfs", root + path)
    os.chroot(root)
    os.chdir(service.get("WorkingDirectory", "/"))
    os.umask(int(service["UMask"], 8))
    if service["MemoryDenyWriteExecute"] == "yes":
        LIBC.prctl(PR_SET_MDWE, REFUSE_EXEC_GAIN, 0, 0, 0)
    user = service["User"]
    drop = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--no-new-privs"]
    drop += ["--bounding-set=-all", "--inh-caps=-all", "--"]
    if calls:
        drop += ["/usr/bin/python3", "-c", FILTERED, ",".join(calls)]
    commands = [shlex.split(one) for one in service["ExecStart"].splitlines()]
    if command:
        commands = [command]
    for one in commands[:-1]:
        subprocess.run([*drop, *one], env=environ, check=True)
    os.execvpe(drop[0], [*drop, *commands[-1]], environ)


if __name__ == "__main__":
    main()
