"""The settings of a server under fault: those of production, and the differences written out."""

import os
from pathlib import Path

from tracker.settings import *  # noqa: F403 (the product's settings, after the environment they read)
from tracker.settings import DATABASES, STORAGES

_folder = Path(os.environ["FAULTS_FOLDER"])
MEDIA_ROOT = _folder / "media"
STATIC_ROOT = _folder / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# A disk that is full after so many pages, as SQLite itself reports it.
if _pages := os.environ.get("FAULTS_PAGES"):
    DATABASES["default"]["OPTIONS"]["init_command"] += f"PRAGMA max_page_count={int(_pages)};"
