"""A lost second factor: nobody removes it alone, and the side of its holder consents."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core.management import call_command

from commitments.actions.account_request import ask_factor, decide_account_request
from commitments.actions.errors import RuleBroken
from commitments.models import AccountRequest, Entry, SecurityEvent, SignedIn
from commitments.reports.sentences import SentenceWriter
from tests.admin.pages import address
from tests.letters import sent_letters
from tests.people import make_user


@pytest.fixture
def sides(world, client):
    """Both sides have begun: their secretaries have come."""
    for seat in (world.by.secretary, world.cn.secretary):
        world.sign_in(client.__class__(), seat)
        seat.user.refresh_from_db()
    return world


@pytest.fixture
def keeper(sides, client):
    return sides.sign_in(client, sides.administrator)


def with_factor(user):
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    return user


def test_a_factor_is_not_removed_by_an_administrator_alone(keeper, sides):
    user = with_factor(sides.cn.secretary.user)

    keeper.post(address(AccountRequest, "add"), {"what": "factor", "user": user.pk, "email": ""})

    assert Authenticator.objects.filter(user=user).exists()
    assert AccountRequest.objects.get().party == sides.cn.party
    assert user.email in {letter.to[0] for letter in sent_letters()}


def test_with_consent_it_is_removed_entered_and_told(client, sides):
    user = with_factor(sides.cn.analyst.user)
    sides.sign_in(client, user)
    asked = ask_factor(user, by=sides.administrator)
    sent_letters()

    entry = decide_account_request(asked, by=sides.cn.secretary, is_granted=True)

    assert not Authenticator.objects.filter(user=user).exists()
    assert SignedIn.objects.of(user).count() == 0
    assert [letter.to for letter in sent_letters()] == [[user.email]]
    said = SentenceWriter(sides.commission).sentence(Entry.objects.readable().get(pk=entry.pk))
    assert "Second factor removed. An administrator asked, China consented." in f"{said.lead}{said.tail}"


def test_a_factor_of_who_speaks_for_nobody_is_for_the_operator(sides):
    other = with_factor(make_user("Olga Other", is_staff=True, is_superuser=True))
    with pytest.raises(RuleBroken, match="invite_administrator"):
        ask_factor(other, by=sides.administrator)

    call_command("invite_administrator", other.email, "--forget-factor", stdout=StringIO())

    assert not Authenticator.objects.filter(user=other).exists()
    assert SecurityEvent.objects.filter(user=other, kind="factor_removed", by=None).exists()


def test_the_administration_lists_no_factors_and_deletes_none(keeper, sides):
    assert Authenticator not in admin.site._registry
