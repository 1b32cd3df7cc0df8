"""Forms that show what they would change while they are filled in: before anything is saved, and before it is refused."""

from __future__ import annotations

from typing import Any

from commitments.forms.base import ActForm
from commitments.models.fields import as_recorded

# The name of the button that asks for the comparison, and saves nothing.
COMPARE = "compare"


class ComparedTerms(ActForm):
    """`terms` names the fields that are compared with those of the commitment."""

    terms: tuple[str, ...] = ()

    def is_compared(self) -> bool:
        """Whether its reader wants to see what would change, and not to save it."""
        return COMPARE in self.data

    def typed_terms(self) -> dict[str, Any] | None:
        """The terms as far as they are typed, as records write them; None while one of them cannot be read."""
        if any(name in self.errors for name in self.terms):
            return None
        return {name: as_recorded(self.cleaned_data[name]) for name in self.terms}

    def typed_so_far(self) -> dict[str, Any]:
        """What the form goes on with after the comparison."""
        return {name: value for name, value in self.data.items() if name != COMPARE}
