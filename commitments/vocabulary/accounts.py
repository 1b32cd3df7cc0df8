"""What happens to accounts: the events that are kept of it, and the links that letters bring."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountEvent(TextChoices):
    SIGNED_IN = "signed_in", _("Signed in")
    SIGNED_OUT = "signed_out", _("Signed out")
    LOCKED = "locked", _("Sign-in paused after wrong passwords")
    INVITED = "invited", pgettext_lazy("of an account", "Invited")
    INVITATION_WITHDRAWN = "invitation_withdrawn", _("Invitation withdrawn")
    CAME = "came", _("Invitation accepted, password chosen")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    PASSWORD_REPLACED = "password_replaced", _("Password replaced through a letter")
    RESET_ASKED = "reset_asked", _("Letter for a new password asked for")
    FACTOR_ADDED = "factor_added", _("Second factor set up, or new recovery codes")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    IDENTITY_LINKED = "identity_linked", _("Connected with the sign-in of the party")
    IDENTITY_ENDED = "identity_ended", _("Disconnected from the sign-in of the party")
    IDENTITY_ALLOWED = "identity_allowed", _("Sign-in of the party allowed again")
    KEY_MADE = "key_made", _("Secret address or token made")
    KEY_TAKEN_BACK = "key_taken_back", _("Secret address or token taken back")
    SESSION_ENDED = "session_ended", _("Session ended from another one")
    DEACTIVATED = "deactivated", _("Account closed")
    REACTIVATED = "reactivated", _("Account opened again")
    ADDRESS_ASKED = "address_asked", _("Another e-mail address asked for")
    ADDRESS_CHANGED = "address_changed", _("E-mail address changed")
    RENAMED = "renamed", _("Name changed")
    MADE_ADMINISTRATOR = "made_administrator", _("Made an administrator")
    NO_ADMINISTRATOR = "no_administrator", _("No administrator any more")


class LetterLink(TextChoices):
    """Which one-time link a letter brings. It is made when the letter leaves, so no table ever holds it."""

    NONE = "", _("none")
    RESET = "reset", _("to choose a new password")
    INVITATION = "invitation", _("to accept an invitation")


class Asked(TextChoices):
    """What an administrator asks for and a second person of the side concerned has to consent to."""

    SEAT = "seat", _("A seat")
    ADDRESS = "address", _("Another e-mail address")
    FACTOR = "factor", _("A lost second factor removed")
    POSTS = "posts", _("All posts handed over")
