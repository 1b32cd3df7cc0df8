"""Handing the letters of the outbox to the mail server, with the links that only they know."""

from __future__ import annotations

import logging
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils.formats import date_format

from commitments import clock
from commitments.actions.invitation import LINK_WORKS_FOR, draw_token
from commitments.actions.letter import came_back, claim_due, went
from commitments.exports.mail import stop_path
from commitments.models import Invitation, Letter, User
from commitments.models.letter import LINK, UNTIL
from commitments.reports.letters import choice_of, is_wanted, seat_of
from commitments.vocabulary import LetterLink

logger = logging.getLogger("accord.letters")


def send_due() -> tuple[int, int]:
    """Send what is due. Returns how many letters went and how many did not; these are tried again later.

    After a fault of the server itself the run ends: it would answer the next letter in the same way.
    """
    connection = get_connection()
    sent = failed = 0
    for letter in claim_due():
        try:
            connection.open()
            is_sent = _send(letter, connection)
        except (SMTPException, OSError, ValueError) as fault:
            failed += 1
            is_over = came_back(letter, for_good=_is_refused(fault))
            logger.warning(
                "%s was not taken%s (%s)", letter, ", given up" if is_over else "", type(fault).__name__
            )
            if not isinstance(fault, SMTPRecipientsRefused | ValueError):
                break
        else:
            sent += is_sent
            went(letter)
    connection.close()
    return sent, failed


def _is_refused(fault: Exception) -> bool:
    """Whether another try would end in the same way: no such address, or one no letter can be sent to."""
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in fault.recipients.values())
    if isinstance(fault, SMTPResponseException):
        return False  # of the server as a whole: somebody will mend it
    return isinstance(fault, ValueError)


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    """Hand over one letter. False where it or its link is not wanted any more, and nothing was sent."""
    if letter.kind and not may_leave(letter):
        return False
    body = letter.body
    if letter.link:
        link = _link(letter)
        if not link:
            return False
        until = date_format(clock.of_this_machine() + LINK_WORKS_FOR, "DATETIME_FORMAT")
        body = body.replace(LINK, f"{settings.SITE_ADDRESS}{link}").replace(UNTIL, f"{until} UTC")
    # The same name at every try: where an answer of the server was lost, the letter can be recognised.
    name = f"<{letter.public_id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"
    headers = {"Message-ID": name}
    if letter.kind and letter.user is not None and letter.commission is not None:
        # RFC 8058: the mail program of its reader offers one press that ends letters of this kind.
        stop = stop_path(letter.user, letter.commission, letter.kind)
        headers |= {
            "List-Unsubscribe": f"<{settings.SITE_ADDRESS}{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        }
    message = EmailMultiAlternatives(
        letter.subject, body, to=[letter.to], connection=connection, headers=headers
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return bool(message.send())


def may_leave(letter: Letter) -> bool:
    """Whether its reader still has a seat on the commission, the same address, and still wants letters of its kind."""
    user, commission = letter.user, letter.commission
    if user is None or commission is None or letter.to != user.email:
        return False
    return seat_of(user, commission) is not None and is_wanted(choice_of(user, commission), letter.kind)


def _link(letter: Letter) -> str:
    """The path of a one-time link, made now; "" where its account was closed or its invitation is over."""
    user = letter.user
    if user is None or not User.objects.filter(pk=user.pk, is_active=True).exists():
        return ""
    if letter.link == LetterLink.RESET:
        key = default_token_generator.make_token(user)
        return reverse(
            "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key}
        )
    invitation = Invitation.objects.open().of_user(user).first()
    token = draw_token(invitation) if invitation is not None else ""
    return reverse("account_invitation", args=[token]) if token else ""
