"""The log as a list, the addresses of entries, and the files they rest on."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.actions import Source
from commitments.models import Entry, Evidence, LogHead
from commitments.models.evidence import file_path
from tests.pages import HTMX, plain, soup_of, swapped, text_of
from tests.people import find_words, moment
from tests.sessions import a_session, call, draft, sign

LOG = "/by-cn/log/"


@pytest.fixture
def reader(client, world):
    return world.sign_in(client, world.by.observer)


def size(world):
    return LogHead.objects.get(commission=world.commission).size


def shown(response):
    """The numbers of the entries of a page, in their order."""
    return [int(link["href"].split("/")[-2]) for link in soup_of(response).select(".entries a.no")]


def chat(world, number, *, day="2021-02-10"):
    """Many short entries."""
    for n in range(number):
        side = world.by if n % 2 else world.cn
        world.update(world.vaccine, by=side.analyst, status="in_progress", note=f"Call {n}.", at=moment(day))


# --- The list ---------------------------------------------------------------------------------------------------


def test_log_begins_with_the_newest_entry(reader, world):
    entry = world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="Doses came.")

    response = reader.get(LOG)

    assert shown(response) == list(range(entry.number, -1, -1))
    first = soup_of(response).select_one(".entries li")
    assert "China set Vaccine for Belarus to “In progress”." in " ".join(first.p.text.split())
    assert first.select_one("a.main")["href"] == "/by-cn/register/BY-CN-2021-01/"
    assert "Doses came." in first.text
    assert "Analyst, China" in first.text


def test_every_entry_is_a_sentence_without_holes(reader, world):
    for item in soup_of(reader.get(LOG)).select(".entries li"):
        sentence = " ".join(item.p.text.split())
        assert "None" not in sentence
        assert "\x01" not in sentence


@pytest.mark.parametrize("page", [1, 2, 3])
def test_pages_hold_fifty_entries_each_and_none_is_missing(reader, world, page):
    chat(world, 110 - size(world))

    response = reader.get(LOG, {"page": page})

    newest = 110 - 50 * (page - 1)
    assert shown(response) == list(range(newest - 1, max(newest - 51, -1), -1))
    assert f"page {page} of 3" in soup_of(response).title.text
    assert [link.text for link in soup_of(response).select(".pager li a")] == ["1", "2", "3"]


def test_pages_are_links_that_keep_the_filter(reader, world):
    chat(world, 120)

    response = reader.get(LOG, {"party": "CN", "page": "2"})

    assert [link["href"] for link in soup_of(response).select(".pager li a")] == [
        "?party=CN",
        "?party=CN&page=2",
    ]


@pytest.mark.parametrize("page", ["0", "2", "99999999999", "-1", "x", "１", "\0"])
def test_page_that_does_not_exist_is_404(reader, world, page):
    assert reader.get(LOG, {"page": page}).status_code == 404


@pytest.mark.parametrize("page", [1, 2, 3])
def test_filtered_pages_hold_what_answers_and_none_is_missing(reader, world, page):
    chat(world, 230)
    numbers = list(
        Entry.objects.filter(party=world.cn.party, kind="updated")
        .order_by("-number")
        .values_list("number", flat=True)
    )

    response = reader.get(LOG, {"party": "CN", "kind": "updated", "page": page})

    assert shown(response) == numbers[50 * (page - 1) : 50 * page]


def test_week_of_the_log_is_the_week_of_its_cutoff(reader, world):
    moments = [
        ("2021-02-05", "15:00"),
        ("2021-02-05", "15:01"),
        ("2021-02-12", "15:00"),
        ("2021-02-12", "15:01"),
    ]
    entries = [
        world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment(*when))
        for when in moments
    ]

    response = reader.get(LOG, {"week": "2021-W06"})

    assert shown(response) == [entries[2].number, entries[1].number]
    assert "/by-cn/weeks/2021-W06/" in [link["href"] for link in soup_of(response).select("main a")]


@pytest.mark.parametrize("week", ["2020-W01", "2021-W30", "2030-W01"])
def test_week_without_entries_says_which_filter_to_remove(reader, world, week):
    response = reader.get(LOG, {"week": week})

    assert "No entry matches" in text_of(response)
    assert soup_of(response).select_one("section a.chip")["href"] == "?"


def test_filters_are_chips_that_can_be_removed_one_by_one(reader, world):
    response = reader.get(LOG, {"party": "BY", "kind": "recorded"})

    chips = {chip.contents[0].strip(): chip["href"] for chip in soup_of(response).select("a.chip")}
    assert chips == {"Belarus": "?kind=recorded", "Recorded": "?party=BY"}
    assert soup_of(response).select_one("strong[data-announce]").text == ("Belarus, Recorded: 2 entries")


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ({"party": "FR"}, "party=FR"),
        ({"kind": "deleted"}, "kind=deleted"),
        ({"week": "2021-W60"}, "week=2021-W60"),
        ({"week": "' OR 1=1"}, "week=' OR 1=1"),
        ({"colour": "red"}, "colour=red"),
        ({"kind": "\0"}, "kind="),
    ],
)
def test_filter_the_log_does_not_know_is_named_and_left_out(reader, world, query, what):
    response = reader.get(LOG, query)

    assert response.status_code == 200
    assert what in soup_of(response).select_one(".message-warn").text
    assert len(shown(response)) == size(world)


def test_unreadable_week_keeps_what_was_typed_and_says_how_to_write_it(reader, world):
    response = reader.get(LOG, {"week": "37/2022"})

    field = soup_of(response).select_one("#id_week")
    assert (field["value"], field["aria-invalid"]) == ("37/2022", "true")
    assert "“37/2022” is not a week. Write it like 2022-W37." in text_of(
        response, f"#{field['aria-describedby']}"
    )


def test_fragment_is_the_list_of_the_whole_page(reader, world):
    whole = reader.get(LOG, {"party": "CN"})

    part = reader.get(LOG, {"party": "CN"}, headers=HTMX)

    assert part.headers["Vary"].count("HX-Request") == 1
    assert plain(swapped(whole, part, "#log-list"), "#log-list") == plain(whole, "#log-list")
    assert soup_of(part).select_one("#log-list")["data-title"] == soup_of(whole).title.text


def test_log_is_for_the_seats_of_its_commission(client, world):
    assert client.get(LOG).status_code == 302
    assert world.sign_in(client, world.stranger).get(LOG).status_code == 404
    assert world.sign_in(client, world.administrator).get(LOG).status_code == 403
    for seat in world.seats:
        assert world.sign_in(client, seat).get(LOG).status_code == 200


def test_log_is_only_read(reader, only_reading):
    for url in (LOG, f"{LOG}0/", f"{LOG}11/"):
        assert reader.post(url).status_code == 405
        with only_reading():
            reader.get(url)


@pytest.mark.parametrize("query", [{}, {"week": "2021-W06", "party": "CN", "kind": "updated"}])
def test_questions_to_the_database_are_few_and_do_not_grow(reader, world, query):
    def asked():
        reader.get("/by-cn/readouts/")  # what the head of every page shows is cached
        with CaptureQueriesContext(connection) as queries:
            reader.get(LOG, query)
        return len(queries)

    asked()  # so are the names of the sides
    chat(world, 2)
    session = a_session(world, world.vaccine)
    few = asked()
    chat(world, 6)
    draft(world, session, 1)
    sign(world, session, 1)

    assert asked() == few <= 8


# --- One entry ----------------------------------------------------------------------------------------------------


def test_entry_of_a_commitment_is_found_in_its_history(reader, world):
    entry = world.update(world.vaccine, by=world.cn.analyst, status="in_progress")

    response = reader.get(f"{LOG}{entry.number}/")

    assert response.status_code == 302
    address, _hash, anchor = response["Location"].partition("#")
    assert soup_of(reader.get(address)).find(id=anchor)


def test_entry_about_no_commitment_has_a_page(reader, world):
    entry = Entry.objects.get(commission=world.commission, kind="meeting_opened")

    response = reader.get(f"{LOG}{entry.number}/")

    assert response.status_code == 200
    assert "Belarus entered a meeting: Call of the presidents." in text_of(response, "h1")
    assert soup_of(response).title.text.startswith(f"Entry No. {entry.number} – ")


def test_fields_an_entry_changed_are_in_their_own_language(client, world):
    session = call(world, by=world.cn.secretary, title="第五次会议")
    entry = Entry.objects.get(commission=world.commission, kind="session_called")

    page = soup_of(world.sign_in(client, world.by.observer).get(f"{LOG}{entry.number}/"))

    assert page.find("td", string=session.title)["lang"] == "zh-Hans"


def test_entry_of_a_readout_leads_to_it(reader, world):
    response = reader.get(f"{LOG}{world.cn.readout.entry.number}/")

    assert world.cn.readout.get_absolute_url() in [a["href"] for a in soup_of(response).select("main a")]


def test_receipt_is_the_record_that_was_hashed(reader, world):
    entry = world.update(world.vaccine, by=world.cn.analyst, status="in_progress")

    response = reader.get(f"{LOG}{entry.number}/receipt/")

    assert response.content == bytes(entry.record)
    leaf = hashlib.sha256(b"\0" + response.content).hexdigest()
    assert (
        response["Content-Disposition"] == f'attachment; filename="BY-CN-No-{entry.number}-{leaf[:16]}.json"'
    )


def test_receipt_is_for_the_seats_of_the_commission(client, world):
    world.sign_in(client, world.stranger)

    assert client.get(f"{LOG}1/receipt/").status_code == 404


def test_entry_that_does_not_exist_is_404(client, world, reader):
    assert reader.get(f"{LOG}99999/").status_code == 404
    assert reader.get(f"{LOG}{'9' * 30}/").status_code == 404
    assert world.sign_in(client, world.stranger).get(f"{LOG}1/").status_code == 404


def body(response):
    """What was sent; reading it to the end also closes the file."""
    return b"".join(response.streaming_content)


# --- Files --------------------------------------------------------------------------------------------------------


@pytest.fixture
def attach(world):
    def attach(name="Протокол «№ 4», 合同.pdf", content=b"%PDF-1.7 \xff", kind="application/pdf"):
        path = default_storage.save(file_path(None, name), ContentFile(content))
        checksum = hashlib.sha256(content).hexdigest()
        source = Source(evidence_class="act", title="Protocol", upload=(path, name, kind, checksum))
        world.update(world.vaccine, by=world.cn.analyst, status="in_progress", sources=(source,))
        return Evidence.objects.latest("pk")

    return attach


def test_file_comes_as_it_was_sent_to_be_saved(reader, attach):
    evidence = attach()

    response = reader.get(f"/by-cn/files/{evidence.pk}/")

    assert body(response) == b"%PDF-1.7 \xff"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%9F%D1%80%D0%BE")
    assert "%E5%90%88%E5%90%8C.pdf" in response["Content-Disposition"]


def test_file_cannot_run_where_the_register_runs(reader, attach):
    evidence = attach(name="page.html", content=b"<script>alert(1)</script>", kind="text/html")

    response = reader.get(f"/by-cn/files/{evidence.pk}/")

    assert response["Content-Security-Policy"] == "sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'attachment; filename="page.html.bin"'
    assert "no-store" in response["Cache-Control"]
    body(response)


@pytest.mark.parametrize("name", ['a"b.pdf', "a\r\nSet-Cookie: x=1.pdf", "../../etc/passwd", "a;b.pdf"])
def test_name_of_a_file_stays_within_its_header(reader, attach, name):
    response = reader.get(f"/by-cn/files/{attach(name=name).pk}/")

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "Set-Cookie" not in response
    assert "\n" not in response["Content-Disposition"]
    body(response)


def test_file_is_for_the_seats_of_its_commission(client, world, attach):
    url = f"/by-cn/files/{attach().pk}/"

    assert client.get(url).status_code == 302
    assert world.sign_in(client, world.stranger).get(url).status_code == 404
    assert world.sign_in(client, world.stranger).get(url.replace("by-cn", "kz-uz")).status_code == 404
    assert world.sign_in(client, world.administrator).get(url).status_code == 403
    for seat in world.seats:
        response = world.sign_in(client, seat).get(url)
        assert response.status_code == 200
        body(response)


def test_evidence_without_a_file_and_no_evidence_are_404(reader, world):
    actions.log_update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        note="By word of mouth.",
        position="By word of mouth.",
        effective_on=moment("2021-02-02").date(),
        sources=(Source(evidence_class="press", title="A newspaper"),),
        at=moment("2021-02-02"),
    )

    assert reader.get(f"/by-cn/files/{Evidence.objects.latest('pk').pk}/").status_code == 404
    assert reader.get("/by-cn/files/99999/").status_code == 404


def test_file_that_its_storage_has_lost_is_404_and_says_so(reader, attach):
    evidence = attach()
    default_storage.delete(evidence.file.name)

    response = reader.get(f"/by-cn/files/{evidence.pk}/")

    assert response.status_code == 404
    assert "the file is missing" in text_of(response, "body")


@pytest.mark.parametrize("name", ["Protocol No. 4.pdf.bat", "Protocol.hta", "evil.exe", "Protocol"])
def test_file_is_handed_out_as_what_it_is_whatever_its_name_says(reader, attach, name):
    response = reader.get(f"/by-cn/files/{attach(name=name).pk}/")

    assert response["Content-Disposition"] == f'attachment; filename="{name}.pdf"'
    body(response)


def test_file_that_has_changed_is_not_handed_out(reader, attach):
    evidence = attach()
    with default_storage.open(evidence.file.name, "r+b") as stored:
        stored.write(b"%PDF-2.0")

    response = reader.get(f"/by-cn/files/{evidence.pk}/")

    assert response.status_code == 409
    assert "no longer has the checksum in the log" in text_of(response, "body")
    assert b"%PDF" not in response.content


def test_the_entry_of_a_mark_shows_the_words_and_leads_to_the_text(client, world):
    words = "Президенты Беларуси и Китая поговорили по телефону 26 января 2021 года."
    place = find_words(world.by.readout, words)
    entry = actions.mark(place, by=world.by.analyst, kind="frame", at=world.clock())
    world.sign_in(client, world.cn.observer)

    page = client.get(f"/by-cn/log/{entry.number}/")

    assert text_of(page, ".passage") == words
    link = soup_of(page).select_one("main a[href*='/readouts/']")
    assert link["href"] == world.by.readout.get_absolute_url()
