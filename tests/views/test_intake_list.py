"""What the list of sentences is sent of, at each step of the intake: a text can be long."""

import pytest

from commitments import actions
from commitments.actions import Words
from tests.pages import HTMX, soup_of, text_of
from tests.views.test_intake import TEXT, decide_form, filed, kinds, reader, readout, url_of  # noqa: F401  # fixtures too


def rows(answer):
    """What an answer brings of the list: the numbers of single rows, or that it is the whole list."""
    soup = soup_of(answer)
    return [one["id"] for one in soup.select('[id^="sentence"][hx-swap-oob]')]


def test_only_the_rows_that_changed_are_sent(reader, world, readout):  # noqa: F811
    page = reader.get(url_of(readout))
    form, shown = decide_form(page), soup_of(page).select_one("#shown")["value"]

    answer = reader.post(form.action, form.filled(kind="done", shown=shown), headers=HTMX)
    assert rows(answer) == ["sentence-1", "sentence-2"]
    assert kinds(answer) == []
    assert text_of(answer, "#sentence-1 .state") == "Already done"
    assert [one.parent["id"] for one in soup_of(answer).select("[aria-current]")] == ["sentence-2"]
    assert text_of(answer, "#decided strong") == "1 of 4 sentences decided"

    shown = soup_of(answer).select_one("#shown")["value"]
    last = {"at": TEXT.index("They agreed"), "shown": shown}
    assert rows(reader.get(url_of(readout), last, headers=HTMX)) == ["sentence-2", "sentence-4"]

    third = TEXT.index("Belarus thanked")
    words = Words(readout, third, TEXT.index("\n\nThey"), "Belarus thanked China for its support.")
    actions.mark(words, by=world.by.secretary, kind="courtesy", at=world.clock())
    answer = reader.get(url_of(readout), last, headers=HTMX)
    assert rows(answer) == ["sentences"]
    assert kinds(answer) == ["Already done", "Likely commitment", "Courtesy", "Likely commitment"]


@pytest.mark.parametrize("shown", ["", "x", "1", "99.0.en", "²", "1.0.ru"])
def test_who_says_nothing_true_of_their_list_gets_all_of_it(reader, readout, shown):  # noqa: F811
    assert rows(reader.get(url_of(readout), {"at": 0, "shown": shown}, headers=HTMX)) == ["sentences"]


def test_a_step_is_as_long_in_a_long_text(reader, world, readout):  # noqa: F811
    def step(text):
        at = text.text.index("China will")
        shown = soup_of(reader.get(f"{url_of(text)}?at=0")).select_one("#shown")["value"]
        return len(reader.get(url_of(text), {"at": at, "shown": shown}, headers=HTMX).content)

    long = filed(world, TEXT + "\n\nThe presidents spoke of many things." * 500)
    assert abs(step(long) - step(readout)) < 200
