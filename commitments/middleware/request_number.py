"""Every request gets a short number, and a line in the log."""

import logging
import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from commitments import request_number

logger = logging.getLogger("accord.requests")

# Whoever reads the log must not be able to follow somebody's link.
SECRET = re.compile(
    r"^(/accounts/(?:password/reset/key|invitation)/|/settings/letters/stop/|/api/(?:calendar|feed)/).+"
)


class RequestNumberMiddleware:
    """Outermost: also what the other middleware answers is numbered and logged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_number.draw()
        begun = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request_number.current()
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
            SECRET.sub(r"\1…", request.path),
            response.status_code,
            extra={
                "status": response.status_code,
                "milliseconds": round(milliseconds, 1),
                "user": str(getattr(user, "public_id", "")),
            },
        )
