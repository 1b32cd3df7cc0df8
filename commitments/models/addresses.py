"""Addresses of pages that no commission can have."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# First parts of addresses that belong to the installation, not to a commission.
RESERVED_SLUGS = frozenset(
    {
        "accounts",
        "admin",
        "api",
        "healthz",
        "language",
        "readyz",
        "reference",
        "settings",
        "setup",
        "static",
        "typed",
    }
)


def validate_slug_is_free(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is an address of the installation itself."), params={"slug": slug}
        )
