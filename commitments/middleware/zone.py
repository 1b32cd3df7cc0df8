"""Times are shown where the commission sits, words taken for one of its languages, and things called by its names: until the request ends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from commitments.vocabulary import guessing, other_names
from commitments.vocabulary.texts import read_for


class ZoneMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(None), guessing.among(guessing.USUAL):
            try:
                return self.get_response(request)
            finally:
                other_names.activate(other_names.NONE)
                read_for("")
