"""What a checkout is asked in a comparison: its pages, a signed-in browser, and filled-in forms, as JSON.

Run with the checkout as working folder, so that addresses and forms are its own.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from pathlib import Path

import django

sys.path[0] = str(Path.cwd())  # the checkout that is asked, not the one this file lies in
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from benchmarks.pages import pages_of, writers  # noqa: E402
from commitments.models import Commission  # noqa: E402

UPDATES = 600

commission = Commission.objects.get(slug="sample")
(writer,) = writers(commission, 1)
json.dump(
    {
        "cookies": writer.cookies,
        "pages": [[page.name, page.request.path, page.request.headers] for page in pages_of(commission)],
        "updates": [[one.path, one.form] for one in itertools.islice(writer.updates(), UPDATES)],
    },
    sys.stdout,
)
