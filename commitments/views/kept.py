"""Words typed before a session ended, offered again in the form they were typed into."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commitments.middleware.signed_out import SESSION_KEY


def kept_words(request: HttpRequest) -> dict[str, Any]:
    """Initial values for the form at this address, if its reader typed them before being signed out; else {}.

    Says so, because nothing of it is saved yet. They stay kept until the form is sent.
    """
    kept = request.session.get(SESSION_KEY, {}).get(request.get_full_path())
    if not kept or kept["typed_by"] != str(request.user.public_id):
        return {}
    messages.warning(request, _("You had been signed out. Your words are below; they are not saved yet."))
    for name in kept.get("files", ()):
        messages.warning(request, _("Choose the file again: %(name)s. It was not kept.") % {"name": name})
    # With what was seen and the key: who wrote meanwhile is compared with, and what was saved after all stays one.
    return {name: values if len(values) > 1 else values[0] for name, values in kept["data"].items() if values}


def forget_kept_words(request: HttpRequest) -> None:
    """Once the form they belong to has been sent again."""
    kept = dict(request.session.get(SESSION_KEY, {}))
    if kept.pop(request.get_full_path(), None) is None:
        return
    request.session[SESSION_KEY] = kept
    if not kept:
        del request.session[SESSION_KEY]
