"""The number of the request that is being answered: people read it to the help desk, every line of the log carries it."""

import secrets
from contextvars import ContextVar

_number: ContextVar[str] = ContextVar("request_number", default="")


def current() -> str:
    """The number of the request this thread is answering, or answered last; "" where there was none."""
    return _number.get()


def draw() -> None:
    """Give the request that begins a number. It is left set at the end: Django logs a refusal once more after that."""
    drawn = secrets.token_hex(4)
    _number.set(f"{drawn[:4]}-{drawn[4:]}")
