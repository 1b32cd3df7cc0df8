"""All of a commission as one file."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from commitments.exports.whole import whole
from commitments.models import Seat
from commitments.views.loaders import get_seat
from commitments.views.parts import asked_day


def whole_file(seat: Seat, *, as_of: dt.date | None) -> StreamingHttpResponse:
    """The file, sent while it is made: of ten thousand commitments it takes longer than a proxy waits for a first byte."""
    commission = seat.commission
    name = f"{commission.code_prefix}-{as_of or commission.today()}.json"
    return StreamingHttpResponse(
        whole(commission, as_of=as_of),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    seat = get_seat(request, slug)
    return whole_file(seat, as_of=asked_day(request, seat.commission))
