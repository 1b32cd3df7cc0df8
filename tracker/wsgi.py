"""The application as a server sees it. In production it does not start with accounts everybody knows."""

import logging
import os

from django.conf import settings
from django.core.files.storage import storages
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, InterfaceError, connections

from commitments import checks, clock
from commitments.views.errors import will_pass
from tracker import env
from tracker.late import Application, AskedLater
from tracker.warm import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application: Application = get_wsgi_application()


def need_static_files() -> None:
    """Without them each page would be 500, as after a checkout that nobody has deployed."""
    manifest = getattr(storages["staticfiles"], "read_manifest", None)  # only of those named by their content
    if manifest is not None and manifest() is None:
        way = "`make run` makes the demonstration" if settings.DEMO else "`manage.py deploy` collects them"
        env.stop(f"The static files are missing in {settings.STATIC_ROOT}; {way}.")


try:
    if settings.DEMO:
        need_static_files()
        clock.now()  # asked once in each process: an error page says the day without the database
    else:
        for sentence in checks.reasons_not_to_start():
            env.stop(sentence)
        need_static_files()
except (DatabaseError, InterfaceError) as fault:
    if not will_pass(fault):
        raise
    # Start all the same: people get 503 until the database is back, and readyz says so.
    logging.getLogger("accord").exception("The database cannot be reached at the start")
    need_static_files()
    if not settings.DEMO:
        application = AskedLater(application)
finally:
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()  # its threads do not come along into a worker
warm_up()
