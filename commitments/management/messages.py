"""Compiling translations without gettext's own tools: the .mo files are made where the product runs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import polib


def uncompiled(folders: Iterable[Path]) -> list[Path]:
    """The .po files below `folders` that are newer than their .mo, or have none."""
    return [
        source
        for folder in folders
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))
        if not (target := source.with_suffix(".mo")).exists()
        or target.stat().st_mtime < source.stat().st_mtime
    ]


def compile_messages(folders: Iterable[Path]) -> int:
    """Make the .mo files that are missing or old. Returns how many were made."""
    sources = uncompiled(folders)
    for source in sources:
        # Whole at once, for whoever reads it meanwhile.
        made = source.with_suffix(f".{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(made))
        made.replace(source.with_suffix(".mo"))
    return len(sources)
