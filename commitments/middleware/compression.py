"""Django compresses pages where no proxy does; not those that a page of strangers made a browser ask for."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# What a browser says of who asks (Sec-Fetch-Site), where it is not Accord's own page or its reader.
STRANGERS = frozenset({"cross-site", "same-site"})


class CompressionMiddleware(GZipMiddleware):
    """Every page holds its own address. From the lengths of compressed answers whoever chooses addresses, again and
    again, could read what stands beside them (BREACH): notes of a side, drafts, words not saved. deploy/nginx.conf does
    the same.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.META.get("HTTP_SEC_FETCH_SITE") in STRANGERS:
            return response
        return super().process_response(request, response)
