"""Bring the catalogues of translations up to the source, and compile them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from commitments.management.catalogue import PLURAL_FORMS, messages, updated
from commitments.management.messages import compile_messages


class Command(BaseCommand):
    help = "Bring locale/*/LC_MESSAGES/django.po up to the source: new messages empty, messages no longer said removed."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        [folder] = settings.LOCALE_PATHS
        wanted = messages(settings.BASE_DIR)
        for language in PLURAL_FORMS:
            path = folder / language / "LC_MESSAGES" / "django.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue = updated(path, wanted)
            catalogue.save(str(path))
            missing = len(catalogue.untranslated_entries())
            self.stdout.write(
                _("%(language)s: %(number)d messages, %(missing)d to translate.")
                % {"language": language, "number": len(catalogue), "missing": missing}
            )
        compile_messages(settings.LOCALE_PATHS)
