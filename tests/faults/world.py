"""A register to write on, for the database of a server under fault."""

from django.core.management import call_command

from commitments import actions
from tests.people import build_world, make_seat

# Who writes: three on each side, none of whom has to show a second factor, whose code is good for one sign-in only.
# The addresses are those tests.people makes of the names.
WRITERS = {
    "by": ("Anna Analyst", "Alena Analyst", "Alla Analyst"),
    "cn": ("An Analyst", "Bo Analyst", "Bin Analyst"),
}
EMAILS = tuple(
    f"{name.lower().replace(' ', '.')}@example.org" for names in WRITERS.values() for name in names
)
CODES = ("BY-CN-2021-01", "BY-CN-2021-03", "BY-CN-2021-04")  # all confirmed, so updates may be logged


def build() -> None:
    """Everything, from an empty database on."""
    call_command("migrate", verbosity=0)
    world = build_world()
    for side, names in WRITERS.items():
        party = getattr(world, side).party
        for name in names[1:]:
            make_seat(name, party, "analyst", by=world.administrator, at=world.clock())
    for title in ("Textbooks for schools", "Places at universities"):
        actions.confirm(world.record(title=title), by=world.cn.secretary, at=world.clock())
