"""Sign-in at a party's provider: what its holder sees and ends, and what a hostile provider or address may not do."""

import pytest

from commitments import oidc
from commitments.models import Identity, SecurityEvent
from tests.letters import sent_letters
from tests.people import PASSWORD
from tests.test_oidc import LOGIN, back_from, by, is_in, leave, providers, through  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
ACCESS, IDENTITY = "/accounts/access/", "/accounts/access/identity/"


def test_a_provider_whose_answer_never_begins_is_away(client, by, monkeypatch):  # noqa: F811
    monkeypatch.setattr(oidc, "PATIENCE", 0.2)
    by.drips = True

    assert leave(client)["Location"] == LOGIN
    by.drips = False


def test_a_way_too_long_for_a_cookie_is_forgotten_and_the_sign_in_works(client, by, settings):  # noqa: F811
    response = client.get("/accounts/login/at/BY/", {"next": f"/by-cn/?q={'x' * 5000}"})
    assert len(response.cookies[settings.OIDC_COOKIE_NAME].OutputString()) < 4096

    client.get(back_from(by, response))

    assert is_in(client)


def test_the_holder_disconnects_and_allows_again(client, by, world):  # noqa: F811
    through(client, by)
    page = client.get(ACCESS).text
    assert by.issuer in page and "Opens your account since" in page

    asked = client.post(IDENTITY, {"issuer": by.issuer})
    assert Identity.objects.get().is_open  # the password comes first
    client.post(asked["Location"], {"password": PASSWORD}, follow=True)

    assert "Disconnected: it does not open your account." in client.get(ACCESS).text
    assert "does not open your account any more" in sent_letters()[-1].body
    other = client.__class__()
    through(other, by)
    assert not is_in(other)

    client.post(IDENTITY, {"issuer": by.issuer, "allow": "1"})
    through(other, by)
    assert is_in(other)
    kinds = list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind.startswith("identity")] == [
        "identity_linked",
        "identity_ended",
        "identity_allowed",
        "identity_linked",
    ]


def test_nobody_disconnects_for_another_or_what_is_not_there(client, by, world):  # noqa: F811
    through(client, by)
    other = world.sign_in(client.__class__(), world.cn.analyst.user)

    asked = other.post(IDENTITY, {"issuer": by.issuer})
    other.post(asked["Location"], {"password": PASSWORD}, follow=True)
    other.post(IDENTITY, {"issuer": by.issuer, "allow": "1"})
    told = other.post(IDENTITY, {"issuer": "x" * 3000}, follow=True)
    assert "Nothing was to be changed." in told.text

    assert Identity.objects.get().is_open
