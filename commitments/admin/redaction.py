"""Removing texts by consent: one administrator asks, another one consents."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.actions import ask_redaction, consent_to_redaction
from commitments.actions.errors import NotAllowed, RuleBroken
from commitments.admin.base import NeverDeleted
from commitments.forms.fields import WordsField
from commitments.models import Commission, Entry, Redaction, User
from commitments.models.redaction import REDACTABLE
from commitments.reports.briefing.issued import issued_with
from commitments.reports.removal import removed_with


class AskForm(forms.ModelForm):
    commission = forms.ModelChoiceField(Commission.objects.all(), label=_("Commission"))
    number = forms.IntegerField(label=_("Number of the entry"), min_value=0)
    texts = forms.MultipleChoiceField(
        label=_("Texts to remove"), choices=list(REDACTABLE.items()), widget=forms.CheckboxSelectMultiple
    )
    why = WordsField(label=_("Why"), limit=300, help_text=Redaction._meta.get_field("why").help_text)

    asked_by: User  # of the request; set by the class made for it

    class Meta:
        model = Redaction
        fields = ("commission", "number", "texts", "why")

    def clean(self) -> dict[str, Any]:
        """Ask at once, so that what speaks against it is said at the form."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        found = Entry.objects.filter(commission=cleaned["commission"], number=cleaned["number"]).first()
        if found is None:
            self.add_error("number", _("The log of this commission has no such entry."))
        else:
            texts, why = cleaned["texts"], cleaned["why"]
            try:
                self.instance = ask_redaction(found, by=self.asked_by, texts=texts, why=why)
            except RuleBroken as refusal:
                raise ValidationError(refusal.messages) from refusal
        return cleaned


@admin.register(Redaction)
class RedactionAdmin(NeverDeleted):
    """Asked for with "Add"; done by the action of another administrator. It is an entry that both sides see."""

    form = AskForm
    list_display = ("entry", "commission", "texts", "why", "asked_by", "asked_at", "done_with")
    list_select_related = ("entry__commission", "asked_by", "done_with")
    actions = ("consent",)

    @admin.display(description=_("commission"))
    def commission(self, obj: Redaction) -> Commission:
        return obj.entry.commission

    def has_change_permission(self, request: HttpRequest, obj: Redaction | None = None) -> bool:
        """The list, with its action; what was asked for is not edited."""
        return obj is None and super().has_change_permission(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Redaction | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"asked_by": cast(User, request.user)})

    def save_model(self, request: HttpRequest, obj: Redaction, form: forms.ModelForm, change: bool) -> None:
        """The action has saved it."""
        if told := removed_with(form.instance):
            self.message_user(request, told, messages.WARNING)
        self._name_briefings(request, form.instance.entry)

    @admin.action(description=_("Consent: remove these texts for good"))
    def consent(self, request: HttpRequest, queryset: QuerySet[Redaction]) -> None:
        for asked in queryset.order_by("pk"):
            try:
                entry = consent_to_redaction(asked, by=cast(User, request.user))
            except NotAllowed:
                sentence = _("%(asked)s: another administrator than the one who asked has to consent.")
                self.message_user(request, sentence % {"asked": asked}, messages.ERROR)
            except RuleBroken as refusal:
                self.message_user(request, f"{asked}: {' '.join(refusal.messages)}", messages.ERROR)
            else:
                sentence = _("%(asked)s: removed, entry No. %(number)d.")
                self.message_user(request, sentence % {"asked": asked, "number": entry.number})
                self._name_briefings(request, asked.entry)

    def _name_briefings(self, request: HttpRequest, entry: Entry) -> None:
        if kept := issued_with(entry):
            self.message_user(request, kept, messages.WARNING)
