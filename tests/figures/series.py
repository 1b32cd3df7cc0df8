"""Short ways to write a series."""

import datetime as dt
from decimal import Decimal

from commitments.figures.observation import Observation
from commitments.figures.period import ValuePeriod
from commitments.vocabulary.figures import ValueStatus


def moment(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def said(key: str, number: str | None, recorded: str = "2025-01-01", **more) -> Observation:
    """One value; None for "not published"."""
    more.setdefault("status", ValueStatus.NOT_PUBLISHED if number is None else ValueStatus.FINAL)
    value = None if number is None else Decimal(number)
    return Observation(ValuePeriod.of_key(key), value, recorded_at=moment(recorded), **more)


# The consignments of vaccine, S01 of the dossier of the demonstration.
DOSES = {
    "2021-02-19": "100000",
    "2021-05-18": "300000",
    "2021-09-05": "1500000",
    "2021-11-11": "1500000",
    "2021-12-22": "1100000",
    "2022-01-21": "3000000",
    "2022-11-12": "2000000",
}
# The residents of Great Stone, S07.
RESIDENTS = {
    "2021-02-12": "68",
    "2022-05-11": "90",
    "2022-10-10": "93",
    "2022-11-03": "99",
    "2023-04-30": "108",
    "2023-12-31": "120",
    "2024-04-20": "132",
}


def series(values: dict[str, str | None]) -> list[Observation]:
    return [said(key, number) for key, number in values.items()]
