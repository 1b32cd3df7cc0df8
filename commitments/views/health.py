"""Two questions of operators: is the process alive, and can it do its work?"""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments import clock
from commitments.models import replica


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing of the database, so its loss does not get processes restarted."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and the clock is right; 503 otherwise, so that a balancer sends people elsewhere."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return HttpResponse("no database\n", status=503, content_type="text/plain; charset=utf-8")
    if clock.fault():
        return HttpResponse("wrong clock\n", status=503, content_type="text/plain; charset=utf-8")
    # A replica that is behind or away makes nothing wrong: the main database answers instead.
    lines = "\n".join(filter(None, ("ready", replica.condition())))
    return HttpResponse(f"{lines}\n", content_type="text/plain; charset=utf-8")
