"""Addresses that fail in one particular way, put before those of the product: `@pytest.mark.urls("tests.refusals")`."""

import sqlite3
from typing import NoReturn

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.db.transaction import TransactionManagementError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from tracker import urls
from tracker.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def fail(error: Exception, cause: Exception | None = None) -> NoReturn:
    raise error from cause


def sqlite(code: int, text: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


CAUSES = {
    "busy": lambda: sqlite(sqlite3.SQLITE_BUSY, "database is locked"),
    "full": lambda: sqlite(sqlite3.SQLITE_FULL, "database or disk is full"),
    "mistake": lambda: sqlite(sqlite3.SQLITE_ERROR, "no such table: x"),
    "gone": lambda: psycopg.errors.AdminShutdown(),
    "no-space": lambda: psycopg.errors.DiskFull(),
    "standby": lambda: psycopg.errors.ReadOnlySqlTransaction(),
}


@login_not_required
def database(request: HttpRequest, cause: str) -> HttpResponse:
    fail(OperationalError("database"), CAUSES[cause]())


@login_not_required
def after(request: HttpRequest, cause: str) -> HttpResponse:
    """Something goes wrong while a fault of the database is being tidied up."""
    try:
        database(request, cause)
    except OperationalError:
        fail(TransactionManagementError("You can't execute queries until the end of the 'atomic' block."))


@login_not_required
def session(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = "yes"
    return HttpResponse("seen")


@login_not_required
def mistake(request: HttpRequest) -> HttpResponse:
    fail(ValueError("the password is swordfish"))


@login_not_required
def denied(request: HttpRequest) -> HttpResponse:
    fail(PermissionDenied("You cannot speak for China here", "Your post is Secretary, Belarus."))


@login_not_required
def suspicious(request: HttpRequest) -> HttpResponse:
    fail(SuspiciousOperation("odd"))


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} fields")


@login_not_required
@require_POST
def only_post(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for the signed-in")


urlpatterns = [
    path("test/database/<str:cause>/", database),
    path("test/after/<str:cause>/", after),
    path("test/session/", session),
    path("test/mistake/", mistake),
    path("test/denied/", denied),
    path("test/suspicious/", suspicious),
    path("test/form/", form),
    path("test/only-post/", only_post),
    path("test/private/", private),
    *urls.urlpatterns,
]
