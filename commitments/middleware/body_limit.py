"""A body that is too large, or in another charset than the forms, is refused by what is announced, before it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commitments.views import errors


def body_limit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        # The server has already refused anything but digits; a body without a length is read as empty.
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.MAX_BODY_BYTES:
            return errors.too_large(request)
        # Django refuses it too, but only where somebody asks for the fields: after cookies and addresses.
        is_form = request.content_type == "application/x-www-form-urlencoded"
        if is_form and (request.encoding or "utf-8").lower() != "utf-8":
            return errors.answer(request, 400)
        return get_response(request)

    return middleware
