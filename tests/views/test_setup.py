"""The first day: from an empty installation to invited people, step by step, and who is kept out of it."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments import clock
from commitments.actions.letter import post
from commitments.actions.timer_run import note_run
from commitments.models import Body, Commission, Entry, Invitation, Letter, Seat, Sector, User
from commitments.reports import replay
from tests.letters import link_in, sent_letters
from tests.pages import parsed
from tests.people import make_user
from tests.worlds import drop_append_only

MADE = {
    "name": "Commission of Kazakhstan and Uzbekistan",
    "first_code": "KZ",
    "first_zone": "Asia/Almaty",
    "second_code": "UZ",
    "second_zone": "Asia/Tashkent",
    "time_zone": "Asia/Almaty",
    "cutoff_weekday": "5",
    "cutoff_time": "18:00",
    "silent_after_days": "90",
    "languages": "Kazakh, uz-Cyrl",
    "figures_tolerance": "0,5 %",
    "four_eyes": "on",
}
NAMED = {
    "first-own_name": "Kazakhstan",
    "first-language": "ru",
    "first-also_called": "Астана\nҚазақстан",
    "first-time_zone": "Asia/Almaty",
    "second-own_name": "Uzbekistan",
    "second-language": "ru",
    "second-time_zone": "Asia/Tashkent",
}
BODIES = """KZ\tMinistry of Trade\tTrade
KZ\tMinistry of Energy\tEnergy
KZ\tМинистерство транспорта\tТранспорт\ttransport
UZ; Ministry of Trade; Trade
UZ; Ministry of Energy; Energy; energy

Uzbekistan; Chamber of Commerce"""
PEOPLE = """sanzhar@example.org; Sanzhar; secretary; KZ; Secretary of the commission
aigul@example.org; Aigul; Analyst; Kazakhstan; Analyst, Ministry of Trade
bobur@example.org; Bobur; secretary; uz; Secretary of the commission"""


def row(number, **values):
    return {f"person-{number}-{name}": value for name, value in values.items()}


@pytest.fixture
def ada(db, client):
    user = make_user("Ada Administrator", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def commission(ada, client):
    """Made, and named."""
    client.post("/setup/commission/", MADE)
    client.post("/setup/kz-uz/parties/", NAMED)
    return Commission.objects.get()


def problems(response):
    """What the page says above its form."""
    assert response.status_code == 422
    return response.text.partition('role="alert"')[2].partition("</div>")[0]


def test_from_nothing_to_five_invited_people_in_six_pages(ada, client):
    """The number of pages is that of an administrator who makes no mistake: the seed allows ten."""
    pages = [client.get("/", follow=True)]
    assert "This installation is empty" in pages[0].text
    pages.append(client.get("/setup/commission/"))
    assert "Until the first entry about anything but people, names and settings" in pages[-1].text
    pages.append(client.post("/setup/commission/", MADE, follow=True))
    commission = Commission.objects.get()
    assert (commission.slug, commission.code_prefix, commission.time_zone) == (
        "kz-uz",
        "KZ-UZ",
        "Asia/Almaty",
    )
    assert commission.figures_tolerance == "0.5%"
    assert [party.time_zone for party in commission.sides] == ["Asia/Almaty", "Asia/Tashkent"]
    pages.append(client.post("/setup/kz-uz/parties/", NAMED, follow=True))
    assert [party.name for party in Commission.objects.get().sides] == ["Kazakhstan", "Uzbekistan"]
    rows = {"bodies": BODIES, "sectors": "Trade\nEnergy; energy\nТранспорт; transport"}
    pages.append(client.post("/setup/kz-uz/bodies/", rows, follow=True))
    assert Body.objects.count() == 6
    assert [one.code for one in Sector.objects.all()] == ["trade", "energy", "transport"]
    assert Entry.objects.count() == 0
    typed = row(0, email="olim@example.org", full_name="Olim", role="observer", side="UZ", post="Observer")
    typed |= row(1, email="dana@example.org", full_name="Dana", role="analyst", side="KZ", post="Analyst")
    typed |= row(2, email="", full_name="", role="analyst", side="KZ", post=" ")
    pages.append(client.post("/setup/kz-uz/people/", {**typed, "people": PEOPLE}, follow=True))

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert len(pages) <= 10
    assert "5 persons are invited." in pages[-1].text
    assert pages[-1].request["PATH_INFO"] == "/setup/kz-uz/checks/"
    assert sorted(Seat.objects.values_list("user__email", "role", "party__code")) == [
        ("aigul@example.org", "analyst", "KZ"),
        ("bobur@example.org", "secretary", "UZ"),
        ("dana@example.org", "analyst", "KZ"),
        ("olim@example.org", "observer", "UZ"),
        ("sanzhar@example.org", "secretary", "KZ"),
    ]
    assert [entry.kind for entry in Entry.objects.order_by("number")] == ["named", *["seat_changed"] * 5]
    assert list(replay.problems(commission)) == []
    letters = sent_letters()
    assert len(letters) == 5
    assert client.__class__().get(link_in(letters[0])).status_code == 200


def test_an_installation_with_people_on_both_sides_leads_to_the_administration(world, client):
    client.force_login(world.administrator)

    assert client.get("/").url == reverse("admin:index")


def test_the_first_page_says_what_is_done(commission, client):
    text = client.get("/setup/").text

    assert [one.text.strip() for one in parsed(text).select("ol .end")] == [
        "done",
        "done",
        *["to do"] * 3,
    ]
    assert "Kazakhstan, Uzbekistan" in text
    assert "Nobody yet." in text


def test_a_party_that_is_called_by_its_code_is_named_too(commission, client):
    commission.party_set.filter(code="KZ").update(own_name="KZ")
    text = client.get("/setup/").text
    assert "KZ, Uzbekistan" in text
    assert [one.text.strip() for one in parsed(text).select("ol .end")][1] == "to do"

    client.post("/setup/kz-uz/people/", {"people": PEOPLE.splitlines()[0]})

    shown = parsed(client.get("/setup/").text).select("ol .end")
    assert shown[1].text.strip() == "done"


PAGES = [
    "/setup/",
    "/setup/commission/",
    *(f"/setup/by-cn/{one}/" for one in ("parties", "bodies", "people", "checks")),
]


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("role", ["observer", "analyst", "secretary"])
def test_nobody_with_a_seat_sets_up(world, client, url, role):
    client.force_login(world.by.seat(role).user)
    before = Commission.objects.count(), Entry.objects.count(), Letter.objects.count()

    assert client.get(url).status_code == 403
    assert client.post(url, {**MADE, **NAMED, "people": PEOPLE}).status_code in {403, 405}
    assert (Commission.objects.count(), Entry.objects.count(), Letter.objects.count()) == before


@pytest.mark.parametrize("url", PAGES)
def test_no_stranger_sets_up(world, client, url):
    before = Commission.objects.count(), User.objects.count()

    assert client.get(url).url.startswith("/accounts/login/")
    client.post(url, {**MADE, **NAMED, "people": PEOPLE})
    assert (Commission.objects.count(), User.objects.count()) == before


def test_a_commission_that_is_not_there_is_not_found(ada, client):
    assert client.get("/setup/no-such/parties/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"first_code": "kz"}, "Two or three capital Latin letters."),
        ({"second_code": "KZ"}, "The two sides need two codes."),
        ({"first_zone": "Mars/North"}, "“Mars/North” is not a time zone"),
        ({"time_zone": ""}, "This field is required."),
        ({"slug": "admin"}, "“admin” is an address of the installation itself."),
        ({"slug": "setup"}, "“setup” is an address of the installation itself."),
        ({"silent_after_days": "1"}, "greater than or equal to 7"),
    ],
)
def test_a_wrong_commission_is_refused_and_nothing_typed_is_lost(ada, client, wrong, sentence):
    response = client.post("/setup/commission/", {**MADE, **wrong})

    assert sentence in problems(response)
    assert 'value="Asia/Tashkent"' in response.text
    assert Commission.objects.count() == 0


def test_a_taken_address_is_refused_at_its_field(commission, client):
    response = client.post("/setup/commission/", {**MADE, "code_prefix": "OTHER"})

    assert 'href="#id_slug"' in problems(response)
    assert "commission_" not in response.text.partition("<main")[2].partition("<nav")[0].replace("id_", "")
    assert Commission.objects.count() == 1


def test_a_party_needs_its_name(commission, client):
    response = client.post("/setup/kz-uz/parties/", {**NAMED, "second-own_name": ""})

    assert 'href="#id_second-own_name"' in problems(response)
    assert "Астана" in response.text
    assert [party.name for party in Commission.objects.get().sides] == ["Kazakhstan", "Uzbekistan"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("bodies", "KZ; Ministry; Min\nXX; Ministry; Min", "Bodies, row 2: Side: Write KZ / UZ."),
        ("bodies", "KZ", "Bodies, row 1: Name: This field is required."),
        ("bodies", "KZ; Министерство", "Bodies, row 1: Code: Write one in Latin letters"),
        ("bodies", f"KZ; {'M' * 41}", "Bodies, row 1: Short name: At most 40 characters"),
        ("bodies", "KZ; A; A; a; b", "Bodies, row 1: This row has more than 4 columns."),
        ("bodies", "KZ; A\nUZ; A\nKZ; B; B; a", "Bodies, row 3: row 1 has this code, too."),
        ("sectors", "Trade\nTrade", "Sectors, row 2: row 1 has this code, too."),
        ("sectors", "", "Paste or write at least one row."),
    ],
)
def test_a_pasted_table_is_checked_row_by_row_and_kept_wholly_or_not(
    commission, client, field, typed, sentence
):
    response = client.post("/setup/kz-uz/bodies/", {field: typed})

    assert sentence in problems(response)
    assert all(line in response.text for line in typed.splitlines())
    assert (Body.objects.count(), Sector.objects.count()) == (0, 0)


def test_a_table_sent_twice_is_there_once_and_another_name_for_a_code_is_refused(commission, client):
    table = {"bodies": "KZ; Trade", "sectors": "Trade"}
    for sentence in ("2 rows are added.", "Nothing is added: these rows are there already."):
        assert sentence in client.post("/setup/kz-uz/bodies/", table, follow=True).text
    assert (Body.objects.count(), Sector.objects.count()) == (1, 1)

    response = client.post("/setup/kz-uz/bodies/", {"bodies": "UZ; Other\nKZ; Commerce; Commerce; trade"})

    assert "The code “trade” is that of Trade." in problems(response)
    assert Body.objects.count() == 1


@pytest.mark.parametrize("page", ["bodies", "people"])
def test_a_table_longer_than_any_list_of_people_is_refused(commission, client, page):
    response = client.post(f"/setup/kz-uz/{page}/", {page: "x" * 140_000})

    assert response.status_code == 422
    assert "100000" in problems(response)


@pytest.mark.parametrize("kind", ["trade", "science", "people", "border", "all"])
def test_a_kind_of_commission_suggests_rows_that_are_in_order(commission, client, kind):
    form = client.get(f"/setup/kz-uz/bodies/?kind={kind}").context["form"]

    response = client.post("/setup/kz-uz/bodies/", form.initial)

    assert response.status_code == 302
    assert Body.objects.filter(party__code="UZ", code="foreign").count() == 1
    assert Sector.objects.count() >= 5


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nobody; N; analyst; KZ; P", "row 1: E-mail address: Enter a valid email address."),
        ("a@example.org; A; boss; KZ; P", "row 1: Role: Write observer / analyst / secretary."),
        ("a@example.org; A; analyst; KZ; P\nb@example.org; B; analyst; RU; P", "row 2: Side: Write KZ / UZ."),
        ("a@example.org; A; analyst; KZ", "This field is required."),
        ("ada@example.org; Ada; analyst; KZ; P", "An administrator cannot speak for a party."),
        ("a@example.org; A; analyst; KZ; P\na@example.org; A; analyst; UZ; Q", "holds another seat"),
        ("", "Write at least one person."),
    ],
)
def test_people_are_invited_all_or_none(commission, ada, client, typed, sentence):
    User.objects.filter(pk=ada.pk).update(email="ada@example.org")

    response = client.post(
        "/setup/kz-uz/people/", {"people": typed, **row(0, role="analyst", side="UZ", email="")}
    )

    assert sentence in problems(response)
    assert all(line in response.text for line in typed.splitlines())
    assert (User.objects.count(), Seat.objects.count(), Entry.objects.count()) == (1, 0, 0)
    assert Letter.objects.count() == 0


def test_a_person_typed_in_a_row_is_checked_like_a_pasted_one(commission, client):
    typed = row(1, email="nobody", full_name="Olim", role="observer", side="UZ", post="Observer")

    response = client.post("/setup/kz-uz/people/", {**typed, "people": PEOPLE})

    assert "Person 2: E-mail address: Enter a valid email address." in problems(response)
    assert 'value="Olim"' in response.text
    assert Invitation.objects.count() == 0


def test_who_has_an_account_gets_the_seat_and_no_letter(commission, client):
    make_user("Aigul")
    User.objects.filter(full_name="Aigul").update(email="aigul@example.org")

    for sentence in ("1 person with an account has a seat now.", "they have these seats already."):
        response = client.post("/setup/kz-uz/people/", {"people": PEOPLE.splitlines()[1]}, follow=True)
        assert sentence in response.text
        assert "0 persons" not in response.text

    assert (Seat.objects.count(), Invitation.objects.count()) == (1, 0)


def test_a_commission_with_seats_alone_is_still_open_and_can_be_deleted(commission, client):
    change = reverse("admin:commitments_commission_change", args=[commission.pk])
    assert "Delete this commission" in client.get("/setup/kz-uz/checks/").text

    client.post("/setup/kz-uz/people/", {"people": PEOPLE})

    assert "Delete this commission" in client.get("/setup/kz-uz/checks/").text
    assert 'name="time_zone"' in client.get(change).text
    assert 'name="slug"' in client.get(change).text


# --- checks


def found(client, label):
    findings = client.get("/setup/kz-uz/checks/", secure=True).context["findings"]
    return next((one.is_good, one.says) for one in findings if one.label == label)


def test_a_letter_on_trial_goes_the_way_of_all_letters(commission, ada, client):
    client.post("/setup/kz-uz/checks/")

    (letter,) = sent_letters()
    assert letter.to == [ada.email]


@pytest.mark.time_machine("2026-03-02 09:00Z", tick=False)
def test_mail_is_in_order_while_its_timer_runs_and_nothing_waits(commission, ada, client):
    is_good, says = found(client, "Mail")
    assert not is_good and says.startswith("It has never run. Letters wait until send_letters runs.")
    note_run("send_letters", is_good=True)
    assert found(client, "Mail")[0]

    letter = post(ada, subject="A letter", body="Words.")
    Letter.objects.filter(pk=letter.pk).update(made_at=clock.of_this_machine() - dt.timedelta(minutes=11))
    assert "1 letter waits for longer than ten minutes." in found(client, "Mail")[1]

    Letter.objects.update(given_up_at=clock.of_this_machine())
    is_good, says = found(client, "Mail")
    assert not is_good and says.startswith("The mail server has refused the last letter. Look under Letters")


def test_a_backup_is_missed_when_it_is_old_or_left_something_undone(commission, ada, client, time_machine):
    is_good, says = found(client, "Backup")
    assert not is_good and says.startswith("It has never run. Run “accord backup” on the server.")
    note_run("backup", is_good=True)
    assert found(client, "Backup")[0]
    note_run("backup", is_good=False)
    assert "left something undone" in found(client, "Backup")[1]

    note_run("backup", is_good=True)
    time_machine.move_to(clock.of_this_machine() + dt.timedelta(hours=51))
    client.force_login(ada)
    assert "too long ago" in found(client, "Backup")[1]


def test_a_proxy_that_is_not_trusted_is_said(commission, client, settings):
    settings.TRUSTED_PROXY = []
    assert "TRUSTED_PROXY is not set" in found(client, "Proxy")[1]
    settings.TRUSTED_PROXY = ["127.0.0.1"]
    assert found(client, "Proxy")[0]


def test_missing_triggers_are_said(commission, client):
    assert found(client, "Triggers")[0]
    drop_append_only()
    assert "these triggers are missing" in found(client, "Triggers")[1]
