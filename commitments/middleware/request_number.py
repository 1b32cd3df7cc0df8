"""Every request gets a short number: people read it to the help desk, every line of the log carries it."""

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("accord.requests")

_number: ContextVar[str] = ContextVar("request_number", default="")


def current() -> str:
    """The number of the request this thread is answering, or answered last; "" where there was none."""
    return _number.get()


class RequestNumberMiddleware:
    """Outermost: also what the other middleware answers is numbered and logged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        drawn = secrets.token_hex(4)
        # Left set at the end: Django logs a refusal once more after the last middleware.
        _number.set(f"{drawn[:4]}-{drawn[4:]}")
        begun = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = current()
        self.log(request, response, milliseconds=(time.perf_counter() - begun) * 1000)
        return response

    @staticmethod
    def log(request: HttpRequest, response: HttpResponse, *, milliseconds: float) -> None:
        """One line per request. The query is left out: it holds the words people search for."""
        # Whoever was never looked up for the answer is not looked up for the log.
        user = getattr(request, "_cached_user", None)
        logger.info(
            "%s %s %s",
            request.method,
            request.path,
            response.status_code,
            extra={
                "status": response.status_code,
                "milliseconds": round(milliseconds, 1),
                "user": str(getattr(user, "public_id", "")),
            },
        )
