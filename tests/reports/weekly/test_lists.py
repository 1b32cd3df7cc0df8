"""A list that is brought in or taken back as a whole is one line of the week, not its headline."""

import pytest

from commitments import actions
from commitments.models import Week
from tests.lists import as_writer, batch_of, bring
from tests.reports.weekly.reading import counts, report_of
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

LIST = (
    "No.,Measure,Term,Status\n" + "\n".join(f"{n},Measure {n},2027,In progress" for n in (1, 2, 3))
).encode()


@pytest.fixture
def number(client, world):
    return batch_of(bring(as_writer(client, world.by.secretary), LIST, listed_on="1.2.2021"))


def present(world):
    return Week.of_day(world.commission.today())


def test_a_list_brought_in_is_one_line_and_not_the_headline(world, number):
    report = report_of(world, present(world))

    assert "added" not in counts(report)
    assert "moved" not in counts(report)
    assert report.headline.startswith("Only entries on readouts and lists were recorded.")
    assert report.besides.endswith(f"Belarus brought in list No. {number} with 3 commitments.")
    assert report.counted == "All 5 commitments are counted."


def test_a_list_taken_back_is_one_line_and_not_the_headline(client, world, number, time_machine):
    time_machine.move_to("2021-07-22T09:00:00Z")
    as_writer(client, world.by.secretary).post(f"/by-cn/batches/{number}/undo/")
    single = world.record(title="A mistake")
    actions.withdraw(single, by=world.by.secretary, reason="Twice.")

    report = report_of(world, present(world))

    assert counts(report)["withdrawn"] == 1
    assert "One commitment was withdrawn." in report.headline
    assert report.besides == f"Belarus took back list No. {number} with 3 commitments."
