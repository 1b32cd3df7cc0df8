"""A stored file survives a loss of power, or was never called stored."""

import os

import pytest
from django.core.files.base import ContentFile

from tracker.storage import DurableStorage


@pytest.fixture
def storage(tmp_path):
    return DurableStorage(location=tmp_path, file_permissions_mode=0o640)


def test_file_and_its_name_are_on_the_disk_before_it_is_called_saved(storage, tmp_path, monkeypatch):
    steps = []
    fsync, rename = os.fsync, os.rename
    monkeypatch.setattr(os, "fsync", lambda fd: (steps.append(os.readlink(f"/proc/self/fd/{fd}")), fsync(fd)))
    monkeypatch.setattr(os, "rename", lambda old, new: (steps.append("rename"), rename(old, new)))

    assert storage.save("evidence/a", ContentFile(b"words")) == "evidence/a"

    folder = str(tmp_path)
    assert steps == [f"{folder}/evidence/a.part", "rename", f"{folder}/evidence", folder]
    assert (tmp_path / "evidence/a").read_bytes() == b"words"
    assert (tmp_path / "evidence/a").stat().st_mode & 0o777 == 0o640


class Broken(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"half of it"
        raise OSError(28, "No space left on device")


def test_a_disk_that_is_full_keeps_no_half_of_a_file(storage, tmp_path):
    with pytest.raises(OSError, match="No space"):
        storage.save("evidence/a", Broken(b""))

    assert list((tmp_path / "evidence").iterdir()) == []


def test_a_file_that_cannot_be_synced_is_not_called_saved(storage, tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(OSError, match="Input/output"):
        storage.save("evidence/a", ContentFile(b"words"))

    assert list((tmp_path / "evidence").iterdir()) == []
