"""What the criteria forbid is said on the button, before it is pressed, wherever the act is offered."""

import pytest

from commitments import actions
from commitments.reports.criteria import not_yet
from tests import sessions
from tests.pages import form_in, from_page, soup_of, text_of
from tests.people import a_criterion, a_source, fresh
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)
URL = "/by-cn/register/BY-CN-2021-02/"
CLOSE = "End this commitment “Delivered” not yet: criteria 1, 2; “Not delivered” not yet: criterion 3"
LINES = (
    a_criterion("Ten kinds of goods are sold."),
    a_criterion("The goods are paid."),
    a_criterion("The contract is ended.", kind="failed"),
)


@pytest.fixture
def tested(world):
    """The trade with a test of three lines, confirmed."""
    actions.set_criteria(world.trade, by=world.by.secretary, criteria=LINES, at=world.clock())
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    return world


@pytest.fixture
def proposed_for_agreement(tested):
    """The first side says "delivered"; what showed it was corrected, so the second cannot agree."""
    world = tested
    sources = (a_source(meets=(1, 2)),)
    entry = world.update(world.trade, by=world.by.analyst, status="part", note="Sold.", sources=sources)
    world.close(world.trade, by=world.by.secretary, sources=(a_source(meets=(2,)),))
    words = {"status": "part", "outlook": "no_view", "note": "Other goods.", "at": world.clock()}
    actions.correct(world.trade, by=world.by.analyst, entry=entry, effective_on=entry.effective_on, **words)
    return world


def offered(page, tail, selector=".offers"):
    return text_of(page, f'{selector} a[href="{URL}{tail}/"]')


def test_closing_says_which_outcome_lacks_which_criterion(client, tested):
    world = tested
    world.sign_in(client, world.by.secretary)
    assert offered(client.get(URL), "close") == CLOSE

    sources = (a_source(meets=(1, 2)),)
    world.update(world.trade, by=world.by.analyst, status="part", sources=sources)

    assert offered(client.get(URL), "close") == "End this commitment “Not delivered” not yet: criterion 3"
    form = form_in(client.get(f"{URL}close/"))
    assert client.post(f"{URL}close/", form.filled(status="not_delivered", reason="So.")).status_code == 422


def test_without_criteria_nothing_is_said(client, world):
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    world.sign_in(client, world.by.secretary)

    assert offered(client.get(URL), "close") == "End this commitment"


def test_the_list_to_do_says_it_and_its_press_opens_the_form(client, proposed_for_agreement):
    world = proposed_for_agreement
    world.sign_in(client, world.cn.secretary)

    page = client.get("/by-cn/inbox/", {"at": world.trade.code})

    assert text_of(page, '.at-hand a[data-key="a"]') == "Agree: “Delivered” not yet: criterion 1 a"
    assert not soup_of(page).select(f'form[action="{URL}agree/"]')
    assert "“Delivered” not yet: criterion 1" in text_of(page, f'.at-hand a[href="{URL}close/"]')
    assert "not yet: criterion 1" in offered(client.get(URL), "agree", ".narrow")
    form = form_in(client.get(f"{URL}agree/"))
    answer = client.post(f"{URL}agree/", form.filled(), headers=from_page(URL))
    assert answer.status_code == 422
    assert "Criterion 1 needs" in text_of(answer, ".summary")


def test_a_decision_names_the_status_that_cannot_be_stated(client, tested):
    world = tested
    session = sessions.a_session(world, world.trade)
    world.sign_in(client, world.by.secretary)

    options = soup_of(client.get(f"{session.get_absolute_url()}items/1/decide/")).select(
        "[name=effect_status] option"
    )

    said = {option["value"]: option.text for option in options}
    assert said["delivered"] == "Delivered (not yet: criteria 1, 2)"
    assert said["in_progress"] == "In progress"


def test_what_a_decision_shows_itself_is_not_lacking(tested):
    row = fresh(tested.trade)
    assert not_yet(row, "delivered", but={1, 2}) == ""
    assert not_yet(row, "delivered", but={1}) == "not yet: criterion 2"
    assert not_yet(row, "continuing") == ""
