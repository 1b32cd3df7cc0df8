"""What a request read on the replica is forgotten with it; what it wrote, its reader finds there, or it is not asked."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

from commitments.models import replica
from commitments.views.errors import passing_fault

SAFE = ("GET", "HEAD", "OPTIONS")


class ReplicaMiddleware:
    """Only where there is a replica (settings)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with replica.one_request():
            response = self.get_response(request)
        if request.method not in SAFE:
            self.note_place(response)
        return response

    @staticmethod
    def note_place(response: HttpResponse) -> None:
        try:
            place = replica.place()
        except (DatabaseError, InterfaceError):
            return  # nothing can be written now, and the answer says so
        response.set_cookie(
            settings.WRITTEN_COOKIE_NAME,
            place,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A replica that fails in the middle of a page: the page is made again by the main database."""
        match = request.resolver_match
        if not replica.is_read() or match is None or passing_fault(exception) is None:
            return None
        replica.give_up()
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response
