"""A list as a whole: who signs its rows, what the other side binds itself to, and what is taken back of it."""

import datetime as dt

import pytest

from commitments import actions
from commitments.models import BroughtList, Commitment, LogHead, Seat
from tests.lists import accept_whole, as_writer, batch_of, bring, check, finish, upload
from tests.pages import soup_of
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


def measures(count):
    rows = "\n".join(f"{n},Measure {n},2027,In progress" for n in range(1, count + 1))
    return f"No.,Measure,Term,Status\n{rows}".encode()


def brought(client, world, count=3):
    as_writer(client, world.by.secretary)
    return batch_of(bring(client, measures(count), listed_on="1.2.2021"))


def seen_of(client, number):
    return soup_of(client.get(f"/by-cn/batches/{number}/")).select_one("input[name=seen]")["value"]


def one(title):
    return Commitment.objects.get(title=title)


def states():
    found = Commitment.objects.filter(title__startswith="Measure ").order_by("place")
    return list(found.values_list("recognition", "agreed"))


def test_who_accepts_a_list_is_not_bound_to_words_written_since_it_was_read(client, world):
    number = brought(client, world)
    as_writer(client, world.cn.secretary)
    seen = seen_of(client, number)
    actions.amend(one("Measure 1"), by=world.by.secretary, title="Measure 1 and more", reason="More.")
    late = one("Measure 2")
    actions.log_update(
        late,
        by=world.by.secretary,
        status="blocked",
        position="It stands.",
        effective_on=world.clock().date(),
    )

    response = client.post(f"/by-cn/batches/{number}/accept/", {"seen": seen}, follow=True)

    assert states() == [
        ("proposed", "one_side"),
        ("proposed", "one_side"),
        ("confirmed", "in_progress"),
    ]
    said = [str(message) for message in response.context["messages"]]
    assert said == [
        f"{row.code}: Somebody wrote on it meanwhile. Look at it again."
        for row in (one("Measure 1 and more"), late)
    ]
    accept_whole(client, number)  # once more, as it is now
    assert states() == [
        ("confirmed", "in_progress"),
        ("confirmed", "blocked"),
        ("confirmed", "in_progress"),
    ]


def test_what_was_brought_in_after_it_was_read_is_not_accepted_with_it(client, world):
    as_writer(client, world.by.secretary)
    url = upload(client, measures(12))
    check(client, url, listed_on="1.2.2021")
    client.post(f"{url}confirm/")
    client.post(f"{url}step/")
    number = batch_of(url)
    seen = seen_of(as_writer(client, world.cn.secretary), number)
    finish(as_writer(client, world.by.secretary), url)

    as_writer(client, world.cn.secretary).post(f"/by-cn/batches/{number}/accept/", {"seen": seen})

    assert [recognition for recognition, _agreed in states()] == ["confirmed"] * 10 + ["proposed"] * 2


def test_what_is_left_out_does_not_keep_the_others_waiting(client, world):
    number = brought(client, world, count=25)
    seen = seen_of(as_writer(client, world.cn.secretary), number)
    for row in Commitment.objects.filter(title__startswith="Measure ").order_by("place")[:21]:
        actions.amend(row, by=world.by.secretary, title=f"{row.title} and more", reason="More.")

    page = soup_of(client.post(f"/by-cn/batches/{number}/accept/", {"seen": seen}))
    past = page.select_one('form[action$="/accept/step/"] input[name=past]')["value"]
    response = client.post(f"/by-cn/batches/{number}/accept/step/", {"past": past})

    assert response.url == f"/by-cn/batches/{number}/"
    assert [recognition for recognition, _agreed in states()] == ["proposed"] * 21 + ["confirmed"] * 4


@pytest.mark.parametrize(("tail", "sent"), [("accept/", {}), ("accept/step/", {"seen": "9999", "past": "0"})])
def test_nothing_is_accepted_without_having_been_seen_or_begun(client, world, tail, sent):
    number = brought(client, world)
    as_writer(client, world.cn.secretary)

    assert client.post(f"/by-cn/batches/{number}/{tail}", sent).url == f"/by-cn/batches/{number}/"
    assert states() == [("proposed", "one_side")] * 3


def test_an_undo_is_known_by_what_its_own_side_wrote(client, world):
    number = brought(client, world, count=1)
    recorded = one("Measure 1").entry_set.get(kind="recorded").number
    key = f"undo.{world.commission.pk}.{number}.{recorded}"
    actions.log_update(
        world.trade,
        by=world.cn.secretary,
        status="in_progress",
        position="It goes on.",
        effective_on=world.clock().date(),
        submission=actions.Submission(key, "0" * 64),
    )

    client.post(f"/by-cn/batches/{number}/undo/")

    assert one("Measure 1").recognition == "withdrawn"


def test_the_page_says_who_can_take_a_list_back(client, world):
    number = brought(client, world, count=1)
    url = f"/by-cn/batches/{number}/"
    said = "A secretary of Belarus can take the list back."

    pages = {seat: soup_of(as_writer(client, seat).get(url)) for seat in (world.by.analyst, world.cn.analyst)}
    assert said in pages[world.by.analyst].text
    assert said not in pages[world.cn.analyst].text
    assert as_writer(client, world.by.analyst).post(f"{url}undo/").status_code == 403


def test_no_form_takes_the_key_of_an_undo(client, world):
    as_writer(client, world.by.secretary)
    size = LogHead.objects.get(commission=world.commission).size
    sent = {
        "submission": f"undo.{world.commission.pk}.1.1",
        "status": "in_progress",
        "position": "It goes on.",
        "effective_on": "26.1.2021",
    }
    url = f"/by-cn/register/{world.trade.code}/update/"

    assert client.post(url, sent).status_code == 422
    assert LogHead.objects.get(commission=world.commission).size == size
    assert client.post(url, sent | {"submission": "undo-1"}).status_code == 302


@pytest.mark.parametrize("key", ["undo", "undo-1-1-1"])
def test_a_withdrawal_with_words_like_those_of_an_undo_is_one_like_any(client, world, key):
    single = world.record(title="A mistake")
    url = f"/by-cn/register/{single.code}/withdraw/"
    as_writer(client, world.by.secretary)
    assert client.post(url, {"submission": key, "reason": "Twice."}).status_code == 302

    for page in ("", "weeks/"):
        response = client.get(f"/by-cn/{page}")
        assert response.status_code == 200
        assert "took back list" not in soup_of(response).text


def test_what_was_answered_while_the_list_was_running_stays_when_it_is_taken_back(client, world):
    as_writer(client, world.by.secretary)
    url = upload(client, measures(12))
    check(client, url, listed_on="1.2.2021")
    client.post(f"{url}confirm/")
    client.post(f"{url}step/")
    actions.decline(one("Measure 3"), by=world.cn.secretary, reason="It was not promised.")
    finish(client, url)

    client.post(f"/by-cn/batches/{batch_of(url)}/undo/")

    left = Commitment.objects.filter(title__startswith="Measure ").exclude(recognition="withdrawn")
    assert [(row.title, row.recognition) for row in left] == [("Measure 3", "one_sided")]


def half_brought(client, world):
    """A list of 12 rows of which 10 are brought in."""
    as_writer(client, world.by.secretary)
    url = upload(client, measures(12))
    check(client, url, listed_on="1.2.2021")
    client.post(f"{url}confirm/")
    client.post(f"{url}step/")
    return url


def test_its_author_can_stop_a_list_and_take_back_what_was_brought_in(client, world):
    url = half_brought(client, world)
    client.post(f"{url}stop/")
    client.post(f"{url}step/")

    said = soup_of(client.get(url)).text
    assert "10 rows were brought in." in said
    assert "2 rows were left out." in said
    assert "The list was stopped before this row." in said
    assert len(states()) == 10
    client.post(f"/by-cn/batches/{batch_of(url)}/undo/")
    assert {recognition for recognition, _agreed in states()} == {"withdrawn"}


def test_a_list_whose_author_has_left_is_ended_by_others_of_the_side(client, world):
    url = half_brought(client, world)
    as_writer(client, world.by.analyst)
    assert soup_of(client.get(url)).select_one('form[action$="/stop/"]') is None
    assert client.post(f"{url}stop/").status_code == 403

    yesterday = world.commission.today() - dt.timedelta(days=1)
    Seat.objects.filter(pk=world.by.secretary.pk).update(held_until=yesterday)

    page = soup_of(client.get(url)).select_one("#list-progress")
    assert "has no seat any more" in page.text
    assert client.post(f"{url}step/").status_code == 403
    client.post(page.select_one('form[action$="/stop/"]')["action"])
    assert "10 rows were brought in." in soup_of(client.get(url)).text
    assert as_writer(client, world.cn.secretary).post(f"{url}stop/").status_code == 404


def test_rows_are_signed_by_who_confirmed_the_list_and_by_nobody_who_looks_on(client, world):
    as_writer(client, world.by.analyst)
    url = upload(client, measures(1))
    check(client, url, listed_on="1.2.2021")
    as_writer(client, world.by.secretary).post(f"{url}confirm/")

    as_writer(client, world.by.analyst)
    page = soup_of(client.get(url)).select_one("#list-progress")
    assert page.select_one("form") is None
    assert world.by.secretary.post in page.text
    assert client.post(f"{url}step/").status_code == 403
    assert not Commitment.objects.filter(title="Measure 1").exists()

    as_writer(client, world.by.secretary)
    assert soup_of(client.get(url)).select_one("#list-progress form[hx-trigger^=load]") is not None
    client.post(f"{url}step/")
    assert one("Measure 1").entry_set.get(kind="recorded").author == world.by.secretary.user
    assert BroughtList.objects.of(world.by.party).get().author == world.by.secretary.user
