"""A form of terms shows what it would change while it is filled in, and saves nothing by that."""

import pytest

from commitments.models import Draft
from tests.pages import HTMX, form_in, soup_of, text_of
from tests.stages import TODAY, log_size

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

URL = "/by-cn/register/BY-CN-2021-01/"
SAY = {"compare": "1"}


def typed(client, world, address, **words):
    world.sign_in(client, world.by.analyst)
    return form_in(client.get(address)).filled(**words)


@pytest.mark.parametrize(
    ("subject", "words", "before", "after"),
    [
        ("wording", {"statement": "Vaccine for all."}, "", "Vaccine for all."),
        ("due", {"due_on": "30.9.2021"}, "30 June 2021", "30 September 2021"),
        (
            "criteria",
            {"criteria-0-text": "All of it is there.", "criteria-0-evidence_class": "press"},
            "–",
            "All of it is there.",
        ),
    ],
)
def test_what_would_change_is_shown_before_anything_is_sent(client, world, subject, words, before, after):
    address = f"{URL}propose/{subject}/"
    sent = typed(client, world, address, **words)
    size = log_size(world)

    part = client.post(address, sent | SAY, headers=HTMX)
    assert len(soup_of(part).select("tbody tr")) == 1
    now, proposed = (text_of(part, f"td:nth-of-type({place})") for place in (1, 2))
    assert before in now and after in proposed and after not in now

    page = soup_of(client.post(address, sent | SAY))  # without scripts: with all that was typed
    assert after in text_of(page, "#would-change")
    name, said = next(iter(words.items()))
    field = page.select_one(f"#act-form [name='{name}']")
    assert (field.get("value") or field.text.strip()) == said
    assert not page.select(".summary")
    assert (log_size(world), Draft.objects.of(world.by.party).count()) == (size, 0)


def test_so_far_nothing_and_what_cannot_be_read_yet(client, world):
    address = f"{URL}propose/due/"
    sent = typed(client, world, address)

    assert text_of(client.post(address, sent | SAY, headers=HTMX), "p") == "So far nothing would change."
    wrong = sent | SAY | {"due_on": "soon", "reason": "Why not."}
    assert client.post(address, wrong, headers=HTMX).status_code == 204  # what was shown before stays
    refused = client.post(address, wrong)
    assert refused.status_code == 422 and "is not a day" in text_of(refused, ".summary")
    assert Draft.objects.of(world.by.party).count() == 0


def test_a_draft_and_an_act_of_one_side_compare_as_well(client, world):
    address = f"{URL}propose/due/"
    client.post(address, typed(client, world, address, due_on="30.9.2021", reason="Later."))
    draft = Draft.objects.of(world.by.party).get()
    change = f"{URL}drafts/{draft.public_id}/change/"
    sent = form_in(client.get(change)).filled(due_on="31.10.2021")
    assert "31 October 2021" in text_of(client.post(change, sent | SAY, headers=HTMX), "table")
    assert Draft.objects.of(world.by.party).get().terms["due_on"] == "2021-09-30"

    world.sign_in(client, world.by.secretary)
    for act, words in (("amend", {"statement": "Trade grows."}), ("criteria", {"criteria-0-text": "Sold."})):
        page = f"/by-cn/register/{world.trade.code}/{act}/"
        sent = form_in(client.get(page)).filled(**words, **{"criteria-0-evidence_class": "press"})
        size = log_size(world)
        assert next(iter(words.values())) in text_of(client.post(page, sent | SAY, headers=HTMX), "table")
        assert log_size(world) == size
