"""Letters as mail: the same words as plain text and as HTML, with the address that ends letters of their kind."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.models import Commission, User
from commitments.reports.letters import LetterSection, LetterText
from commitments.vocabulary.letters import LetterKind

SALT = "accord.letters.stop"


def stop_path(user: User, commission: Commission, kind: str) -> str:
    """The path that ends letters of a kind for one person, without signing in. It can do nothing else."""
    signed = signing.dumps([user.public_id.hex, commission.slug, kind], salt=SALT)
    return reverse("commitments:letters-stop", args=[signed])


def stop_of(signed: str) -> tuple[str, str, str] | None:
    """The account, the commission and the kind such a path was made for; None for one that we did not make."""
    try:
        user, slug, kind = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        return None
    return user, slug, kind


def as_mail(
    text: LetterText, *, user: User, commission: Commission, kind: LetterKind
) -> tuple[str, str, str]:
    """Subject, plain text and HTML, in the language that is active."""
    choose = absolute(reverse("commitments:letters", args=[commission.slug]))
    stop = absolute(stop_path(user, commission, kind))
    subject = f"Accord {commission.code_prefix}: {text.subject}"
    foot = [
        _("You get this letter because you have a seat on the commission %(commission)s.")
        % {"commission": commission.called},
        f"{_('Choose your letters:')} {choose}",
        f"{_('No more letters of this kind:')} {stop}",
    ]
    body = "\n\n".join([text.lead, *_sections(text), absolute(text.url), "-- \n" + "\n".join(foot)]) + "\n"
    context = {"text": text, "site": settings.SITE_ADDRESS, "choose": choose, "stop": stop, "foot": foot[0]}
    return subject, body, render_to_string("letters/letter.html", context)


def absolute(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


def _sections(text: LetterText) -> Iterator[str]:
    for one in text.sections:
        yield "\n".join(_lines(one))


def _lines(one: LetterSection) -> Iterator[str]:
    yield f"{one.heading} ({one.count})"
    for item in one.items:
        yield f"– {' '.join(item.name.split())}: {item.says}\n  {absolute(item.url)}"
    if one.more or not one.items:
        yield f"{one.more or _('See')}: {absolute(one.url)}"
