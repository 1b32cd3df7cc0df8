"""A register as data, for programs: the same facts as on the pages, as values, read with the rights of a seat.

`shapes.py` is the one place that says what there is: answers, the OpenAPI document and the schema of the file of a
commission are made from it. Nothing private to a side has a shape here.
"""

from commitments.reports.data.commission import commission_data, meetings_data, readouts_data, sessions_data
from commitments.reports.data.commitments import commitment_data, commitments_data, indicators_data
from commitments.reports.data.log import entries_data
from commitments.reports.data.register import register_data
from commitments.reports.data.slice import DataAsked, DataSlice
from commitments.reports.data.weeks import week_data, weeks_data

__all__ = [
    "DataAsked",
    "DataSlice",
    "commission_data",
    "commitment_data",
    "commitments_data",
    "entries_data",
    "indicators_data",
    "meetings_data",
    "readouts_data",
    "register_data",
    "sessions_data",
    "week_data",
    "weeks_data",
]
