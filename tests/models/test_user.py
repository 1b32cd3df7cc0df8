"""Accounts: one for each address, in any case of letters."""

import pytest
from django.db import transaction

from commitments.models import User
from tests.models.violations import another, constraint_of, refused_by
from tests.people import make_user

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_small_letters():
    user = User.objects.create_user("Anna@Example.ORG", "secret", full_name="Anna")

    assert (user.email, user.check_password("secret"), user.is_staff) == ("anna@example.org", True, False)


def test_an_address_stands_once_in_any_case():
    user = make_user("Anna Analyst")

    with refused_by(constraint_of(User, "user_email_once_in_any_case")), transaction.atomic():
        another(user, email="ANNA.Analyst@example.org", public_id="0" * 32).save(force_insert=True)


def test_an_administrator_is_made_by_name():
    admin = User.objects.create_superuser("ada@example.org", "secret", full_name="Ada")

    assert (admin.is_staff, admin.is_superuser, admin.get_short_name()) == (True, True, "Ada")


def test_an_account_without_a_password_cannot_be_signed_in_to():
    assert not User.objects.create_user("anna@example.org", full_name="Anna").has_usable_password()


def test_words_on_paper():
    assert [str(User(email="a@example.org", full_name=name)) for name in ("Anna", "")] == [
        "Anna",
        "a@example.org",
    ]
