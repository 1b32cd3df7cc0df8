from collections.abc import Sequence

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core.checks import Tags, register
from django.core.management import call_command
from django.db.models.signals import post_migrate, pre_migrate

from commitments import checks, translations


def create_cache_table(*, using: str, verbosity: int = 1, **kwargs: object) -> None:
    """The table of the shared cache belongs to the database like any other, so every migrate makes sure of it."""
    call_command("createcachetable", database=using, verbosity=verbosity)


class AccordAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "commitments.views.administration.AccordSite"


class CommitmentsConfig(AppConfig):
    name = "commitments"
    default = True
    verbose_name = "Accord"

    def ready(self) -> None:
        for check in (
            checks.durable_storage,
            checks.timeouts,
            checks.no_demo_accounts,
            checks.own_clock,
            checks.right_clock,
            checks.append_only,
        ):
            register(check, Tags.database)
        register(checks.least_privilege, Tags.database, deploy=True)

        translations.prepare()
        # Models can be imported only once all applications are loaded.
        from commitments.management import upgrade
        from commitments.models import triggers

        def install_triggers(*, using: str, **kwargs: object) -> None:
            triggers.install(using)

        def make_way(*, using: str, plan: Sequence[object], **kwargs: object) -> None:
            if plan:
                triggers.make_way(using)

        pre_migrate.connect(make_way, sender=self, weak=False, dispatch_uid="commitments.make_way")
        pre_migrate.connect(upgrade.refuse_backwards, sender=self, dispatch_uid="commitments.forwards_only")
        # After every migrate, because SQLite drops a table's triggers when it rebuilds the table.
        post_migrate.connect(install_triggers, sender=self, weak=False, dispatch_uid="commitments.triggers")
        post_migrate.connect(create_cache_table, sender=self, dispatch_uid="commitments.cache_table")
        post_migrate.connect(upgrade.make_again, sender=self, dispatch_uid="commitments.make_again")
