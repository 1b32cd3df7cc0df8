"""What a person sets for themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commitments.models import User
from commitments.reports.pagination import PAGE_SIZES


class SettingsForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language of pages and letters"),
        choices=[("", _("As your browser asks for it; letters in English")), *settings.LANGUAGES],
        required=False,
    )
    rows_on_page = forms.TypedChoiceField(
        label=_("Rows on a page"),
        help_text=_("In the register, the log and the differences."),
        choices=[(size, str(size)) for size in PAGE_SIZES],
        coerce=int,
    )

    class Meta:
        model = User
        fields = ("language", "own_side_first", "rows_on_page", "shortcuts")
        labels = {
            "own_side_first": _("Show my side first"),
            "shortcuts": _("Single-key shortcuts"),
        }
        help_texts = {
            "own_side_first": _("Otherwise the sides are shown in the order of the commission."),
            "shortcuts": _("Keys like / and u act at once. Switch them off if you use speech input."),
        }
