"""The page of a commitment: exact words, three views side by side, its history, and what its reader may do."""

import re

import pytest
import time_machine

from commitments import actions
from commitments.actions import Due
from commitments.vocabulary import Subject
from tests.pages import HTMX, form_in, soup_of, text_of
from tests.people import find_words, fresh, moment
from tests.stages import STAGES, TODAY, conditional, continuing

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/register/BY-CN-2021-01/"


def offered(page):
    soup = soup_of(page)
    links = {link["href"].split("/")[-2] for link in soup.select("main .actions a")}
    forms = {form["action"].split("/")[-2] for form in soup.select("main form")}
    return links | forms - {"follow"}  # whoever may read may follow


def test_exact_words_stand_in_their_paragraph(client, story):
    story.sign_in(client, story.by.observer)
    first, second = soup_of(client.get(URL)).select("blockquote.passage")

    assert (first["lang"], second["lang"]) == ("ru", "zh-Hans")
    assert first.mark.text == "Китай готов поставить Беларуси столько вакцины, сколько потребуется."
    assert second.text == "中方愿同白方加强疫苗合作，建设好中白工业园。"
    assert first.text.startswith(first.mark.text) and first.text != first.mark.text


def test_three_views_stand_side_by_side(client, story):
    story.sign_in(client, story.by.observer)
    places = [
        " ".join(place.get_text(" ").split())
        for place in soup_of(client.get(URL)).select(".standpoints > div")
    ]

    assert places[0].startswith("BY Belarus says Off track Blocked Nothing came. Since 1 Feb 2021. No. ")
    assert places[1].startswith("Agreed Sides differ Since 1 Feb 2021, 164 days.")
    assert places[2].startswith("CN China says In progress 100,000 doses arrived. Since 1 Feb 2021. No. ")


def test_own_side_first_turns_the_views(client, story):
    user = story.cn.observer.user
    user.own_side_first = True
    user.save()
    story.sign_in(client, story.cn.observer)

    heads = [head.get_text(" ", strip=True) for head in soup_of(client.get(URL)).select(".standpoints h3")]
    assert heads == ["CN China says", "Agreed", "BY Belarus says Off track"]


def test_what_is_cached_for_one_order_is_not_shown_in_the_other(client, story):
    user = story.cn.observer.user
    user.own_side_first = True
    user.save()
    for seat, expected in ((story.cn.analyst, "BY"), (story.cn.observer, "CN"), (story.cn.analyst, "BY")):
        story.sign_in(client, seat)
        assert soup_of(client.get(URL)).select_one(".standpoints .side").text == expected


def test_nobody_has_said_anything_yet(client, world):
    world.sign_in(client, world.by.observer)
    page = client.get("/by-cn/register/BY-CN-2021-02/")

    assert text_of(page, ".standpoints").count("That says nothing about progress.") == 2
    assert "The readout of China does not say it." in text_of(page)
    assert "Only in the readout of Belarus" in text_of(page, ".badges")
    assert "Proposed by Belarus" in text_of(page, ".badges")


def entry_of(page, number):
    return soup_of(page).select_one(f"#entry-{number}")


def test_history_is_lines_with_all_of_an_entry_folded(client, story):
    """Its own title is not repeated on its page."""
    story.sign_in(client, story.by.observer)
    page = client.get(URL)
    entry = entry_of(page, fresh(story.vaccine).first_entry)

    assert text_of(entry, "summary") == "Belarus set it to “Blocked”. Nothing came."
    assert "Reason: The air bridge is closed." in text_of(entry, "details")
    assert entry.details.get("open") is None
    assert [[cell.text for cell in row.find_all(["th", "td"])] for row in entry.select("tbody tr")] == [
        ["Status", "Not yet assessed", "Blocked"],
        ["Outlook", "No view", "Off track"],
        ["Next steps", "–", "Talks in Beijing (Deputy minister)"],
    ]
    assert "Analyst, Belarus" in text_of(entry, ".meta")
    assert not [line for line in soup_of(page).select("#history .line") if "Vaccine for Belarus" in line.text]


def lines_of(page):
    return soup_of(page).select("#history .history > li > ul > .entry")


def test_long_history_shows_its_newest_ten_and_older_lines_on_demand(client, world):
    for number in range(23):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=f"Lot {number}.")
    world.sign_in(client, world.by.observer)
    page = client.get(URL)
    assert [text_of(line, ".said") for line in lines_of(page)] == [f"Lot {n}." for n in range(22, 12, -1)]

    seen = [10]
    while older := soup_of(page).select_one("a#history-older"):
        page = client.get(URL + older["href"])
        part = client.get(URL + older["hx-get"], headers=HTMX)
        seen.append(len(lines_of(page)))
        assert part.content.decode().strip() in page.content.decode()

    assert seen == [10, 20, 25]
    assert text_of(page, "#history-older") == "No older entries"
    assert len(lines_of(client.get(f"{URL}?history=all"))) == 25


def test_history_of_one_kind(client, story):
    """Each entry is of one kind; those that name a source are found by that too."""
    story.sign_in(client, story.by.observer)
    page = client.get(URL)
    kinds = {" ".join(link.text.split()[:-1]): link for link in soup_of(page).select(".kinds a")}
    counts = {name: int(link.text.split()[-1]) for name, link in kinds.items()}

    assert counts["All"] == counts["What happened"] + counts["Proposals"] + counts["Words"]
    for name, link in kinds.items():
        shown = client.get(URL + link["href"])
        assert soup_of(shown).select_one('.kinds [aria-current="true"]').text == link.text
        assert len(soup_of(shown).select("#history .entry[id]")) == counts[name]
    assert "Belarus recorded it." in text_of(client.get(f"{URL}?kind=words"), "#history")
    assert "Belarus recorded it." not in text_of(client.get(f"{URL}?kind=happened"), "#history")


@pytest.mark.parametrize("query", ["?kind=nothing", "?kind=", "?history=x"])
def test_an_address_that_asks_for_no_such_history_shows_all_kinds(client, story, query):
    story.sign_in(client, story.by.observer)

    assert text_of(client.get(URL + query), '.kinds [aria-current="true"]').startswith("All")


def test_what_intake_quoted_on_a_day_is_one_line(client, world):
    for minute, words in (("10:00", "Стороны расширят перечень"), ("10:05", "учтут объём заявок")):
        actions.quote(
            world.vaccine,
            by=world.by.analyst,
            words=find_words(world.by.readout, words),
            at=moment("2021-03-01", minute),
        )
    world.sign_in(client, world.by.observer)
    page = client.get(URL)

    [folded] = [line for line in lines_of(page) if line.select(".entry")]
    assert text_of(folded, "summary") == "Belarus quoted further words 2 times."
    assert [text_of(entry, "summary") for entry in folded.select(".entry")] == [
        "Belarus quoted further words for it."
    ] * 2


def test_printed_with_its_history_it_has_every_entry_open(client, world):
    for number in range(12):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=f"Lot {number}.")
    world.sign_in(client, world.by.observer)
    usual = client.get(URL)
    printed = client.get(URL + soup_of(usual).find("a", string="Print with history")["href"])

    assert len(lines_of(printed)) == 14
    assert all("open" in line.details.attrs for line in lines_of(printed))
    sections = [soup_of(page).select_one("section[aria-labelledby=hist]") for page in (usual, printed)]
    assert ["no-print" in section["class"] for section in sections] == [True, False]


# --- How the views moved ---------------------------------------------------------------------------------------


@pytest.fixture
def moved(story):
    """Belarus takes back that it is blocked, and says so again."""
    for day, status in (("2021-03-10", "in_progress"), ("2021-05-10", "blocked")):
        story.update(story.vaccine, by=story.by.analyst, status=status, reason="Planes.", at=moment(day))
    return story


def test_lanes_are_their_table(client, moved):
    moved.sign_in(client, moved.by.observer)
    figure = soup_of(client.get(URL)).select_one("figure.lanes")
    table = [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in figure.select("tbody tr")
    ]
    drawn = figure.select("svg.chart > svg")

    assert table == [
        ["BY Belarus", "Not yet assessed", "27 Jan 2021", "1 Feb 2021", "5"],
        ["BY Belarus", "Blocked", "1 Feb 2021", "10 Mar 2021", "37"],
        ["BY Belarus", "In progress", "10 Mar 2021", "10 May 2021", "61"],
        ["BY Belarus", "Blocked", "10 May 2021", "still", "66"],
        ["CN China", "Not yet assessed", "27 Jan 2021", "1 Feb 2021", "5"],
        ["CN China", "In progress", "1 Feb 2021", "still", "164"],
        ["Both", "Sides differ", "1 Feb 2021", "10 Mar 2021", "37"],
        ["Both", "Sides differ", "10 May 2021", "still", "66"],
    ]
    assert len(drawn) == len(table)
    days = [int(row[-1]) for row in table]
    widths = [float(part["width"].rstrip("%")) for part in drawn]
    assert widths == [pytest.approx(number / 170 * 100, abs=0.9) for number in days]
    words = [part.find("text").text if part.find("text") else "" for part in drawn]
    assert words[1:4] == ["Blocked", "In progress", "Blocked"]
    assert words[-1] == "66 days"


def test_lanes_have_title_description_and_finding(client, moved):
    moved.sign_in(client, moved.by.observer)
    figure = soup_of(client.get(URL)).select_one("figure.lanes")
    finding = "The two views have differed for 66 days, and did so once before, for 37 days."

    assert figure.figcaption.text == figure.svg.title.text == finding
    assert "from 27 January 2021 until 15 July 2021" in figure.svg.desc.text
    assert [item.text.strip() for item in figure.select(".key li")] == [
        "Not yet assessed",
        "In progress",
        "Blocked",
        "Sides differ",
    ]


def test_lanes_of_a_past_day_end_with_it(client, moved):
    moved.sign_in(client, moved.by.observer)
    figure = soup_of(client.get(f"{URL}?as_of=2021-04-01")).select_one("figure.lanes")

    assert figure.figcaption.text == "The two views differed once, for 37 days, until 10 March 2021."
    assert "May" not in figure.text


def test_views_that_never_moved_need_no_lanes(client, story):
    story.sign_in(client, story.by.observer)

    assert soup_of(client.get(URL)).select_one("figure.lanes") is None


PROPOSALS = set(Subject.values)
STEPS = {"done", "move", "drop"}
BINDING = {"agree", "close", "hand-over", "supersede"}


# --- What may be done -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "acts"),
    [
        (("first", "observer"), set()),
        (("first", "analyst"), {"update", "no-news", "translate", *STEPS, *PROPOSALS}),
        (("first", "secretary"), {"update", "no-news", "translate", *STEPS, *PROPOSALS, *BINDING}),
        (("second", "analyst"), {"update", "no-news", "translate", *PROPOSALS}),
        (("second", "secretary"), {"update", "no-news", "translate", *PROPOSALS, *BINDING}),
    ],
)
def test_offered_is_what_the_post_allows(client, story, who, acts):
    side, role = who
    story.sign_in(client, story.side(side).seat(role))
    page = client.get(URL)

    assert offered(page) == acts
    corrections = {link["href"] for link in soup_of(page).find_all("a", string="Correct this entry")}
    own = fresh(story.vaccine).of(side, "entry")
    assert corrections == (set() if role == "observer" else {f"{URL}correct/{own}/"})


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
def test_every_action_is_offered_where_it_can_be_taken(client, world, stage):
    commitment = stage.set_up(world)
    world.sign_in(client, stage.seat(world))
    page = client.get(f"/by-cn/register/{commitment.code}/")

    ways = [
        element.get("href") or element["action"]
        for element in soup_of(page).main.select("a[href], form[action]")
    ]
    assert stage.url(commitment) in ways


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
def test_observer_is_refused_by_hand(client, world, stage):
    commitment = stage.set_up(world)
    world.sign_in(client, world.side(stage.who[0]).observer)
    before = fresh(commitment).last_number
    url = stage.url(commitment)

    assert client.get(url).status_code == client.post(url, stage.typed).status_code == 403
    assert client.post(url, stage.typed, headers={"HX-Request": "true"}).status_code == 403
    assert fresh(commitment).last_number == before


def test_forms_of_the_page_have_ids_of_their_own(client, story):
    """The form for agreeing stands on the page beside the one that opens in place."""
    story.sign_in(client, story.by.secretary)
    page = soup_of(client.get(URL))
    ids = [element["id"] for element in page.select("[id]")]
    opened = [element["id"] for element in soup_of(client.get(f"{URL}update/")).select("#act-form [id]")]

    assert len(ids) == len(set(ids))
    assert not set(ids) & set(opened)


def test_forms_of_the_page_know_what_was_seen(client, story):
    story.sign_in(client, story.by.secretary)
    form = form_in(client.get(URL), 'form[action$="/agree/"]')

    assert form.data["seen"] == str(fresh(story.vaccine).last_number)


# --- What is owed ---------------------------------------------------------------------------------------------


def test_condition_says_who_is_asked_how_often(client, world):
    commitment = conditional(world)
    world.sign_in(client, world.by.observer)

    facts = text_of(client.get(f"/by-cn/register/{commitment.code}/"), ".facts")
    assert "On a condition as soon as the pandemic subsides Asked of both sides every 26 weeks" in facts


def test_first_date_is_never_lost(client, world):
    world.agree_on(world.vaccine, by=world.by, values={"due_on": "2021-12-31"})
    world.sign_in(client, world.by.secretary)

    facts = text_of(client.get(URL), ".facts")
    assert "31 Dec 2021" in facts
    assert "The first date given: 30 June 2021" in facts
    assert "Re-dated once, later by 184 days" in facts


def test_report_owed_is_said(client, world):
    commitment = continuing(world)
    world.sign_in(client, world.by.observer)

    assert "Report due by 1 Feb 2022" in text_of(client.get(f"/by-cn/register/{commitment.code}/"), ".facts")


# --- A past day ------------------------------------------------------------------------------------------------


def test_past_day_shows_what_held_and_offers_nothing(client, story):
    story.sign_in(client, story.by.secretary)
    page = client.get(f"{URL}?as_of=2021-01-31")

    assert "The register as it was on 31 January 2021" in text_of(page, ".asof")
    assert "doses" not in text_of(page)
    assert text_of(page, ".standpoints").count("Not yet assessed") == 3
    assert offered(page) == set()
    assert not soup_of(page).find("a", string="Correct this entry")


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [("?as_of=2021-01-31&known=today", True), ("?as_of=2021-01-31", False), ("?known=today", False)],
)
def test_past_day_is_shown_as_recorded_then_and_says_so_when_asked_otherwise(client, story, asked, is_told):
    story.sign_in(client, story.by.analyst)
    page = client.get(URL + asked)

    assert ("as it was recorded then, without later entries." in page.text) is is_told


def test_day_before_it_was_recorded_knows_nothing_of_it(client, story):
    story.sign_in(client, story.by.analyst)

    assert client.get(f"{URL}?as_of=2021-01-26").status_code == 404


def test_no_such_commitment(client, world):
    world.sign_in(client, world.by.analyst)

    for code in ("BY-CN-2021-99", "x", "%00", "BY-CN-2021-01%20", "by-cn-2021-01"):
        assert client.get(f"/by-cn/register/{code}/").status_code == 404


def test_days_are_grouped_wherever_they_are_counted(client, world):
    """The sides differ since 2021 and have said nothing since; the reader comes years later."""
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=moment("2021-02-01"))
    world.update(world.vaccine, by=world.cn.analyst, status="part", at=moment("2021-02-01"))
    request = world.record(title="Asked", speech_act="request", due=Due(), at=moment("2021-02-02"))

    with time_machine.travel("2026-02-01 12:00:00+00:00", tick=False):
        world.sign_in(client, world.by.observer)
        pages = [text_of(client.get(f"/by-cn/{address}")) for address in ("", "register/", "differences/")]
        pages += [text_of(client.get(row.get_absolute_url())) for row in (world.vaccine, request)]

    assert [page for page in pages if re.search(r"\b\d{4} days?\b", page)] == []
    assert all("1,826 days" in page for page in (pages[0], pages[2], pages[3]))
    assert "days without answer" in pages[4]
