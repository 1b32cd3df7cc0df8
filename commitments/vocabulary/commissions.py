"""What commissions of a kind usually have: fields of cooperation, and bodies on each side. Offered, never imposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# The first eight have words of their own in `suggestions/rules/sectors.py`: they are proposed for sentences of a readout.
SECTOR_NAMES: dict[str, Any] = {
    "politics": _("Political dialogue"),
    "security": _("Security"),
    "health": _("Health"),
    "trade": _("Trade"),
    "finance": _("Investment and finance"),
    "transport": _("Transport"),
    "regions": _("Cooperation of regions"),
    "governance": _("Work of the commission"),
    "industry": _("Industry"),
    "energy": _("Energy"),
    "agriculture": _("Agriculture"),
    "customs": _("Customs"),
    "border": _("Border"),
    "science": _("Science"),
    "technology": _("Technology"),
    "education": _("Education"),
    "culture": _("Culture"),
    "sport": _("Sport and tourism"),
}

# Name and short name by code.
BODY_NAMES: dict[str, tuple[Any, Any]] = {
    "foreign": (_("Ministry of Foreign Affairs"), _("Foreign Affairs")),
    "economy": (_("Ministry of Economy"), _("Economy")),
    "trade": (_("Ministry of Trade"), _("Trade")),
    "finance": (_("Ministry of Finance"), _("Finance")),
    "industry": (_("Ministry of Industry"), _("Industry")),
    "energy": (_("Ministry of Energy"), _("Energy")),
    "agriculture": (_("Ministry of Agriculture"), _("Agriculture")),
    "transport": (_("Ministry of Transport"), _("Transport")),
    "customs": (_("Customs Service"), _("Customs")),
    "border": (_("Border Service"), _("Border")),
    "health": (_("Ministry of Health"), _("Health")),
    "education": (_("Ministry of Education"), _("Education")),
    "science": (_("Ministry of Science"), _("Science")),
    "culture": (_("Ministry of Culture"), _("Culture")),
    "sport": (_("Ministry of Sport"), _("Sport")),
    "defence": (_("Ministry of Defence"), _("Defence")),
}


@dataclass(frozen=True, slots=True)
class CommissionKind:
    """A kind of commission: the codes of the sectors and bodies that it usually has."""

    label: Any
    sectors: tuple[str, ...]
    bodies: tuple[str, ...]


COMMISSION_KINDS: dict[str, CommissionKind] = {
    "trade": CommissionKind(
        _("Trade and economy"),
        ("trade", "finance", "industry", "energy", "agriculture", "transport", "regions", "governance"),
        ("foreign", "economy", "trade", "finance", "industry", "energy", "agriculture", "transport"),
    ),
    "science": CommissionKind(
        _("Science and technology"),
        ("science", "technology", "education", "industry", "governance"),
        ("foreign", "science", "education", "industry"),
    ),
    "people": CommissionKind(
        _("Education, health and culture"),
        ("education", "health", "culture", "sport", "regions", "governance"),
        ("foreign", "education", "health", "culture", "sport"),
    ),
    "border": CommissionKind(
        _("Border, customs and transport"),
        ("border", "customs", "transport", "security", "regions", "governance"),
        ("foreign", "border", "customs", "transport"),
    ),
    "all": CommissionKind(
        _("All fields"),
        ("politics", "security", "health", "trade", "finance", "transport", "regions", "governance"),
        ("foreign", "defence", "health", "economy", "trade", "finance", "transport"),
    ),
}
