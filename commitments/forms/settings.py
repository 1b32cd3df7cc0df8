"""What a person sets for themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.models import User


class SettingsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("shortcuts",)
        labels = {"shortcuts": _("Single-key shortcuts")}
        help_texts = {
            "shortcuts": _("Keys like / and u act at once. Switch them off if you use speech input.")
        }
