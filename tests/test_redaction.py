"""A redaction is of the whole register: no page goes on showing removed words because it has cached them."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from commitments import actions
from commitments.actions import NotAllowed, RuleBroken
from commitments.actions.naming import names_changed
from commitments.models import Body, Commission, Entry, Redaction, SealedText, User
from commitments.models.names import names_in_log
from commitments.reports.briefing.issued import issued_with
from commitments.reports.replay import problems
from tests import briefings
from tests.admin.pages import seen
from tests.people import moment
from tests.stages import last_entry

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-17T09:00:00Z")]

NOTE, POSITION = "Ivan Ivanov signed it.", "Petr Petrov is ill."
PAGES = {
    "/by-cn/": POSITION,
    "/by-cn/?as_of=2021-02-12": POSITION,
    "/by-cn/register/BY-CN-2021-01/": POSITION,
    "/by-cn/register/BY-CN-2021-01/?as_of=2021-02-12": POSITION,
    "/by-cn/weeks/2021-W06/": POSITION,
    "/by-cn/weeks/2021-W06/?known=today": POSITION,
    "/by-cn/log/": NOTE,
}


@pytest.fixture
def told(world):
    """The sides differ on the vaccine; the first gives a reason that has to be removed later."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-09"))
    fields = {
        "status": "blocked",
        "outlook": "off_track",
        "note": NOTE,
        "reason": "No plane.",
        "position": POSITION,
    }
    world.update(world.vaccine, by=world.by.analyst, at=moment("2021-02-10"), **fields)
    return world


@pytest.mark.parametrize("url", PAGES)
def test_redacted_words_are_gone_at_the_next_look(client, told, url):
    told.sign_in(client, told.by.observer)
    assert PAGES[url] in client.get(url).text

    removed = dict.fromkeys(("note", "note_salt", "position", "position_salt"))
    SealedText.objects.filter(pk=last_entry(told).pk).update(**removed)

    after = client.get(url).text
    assert NOTE not in after
    assert POSITION not in after


def test_a_redaction_is_of_one_commission(told):
    revisions = told.commission.revision, told.elsewhere.revision

    SealedText.objects.filter(pk=last_entry(told).pk).update(author_name=None, author_name_salt=None)

    for commission in (told.commission, told.elsewhere):
        commission.refresh_from_db()
    assert (told.commission.revision, told.elsewhere.revision) == (revisions[0] + 1, revisions[1])


# --- Asking, and the consent of a second person -------------------------------------------------------------------


@pytest.fixture
def other(told):
    return User.objects.create_user(
        "other.admin@example.org", full_name="Olga Other", is_staff=True, is_superuser=True
    )


def ask(told, **fields):
    asked = {"texts": ["note", "reason"], "why": "Erasure under article 17, request of 3 May."} | fields
    return actions.ask_redaction(last_entry(told), by=told.administrator, **asked)


def test_text_goes_with_its_salt_and_the_log_says_who_and_why(told, other):
    entry = last_entry(told)
    asked = ask(told)
    assert SealedText.objects.get(pk=entry.pk).note == NOTE

    done = actions.consent_to_redaction(asked, by=other, at=moment("2021-02-16"))

    texts = SealedText.objects.get(pk=entry.pk)
    assert (texts.note, texts.note_salt, texts.reason, texts.reason_salt) == (None,) * 4
    assert texts.author_name is not None
    assert (done.kind, done.author, done.changes["entry"]) == ("redacted", other, [None, entry.number])
    assert done.changes["asked_by"] == [None, str(told.administrator.public_id)]
    assert done.texts.reason == asked.why
    assert list(problems(told.commission)) == []


def test_nobody_removes_a_text_alone(told):
    with pytest.raises(NotAllowed):
        actions.consent_to_redaction(ask(told), by=told.administrator)

    assert SealedText.objects.get(pk=last_entry(told).pk).note == NOTE


def test_nobody_with_a_seat_removes_texts(told):
    with pytest.raises(NotAllowed):
        actions.ask_redaction(last_entry(told), by=told.by.secretary.user, texts=["note"], why="A request.")
    with pytest.raises(NotAllowed):
        actions.consent_to_redaction(ask(told), by=told.by.secretary.user)


def test_what_is_not_there_is_not_removed_and_nothing_twice(told, other):
    with pytest.raises(ValidationError):
        ask(told, texts=["record"])
    with pytest.raises(ValidationError):
        ask(told, why="")
    asked = ask(told)
    with pytest.raises(RuleBroken, match="waiting for consent"):
        ask(told)
    entry = last_entry(told)
    actions.consent_to_redaction(asked, by=other, at=moment("2021-02-16"))
    with pytest.raises(RuleBroken, match="removed already"):
        actions.consent_to_redaction(asked, by=other, at=moment("2021-02-16"))
    with pytest.raises(RuleBroken, match="no such text: note"):
        actions.ask_redaction(entry, by=other, texts=["note"], why="Again.")


def test_both_sides_read_that_it_was_removed_and_why(client, told, other):
    number = last_entry(told).number
    actions.consent_to_redaction(ask(told), by=other, at=moment("2021-02-16"))

    for seat in (told.by.observer, told.cn.analyst):
        page = told.sign_in(client, seat).get("/by-cn/log/")
        assert f"Two administrators removed the note and the reason of entry No. {number}." in page.text
        assert "Erasure under article 17" in page.text


def test_in_the_administration_one_asks_and_another_consents(client, told, other):
    entry = last_entry(told)
    client.force_login(told.administrator)
    form = {
        "commission": told.commission.pk,
        "number": entry.number,
        "texts": ["note"],
        "why": "A request of 3 May.",
    }
    added = client.post("/admin/commitments/redaction/add/", form)
    assert added.status_code == 302
    again = client.post("/admin/commitments/redaction/add/", form)
    assert "waiting for consent already" in again.text
    asked = Redaction.objects.get()
    press = {"action": "consent", "_selected_action": [asked.pk]}

    refused = client.post("/admin/commitments/redaction/", press, follow=True)
    assert "another administrator than the one who asked has to consent" in refused.text
    assert SealedText.objects.get(pk=entry.pk).note == NOTE

    client.force_login(other)
    done = client.post("/admin/commitments/redaction/", press, follow=True)
    assert "removed, entry No." in done.text
    assert SealedText.objects.get(pk=entry.pk).note is None


def test_by_command_one_asks_and_another_consents(told, other):
    number = last_entry(told).number
    out = StringIO()
    options = {"commission": "by-cn", "entry": number, "texts": ["note"], "why": "A request of 3 May."}
    call_command("redact", "ask", by=told.administrator.email, stdout=out, **options)
    asked = Redaction.objects.get()
    assert f"redact consent {asked.pk}" in out.getvalue()

    with pytest.raises(CommandError, match="Another administrator"):
        call_command("redact", "consent", str(asked.pk), by=told.administrator.email)
    with pytest.raises(CommandError, match="no administrator"):
        call_command("redact", "consent", str(asked.pk), by=told.by.secretary.user.email)
    call_command("redact", "consent", str(asked.pk), by=other.email, stdout=out)

    assert "Removed, and entered as No." in out.getvalue()


def test_issued_briefings_keep_the_words_and_are_named(client, told, other):
    entry, at = last_entry(told), moment("2021-02-16")
    briefings.issue(briefings.prepare(told, told.by.secretary, at=at), told.by.secretary, at=at)
    sentence = f"issued after entry No. {entry.number}, may hold its texts: Belarus, 2021-W04."
    out = StringIO()

    options = {"commission": "by-cn", "entry": entry.number, "texts": ["note"], "why": "A request of 3 May."}
    call_command("redact", "ask", by=told.administrator.email, stdout=out, **options)
    assert sentence in out.getvalue()

    client.force_login(other)
    press = {"action": "consent", "_selected_action": [Redaction.objects.get().pk]}
    done = client.post("/admin/commitments/redaction/", press, follow=True)
    assert sentence in done.text
    assert issued_with(last_entry(told)) == ""  # nothing was issued after it


# --- Names --------------------------------------------------------------------------------------------------------


def test_names_enter_the_log_and_a_later_change_by_itself(client, told):
    assert names_in_log(told.commission) is None
    actions.record_names(told.commission, by=told.administrator, at=moment("2021-02-16"))
    assert actions.record_names(told.commission, by=told.administrator, at=moment("2021-02-16")) is None

    body = Body.objects.filter(party=told.by.party).first()
    client.force_login(told.administrator)
    form = {"name": "Ministry of Health and Sport", "short_name": "Health", "seen": seen(client, body)}
    assert client.post(f"/admin/commitments/body/{body.pk}/change/", form).status_code == 302

    entry = last_entry(told)
    assert (entry.kind, entry.author) == ("named", told.administrator)
    assert [body.party.code, body.code, "Ministry of Health and Sport", "Health"] in names_in_log(
        told.commission
    )
    assert list(problems(told.commission)) == []


def test_names_before_the_first_entry_are_nobodys_history(client, told):
    empty = Commission.objects.create(slug="empty", code_prefix="E-E", name="Not begun")

    names_changed(empty, by=told.administrator)

    assert not Entry.objects.filter(commission=empty).exists()
