"""The commands about files of evidence: what they name, and what they remove."""

import hashlib
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commitments.actions import Source
from commitments.management.evidence_files import GRACE
from commitments.models import Evidence
from commitments.models.evidence import file_path
from tests.management.test_verify import run

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.7 protocol"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def evidence(world, media):
    path = default_storage.save(file_path(None, ""), ContentFile(CONTENT))
    upload = (path, "Protocol.pdf", "application/pdf", hashlib.sha256(CONTENT).hexdigest())
    source = Source(evidence_class="act", title="Protocol", upload=upload)
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", sources=(source,))
    return Evidence.objects.latest("pk")


def left_over(name, *, days):
    path = default_storage.save(f"evidence/{name}", ContentFile(b"of a save that failed"))
    when = time.time() - days * 86_400
    os.utime(default_storage.path(path), (when, when))
    return path


def test_files_that_are_as_recorded_are_said_to_be(world, evidence):
    said, failed = run("verify_evidence")

    assert failed is None
    assert "by-cn: 1 file of evidence, as it was recorded." in said
    assert "kz-uz: no file of evidence." in said


def test_a_file_changed_by_five_bytes_is_named(world, evidence):
    with default_storage.open(evidence.file.name, "r+b") as stored:
        stored.write(b"%XYZ-")

    said, failed = run("verify_evidence", commission="by-cn")

    assert said == f"by-cn: No. {evidence.entry.number}, “Protocol.pdf”: the file has changed.\n"
    assert failed == "1 file is not as it was recorded."


def test_a_file_that_is_missing_is_named(world, evidence):
    default_storage.delete(evidence.file.name)

    said, failed = run("verify_evidence", commission="by-cn")

    assert "“Protocol.pdf”: the file is missing." in said
    assert failed == "1 file is not as it was recorded."


def test_what_a_failed_save_left_is_named_and_swept_and_nothing_else(world, evidence):
    old = left_over("old", days=GRACE.days + 1)
    young = left_over("young", days=0)

    said, failed = run("verify_evidence")
    assert failed is None
    assert [line for line in said.splitlines() if "no entry names" in line] == [
        f"{old}: no entry names this file (sweep_evidence removes it)."
    ]

    swept, _failed = run("sweep_evidence")
    assert swept == "1 file removed.\n"
    assert not default_storage.exists(old)
    assert default_storage.exists(young)
    assert default_storage.exists(evidence.file.name)
