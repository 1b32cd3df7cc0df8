"""Long lists in pages."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_SIZE = 50
# What a reader may choose instead.
PAGE_SIZES = (25, PAGE_SIZE, 100, 200)


class NoSuchPage(LookupError):
    """A page before the first or beyond the last was asked for."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """Page `number` (from 1) of a list of `count` rows. An empty list has one page.

    Raises NoSuchPage for a page that is not there.
    """

    number: int
    count: int
    size: int = PAGE_SIZE

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.last:
            raise NoSuchPage(f"page {self.number} of {self.last}")

    @property
    def last(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.count else 0

    @property
    def last_row(self) -> int:
        return min(self.number * self.size, self.count)

    def numbers(self) -> list[int | None]:
        """Page numbers to offer; None stands for a gap."""
        near = {1, self.last, *range(self.number - 1, self.number + 2)}
        offered: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= self.last):
            if offered and offered[-1] is not None and number - offered[-1] > 1:
                offered.append(None)
            offered.append(number)
        return offered
