"""The first page of a process is as quick as the next: what it needs was read while the process started."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# After the start: how many templates are read when every one is asked for, and what an address still imports.
ASK = """
import json, sys
from pathlib import Path
import django
django.setup()
from tracker.warm import warm_up
{start}
known = set(sys.modules)
from django.template import base, loader
from django.urls import resolve
read, compiled = [], base.Template.compile_nodelist
base.Template.compile_nodelist = lambda self: read.append(self.name) or compiled(self)
for path in Path("templates").rglob("*.html"):
    loader.get_template(path.relative_to("templates").as_posix())
resolve("/")
print(json.dumps([len(read), len([name for name in sys.modules if name.startswith("commitments.views")]),
                  len([name for name in set(sys.modules) - known if name.startswith("commitments")])]))
"""


def counted(start):
    environment = {
        "PATH": os.environ["PATH"],
        "ACCORD_MODE": "demo",
        "SECRET_KEY": "a-key-of-fifty-characters-or-more-0123456789-0123456789",
        "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    process = subprocess.run(
        [sys.executable, "-c", ASK.format(start=start)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def test_after_the_start_nothing_is_left_to_read_or_to_import():
    templates = len(list((ROOT / "templates").rglob("*.html")))

    read, views, imported = counted("warm_up()")
    assert (read, imported) == (0, 0)
    assert views > 50

    read, _views, imported = counted("")
    assert read >= templates
    assert imported >= views
