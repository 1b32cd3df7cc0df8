"""Words kept on the server while they are typed, and offered again in the form they were typed into.

Only for people who are signed in: whoever is not leaves no row. Without JavaScript nothing is kept while one types; a
form that is sent after its session has ended comes back in the page (`middleware/signed_out.py`).
"""

from __future__ import annotations

import re
from typing import Any, cast
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.forms import Textarea, TextInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.formats import date_format
from django.utils.timezone import template_localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commitments.actions.typed import TooLongToKeep, keep_typed_words, throw_away
from commitments.forms.base import TYPED, ActForm, address_of, new_key
from commitments.models import Seat, TypedWords, User
from commitments.models.prepared import PreparedQuestion
from commitments.reports.typed import (
    OfferedWords,
    Unsaved,
    at_question,
    excerpt_of,
    kept_as,
    kept_at,
    kept_within,
    offer,
    within_question,
)
from commitments.views.errors import too_large
from commitments.views.loaders import get_seat
from commitments.views.parts import done
from commitments.views.typed import typed_fields
from commitments.vocabulary.characters import UNSTORABLE

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
# What the script sends beside the fields: in which of them words were typed, and the names of files that were chosen.
WRITTEN_IN, FILE_NAMES = "kept_typed", "kept_files"
# The button that keeps a form instead of saving it.
LATER = "later"
TEXTS = (Textarea, TextInput)


def kept_words(request: HttpRequest) -> dict[str, Any]:
    """Initial values for a form whose address names words that were kept of it; else {}.

    With what was seen and the key of the submission: who wrote meanwhile is compared with, and what was saved after
    all stays one. The words stay kept, under the key they had, until this form keeps its own or is saved.
    """
    key = _key_in(request.GET.get(TYPED, ""))
    row = kept_as(cast(User, request.user), key) if key else None
    if row is None or row.address != address_of(request.get_full_path()):
        return {}
    typed = {name: values if len(values) > 1 else values[0] for name, values in row.fields.items() if values}
    return typed | {"kept_as": new_key(), "used_words": row.key}


def forget_kept_words(request: HttpRequest) -> None:
    """Once the form they belong to is saved."""
    throw_away(*_keys(request), by=cast(User, request.user))


def offered(request: HttpRequest) -> list[OfferedWords]:
    """What the reader typed into the form of this page before and did not save; [] where it is being filled already."""
    if not _may_offer(request):
        return []
    rows = kept_at(cast(User, request.user), address_of(request.get_full_path()))
    return [_offer(row, request.seat) for row in rows]


def offered_within(request: HttpRequest) -> list[OfferedWords]:
    """The same for a page that holds several forms, each with an address below that of the page."""
    if not _may_offer(request):
        return []
    return [_offer(row, request.seat) for row in kept_within(cast(User, request.user), request.path)]


def unsaved(request: HttpRequest, below: str) -> list[Unsaved]:
    """What the reader typed into forms whose addresses begin with `below` and did not save, the newest first; without
    what happened since, which the form itself tells.
    """
    if not _may_offer(request):
        return []
    rows = kept_within(cast(User, request.user), below)
    return [
        Unsaved(row.key, _address_with(row), row.typed_at, *excerpt_of(row), code=_code(row)) for row in rows
    ]


def offered_question(request: HttpRequest) -> PreparedQuestion[TypedWords] | None:
    """What `offered` asks."""
    if not _may_offer(request):
        return None
    return at_question(cast(User, request.user), address_of(request.get_full_path()))


def unsaved_question(request: HttpRequest, below: str) -> PreparedQuestion[TypedWords] | None:
    """What `unsaved` asks."""
    return within_question(cast(User, request.user), below) if _may_offer(request) else None


def _may_offer(request: HttpRequest) -> bool:
    asked = request.method in {"GET", "HEAD"} and TYPED not in request.GET
    return asked and getattr(request, "seat", None) is not None


def _offer(row: TypedWords, seat: Seat) -> OfferedWords:
    return offer(row, seat, url=_address_with(row), code=_code(row))


def _code(row: TypedWords) -> str:
    """Of the commitment that the form is about; "" for any other form."""
    return str(_match(row.address).kwargs.get("code", ""))


def _address_with(row: TypedWords) -> str:
    """Of the form, with the words in it."""
    return f"{row.address}{'&' if '?' in row.address else '?'}{TYPED}={row.key}"


def keep_for_later(request: HttpRequest, form: ActForm, url: str) -> HttpResponse:
    """Keep what was typed instead of saving it, as its writer asked, and go to `url`, which offers it.

    413 where it is too long to be kept; the form is still in the browser then.
    """
    fields, (key, used) = _fields_of(request), _keys(request)
    try:
        keep_typed_words(
            by=form.seat,
            key=key or new_key(),
            address=address_of(request.get_full_path()),
            fields=fields,
            written_in=[name for name in form.changed_data if isinstance(form.fields[name].widget, TEXTS)],
            file_names=[_storable(file.name or "") for file in request.FILES.values()],
            instead_of=used,
        )
    except TooLongToKeep:
        return too_large(request)
    return done(request, _("Your text is kept, and not saved. You find it here and in “To do”."), url)


# --- What the script asks for -----------------------------------------------------------------------------


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the fields of the form at the address `?form=`. Answers with the sentence that stands beside its buttons."""
    address = address_of(request.GET.get("form", ""))
    seat = get_seat(request, _match(address).kwargs["slug"])
    fields, (key, used) = _fields_of(request), _keys(request)
    if not key:
        raise PermissionDenied
    written_in, file_names = fields.pop(WRITTEN_IN, []), fields.pop(FILE_NAMES, [])
    try:
        row = keep_typed_words(
            by=seat,
            key=key,
            address=address,
            fields=fields,
            written_in=written_in,
            file_names=file_names,
            instead_of=used,
        )
    except TooLongToKeep:
        return _say(_("This is too long to be kept while you type. Save it, or copy it."), status=413)
    if row is None:
        return HttpResponse(status=204)
    moment = date_format(template_localtime(row.typed_at), "TIME_FORMAT")
    return _say(_("Your words are kept (%(time)s). They are not saved yet.") % {"time": moment})


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Throw away what was kept of the forms named by `key`, and go back to the form."""
    user, keys = cast(User, request.user), [_key_in(key) for key in request.POST.getlist("key")]
    rows = [row for key in keys if key and (row := kept_as(user, key)) is not None]
    throw_away(*keys, by=user)
    return redirect(rows[0].address if rows else reverse("commitments:home"))


def _say(sentence: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def _fields_of(request: HttpRequest) -> dict[str, list[str]]:
    """The fields that were typed into, without characters that no database keeps: the form refuses those when it is saved.

    Raises PermissionDenied where somebody else has signed in meanwhile.
    """
    fields = typed_fields(request)
    if fields.get("typed_by", [""])[0] != str(cast(User, request.user).public_id):
        raise PermissionDenied
    return {
        _storable(name): [_storable(value) for value in values]
        for name, values in fields.items()
        if name not in {"typed_by", "kept_as", "used_words", LATER}
    }


def _storable(text: str) -> str:
    return UNSTORABLE.sub("", text)


def _keys(request: HttpRequest) -> tuple[str, str]:
    """The key of the form, and that of the words it was filled with; "" for what is none."""
    return _key_in(request.POST.get("kept_as", "")), _key_in(request.POST.get("used_words", ""))


def _key_in(text: str) -> str:
    """A key as an address or a form names it; "" for what has not the shape of one."""
    return text if KEY.fullmatch(text) else ""


def _match(address: str) -> ResolverMatch:
    """What answers at an address of a commission. Raises Http404 for any other."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404 as error:
        raise Http404 from error
    if match.app_name != "commitments" or "slug" not in match.kwargs:
        raise Http404
    return match
