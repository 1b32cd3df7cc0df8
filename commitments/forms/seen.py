"""Forms of the administration that notice what another administrator has saved meanwhile (optimistic locking)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.log import Ledger
from commitments.models import Body, Commission, Sector, User
from commitments.models.names import names_of
from commitments.models.settings_of import settings_of
from commitments.reports.settings import settings_words


class SeenForm(forms.ModelForm):
    """Carries the values its page began with. Refuses once where they are others by now; then it is the reader's choice."""

    by: User  # set by the class made for a request
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["seen"] = self._now()

    def commission(self) -> Commission:
        """Whose log is locked while this is saved."""
        raise NotImplementedError

    def state(self) -> Any:
        """What is stored, as JSON can hold it."""
        raise NotImplementedError

    def differences(self, before: Any, now: Any) -> Iterator[tuple[str, str]]:
        """What changed, and what it is now."""
        raise NotImplementedError

    def _now(self) -> str:
        return json.dumps(self.state(), ensure_ascii=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.pk:
            return cleaned
        Ledger(self.commission(), by=self.by)
        now = self._now()
        if cleaned.get("seen") != now:
            self.data = {**dict(self.data.items()), self.add_prefix("seen"): now}
            raise ValidationError(self._told(cleaned.get("seen", ""), now))
        return cleaned

    def _told(self, seen: str, now: str) -> str:
        try:
            found = [
                f"{name}{typography.colon()}{value}"
                for name, value in self.differences(json.loads(seen), json.loads(now))
            ]
        except (ValueError, TypeError, AttributeError, LookupError):
            found = []
        sentences = [
            _("Another administrator has saved this while your page was open."),
            _("It is now: %(what)s.") % {"what": typography.clauses(found)} if found else "",
            _(
                "Nothing of yours is saved yet. Check it below; saving again puts it in the place of what is there."
            ),
        ]
        return typography.sentences(filter(None, sentences))


class SeenCommissionForm(SeenForm):
    def commission(self) -> Commission:
        return self.instance

    def state(self) -> Any:
        names = dict(row for row in names_of(self.instance) if len(row) == 2)
        return {"settings": settings_of(self.instance), "names": names}

    def differences(self, before: Any, now: Any) -> Iterator[tuple[str, str]]:
        old, new = before["settings"], now["settings"]
        changes = {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}
        for label, _before, after in settings_words(changes, [new["first_code"], new["second_code"]]):
            yield label, after
        for code, name in now["names"].items():
            if before["names"].get(code) != name:
                yield code, name


class SeenNamesForm(SeenForm):
    """Of a body or a sector."""

    def state(self) -> Any:
        fields = ("name", "short_name") if isinstance(self.instance, Body) else ("name", "position")
        stored = type(self.instance)._default_manager.filter(pk=self.instance.pk)
        return stored.values(*fields).get()

    def commission(self) -> Commission:
        one: Body | Sector = self.instance
        return one.party.commission if isinstance(one, Body) else one.commission

    def differences(self, before: Any, now: Any) -> Iterator[tuple[str, str]]:
        for name, value in now.items():
            if before.get(name) != value:
                yield str(self.instance._meta.get_field(name).verbose_name), str(value)
