"""The actions on a commitment, each declared once: its address and form, and all its words. Who may is the rule of the
action itself.

The addresses (`urls.py`), the page of an action, the links on the page of a commitment and the answers in the inbox
are made from `ACTIONS`.
"""

from commitments.views.action_pages.answers import ANSWERS
from commitments.views.action_pages.page import ActionPage
from commitments.views.action_pages.performance import PERFORMANCE
from commitments.views.action_pages.shared import SHARED

__all__ = ["ACTIONS", "ActionPage"]

# In the order of a working day, which is that of the links on the page of a commitment.
ACTIONS: dict[str, ActionPage] = {page.name: page for page in (*ANSWERS, *PERFORMANCE, *SHARED)}
