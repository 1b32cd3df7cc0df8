"""Where uploaded files are kept, so that a file a page has called saved survives a loss of power."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Files on a disk of this machine.

    A file is written under a name of its own, synced, and renamed; then its folder is synced. So the wanted name never
    stands for half a file, and what fails on the way leaves nothing behind.
    """

    def _save(self, name: str, content: Any) -> str:
        """Returns the name it is kept under. Raises OSError, for example where the disk is full."""
        part = f"{name}.part"
        try:
            part = super()._save(part, content)  # type: ignore[misc]  # its types name public methods only
            sync(Path(self.path(part)))
            os.rename(self.path(part), self.path(name))
        except BaseException:
            self.delete(part)
            raise
        folder = Path(self.path(name)).parent
        sync(folder)
        sync(folder.parent)  # the first file has made the folder as well
        return name


def sync(path: Path) -> None:
    """Return once the disk holds a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
