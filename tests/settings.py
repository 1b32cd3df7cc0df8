"""The settings the tests run with: those of the product in demonstration mode, and the differences written out.

DATABASE_URL chooses the database, as it does for the product.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["ACCORD_MODE"] = "demo"
os.environ["SECRET_KEY"] = "for-tests-only-for-tests-only-for-tests-only-for-tests-only"
_foreign = {
    "ACCORD_DEBUG",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "TRUSTED_PROXY",
    "ACCORD_ADDRESS",
    "EMAIL_URL",
    "EMAIL_FROM",
}
for _name in _foreign & os.environ.keys():
    del os.environ[_name]

from commitments.management.messages import compile_messages
from tests.undefined import Trap
from tracker.settings import *
from tracker.settings import CACHES, DATABASES, LOCALE_PATHS, LOGGING, STORAGES, TEMPLATES

compile_messages(LOCALE_PATHS)  # what a fresh copy of the project does not have

_scratch = Path(tempfile.mkdtemp(prefix="accord-tests-"))
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)

# A file, not memory: the browser's server has threads, and each needs a connection of its own as in real life.
# pytest makes one process per core; each has its own folder.
if DATABASES["default"]["ENGINE"] == "tracker.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "test.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # The same database under the other name, for tests that switch the router on (tests/test_replica.py).
    DATABASES["replica"] = DATABASES["default"] | {"TEST": {"MIRROR": "default"}}
PAPER_SECONDS = 240  # a busy machine is no fault
CLOCK_TOLERANCE = None  # many tests live on a day of the past
DEMO_CLOCK = False  # that of the machine, but where the demonstration is built (tests/demo/day.py)
LOG_REFUSES_TRUNCATE = False  # tests of several connections empty the tables after themselves

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = _scratch / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = _scratch / "media"
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",  # of the accounts of the demonstration
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

LOGGING["root"]["handlers"] = []  # pytest shows what was logged beside the test that failed
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Trap("undefined")
