"""Signing in and out, passwords, and what of allauth cannot be reached."""

import datetime as dt

import pytest
from django.urls import NoReverseMatch, reverse

from commitments import checks, demo
from commitments.models import User
from tests.letters import link_in, sent_letters
from tests.pages import parsed
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
NEW = "a-longer-sentence-of-mine"


@pytest.fixture
def person():
    return make_user("Rita Reader")


def soup(response):
    return parsed(response.content)


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password} | more)


def assert_refused(response, *sentences):
    """422, a summary first in main whose links lead to the fields, the same words at the fields, a marked title."""
    assert response.status_code == 422
    page = soup(response)
    assert page.title.text.startswith("Error: ")
    summary = page.main.find(class_="summary")
    assert page.main.find(["h1", "h2"]).parent is summary
    assert [item.text for item in summary.find_all("li")] == list(sentences)
    for link in summary.find_all("a"):
        field = page.find(id=link["href"][1:])
        assert field["aria-invalid"] == "true"
        assert link.text in page.find(id=field["aria-describedby"].split()[-1]).text


def test_signing_in_leads_to_where_one_wanted_to_go(client, person):
    response = sign_in(client, person.email, next="/by-cn/register/?page=2")

    assert (response.status_code, response["Location"]) == (302, "/by-cn/register/?page=2")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_address_in_any_case_signs_in(client, person):
    assert sign_in(client, person.email.upper()).status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
    ],
)
def test_signing_in_never_leads_to_another_host(client, person, target):
    assert sign_in(client, person.email, next=target)["Location"] == "/"


def test_wrong_password_and_unknown_address_get_the_same_answer(client, person):
    known = sign_in(client, person.email, "not-it")
    unknown = sign_in(client, "nobody@example.org", "not-it")

    for response in (known, unknown):
        assert_refused(
            response, "This address and this password do not belong together. Check both and try again."
        )
    assert soup(known).find(id="id_login")["value"] == person.email
    assert "not-it" not in known.text


def test_empty_fields_are_named(client):
    assert_refused(client.post(LOGIN, {}), "Enter your e-mail address.", "Enter your password.")


def test_guessing_is_stopped_for_the_address_but_not_for_others(client, person):
    other = make_user("Otto Other")
    for _ in range(5):
        sign_in(client, person.email, "a-guess")

    assert_refused(
        sign_in(client, person.email),
        "Too many attempts with this address. Wait five minutes, or choose a new password by “Forgotten password”.",
    )
    assert sign_in(client, other.email).status_code == 302


def test_attempts_from_one_place_are_limited_with_our_own_page(client):
    answers = [client.post(LOGIN, {}) for _ in range(31)]

    assert answers[29].status_code == 422
    assert answers[30].status_code == 429
    assert answers[30]["Retry-After"] == "300"
    assert soup(answers[30]).h1.text == "Too many attempts"


def test_closed_account_cannot_sign_in(client, person):
    person.is_active = False
    person.save()

    response = sign_in(client, person.email)

    assert response["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_looking_at_the_sign_in_page_writes_nothing(client, only_reading):
    with only_reading():
        assert client.get(LOGIN).status_code == 200


def test_signing_out_ends_the_session_on_the_server(client, person):
    client.force_login(person)
    old = client.cookies["accord-session"].value
    assert soup(client.get("/accounts/logout/")).h1.text == "Sign out"

    response = client.post("/accounts/logout/", secure=True)

    assert response["Location"] == LOGIN
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["accord-session"] = old
    assert client.get(reverse("account_change_password")).status_code == 302


def test_changing_the_password(client, person):
    client.force_login(person)
    address = reverse("account_change_password")

    assert_refused(
        client.post(address, {"oldpassword": "wrong", "password1": "123456789012", "password2": "x"}),
        "This is not your password now.",
        "This password is one piece repeated, or counts up: it is quickly guessed.",
    )
    response = client.post(address, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.get(address).status_code == 200
    assert [letter.subject for letter in sent_letters()] == ["Accord: your password was changed"]


def test_another_browser_is_signed_out_by_a_new_password(client, person):
    elsewhere = client.__class__()
    elsewhere.force_login(person)
    client.force_login(person)

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )

    assert elsewhere.get(reverse("account_change_password")).status_code == 302


def test_new_password_by_letter(client, person):
    done = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)
    assert soup(done).h1.text == "Check your e-mail"
    (letter,) = sent_letters()
    assert letter.subject == "Accord: choose a new password"
    link = link_in(letter)

    form = client.get(link, follow=True)
    saved = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)

    assert soup(saved).h1.text == "Your new password is saved"
    assert sign_in(client, person.email, NEW).status_code == 302
    again = client.__class__().get(link)
    assert soup(again).h1.text == "This link does not work any more"


def test_letter_to_an_unknown_address_is_not_sent_and_not_told(client, person):
    known = client.post(reverse("account_reset_password"), {"email": person.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in sent_letters()] == [[person.email]]


def test_link_works_for_one_hour(client, person, time_machine):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = link_in(*sent_letters())

    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1, seconds=5))

    assert soup(client.get(link)).h1.text == "This link does not work any more"


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "password/set/", "confirm-email/", "confirm-email/x/", "login/code/", "social/"],
)
def test_what_is_not_needed_is_not_there(client, address):
    assert client.get(f"/accounts/{address}").status_code == 404


def test_signing_up_has_no_address():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_allauth_answers_no_json(client):
    response = client.post(
        LOGIN, {}, headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
    )

    assert response.status_code == 422
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_admin_has_no_sign_in_page_of_its_own(client, person):
    response = client.get("/admin/login/?next=/admin/")
    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next=%2Fadmin%2F")

    client.force_login(person)
    assert client.get("/admin/login/").status_code == 403


def test_demonstration_shows_its_accounts(client):
    page = soup(client.get(LOGIN))

    rows = page.find("table").tbody.find_all("tr")
    assert len(rows) == len(demo.accounts())
    for row, account in zip(rows, demo.accounts(), strict=True):
        assert account.label in row.text
        assert row.find(attrs={"name": "login"})["value"] == account.email
        assert account.password in row.text


def test_demonstration_begins_with_two_posts_and_three_things_to_try(client):
    page = soup(client.get(f"{LOGIN}?next=/by-cn/register/"))
    forms = page.select("main form")

    assert [form.b.text for form in forms[:2]] == ["Start as an analyst", "Start as a secretary"]
    assert [form.find(attrs={"name": "next"})["value"] for form in forms[:2]] == ["/by-cn/register/"] * 2
    assert len(page.select(".tries form")) == 3
    assert page.find("table").find_parent("details") is not None


def test_thing_to_try_leads_there_in_one_click(client, db):
    account = next(one for one in demo.accounts() if one.name == "health.by")
    User.objects.create_user(account.email, account.password, full_name=account.post)
    form = soup(client.get(LOGIN)).select_one(".tries form")
    data = {
        field["name"]: field["value"]
        for field in form.find_all("input")
        if field["name"] != "csrfmiddlewaretoken"
    }

    response = client.post(form["action"], data)

    assert response["Location"] == "/by-cn/register/BY-CN-2021-05/update/"


def test_production_shows_no_accounts(client, settings):
    settings.DEMO = False

    assert soup(client.get(LOGIN)).find("table") is None


def test_production_refuses_accounts_of_the_demonstration(client, settings):
    account = demo.accounts()[0]
    User.objects.create_user(account.email, PASSWORD, full_name=account.post)
    assert checks.no_demo_accounts(databases=["default"]) == []
    settings.DEMO = False

    (found,) = checks.no_demo_accounts(databases=["default"])
    assert found.id == "commitments.E004"
    assert sign_in(client, account.email)["Location"] == reverse("account_inactive")
    assert checks.reasons_not_to_start()[-1] == found.msg


def test_every_account_of_the_demonstration_is_known_as_such():
    assert all(checks.is_demo_address(account.email) for account in demo.accounts())
