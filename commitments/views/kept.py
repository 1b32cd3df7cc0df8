"""Words typed before a session ended, offered again in the form they were typed into."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commitments import clock
from commitments.views.typed import typed_fields

SESSION_KEY = "kept_words"
KEPT_BYTES = 64 * 1024


def keep_words(request: HttpRequest) -> bool:
    """Put what was posted into the session of whoever is at this browser, to be offered after sign-in.

    One set of words for each address, since several tabs may have been open; the oldest make room. `typed_by` (the
    writer's public id, a hidden field of every form) lets the page that offers the words make sure that it is the
    same person. Of files only the names are kept. False when there are more words than are kept for a stranger.
    """
    fields = typed_fields(request)
    if not fields:
        return True
    path = request.get_full_path()
    words = {
        "data": fields,
        "files": [file.name for _field, files in request.FILES.lists() for file in files],
        "typed_by": (fields.get("typed_by") or [""])[0],
        "kept_at": clock.now().isoformat(),
    }
    kept = request.session.get(SESSION_KEY, {})
    kept = {address: older for address, older in kept.items() if address != path} | {path: words}
    while kept and len(json.dumps(kept).encode()) > KEPT_BYTES:
        del kept[next(iter(kept))]
    if path not in kept:
        return False
    request.session[SESSION_KEY] = kept
    return True


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
