"""A new secret address or token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.forms.fields import NameField, PlainSelect
from commitments.models.access_key import NAME_LIMIT, QUERY_LIMIT
from commitments.vocabulary.keys import KeyKind

DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("1 year")))
OWN, ALL = "own", "all"
WHAT = ((OWN, _("What I answer for or follow, and sessions")), (ALL, _("The whole register")))


class KeyForm(forms.Form):
    """What it opens, what it is called, and for how long; `query` comes from the register, as it was filtered."""

    kind = forms.ChoiceField(
        label=_("What for"), choices=KeyKind.choices, widget=PlainSelect({"class": "input"})
    )
    name = NameField(
        label=_("Name"),
        max_length=NAME_LIMIT,
        help_text=_("Where you will use it, for example: calendar of my telephone."),
    )
    what = forms.ChoiceField(
        label=_("What a calendar shows"),
        choices=WHAT,
        initial=OWN,
        required=False,
        widget=PlainSelect({"class": "input"}),
    )
    days = forms.TypedChoiceField(
        label=_("How long a token works"),
        choices=DAYS,
        coerce=int,
        initial=90,
        widget=PlainSelect({"class": "input"}),
    )
    query = forms.CharField(required=False, max_length=QUERY_LIMIT, widget=forms.HiddenInput)
