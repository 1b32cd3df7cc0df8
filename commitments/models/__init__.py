"""What exists, and questions about it."""

from commitments.models.access_key import AccessKey
from commitments.models.account_request import AccountRequest
from commitments.models.body import Body, Sector
from commitments.models.briefing import Briefing, BriefingDraft, BriefingFile
from commitments.models.brought import BroughtList, BroughtRow
from commitments.models.commission import Commission, Party
from commitments.models.commitment import Commitment
from commitments.models.demonstration import DemonstrationClock
from commitments.models.draft import Draft
from commitments.models.entry import Entry, LogHead, SealedText
from commitments.models.evidence import Evidence
from commitments.models.figures import ObservedValue
from commitments.models.identity import Identity
from commitments.models.invitation import Invitation
from commitments.models.letter import Letter
from commitments.models.mention import Mention
from commitments.models.private import PrivateNote
from commitments.models.readout import Closing, Mark, Meeting, Paragraph, Quote, Readout
from commitments.models.redaction import Redaction
from commitments.models.reminder import Reminder
from commitments.models.seat import Seat
from commitments.models.security_event import SecurityEvent
from commitments.models.session import AgendaItem, Session
from commitments.models.signed_in import SignedIn
from commitments.models.standpoint import Standpoint, Terms
from commitments.models.subscription import Follow, LetterChoice, NewsTold
from commitments.models.tally import Movement, Tally
from commitments.models.timer_run import TimerRun
from commitments.models.typed import TypedWords
from commitments.models.user import User
from commitments.models.week import Calendar, Week

__all__ = [
    "AccessKey",
    "AccountRequest",
    "AgendaItem",
    "Body",
    "Briefing",
    "BriefingDraft",
    "BriefingFile",
    "BroughtList",
    "BroughtRow",
    "Calendar",
    "Closing",
    "Commission",
    "Commitment",
    "DemonstrationClock",
    "Draft",
    "Entry",
    "Evidence",
    "Follow",
    "Identity",
    "Invitation",
    "Letter",
    "LetterChoice",
    "LogHead",
    "Mark",
    "Meeting",
    "Mention",
    "Movement",
    "NewsTold",
    "ObservedValue",
    "Paragraph",
    "Party",
    "PrivateNote",
    "Quote",
    "Readout",
    "Redaction",
    "Reminder",
    "SealedText",
    "Seat",
    "Sector",
    "SecurityEvent",
    "Session",
    "SignedIn",
    "Standpoint",
    "Tally",
    "Terms",
    "TimerRun",
    "TypedWords",
    "User",
    "Week",
]
