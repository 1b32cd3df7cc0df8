"""One part of a register: some commitments with what the log says of them. What is held in memory is never more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from commitments.models import Commission, Commitment, Readout
from commitments.reports.replay.compare import Codes
from commitments.reports.replay.log import Names

READOUTS_HELD = 32

# Of some commitments.
Keys = Sequence[int]


@dataclass(frozen=True)
class Register:
    """A commission, and what is read once for all its parts."""

    commission: Commission
    names: Names = field(default_factory=Names)
    # The addresses it has had, each with the number of the first entry that has it.
    addresses: list[tuple[int, str]] = field(default_factory=list)

    @cached_property
    def codes(self) -> Codes:
        return Codes(self.commission)

    @cached_property
    def readout(self) -> Any:
        """A readout by its key, with its text: quotes of one readout follow each other."""
        return lru_cache(maxsize=READOUTS_HELD)(lambda key: Readout.objects.get(pk=key))


@dataclass(frozen=True)
class Part:
    """Commitments by their keys."""

    register: Register
    keys: Keys

    @property
    def commission(self) -> Commission:
        return self.register.commission

    @cached_property
    def codes(self) -> dict[int, str]:
        """The code of each; told apart where the commitment is not of this commission."""
        rows = Commitment.objects.filter(pk__in=self.keys).values_list("pk", "code", "commission").order_by()
        return {
            key: code if of == self.commission.pk else f"{code} of another commission"
            for key, code, of in rows
        }

    def code(self, key: int) -> str:
        return self.codes.get(key) or f"no row {key} of these"
