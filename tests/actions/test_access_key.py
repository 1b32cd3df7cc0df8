"""Keys of a seat as actions: renewed they work for as long as before, and only once at a time."""

import pytest

from commitments import clock
from commitments.actions.access_key import make_key, renew_key
from commitments.actions.errors import RuleBroken
from commitments.models import AccessKey
from commitments.vocabulary.keys import KeyKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(world):
    row, _token = make_key(world.by.observer, KeyKind.PROGRAM, name="Sheet", days=1)
    return row


def test_a_token_is_renewed_for_as_many_days_each_time(world, key):
    for _n in range(3):
        key, _token = renew_key(key, by=world.by.observer)

    assert (key.expires_at - key.made_at).days == 1
    assert key.expires_at > clock.of_this_machine()
    assert AccessKey.objects.open().get(seat=world.by.observer) == key


def test_two_renewals_of_one_key_make_one(world, key):
    renewed, _token = renew_key(key, by=world.by.observer)

    with pytest.raises(RuleBroken, match="opens nothing any more"):
        renew_key(key, by=world.by.observer)

    assert list(AccessKey.objects.open().filter(seat=world.by.observer)) == [renewed]
