"""Fields that nobody sees: what a form carries beside what people type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Hidden(forms.HiddenInput):
    """Django's, written at once: the template that draws an input of any kind takes fifteen times as long for this one."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        said = self.format_value(value)
        shown = "" if said is None else format_html(' value="{}"', said)
        rest = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<input type="hidden" name="{}"{}{}>', name, shown, rest)
