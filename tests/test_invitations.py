"""Nobody but the holder ever sets or sees a password: invitations, and every door by which it could be otherwise."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.actions import invitation as inviting
from commitments.models import Entry, Invitation, Letter, Seat, SecurityEvent, User
from tests.admin.pages import address, problems_of
from tests.letters import link_in, sent_letters
from tests.pages import parsed, text_of
from tests.people import PASSWORD, make_user

CHOSEN = "a-longer-sentence-of-mine"


@pytest.fixture
def keeper(world, client):
    return world.sign_in(client, world.administrator)


def asked(world, **changed):
    return {
        "email": "Nina.New@Example.org",
        "full_name": "Nina New",
        "role": "analyst",
        "party": world.by.party.pk,
        "post": "Analyst, archive",
        **changed,
    }


def invited(world, **changed):
    """An invitation nobody has followed yet."""
    return inviting.invite(
        email="nina.new@example.org", full_name="Nina New", by=world.administrator, **changed
    )


def choose(client, link, password=CHOSEN):
    return client.post(link, {"password1": password, "password2": password})


# --- inviting


def test_an_invitation_is_an_account_a_seat_and_one_letter(keeper, world):
    response = keeper.post(address(Invitation, "add"), asked(world))

    assert response.status_code == 302
    user = User.objects.get(full_name="Nina New")
    assert (user.email, user.has_usable_password(), user.is_staff) == ("nina.new@example.org", False, False)
    seat = Seat.objects.get(user=user)
    assert (seat.party, seat.role, seat.post) == (world.by.party, "analyst", "Analyst, archive")
    assert Entry.objects.filter(commission=world.commission).last().changes["holder"][1] == str(
        user.public_id
    )
    (letter,) = sent_letters()
    assert (letter.to, letter.subject) == (["nina.new@example.org"], "Accord: you are invited")


def test_an_administrator_is_invited_without_a_seat(keeper, world):
    keeper.post(address(Invitation, "add"), asked(world, role="administrator", party="", post=""))

    user = User.objects.get(full_name="Nina New")
    assert (user.is_staff, user.is_superuser, Seat.objects.filter(user=user).exists()) == (True, True, False)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"role": "administrator"}, "An administrator cannot speak for a party."),
        ({"post": ""}, "Say for which side and at which post this person comes."),
        ({"party": ""}, "Say for which side and at which post this person comes."),
        ({"email": "anna.analyst@example.org"}, "There is an account with this address"),
        ({"email": "nowhere"}, "Enter a valid email address."),
    ],
)
def test_an_invitation_that_cannot_be_leaves_nothing(keeper, world, changed, sentence):
    before = User.objects.count(), Letter.objects.count(), Entry.objects.count()

    response = keeper.post(address(Invitation, "add"), asked(world, **changed))

    assert sentence in problems_of(response)
    assert (User.objects.count(), Letter.objects.count(), Entry.objects.count()) == before


# --- the link


def test_the_link_lets_its_reader_choose_a_password_once(client, world):
    invitation = invited(world)
    link = link_in(*sent_letters())
    page = parsed(client.get(link).content)
    assert (page.h1.text, page.find(attrs={"name": "username"})["value"]) == (
        "You are invited",
        "nina.new@example.org",
    )

    response = choose(client, link)

    assert response["Location"] == reverse("account_invitation_accepted")
    user = User.objects.get(pk=invitation.user_id)
    assert user.check_password(CHOSEN)
    assert choose(client, link, "another-sentence-of-mine").status_code == 404
    user.refresh_from_db()
    assert user.check_password(CHOSEN)
    assert list(SecurityEvent.objects.filter(user=user).values_list("kind", flat=True)) == ["came", "invited"]


def test_looking_at_the_link_uses_nothing_up(client, world):
    invited(world)
    link = link_in(*sent_letters())

    assert [client.get(link).status_code for _ in range(3)] == [200] * 3
    assert client.head(link).status_code == 200


def test_no_table_holds_the_secret_of_a_link(world):
    invited(world)
    token = link_in(*sent_letters()).split("/")[-2]

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert token not in repr(cursor.fetchall())


def test_the_log_of_the_program_does_not_tell_the_secret(client, world, caplog):
    caplog.set_level("INFO")
    invited(world)
    link = link_in(*sent_letters())

    client.get(link)

    assert "GET /accounts/invitation/… 200" in caplog.text
    assert link.split("/")[-2] not in caplog.text


def test_the_link_works_for_three_days(client, world, time_machine):
    invited(world)
    link = link_in(*sent_letters())
    now = dt.datetime.now(dt.UTC)
    time_machine.move_to(now + dt.timedelta(days=3) - dt.timedelta(minutes=1))
    assert client.get(link).status_code == 200

    time_machine.move_to(now + dt.timedelta(days=3, minutes=1))

    assert client.get(link).status_code == 404
    assert choose(client, link).status_code == 404


def test_a_weak_password_is_refused_and_the_link_stays(client, world):
    invited(world)
    link = link_in(*sent_letters())

    assert choose(client, link, "password").status_code == 422
    assert choose(client, link).status_code == 302


def test_a_link_that_never_was_is_answered_like_one_that_is_over(client, db):
    assert client.get("/accounts/invitation/nothing/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_follow_one_link_at_once_are_one(transactional_db):
    admin = make_user("Ada Admin", is_staff=True)
    inviting.invite(email="nina.new@example.org", full_name="Nina New", by=admin)
    token = link_in(*sent_letters()).split("/")[-2]

    def accept(password):
        try:
            return inviting.accept_invitation(token, password=password) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        accepted = list(pool.map(accept, [f"sentence number {number}" for number in range(4)]))

    assert accepted.count(True) == 1
    user = User.objects.get(full_name="Nina New")
    assert user.check_password(f"sentence number {accepted.index(True)}")


# --- who has not come


def act(keeper, invitation, action):
    return keeper.post(
        address(Invitation, "changelist"),
        {"action": action, "_selected_action": [invitation.pk]},
        follow=True,
    )


def test_the_list_says_who_has_not_come(keeper, world, client):
    invited(world)
    page = keeper.get(f"{address(Invitation, 'changelist')}?state=open").text
    assert "Nina New" in page
    assert "waits" in page

    choose(client.__class__(), link_in(*sent_letters()))

    assert "Nina New" not in keeper.get(f"{address(Invitation, 'changelist')}?state=open").text
    assert "Nina New" in keeper.get(f"{address(Invitation, 'changelist')}?state=came").text


def test_sent_again_only_the_newest_link_works(keeper, world, client):
    invitation = invited(world)
    first = link_in(*sent_letters())

    assert "invited again" in act(keeper, invitation, "send_again").text

    second = link_in(*sent_letters())
    stranger = client.__class__()
    assert [stranger.get(link).status_code for link in (first, second)] == [404, 200]


def test_a_withdrawn_invitation_opens_nothing(keeper, world, client):
    invitation = invited(world)
    link = link_in(*sent_letters())

    act(keeper, invitation, "withdraw")

    assert choose(client.__class__(), link).status_code == 404
    assert not User.objects.get(pk=invitation.user_id).is_active
    assert "was accepted or withdrawn before" in act(keeper, invitation, "withdraw").text


def test_withdrawn_before_the_letter_left_it_does_not_leave(keeper, world):
    act(keeper, invited(world), "withdraw")

    assert sent_letters() == []


def test_who_has_come_is_not_invited_again(keeper, world, client):
    invitation = invited(world)
    choose(client.__class__(), link_in(*sent_letters()))

    assert "This person has come" in act(keeper, invitation, "send_again").text
    assert sent_letters() == []


def test_forgotten_password_writes_to_nobody_who_has_not_come(client, world):
    invited(world)
    sent_letters()

    client.post(reverse("account_reset_password"), {"email": "nina.new@example.org"})

    assert sent_letters() == []


# --- every door by which somebody else could set a password


def test_the_administration_has_no_page_to_set_a_password(keeper, world):
    user = world.cn.secretary.user
    page = f"{address(User, 'changelist')}{user.pk}/password/"

    assert keeper.get(page).status_code in (302, 404)
    keeper.post(page, {"password1": CHOSEN, "password2": CHOSEN, "usable_password": "true"}, follow=True)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_hand_made_form_sets_neither_password_nor_address(keeper, world):
    user = world.cn.secretary.user
    hand_made = {
        "full_name": user.full_name,
        "is_active": "on",
        "email": "ada.admin@example.org",
        "password": CHOSEN,
        "password1": CHOSEN,
        "password2": CHOSEN,
        "public_id": "0" * 32,
    }

    keeper.post(address(User, "change", user.pk), hand_made)

    before = user.email, user.public_id
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert (user.email, user.public_id) == before


def test_accounts_are_not_made_with_a_password(keeper):
    response = keeper.post(
        address(User, "add"),
        {"email": "x@example.org", "full_name": "X", "password1": CHOSEN, "password2": CHOSEN},
    )

    assert response.status_code == 403
    assert not User.objects.filter(email="x@example.org").exists()


def test_no_action_of_the_list_of_accounts_does(keeper, world):
    users = world.cn.secretary.user, world.by.secretary.user
    for action in ("set_password", "reset_password", "delete_selected"):
        keeper.post(
            address(User, "changelist"), {"action": action, "_selected_action": [user.pk for user in users]}
        )

    for user in users:
        user.refresh_from_db()
        assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    "command", [("changepassword", "anna.analyst@example.org"), ("changepassword",), ("createsuperuser",)]
)
def test_no_command_sets_one(world, command):
    with pytest.raises(CommandError, match="Nobody but its holder sets a password"):
        call_command(*command)


# --- the first administrator


def run(*arguments):
    out = StringIO()
    call_command("invite_administrator", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_administrator_follows_a_printed_link(client, db):
    said = run("Ada@Example.org", "--name", "Ada Admin", "--print-link")
    link = said.strip().splitlines()[-1].removeprefix("http://127.0.0.1:8000")

    assert choose(client, link).status_code == 302
    user = User.objects.get(email="ada@example.org")
    assert (user.is_staff, user.is_superuser, user.check_password(CHOSEN)) == (True, True, True)
    assert sent_letters() == []


def test_the_first_administrator_follows_a_letter(client, db):
    run("ada@example.org", "--name", "Ada Admin")

    assert choose(client, link_in(*sent_letters())).status_code == 302


def test_the_command_lets_in_an_administrator_and_nobody_else(client, world):
    run(world.administrator.email)
    assert choose(client, link_in(*sent_letters())).status_code == 302
    kinds = list(SecurityEvent.objects.filter(user=world.administrator).values_list("kind", "by", "place"))
    assert kinds == [("came", world.administrator.pk, "127.0.0.0/24"), ("invited", None, "")]

    with pytest.raises(CommandError, match="is no administrator"):
        run(world.by.secretary.user.email)
    with pytest.raises(CommandError, match="give --name"):
        run("nobody@example.org")


# --- what the administration shows of it


@pytest.mark.parametrize("model", [Invitation, Letter, SecurityEvent])
def test_lists_of_the_administration_ask_no_more_for_more_rows(keeper, world, model):
    page = address(model, "changelist")
    counts = []
    for name in ("one", "two"):
        inviting.invite(email=f"{name}@example.org", full_name=name, by=world.administrator)
        keeper.get(page)
        with CaptureQueriesContext(connection) as asked_for:
            assert keeper.get(page).status_code == 200
        counts.append(len(asked_for))

    assert counts[0] == counts[1] <= 12
    assert keeper.get(address(model, "change", model.objects.last().pk)).status_code == 200


def test_the_words_of_letters_are_shown_to_nobody_else(keeper, world):
    invited(world)

    page = keeper.get(address(Letter, "change", Letter.objects.get().pk)).text

    assert "Accord: you are invited" in page
    assert "choose a password" not in page


def test_who_is_invited_in_a_language_gets_the_letter_and_the_pages_in_it(keeper, world, client):
    keeper.post(address(Invitation, "add"), asked(world, language="ru"))
    (letter,) = sent_letters()
    assert letter.subject == "Accord: вас приглашают"
    assert User.objects.get(full_name="Nina New").language == "ru"
    line = "aigul@example.org; Aigul; analyst; CN; Analyst, archive; {}"
    answer = keeper.post("/setup/by-cn/people/", {"people": line.format("Klingon")})
    assert "Write English" in answer.text
    answer = keeper.post("/setup/by-cn/people/", {"people": line.format("中文")})
    assert answer.status_code == 302, text_of(answer)
    assert User.objects.get(full_name="Aigul").language == "zh-hans"
