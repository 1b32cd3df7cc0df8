"""The page of letters: what is chosen, what is followed, the letter shown; and the way out of them without signing in."""

import pytest
from django.urls import reverse

from commitments.exports.mail import stop_path
from commitments.models import Follow, LetterChoice
from commitments.reports.letters import choice_of, is_wanted
from tests.pages import form_in

PAGE = "/by-cn/letters/"
pytestmark = pytest.mark.time_machine("2021-02-08 09:00Z", tick=False)


def test_a_person_chooses_their_own_letters(world, client):
    world.sign_in(client, world.by.observer)
    page = client.get(PAGE)
    assert page.status_code == 200

    client.post(PAGE, {"waiting": "at_once", "followed": "never", "before_7": "on"})

    kept = LetterChoice.objects.get()
    assert (kept.user, kept.commission) == (world.by.observer.user, world.commission)
    assert (kept.weekly, kept.waiting, kept.followed, kept.before_7, kept.before_14) == (
        False,
        "at_once",
        "never",
        True,
        False,
    )


def test_a_pace_that_there_is_not_is_refused(world, client):
    world.sign_in(client, world.by.analyst)

    answer = client.post(PAGE, {"waiting": "hourly", "followed": "never"})

    assert answer.status_code == 422
    assert not LetterChoice.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_nobody_without_a_seat_has_letters(world, client, who):
    world.sign_in(client, getattr(world, who))

    for address in (PAGE, f"{PAGE}week/"):
        assert client.get(address).status_code == (403 if who == "administrator" else 404)
    answer = client.post(f"{PAGE}follow/", {"commitment": world.vaccine.code})
    assert answer.status_code == (403 if who == "administrator" else 404)


def test_following_is_a_button_on_the_page_of_each_thing(world, client):
    world.sign_in(client, world.by.observer)
    pages = {
        f"/by-cn/register/{world.vaccine.code}/": "commitment",
        f"/by-cn/meetings/{world.meeting.slug}/": "meeting",
        f"/by-cn/register/?owner=first:{world.by.ministry.code}": "body",
    }
    for page, name in pages.items():
        form = form_in(client.get(page), f'form[action="{PAGE}follow/"]')
        assert set(form.data) - {"csrfmiddlewaretoken"} == {name}
        answer = client.post(form.action, form.data, follow=True)
        assert "Letters tell you what is new." in answer.content.decode()
        assert "Stop following" in client.get(page).content.decode()
    assert Follow.objects.count() == 3

    listed = client.get(PAGE).content.decode()
    assert listed.count("Stop following") == 3
    client.post(f"{PAGE}follow/", {"commitment": world.vaccine.code, "stop": "1"})
    assert Follow.objects.count() == 2


@pytest.mark.parametrize(
    "named", [{}, {"commitment": "BY-CN-2021-99"}, {"body": "x"}, {"body": "99999"}, {"meeting": "no"}]
)
def test_what_is_not_there_is_not_followed(world, client, named):
    world.sign_in(client, world.by.analyst)

    assert client.post(f"{PAGE}follow/", named).status_code == 404


def test_nothing_of_another_commission_is_followed(world, client):
    world.sign_in(client, world.stranger)
    slug = world.elsewhere.slug

    answer = client.post(f"/{slug}/letters/follow/", {"commitment": world.vaccine.code})

    assert answer.status_code == 404
    assert not Follow.objects.exists()


def test_the_weekly_letter_can_be_read_before_it_is_sent(world, client, only_reading):
    world.sign_in(client, world.cn.analyst)
    client.get(PAGE)
    with only_reading():
        page = client.get(f"{PAGE}week/").content.decode()

    assert "Week 5 of 2021" in page
    assert "Waits for you (1)" in page


# --- without signing in


def test_the_address_in_a_letter_ends_letters_of_its_kind_and_nothing_else(world, client):
    user = world.by.analyst.user
    path = stop_path(user, world.commission, "week")

    page = client.get(path)
    assert page.status_code == 200
    assert is_wanted(choice_of(user, world.commission), "week")  # a page that is only opened ends nothing
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    choice = choice_of(user, world.commission)
    assert (is_wanted(choice, "week"), is_wanted(choice, "news")) == (False, True)
    assert "accord-session" not in client.cookies
    assert client.get(reverse("commitments:letters", args=["by-cn"])).status_code == 302

    client.post(stop_path(user, world.commission, "news"))
    assert not is_wanted(choice_of(user, world.commission), "news")


def test_an_address_that_was_changed_ends_nothing(world, client):
    path = stop_path(world.by.analyst.user, world.commission, "week")

    assert client.post(f"{path[:-2]}x/").status_code == 404
    assert not LetterChoice.objects.exists()


def test_the_address_is_not_in_the_log_of_requests(world, client, caplog):
    path = stop_path(world.by.analyst.user, world.commission, "week")
    with caplog.at_level("INFO", logger="accord.requests"):
        client.post(path)

    assert "POST /settings/letters/stop/… 200" in caplog.text
    assert path not in caplog.text


def test_somebody_who_tries_addresses_is_slowed_down(world, client):
    codes = {client.post("/settings/letters/stop/guess/").status_code for _ in range(70)}

    assert codes == {404, 429}
