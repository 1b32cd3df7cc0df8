"""The meetings of the demonstration and its commitments, by the names the tests give them."""

from django.db.models import QuerySet

from commitments.models import Commitment, Entry

CALL, SAMARKAND, BEIJING = "2021-01-26-call", "2022-09-15-summit", "2023-03-01-visit"
OPEN = f"{CALL}-by-zh-hans"
BY_CHINA_TOO, BY_CHINA_ONLY = ["04", "11", "13"], "18"


def commitment(number: str, year: int = 2021) -> Commitment:
    return Commitment.objects.get(code=f"BY-CN-{year}-{number}")


def told(number: str) -> QuerySet[Entry]:
    """The entries of a commitment of 2021, in order."""
    return commitment(number).entry_set.select_related("texts").order_by("number")
