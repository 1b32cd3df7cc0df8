"""Are the collected static files those of this version?"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage


def are_collected() -> bool:
    """Whether nothing was added or changed since the last collectstatic. Always so where nothing is collected."""
    if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return True
    manifest = Path(settings.STATIC_ROOT) / staticfiles_storage.manifest_name
    if not manifest.exists():
        return False
    collected = set(staticfiles_storage.hashed_files)
    made_at = manifest.stat().st_mtime
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            prefix = getattr(storage, "prefix", None)
            served = f"{prefix}/{name}" if prefix else name
            if served not in collected or Path(storage.path(name)).stat().st_mtime > made_at:
                return False
    return True
