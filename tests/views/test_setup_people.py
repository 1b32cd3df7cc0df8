"""Inviting people while setting up: row by row, and in words that say to what."""

from commitments.models import Invitation
from tests.letters import sent_letters
from tests.pages import parsed
from tests.views.test_setup import PEOPLE, ada, commission, row  # noqa: F401  # fixtures among them


def test_people_are_asked_for_one_by_one(commission, client):  # noqa: F811
    """A row at first, another one when asked for, with everything typed kept and nothing checked or saved yet."""
    assert len(parsed(client.get("/setup/kz-uz/people/").text).select("fieldset")) == 1
    typed = {**row(0, email="olim@", full_name="Olim", role="observer", side="UZ", post=""), "people": "x; y"}

    response = client.post("/setup/kz-uz/people/", typed | {"add_row": "1"})

    page = parsed(response.text)
    assert response.status_code == 200
    assert len(page.select("fieldset")) == 2
    assert page.select_one("#person-0-email")["value"] == "olim@"
    assert page.select_one("#person-1-email").has_attr("autofocus")
    assert "x; y" in page.select_one("textarea").text
    assert not page.select(".has-error")
    assert page.select_one("form[action$=people] button, form button.btn")["class"] == ["btn"]
    assert not Invitation.objects.exists()


def test_rows_of_people_have_an_end(commission, client):  # noqa: F811
    many = row(29, email="", role="analyst", side="KZ") | row(99, email="a@example.org")

    page = parsed(client.post("/setup/kz-uz/people/", many | {"add_row": "1"}).text)

    assert len(page.select("fieldset")) == 30
    assert not page.select("button[name=add_row]")


def test_the_letter_says_who_invites_to_what_and_until_when(commission, ada, client, time_machine):  # noqa: F811
    time_machine.move_to("2026-11-30T10:00:00Z", tick=False)
    client.post("/setup/kz-uz/people/", {"people": PEOPLE})

    letter = next(one for one in sent_letters() if one.to == ["aigul@example.org"])

    assert f"Ada Administrator ({ada.email}) invites you to Accord" in letter.body
    post = "Your post: Analyst, Ministry of Trade, as analyst, for Kazakhstan in"
    assert f"{post} “Commission of Kazakhstan and Uzbekistan”." in letter.body
    assert "until 3 December 2026, 10:00 UTC" in letter.body
    assert "consents" not in letter.body
