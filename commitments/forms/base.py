"""What every form that acts carries, and how refusals of an action find their field."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from commitments import links
from commitments.actions import Submission
from commitments.forms.fields import OWN_SIDE, WordsField
from commitments.forms.hidden import Hidden
from commitments.models import Entry, PrivateNote, Seat
from commitments.models.fields import as_recorded

# What every form carries beside what people type.
HIDDEN_FIELDS = frozenset({"csrfmiddlewaretoken", "submission", "seen", "typed_by", "kept_as", "used_words"})

# In the address of a form: what the words are kept under that it is to be filled with.
TYPED = "typed"


def address_of(url: str) -> str:
    """The address of a form, whether it is filled with words that were kept or not."""
    parts = urlsplit(url)
    query = QueryDict(parts.query, mutable=True)
    query.pop(TYPED, None)
    return f"{parts.path}?{query.urlencode()}" if query else parts.path


def new_key() -> str:
    return secrets.token_urlsafe(18)


def carried(seat: Seat, seen: int | None, ids: str, **more: object) -> SafeString:
    """What a button sends that is a form of its own, in hidden fields; their ids begin with `ids`."""
    values = {"seen": "" if seen is None else seen, "submission": new_key(), "typed_by": seat.user.public_id}
    html = '<input type="hidden" name="{}" value="{}" id="{}_{}">'
    return format_html_join("", html, ((name, value, ids, name) for name, value in (values | more).items()))


class ActForm(forms.Form):
    """A form that becomes one entry.

    `seen` is the last entry of the commitment its reader saw, `submission` makes a repeated POST one entry, and
    `typed_by` tells whose words they are when a session has ended in between. `kept_as` is what its words are kept
    under while they are typed, `used_words` what those were kept under that it was filled with.
    """

    seen = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=Hidden)
    # Without a point: the keys of what is written without a form have one, and nobody sends those.
    submission = forms.SlugField(required=False, max_length=64, widget=Hidden)
    typed_by = forms.CharField(required=False, max_length=64, widget=Hidden)
    kept_as = forms.CharField(required=False, max_length=64, widget=Hidden)
    used_words = forms.CharField(required=False, max_length=64, widget=Hidden)

    # The name an action gives a refused value, where the field is called otherwise.
    refused_as: dict[str, str] = {}
    # The name the log gives what a field sets, where the field is called otherwise.
    recorded_as: dict[str, str] = {}

    def __init__(self, *args: Any, seat: Seat, seen: int | None = None, **kwargs: Any) -> None:
        self.seat = seat
        keys = {"submission": new_key(), "kept_as": new_key()}
        initial = {"seen": seen, "typed_by": str(seat.user.public_id)} | keys
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.auto_id = "id_%s"
        self.offer_posts()

    def offer_posts(self) -> None:
        """Let the fields that can name posts offer them."""
        for field in self.fields.values():
            if isinstance(field, WordsField) and field.names:
                own_side = field.names == OWN_SIDE
                field.widget.attrs["data-posts"] = links.posts(self.seat.commission.slug, own_side=own_side)

    def refuse(self, error: ValidationError) -> None:
        """Put the sentences of a refused action where they belong: at their field, else above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, sentences in error.error_dict.items():
            field = self.refused_as.get(name, name)
            self.add_error(field if field in self.fields else None, sentences)

    def ask_again(self, *, seen: int | None, **values: str) -> None:
        """After a conflict: the same words, on top of what is there now, as a new submission; and some values anew."""
        data = QueryDict(mutable=True)
        data.update(self.data)  # keeps every value of a name, which unpacking into a dict would not
        for name, value in {
            "seen": "" if seen is None else str(seen),
            "submission": new_key(),
            **values,
        }.items():
            data[name] = value
        self.data = data

    @classmethod
    def begin_with(cls, data: Mapping[str, str]) -> dict[str, Any]:
        """What the address of the form asks it to begin with."""
        return {}

    def is_unfinished(self) -> bool:
        """Whether its reader asked for nothing yet but more room to type in."""
        return False

    def with_more_room(self) -> dict[str, Any]:
        """What an unfinished form goes on with."""
        raise NotImplementedError

    def submission_of(self, request: HttpRequest) -> Submission | None:
        """The key of this form and a digest of all that was sent with it; None when no key came."""
        key = self.cleaned_data.get("submission")
        if not key:
            return None
        # With the query: the words a commitment is recorded from stand there.
        digest = hashlib.sha256(address_of(request.get_full_path()).encode())
        for name, values in sorted(request.POST.lists()):
            if name not in HIDDEN_FIELDS:
                digest.update(repr((name, values)).encode())
        for name, files in sorted(request.FILES.lists()):
            digest.update(repr((name, [(file.name, file.size) for file in files])).encode())
        return Submission(key, digest.hexdigest())

    def made(self, entry: Entry | PrivateNote) -> bool:
        """True when `entry` came of this form, however often it was sent; False when the words were there before."""
        return entry.submission_key == (self.cleaned_data.get("submission") or None)

    def typed(self) -> dict[str, tuple[str, Any]]:
        """What its reader wrote, by the names of the log: the field's label and the value as records write it."""
        return {
            self.recorded_as.get(field.name, field.name): (
                str(field.label),
                as_recorded(self.cleaned_data.get(field.name)),
            )
            for field in self.visible_fields()
        }

    def fields_of_action(self) -> dict[str, Any]:
        """What the action is called with. Hidden machinery is not part of it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in HIDDEN_FIELDS}
