"""What a piece of evidence can never be."""

import pytest

from commitments.models import Evidence
from commitments.models.evidence import file_path
from tests.models.violations import another, check_inserts


@pytest.fixture
def evidence(world):
    return Evidence.objects.get(entry=world.close(world.vaccine, by=world.cn.secretary))


def test_the_database_refuses_impossible_evidence(evidence):
    check_inserts(
        evidence,
        {
            "evidence_place_once": [{}],
            "evidence_class_is_known": [{"position": 1, "evidence_class": "rumour"}],
            "evidence_address_is_http": [
                {"position": 1, "address": address}
                for address in (
                    "javascript:alert(1)",
                    "ftp://example.org/a",
                    "//example.org",
                    " https://example.org",
                    "data:,",
                )
            ],
            "evidence_file_has_its_checksum": [
                {"position": 1, "file": "evidence/0123"},
                {"position": 1, "file_sha256": "0" * 64},
            ],
            "evidence_announcement_shows_nothing": [{"position": 1, "announces": True, "meets": [1]}],
        },
    )


def test_a_file_never_keeps_the_name_it_came_with(evidence):
    names = {file_path(evidence, name) for name in ("../../etc/passwd", "shell.php", "Акт.pdf", "a" * 300)}

    assert len(names) == 4
    assert all(name.startswith("evidence/") and name.removeprefix("evidence/").isalnum() for name in names)


@pytest.mark.parametrize("claims", [{"announces": True}, {"meets": [1, 2]}, {}])
def test_what_evidence_can_claim(evidence, claims):
    row = another(evidence, position=1, **claims)
    row.save(force_insert=True)

    kept = Evidence.objects.get(pk=row.pk)
    assert (kept.meets, kept.announces) == (claims.get("meets", []), claims.get("announces", False))


def test_words_on_paper(evidence):
    assert str(evidence) == "Acceptance protocol no. 4"
