"""A list that is kept already becomes commitments: what its rows become, and what is asked about them."""

import json

import pytest

from commitments.models import BroughtList, Commitment, Entry, Evidence, LogHead, ObservedValue, Readout
from commitments.reports.replay import problems
from tests.lists import as_writer, batch_of, bring, check, entries, fields_of, finish, lines, upload
from tests.pages import soup_of
from tests.sheets.files import HEAD, text, workbook
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

HEADS = ("No.", "Provision", "Measure", "Executors", "Term", "Status", "% complete", "Updated", "Remarks")
SCHOOL = ("7", "A school is built.", "Build a school", "Health", "1.3.2027")
ROW = (*SCHOOL, "In progress", "35", "1.7.2021", "The ground is prepared.")


@pytest.fixture
def analyst(client, world):
    return as_writer(client, world.by.analyst)


def test_a_row_becomes_a_commitment_with_its_words_status_value_and_source(analyst, world):
    url = bring(analyst, text(HEADS, ROW, separator=";"), "plan.csv")

    number = batch_of(url)
    made = Commitment.objects.get(title="Build a school")
    assert entries(number)[2:] == [
        ("recorded", made.code),
        ("updated", made.code),
        ("values_given", made.code),
    ]
    assert (made.recognition, made.proposed_by, made.first_status) == ("proposed", "first", "in_progress")
    assert (str(made.due_on), made.reference_number, made.statement) == (
        "2027-03-01",
        "7",
        "A school is built.",
    )
    assert made.first_owner == world.by.ministry
    assert (
        made.quote_set.get().words
        == "7 – Build a school – A school is built. – Health – 1.3.2027 – The ground is prepared."
    )
    updated = Entry.objects.get(commitment=made, kind="updated")
    assert str(updated.effective_on) == "2021-07-01"
    assert updated.texts.position == "The ground is prepared."
    assert ObservedValue.objects.get(commitment=made).number == "35"
    source = Evidence.objects.filter(commitment=made).first()
    assert source.evidence_class == "former"
    assert source.title.startswith("plan.csv, row 2 (SHA-256 ")
    assert json.loads(bytes(updated.record))["refs"]["batch"] == {
        "number": number,
        "row": 2,
        "file": source.title[-65:-1],
    }
    assert list(problems(world.commission)) == []


def test_the_words_of_a_list_are_one_text_of_the_own_side(analyst, world):
    bring(
        analyst, text(HEAD, (1, "Build a school", "", "2027"), (2, "Build a road", "", "2028"), separator=";")
    )

    readout = Readout.objects.get(meeting__title="Plan of measures")
    assert readout.text == "1 – Build a school – 2027\n2 – Build a road – 2028"
    assert readout.party == world.by.party


def test_each_cell_that_is_wrong_is_named_and_its_row_left_out(analyst, world):
    rows = (
        (1, "Build a school", "Ministry of Nothing", "1.3.2027"),
        (2, "", "", ""),
        (3, "Build a road", "", "31.2.2027"),
        (4, "Build a bridge", "", "3/4/2027"),
        HEAD,
        (5, "Build a house", "", "=cmd|' /C calc'!A0"),
        (6, "Build a port", "", "постоянно"),
    )
    url = upload(analyst, workbook(HEAD, *rows), "plan.xlsx")
    check(analyst, url)

    said = lines(analyst, url)
    for number, words in enumerate(
        (
            "Executors: Not a body of this commission: Ministry of Nothing.",
            "There is no measure in this row.",
            "is not a day of the calendar",
            "can be 4 March 2027 or 3 April 2027",
            "These are the heads once more.",
            "Term: This cell holds a formula.",
        )
    ):
        assert words in said[number]
    assert "Continuing" in said[6]
    assert finish(analyst, url) == 1
    assert list(Commitment.objects.filter(title__startswith="Build").values_list("title", flat=True)) == [
        "Build a port"
    ]


def test_an_unknown_executor_can_be_left_empty(analyst, world):
    bring(analyst, text(HEAD, (1, "Build a school", "Ministry of Nothing", "2027")), unknown_owner="empty")

    assert Commitment.objects.get(title="Build a school").first_owner is None


def test_which_body_an_executor_is_is_asked_once_and_remembered_for_the_side(analyst, world, client):
    content = text(
        HEAD, (1, "Build a school", "Минздрав; МИД", "2027"), (2, "Build a road", "Минздрав", "2028")
    )
    url = upload(analyst, content)
    check(analyst, url)
    said = soup_of(analyst.get(url)).select_one("#list-progress").text
    assert "2 executors are no body of this commission: Минздрав, МИД." in " ".join(said.split())

    fields = fields_of(analyst, f"{url}?columns=1")
    health, foreign = (name for name in fields if name.startswith("owner-"))
    assert fields[health] == fields[foreign] == ""
    analyst.post(f"{url}check/", fields | {health: "first:health", foreign: "-"})
    assert "no body" not in soup_of(analyst.get(url)).select_one("#list-progress").text
    finish(analyst, url)
    made = Commitment.objects.filter(title__startswith="Build").order_by("title")
    assert [row.first_owner for row in made] == [world.by.ministry] * 2

    again = upload(
        analyst, text(HEAD, (3, "Build a port", "МИНЗДРАВ", "2027"), (4, "Build a dam", "МИД", ""))
    )
    check(analyst, again)
    assert "Owner: " in lines(analyst, again)[0]
    assert "the owner is left empty: МИД" in lines(analyst, again)[1]
    other = as_writer(client, world.cn.analyst)
    url = upload(other, content)
    check(other, url)
    assert "2 executors are no body" in soup_of(other.get(url)).select_one("#list-progress").text


def test_executors_whose_long_names_end_differently_are_two(analyst, world):
    names = [
        f"{'Department of the supply of hospitals and schools ' * 2}in {city}" for city in ("Brest", "Grodno")
    ]
    content = text(HEAD, *((n, f"Build a school in {name[-5:]}", name, "") for n, name in enumerate(names)))
    url = upload(analyst, content)
    check(analyst, url)
    fields = fields_of(analyst, f"{url}?columns=1")
    brest, grodno = (name for name in fields if name.startswith("owner-"))
    asked = [label.text for label in soup_of(analyst.get(f"{url}?columns=1")).select("#owners label")]
    assert [words.split()[-1] for words in asked] == ["Brest", "Grodno"]

    analyst.post(f"{url}check/", fields | {brest: "first:health", grodno: "-"})

    first, second = lines(analyst, url)
    assert "Owner: Health" in first
    assert "Owner: " not in second


def test_of_many_executors_those_nobody_said_anything_of_are_asked_about_next(analyst, world):
    names = [f"Committee No. {number}" for number in range(42)]
    rows = [(number, f"Build school {number}", name, "") for number, name in enumerate(names)]
    url = upload(analyst, text(HEAD, *rows))
    check(analyst, url)
    said = " ".join(soup_of(analyst.get(url)).select_one("#list-progress").text.split())
    assert "Committee No. 8, Committee No. 9. And 32 more. Say which bodies they are" in said

    for asked, later in ((40, "2 more executors are asked about after these."), (2, ""), (0, "")):
        page = soup_of(analyst.get(f"{url}?columns=1"))
        fields = fields_of(analyst, f"{url}?columns=1")
        unsaid = [name for name in fields if name.startswith("owner-") and not fields[name]]
        assert len(unsaid) == asked
        assert [line.text.strip() for line in page.select("#owners .hint")[1:]] == [later] * bool(later)
        analyst.post(f"{url}check/", fields | dict.fromkeys(unsaid, "first:health"))

    assert "no body" not in soup_of(analyst.get(url)).select_one("#list-progress").text
    finish(analyst, url, with_doubles="1")
    assert Commitment.objects.filter(title__startswith="Build", first_owner=world.by.ministry).count() == 42


def test_no_executor_can_be_made_a_body_that_there_is_not(analyst, world):
    url = upload(analyst, text(HEAD, (1, "Build a school", "Минздрав", "2027")))
    check(analyst, url)
    fields = fields_of(analyst, f"{url}?columns=1")
    (health,) = (name for name in fields if name.startswith("owner-"))

    assert analyst.post(f"{url}check/", fields | {health: "first:nothing"}).status_code == 422


def test_what_is_there_already_is_left_out_unless_it_is_asked_for(analyst, world):
    content = text(
        HEAD, (1, world.trade.title, "", "2027"), (2, "Build a road", "", "2027"), (2, "Build a road", "", "")
    )
    url = upload(analyst, content)
    check(analyst, url)

    said = lines(analyst, url)
    assert f"It is in the register already: {world.trade.code}" in said[0]
    assert "Row 3 says the same." in said[2]
    finish(analyst, url)
    assert Commitment.objects.filter(title__in=(world.trade.title, "Build a road")).count() == 2


def test_a_long_title_ends_at_a_word_and_is_whole_in_the_statement(analyst, world):
    title = "Build a school with " + "many large rooms and " * 12 + "a garden"
    bring(analyst, text(HEAD, (1, title, "", "2027")))

    made = Commitment.objects.get(title__startswith="Build a school")
    assert len(made.title) <= 160
    assert made.title.endswith((" and…", " rooms…", " large…", " many…"))
    assert made.statement == title


def test_what_was_chosen_is_there_again_when_the_columns_are_changed(analyst, world):
    url = upload(analyst, text(HEAD, (1, "Build a school", "", "2027")))
    chosen = {"sector": "health", "title": "Plan of 2021", "publisher": "The chancery", "order": "day"}
    check(analyst, url, unknown_owner="empty", **chosen)

    fields = fields_of(analyst, f"{url}?columns=1")
    assert {name: fields[name] for name in (*chosen, "unknown_owner")} == {**chosen, "unknown_owner": "empty"}
    analyst.post(f"{url}check/", fields | {"meeting": world.meeting.slug})
    assert fields_of(analyst, f"{url}?columns=1")["meeting"] == world.meeting.slug


def test_columns_are_remembered_for_the_side_alone(analyst, world, client):
    content = text(("Maßnahme", "Bis"), ("Build a school", "2027"))
    bring(analyst, content, **{"column-0": "title", "column-1": "due"})

    again = upload(analyst, text(("Bis", "Maßnahme"), ("2027", "Build a road")))
    page = soup_of(analyst.get(again))
    assert page.select_one("#id_column-0 option[selected]")["value"] == "due"
    other = as_writer(client, world.cn.analyst)
    assert other.get(again).status_code == 404
    fields = soup_of(other.get(upload(other, content)))
    assert fields.select_one("#id_column-0 option[selected]")["value"] == ""


def test_steps_can_come_twice_from_two_windows_and_after_a_reload(analyst, world):
    content = text(HEAD, *((n, f"Measure {n} of the plan", "", "2027") for n in range(1, 46)))
    url = upload(analyst, content)
    check(analyst, url)
    for _twice in range(2):
        analyst.post(f"{url}confirm/")
    size = LogHead.objects.get(commission=world.commission).size
    assert soup_of(analyst.get(url)).select_one("progress")["value"] == "0"
    htmx = analyst.post(f"{url}step/", headers={"HX-Request": "true"})
    assert soup_of(htmx).select_one("#list-progress progress")["value"] == "10"
    assert soup_of(analyst.get(url)).select_one("progress")["value"] == "10"
    for _more in range(4):
        analyst.post(f"{url}step/")

    assert LogHead.objects.get(commission=world.commission).size == size + 45
    assert Commitment.objects.filter(title__startswith="Measure").count() == 45
    assert BroughtList.objects.of(world.by.party).get().content is None


def test_an_observer_and_the_other_side_are_kept_out(client, world):
    url = upload(as_writer(client, world.by.analyst), text(HEAD, (1, "Build a school", "", "2027")))

    assert as_writer(client, world.by.observer).get("/by-cn/lists/").status_code == 403
    assert as_writer(client, world.cn.secretary).get(url).status_code == 404
    assert client.post(f"{url}check/", {}).status_code == 404


def test_the_template_can_be_brought_in_as_it_is(analyst, world):
    content = b"".join(analyst.get("/by-cn/lists/template/").streaming_content)
    bring(analyst, content, "list.xlsx")

    made = Commitment.objects.get(title="Build the school")
    assert (made.first_status, str(made.due_on)) == ("in_progress", "2022-03-01")


@pytest.mark.parametrize("percent", ["about 35 %", "около 35", "约35%"])
def test_a_share_that_is_not_exact_is_kept_as_such(analyst, world, percent):
    bring(analyst, text(HEADS, (*ROW[:6], percent, *ROW[7:]), separator=";"), "plan.csv")

    made = ObservedValue.objects.get(commitment__title="Build a school")
    assert (made.number, made.qualifier) == ("35", "about")


def test_a_long_list_with_percentages_comes_in_by_three_posts_and_its_steps(analyst, world):
    """Like the trackers that the public keeps: quoted commas, days with the day first, a status that is a share."""
    rows = [
        f'Trade,"Measure {n}, with ""words""","First, Second",{n % 101 if n % 8 == 0 else ""},{n % 28 + 1:02}/02/2021,'
        f"{n % 12 + 1:02}/03/2024,https://example.org/{n}#part"
        for n in range(1, 225)
    ]
    content = "\n".join(["Category,Commitment,Party,Status,Updated,Due,References", *rows]).encode()
    url = upload(analyst, content)
    check(analyst, url, held_on="26.1.2021", listed_on="1.3.2021")

    assert finish(analyst, url) == 23
    assert Commitment.objects.filter(title__startswith="Measure ").count() == 224
    counted = ObservedValue.objects.filter(commitment__title__startswith="Measure ")
    assert counted.count() == 28
    assert counted.get(commitment__title__startswith="Measure 96,").number == "96"
    due = Commitment.objects.get(title__startswith="Measure 4,").due_on
    assert str(due) == "2024-03-05"
    assert Readout.objects.filter(meeting__title="Plan of measures").count() == 1


def test_rows_can_be_asked_for_by_what_is_wrong_or_odd(analyst, world):
    rows = (
        (1, "Build a school", "", "soon"),
        (2, "Build a road", "", "31.2.2027"),
        (3, "Build a port", "", "2027"),
    )
    url = upload(analyst, text(HEAD, *rows))
    check(analyst, url)

    assert [line[:2] for line in lines(analyst, f"{url}?show=odd")] == ["2B", "3B"]
    assert [line[:2] for line in lines(analyst, f"{url}?show=refused")] == ["3B"]


def test_of_many_files_of_one_person_the_newest_are_kept_for_a_day(analyst, world, time_machine):
    kept = [upload(analyst, text(HEAD, (n, f"Build {n}", "", "2027"))) for n in range(6)]
    assert [analyst.get(url).status_code for url in kept] == [404] + [200] * 5
    bring(analyst, text(HEAD, (9, "Build a port", "", "2027")))

    time_machine.move_to("2021-07-17T09:00:00Z")
    upload(as_writer(analyst, world.cn.analyst), text(HEAD, (9, "Build a port", "", "2027")))

    as_writer(analyst, world.by.analyst)
    assert {analyst.get(url).status_code for url in kept} == {404}
    assert BroughtList.objects.of(world.by.party).get().state == "done"
    assert not BroughtList.objects.of(world.by.party).get().rows.exists()
