"""The language of the interface: what the account has chosen, else what was chosen in this browser, else what it asks for."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language, get_language_from_request, override


class LanguageMiddleware:
    """Stands before whatever answers in words. The account is asked only where the way in has asked for it already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with override(get_language_from_request(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", get_language() or "")
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


class AccountLanguageMiddleware:
    """Stands behind what asks everybody to sign in, and ends with the request: `LanguageMiddleware` takes it back.

    The browser is told, so that pages on which nobody asks who is reading have the language of the account, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = getattr(request, "account_language", "")
        if language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite="Lax",
            )
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_args: Any) -> None:
        if getattr(view, "login_required", True) and request.user.is_authenticated and request.user.language:
            request.account_language = request.user.language  # type: ignore[attr-defined]
            activate(request.user.language)
