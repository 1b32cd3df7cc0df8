"""The readouts of the demonstration: what is quoted from them, what is marked, and what one repeats of another."""

from collections import defaultdict

from commitments.models import Closing, Commitment, Mark, Quote, Readout
from commitments.models.coverage import undecided
from commitments.suggestions.sentences import sentences
from tests.demo.story import BEIJING, BY_CHINA_ONLY, BY_CHINA_TOO, CALL, OPEN, SAMARKAND, told


def test_all_readouts_are_taken_in_but_one_that_is_still_open(demonstration):
    closed = set(Closing.objects.values_list("readout__slug", flat=True))
    left = {one.slug: len(undecided(one)) for one in Readout.objects.all()}

    assert set(left) - closed == {OPEN}
    assert {slug for slug, count in left.items() if count} == {OPEN}
    assert 2 <= left[OPEN] <= 6


def sentences_of(readout):
    return sentences(readout.text, readout.language.split("-")[0])


def test_marks_are_whole_sentences_and_no_quote_stands_in_one(demonstration):
    for readout in Readout.objects.prefetch_related("mark_set", "quote_set"):
        whole = {(one.start, one.end) for one in sentences_of(readout)}
        for mark in readout.mark_set.all():
            assert (mark.start, mark.end) in whole
            assert not [q for q in readout.quote_set.all() if q.start < mark.end and q.end > mark.start]
    kinds = set(Mark.objects.values_list("kind", flat=True))
    assert kinds == {"position", "courtesy", "done", "topic", "frame", "not_ours"}


def test_summaries_of_the_later_meetings_are_short_and_filed_some_days_later(demonstration):
    for readout in Readout.objects.exclude(meeting__slug=CALL).select_related("meeting", "entry"):
        assert 6 <= len(sentences_of(readout)) <= 12, readout.slug
        assert 3 <= (readout.entry.recorded_at.date() - readout.meeting.held_on).days <= 10, readout.slug


def test_every_pledge_of_the_call_is_quoted_from_all_texts_of_belarus_and_three_from_those_of_china(
    demonstration,
):
    filed = set(Readout.objects.filter(meeting__slug=CALL).values_list("slug", flat=True))
    belarus = {slug for slug in filed if "-by-" in slug}

    for row in Commitment.objects.filter(meeting__slug=CALL):
        quoted = list(
            row.quote_set.filter(readout__meeting=row.meeting).values_list("readout__slug", flat=True)
        )
        if row.code[-2:] == BY_CHINA_ONLY:
            assert sorted(quoted) == sorted(filed - belarus)
        else:
            assert sorted(quoted) == sorted(filed if row.code[-2:] in BY_CHINA_TOO else belarus), row.code


def test_every_quote_says_how_firm_it_is_and_later_ones_what_they_do(demonstration):
    own, later = defaultdict(set), defaultdict(set)
    for quote in Quote.objects.select_related("commitment", "readout"):
        is_own = quote.readout.meeting_id == quote.commitment.meeting_id
        (own if is_own else later)[quote.relation].add(quote.wording)

    assert set(own) == {""}
    assert own[""] == {"considered", "ready", "suggested", "working_on", "agreed", "shall", "done"}
    assert set(later) == {"restates", "strengthens", "narrows", "redates", "fulfils"}


def test_what_only_china_says_of_hong_kong_is_a_position_and_no_quote(demonstration):
    words = {"zh-hans": "香港", "en": "Hong Kong"}
    held = {
        (mark.readout.slug, mark.kind)
        for mark in Mark.objects.select_related("readout")
        if any(word in mark.readout.text[mark.start : mark.end] for word in words.values())
    }

    assert held == {(f"{CALL}-cn-{language}", "position") for language in words}
    assert not [q for q in Quote.objects.all() if any(word in q.words for word in words.values())]
    assert not [entry for entry in told("03") if "own note holds" in (entry.texts.note or "")]


def test_lineage_goes_through_all_three_meetings(demonstration):
    through = defaultdict(set)
    for code, meeting, relation in Quote.objects.exclude(relation="").values_list(
        "commitment__code", "readout__meeting__slug", "relation"
    ):
        through[code[-2:]].add((meeting, relation))

    assert through["01"] >= {(SAMARKAND, "fulfils"), (BEIJING, "strengthens")}
    assert through["15"] == {(SAMARKAND, "fulfils")}
    assert through["11"] == {(SAMARKAND, "restates"), (BEIJING, "restates")}
    assert (BEIJING, "strengthens") in through["09"]
    assert {(SAMARKAND, "redates"), (BEIJING, "redates")} < through["14"]
