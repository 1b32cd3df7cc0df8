"""Which letters a person wants, and what they follow."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.forms.fields import PlainSelect
from commitments.models import LetterChoice


class LettersForm(forms.ModelForm):
    class Meta:
        model = LetterChoice
        fields = ("weekly", "waiting", "followed", "before_21", "before_14", "before_7")
        widgets = {
            "waiting": PlainSelect({"class": "input"}),
            "followed": PlainSelect({"class": "input"}),
        }
        help_texts = {
            "weekly": _(
                "After each cut-off: what was delivered, what is newly late, where the sides newly differ."
            ),
            "waiting": _(
                "Proposals, requests, statuses to answer, decisions to sign, and what names your post."
            ),
            "followed": _("What others enter about it."),
        }
