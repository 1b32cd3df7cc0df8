"""Times are shown where the commission sits, and words taken for one of its languages: until the request ends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from commitments.vocabulary import guessing


class ZoneMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(None), guessing.among(guessing.USUAL):
            return self.get_response(request)
