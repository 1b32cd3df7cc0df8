"""An address asked with the wrong method gets a page, not an empty window (as after signing in to a form's address)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from commitments.views import errors


def wrong_method(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = errors.answer(request, 405)
        page["Allow"] = response.headers.get("Allow", "GET, HEAD")
        return page

    return middleware
