"""Trying an action from a form: what it refuses goes back into the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from commitments.actions import RuleBroken, SubmissionReused
from commitments.forms.base import ActForm

Made = TypeVar("Made")


def attempt(form: ActForm, act: Callable[[], Made]) -> tuple[Made | None, int]:
    """What `act` made, and 200; or None and the status of the refusal, whose sentences stand in the form then."""
    try:
        return act(), 200
    except RuleBroken as error:
        form.refuse(error)
        return None, 422
    except SubmissionReused:
        form.add_error(
            None, _("This form was sent before with other words. Read them once more and send again.")
        )
        form.ask_again(seen=form.cleaned_data.get("seen"))
        return None, 409
