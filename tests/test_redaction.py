"""A redaction is of the whole register: no page goes on showing removed words because it remembers them."""

import pytest

from commitments.models import SealedText
from tests.people import moment
from tests.stages import last_entry

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-17T09:00:00Z")]

NOTE, REASON = "Ivan Ivanov signed it.", "Petr Petrov is ill."
PAGES = {
    "/by-cn/": REASON,
    "/by-cn/?as_of=2021-02-12": REASON,
    "/by-cn/register/BY-CN-2021-01/": REASON,
    "/by-cn/register/BY-CN-2021-01/?as_of=2021-02-12": REASON,
    "/by-cn/weeks/2021-W06/": REASON,
    "/by-cn/weeks/2021-W06/?known=today": NOTE,
    "/by-cn/log/": NOTE,
}


@pytest.fixture
def told(world):
    """The sides differ on the vaccine; the first gives a reason that has to be forgotten later."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-09"))
    fields = {"status": "blocked", "outlook": "off_track", "note": NOTE, "reason": REASON}
    world.update(world.vaccine, by=world.by.analyst, at=moment("2021-02-10"), **fields)
    return world


@pytest.mark.parametrize("url", PAGES)
def test_redacted_words_are_gone_at_the_next_look(client, told, url):
    told.sign_in(client, told.by.observer)
    assert PAGES[url] in client.get(url).text

    removed = dict.fromkeys(("note", "note_salt", "reason", "reason_salt"))
    SealedText.objects.filter(pk=last_entry(told).pk).update(**removed)

    after = client.get(url).text
    assert NOTE not in after
    assert REASON not in after


def test_a_redaction_is_of_one_commission(told):
    revisions = told.commission.revision, told.elsewhere.revision

    SealedText.objects.filter(pk=last_entry(told).pk).update(author_name=None, author_name_salt=None)

    for commission in (told.commission, told.elsewhere):
        commission.refresh_from_db()
    assert (told.commission.revision, told.elsewhere.revision) == (revisions[0] + 1, revisions[1])
