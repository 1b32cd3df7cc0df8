"""The list that a text field offers behind a sign."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.reports.posts import posts_to_name
from commitments.views.loaders import get_seat


@require_safe
def posts(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts the reader can name; with `?own` those of the own side alone."""
    seat = get_seat(request, slug)
    lines = posts_to_name(seat, seat.commission.today(), own_side="own" in request.GET)
    return render(request, "commitments/posts.html", {"lines": lines, "seat": seat})
