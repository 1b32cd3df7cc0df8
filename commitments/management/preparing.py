"""What a version needs besides tables before it is served: its translations and its static files."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from commitments import translations
from commitments.management.messages import compile_messages, uncompiled
from commitments.management.progress import Progress
from commitments.management.static import are_collected


def prepare_files(progress: Progress) -> None:
    """Translations and static files of this version; quick when they are there."""
    if uncompiled(settings.LOCALE_PATHS):
        progress.tell(_("Compiling translations"), 0, 1)
        compile_messages(settings.LOCALE_PATHS)
        translations.read_again()
    if not are_collected():
        progress.tell(_("Collecting static files"), 0, 1)
        call_command("collectstatic", interactive=False, verbosity=0)
    progress.finish()
