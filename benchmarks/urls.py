"""The product's addresses, and the floor every page is measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from commitments.models import Commission
from tracker import urls
from tracker.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def floor(request: HttpRequest, key: int) -> HttpResponse:
    """F1: the whole stack for somebody signed in, one row by its key, one line."""
    return HttpResponse(f"{Commission.objects.get(pk=key).slug}\n", content_type="text/plain")


urlpatterns = [path("floor/<int:key>/", floor), *urls.urlpatterns]
