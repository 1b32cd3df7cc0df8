"""What an administrator sets of a commission and its parties, as its log tells of each change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from commitments.models.commission import Commission
from commitments.vocabulary.party_name import as_lines

# The object of the entries about settings.
SETTINGS = "settings"
# Said at the first entry that is not about people, names or settings: past weeks and records rest on them.
SETTLED = (
    "slug",
    "code_prefix",
    "time_zone",
    "cutoff_weekday",
    "cutoff_time",
    "silent_after_days",
    "four_eyes",
)
OF_COMMISSION = (
    "name",
    *SETTLED,
    "languages",
    "authentic_languages",
    "figures_tolerance",
    "letters_in_counts",
    "remind_silent_days",
    "remind_owed_days",
    "remind_secretary_days",
)
# Names of parties are in the log as names.
OF_PARTY = ("code", "language", "time_zone", "also_called", "forms")
# True from the last entry of a commission that was removed; no column of it.
IS_REMOVED = "is_removed"
OF_PARTY_SETTLED = ("first_code", "second_code")
# Names in other languages, in rows: (what is named, language, name). An entry has those that changed, "" for none.
OTHER_NAMES = "other_names"


def settings_of(commission: Commission) -> dict[str, Any]:
    """Every setting by its name in records; those of a party begin with `first_` or `second_`."""
    stored = Commission.objects.get(pk=commission.pk)
    values = {name: _said(getattr(stored, name)) for name in OF_COMMISSION}
    for party in stored.party_set.order_by("position"):
        values |= {f"{party.side}_{name}": _said(getattr(party, name)) for name in OF_PARTY}
    return values


def other_names_of(commission: Commission, told: Sequence[Sequence[str]]) -> list[list[str]]:
    """The names that a log has told of, as they are."""
    stored = Commission.objects.values_list("other_names", flat=True).get(pk=commission.pk)
    return [
        [key, language, normalize("NFC", stored.get(key, {}).get(language, ""))]
        for key, language, _name in told
    ]


def rows_with(known: Sequence[Sequence[str]], changed: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows of names with those that changed in their places, in order."""
    rows = {(key, language): name for key, language, name in (*known, *changed)}
    return [[*cell, name] for cell, name in sorted(rows.items())]


def _said(value: Any) -> Any:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        value = as_lines(value)
    return normalize("NFC", value if isinstance(value, str) else value.isoformat("minutes"))
