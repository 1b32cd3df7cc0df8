"""Inviting where somebody else has a part in it: another administrator, and the side that has to consent."""

import pytest

from commitments import clock
from commitments.actions import invitation as inviting
from commitments.models import Invitation, Letter, User
from tests.actions.test_threads import at_once
from tests.admin.pages import address
from tests.test_invitations import asked


@pytest.fixture
def apart(transactional_db, world):
    """The world as other connections see it."""
    return world


def test_two_administrators_who_invite_one_address_at_once_make_one_account(apart):
    def inviting_nina():
        return inviting.invite(email="nina.new@example.org", full_name="Nina", by=apart.administrator)

    done = at_once(inviting_nina, inviting_nina)

    assert sorted(type(one).__name__ for one in done) == ["Invitation", "ValidationError"]
    assert User.objects.filter(email="nina.new@example.org").count() == 1
    assert Letter.objects.filter(to="nina.new@example.org").count() == 1


def test_an_invitation_to_a_side_that_decides_says_that_it_has_to_consent(world, client):
    User.objects.filter(pk=world.by.secretary.user_id).update(last_login=clock.of_this_machine())
    keeper = world.sign_in(client, world.administrator)
    keeper.post(address(Invitation, "add"), asked(world))
    inviting.invite_again(User.objects.get(email="nina.new@example.org"), by=world.administrator)

    first, again = Letter.objects.filter(to="nina.new@example.org").order_by("pk")

    for letter in (first, again):
        assert "Your post: Analyst, archive, as analyst, for Belarus" in letter.body
        assert "as soon as a secretary of Belarus consents" in letter.body
