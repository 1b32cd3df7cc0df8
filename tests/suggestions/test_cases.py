"""Sentences that earlier rules took for something else, or cut in the wrong place, with what they are."""

import datetime as dt
import json
from pathlib import Path

import pytest

from commitments.suggestions import suggest
from tests.suggestions.test_details import PARTIES

# Each tells one thing: `promises` for each sentence whether it is one; who performs; until when, in its own words.
CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()]
DAY = dt.date(2025, 6, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_it_is_what_a_reader_takes_it_for(case):
    found = suggest(case["text"], case["language"], parties=PARTIES, dated=DAY)

    if "promises" in case:
        assert [int(each.is_commitment) for each in found] == case["promises"]
    elif "performer" in case:
        assert [each.performer for each in found] == [case["performer"]]
    else:
        assert [each.due.words if each.due else "" for each in found] == [case["due"]]
