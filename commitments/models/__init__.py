"""What exists, and questions about it."""

from commitments.models.commission import Body, Commission, Party, Seat, Sector
from commitments.models.commitment import Commitment
from commitments.models.entry import Entry, LogHead, SealedText
from commitments.models.evidence import Evidence
from commitments.models.private import PrivateNote
from commitments.models.readout import Closing, Mark, Meeting, Paragraph, Quote, Readout
from commitments.models.session import AgendaItem, Session
from commitments.models.standpoint import Standpoint, Terms
from commitments.models.tally import Movement, Tally
from commitments.models.user import User
from commitments.models.week import Calendar, Week

__all__ = [
    "AgendaItem",
    "Body",
    "Calendar",
    "Closing",
    "Commission",
    "Commitment",
    "Entry",
    "Evidence",
    "LogHead",
    "Mark",
    "Meeting",
    "Movement",
    "Paragraph",
    "Party",
    "PrivateNote",
    "Quote",
    "Readout",
    "SealedText",
    "Seat",
    "Sector",
    "Session",
    "Standpoint",
    "Tally",
    "Terms",
    "User",
    "Week",
]
