"""What people change about their own account, and what they cannot."""

import pytest

from commitments.actions import NotAllowed
from commitments.actions.account import change_account, keep_settings
from commitments.models import Letter, User
from tests.actions.outcome import refused


def test_people_keep_their_own_settings(world):
    user = world.by.analyst.user

    keep_settings(user, by=user, own_side_first=True, shortcuts=False)

    kept = User.objects.get(pk=user.pk)
    assert (kept.own_side_first, kept.shortcuts) == (True, False)


def test_nobody_keeps_the_settings_of_another(world):
    with refused(NotAllowed):
        keep_settings(world.by.analyst.user, by=world.administrator, shortcuts=False)


@pytest.mark.parametrize("field", ["is_staff", "is_superuser", "email", "password", "pk"])
def test_rights_are_not_settings(world, field):
    user = world.by.analyst.user

    with refused(TypeError):
        keep_settings(user, by=user, **{field: True})


def test_a_letter_is_in_the_language_of_its_reader_whoever_causes_it(world):
    reader = world.by.analyst.user
    for language, subject in (("", "Accord: your account was changed"), ("zh-hans", "账户")):
        reader.language = language
        reader.save()
        change_account(
            reader, by=world.administrator, full_name=f"Anna {language}.", is_active=True, is_staff=False
        )
        assert subject in Letter.objects.latest("pk").subject
