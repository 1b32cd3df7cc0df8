"""Notes and positions in the language of their reader: on the pages, in files, on days past, and the form for them."""

import pytest

from commitments import actions
from commitments.models import Entry, User
from commitments.reports import replay
from tests.pages import form_in, soup_of, text_of
from tests.people import fresh, moment

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-17T09:00:00Z", tick=False)]

NOTE, POSITION = "The first plane has landed.", "Two million doses were promised."
CHINESE, STANDS = "首架飞机已降落。", "承诺的是两百万剂。"
OURS = "第一架飞机已降落。"


@pytest.fixture
def told(client, world):
    """Belarus states a view in English on Wednesday; a day later China translates both texts. The sides differ."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-09"))
    fields = {"status": "blocked", "outlook": "off_track", "reason": "No plane.", "note": NOTE}
    entry = world.update(
        world.vaccine, by=world.by.analyst, position=POSITION, at=moment("2021-02-10"), **fields
    )
    for name, text in (("note", CHINESE), ("position", STANDS)):
        translate(world, world.cn, entry, text, name=name, at=moment("2021-02-11"))
    User.objects.update(language="zh-hans")
    world.sign_in(client, world.cn.analyst)
    return entry


def translate(world, side, entry, text, *, name="note", language="zh-hans", at):
    said = {"part": f"{name}/{entry.number}", "language": language, "text": text}
    return actions.translate(fresh(world.vaccine), by=side.analyst, at=at, **said)


def shown(client, url, text):
    """The element of a page that has the text, with the language and the mark it has there; None without any."""
    found = soup_of(client.get(url)).find(lambda one: one.string and text in one.string and one.get("lang"))
    return found and (found["lang"], found.get("data-text"))


def test_pages_show_the_translation_with_its_language_and_a_mark(client, world, told):
    page = f"/by-cn/register/{world.vaccine.code}/"
    for url, text, written in (
        ("/by-cn/", STANDS, POSITION),
        ("/by-cn/", CHINESE, NOTE),
        ("/by-cn/differences/", STANDS, POSITION),
        ("/by-cn/weeks/2021-W06/", STANDS, POSITION),
        ("/by-cn/log/", CHINESE, NOTE),
    ):
        assert shown(client, url, text) == ("zh-Hans", "译文"), url
        assert written not in client.get(url).text, url
    assert shown(client, page, CHINESE) == ("zh-Hans", "译文")
    # The original is in the entry as it opens.
    assert shown(client, f"{page}?history=all", NOTE) == ("en", "原文")
    for url in ("/by-cn/log/export.csv", "/by-cn/differences/export.csv"):
        if (answer := client.get(url)).status_code == 200:
            assert "（译文）" in b"".join(answer).decode("utf-8-sig"), url
    User.objects.update(language="en")
    assert NOTE in client.get("/by-cn/log/").text
    assert list(replay.problems(world.commission)) == []


def test_a_day_before_shows_what_was_written(client, told):
    for url in ("/by-cn/?as_of=2021-02-10", "/by-cn/differences/?as_of=2021-02-10"):
        said = client.get(url).text
        assert (POSITION in said, STANDS in said) == (True, False), url
    page = f"/by-cn/register/{told.commitment.code}/"
    assert STANDS not in client.get(f"{page}?as_of=2021-02-10").text
    assert STANDS in client.get(f"{page}?as_of=2021-02-11").text


def test_a_proposal_is_read_on_a_past_day_as_it_was_read_then(client, world, told):
    put = world.propose(world.vaccine, by=world.by, reason="More time is needed.", at=moment("2021-02-12"))
    translate(world, world.cn, put, "需要更多时间。", name="reason", at=moment("2021-02-15"))
    page = f"/by-cn/register/{world.vaccine.code}/"

    def on_the_table(query):
        return text_of(client.get(f"{page}{query}"), "#table")

    assert "需要更多时间。" in on_the_table("")
    assert "需要更多时间。" in on_the_table("?as_of=2021-02-15")
    assert "More time is needed." in on_the_table("?as_of=2021-02-14")
    assert "需要更多时间。" not in on_the_table("?as_of=2021-02-14")


def test_each_side_reads_its_own_first_at_once(client, world, told):
    assert CHINESE in client.get("/by-cn/").text
    translate(world, world.by, told, OURS, at=moment("2021-02-16"))
    assert CHINESE in client.get("/by-cn/").text
    world.sign_in(client, world.by.analyst)
    for url in ("/by-cn/", f"/by-cn/register/{told.commitment.code}/"):
        assert OURS in client.get(url).text, url


def test_a_note_without_translation_stays_as_it_is(client, world, told):
    User.objects.update(language="ru")
    for url in ("/by-cn/", "/by-cn/log/", "/by-cn/weeks/2021-W06/"):
        said = client.get(url).text
        assert url == "/by-cn/log/" or CHINESE not in said  # the log has the entry of the translation
        assert NOTE in said or POSITION in said, url


def test_who_may_translates_from_the_entry_beside_its_original(client, world, told):
    page = f"/by-cn/register/{told.commitment.code}/"
    entry = soup_of(client.get(f"{page}?history=all")).select_one(f"#entry-{told.number}")
    link = entry.find("a", string="翻译")["href"]
    assert link == f"{page}translate/?part=note/{told.number}"
    said = text_of(client.get(link))
    assert NOTE in said

    other = (
        soup_of(client.get(link)).select_one("#act-form").find("a", string=lambda one: "俄语" in (one or ""))
    )
    form = form_in(client.get(other["href"]))
    refusal = client.post(other["href"], form.filled(text=""))
    assert refusal.status_code == 422
    long = client.post(other["href"], form.filled(text="я" * 2001))
    assert (long.status_code, "я" * 2001 in long.text) == (422, True)
    assert client.post(other["href"], form.filled(text="Самолёт приземлился.")).status_code == 302
    made = Entry.objects.latest("number")
    assert (made.translates, made.language, made.texts.note) == (told, "ru", "Самолёт приземлился.")
    typed = soup_of(client.get(other["href"])).select_one("textarea[name=text]")
    assert typed.string.strip() == "Самолёт приземлился."
    told_of = client.get(f"{page}?history=all").text
    assert f"第{told.number}号" in told_of

    world.sign_in(client, world.cn.observer)
    entry = soup_of(client.get(f"{page}?history=all")).select_one(f"#entry-{told.number}")
    assert entry.find("a", string="翻译") is None


def test_parts_by_hand_are_refused_at_their_field(client, world, told):
    other = world.update(world.trade, by=world.by.analyst, status="in_progress")
    base = f"/by-cn/register/{told.commitment.code}/translate/?"
    for part in (f"note/{other.number}", "note/9999", "foo/1"):
        answer = client.get(f"{base}part={part}&language=ru")
        assert client.post(f"{base}part={part}", form_in(answer).filled(text="Да.")).status_code == 422, part
    assert Entry.objects.latest("number") == other
