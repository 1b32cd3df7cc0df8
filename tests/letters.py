"""The outbox in tests: what the timer would send, and the link that a letter brings."""

import re

from django.core import mail

from commitments.management.outbox import send_due


def sent_letters():
    """Send what waits, and return the letters of this run."""
    send_due()
    letters, mail.outbox[:] = list(mail.outbox), []
    return letters


def link_in(letter):
    """The path of the link in a letter."""
    return re.search(r"http://127\.0\.0\.1:8000(/accounts/\S+)", letter.body)[1]
