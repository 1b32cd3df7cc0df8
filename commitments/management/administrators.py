"""The administrator a command acts for."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from commitments.models import User


def administrator(email: str) -> User:
    """The administrator with this address. Raises CommandError where there is none."""
    user = User.objects.filter(email__iexact=email, is_staff=True, is_active=True).first()
    if user is None:
        raise CommandError(_("There is no administrator “%(email)s”.") % {"email": email})
    return user
