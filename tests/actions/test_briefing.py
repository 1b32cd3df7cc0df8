"""Briefings as actions: private until they are issued, once a week and side, and the same bytes for good."""

import hashlib

import pytest

from commitments import actions
from commitments.actions import BriefingChanged, NotAllowed, RuleBroken
from commitments.models import Briefing, BriefingDraft, BriefingFile, Entry, Week
from commitments.models.briefing import COVER_LIMIT, DECISION_LIMIT
from commitments.models.private import NeedsParty
from commitments.reports.replay import problems
from tests.briefings import LINES, NOW, WEEK, issue, prepare, printed_as
from tests.people import moment, submission


def drafts_of(side):
    return list(BriefingDraft.objects.of(side.party).values_list("decisions", "cover_note", "revision"))


def files_for(side):
    return dict(BriefingFile.objects.readable_by(side.party).values_list("name", "content"))


def test_a_draft_is_kept_for_its_side_and_leaves_no_entry(world):
    size = Entry.objects.count()

    prepare(world, world.by.secretary, decisions=["  ", " Agree. "], cover_note="Nobody else.\n")

    assert drafts_of(world.by) == [(["Agree."], "Nobody else.", 1)]
    assert drafts_of(world.cn) == []
    assert Entry.objects.count() == size
    with pytest.raises(NeedsParty):
        BriefingDraft.objects.all()


def test_the_same_words_change_nothing_and_others_need_the_revision_that_was_seen(world):
    prepare(world, world.by.secretary)
    prepare(world, world.by.secretary)
    assert drafts_of(world.by) == [(LINES, "", 1)]

    with pytest.raises(BriefingChanged) as found:
        prepare(world, world.by.secretary, decisions=["Other."])
    assert found.value.draft.decisions == LINES

    prepare(world, world.by.secretary, decisions=["Other."], seen=1)
    assert drafts_of(world.by) == [(["Other."], "", 2)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"decisions": ["Agree."] * 6}, "At most 5"),
        ({"decisions": ["a" * (DECISION_LIMIT + 1)]}, "A line is longer"),
        ({"cover_note": "a" * (COVER_LIMIT + 1)}, "The note is longer"),
        ({"week": Week(2021, 28)}, "This week is not over yet"),
        ({"week": Week(2020, 50)}, "Nothing had been recorded"),
    ],
)
def test_what_does_not_fit_or_is_not_known_yet_is_refused(world, fields, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        prepare(world, world.by.secretary, **fields)
    assert drafts_of(world.by) == []


def test_issuing_is_one_entry_with_the_hash_of_each_file_and_ends_the_draft(world):
    draft = prepare(world, world.by.secretary, cover_note="Nobody else.")

    entry = issue(draft, world.by.secretary)

    assert (entry.kind, entry.party) == ("briefing_issued", world.by.party)
    assert entry.changes["week"] == [None, "2021-W04"]
    kept = files_for(world.by)
    assert dict(entry.changes["files"][1]) == {
        name: hashlib.sha256(bytes(content)).hexdigest() for name, content in kept.items()
    }
    assert set(kept) == {"briefing.pdf", "briefing.docx", "own.pdf", "own.docx"}
    assert drafts_of(world.by) == []
    assert Briefing.objects.get().number == "4/2021"
    assert list(problems(world.commission)) == []


def test_the_other_side_reads_all_but_the_copies_with_the_cover_note(world):
    issue(prepare(world, world.by.secretary, cover_note="Nobody else."), world.by.secretary)

    assert set(files_for(world.cn)) == {"briefing.pdf", "briefing.docx"}
    assert "Nobody else" not in bytes(Entry.objects.latest("pk").record).decode()
    with pytest.raises(NeedsParty):
        BriefingFile.objects.all()


def test_people_of_another_commission_read_none_of_it(world):
    issue(prepare(world, world.by.secretary), world.by.secretary)

    assert not BriefingFile.objects.readable_by(world.stranger.party).exists()


def test_each_side_issues_its_own_once_a_week(world):
    for side in (world.by, world.cn):
        issue(prepare(world, side.secretary), side.secretary)
    assert Briefing.objects.count() == 2

    with pytest.raises(RuleBroken, match="issued already, as No"):
        prepare(world, world.by.secretary)


def test_pressed_twice_it_is_issued_once(world):
    draft = prepare(world, world.by.secretary)

    first = issue(draft, world.by.secretary, submission=submission())
    again = issue(draft, world.by.secretary, submission=submission())

    assert first == again
    with pytest.raises(RuleBroken, match="issued already"):
        issue(draft, world.by.secretary, submission=submission("form-2"))


def test_a_draft_that_was_changed_after_it_was_printed_is_not_issued(world):
    draft = prepare(world, world.by.secretary)
    printed = printed_as(draft)
    prepare(world, world.by.secretary, decisions=["Other."], seen=1)

    with pytest.raises(BriefingChanged):
        issue(draft, world.by.secretary, printed=printed)
    assert not Briefing.objects.exists()


def test_nobody_issues_or_deletes_the_draft_of_the_other_side(world):
    draft = prepare(world, world.by.secretary)

    for by in (world.cn.secretary, world.by.analyst, world.by.observer, world.stranger, world.administrator):
        with pytest.raises(NotAllowed):
            issue(draft, by)
    with pytest.raises(NotAllowed):
        actions.delete_briefing(draft, by=world.cn.secretary, at=NOW)
    actions.delete_briefing(draft, by=world.by.secretary, at=NOW)
    actions.delete_briefing(draft, by=world.by.secretary, at=NOW)
    assert drafts_of(world.by) == []


def test_a_week_is_over_a_minute_after_its_cut_off(world):
    cutoff = world.commission.calendar.cutoff(WEEK)

    with pytest.raises(RuleBroken, match="not over"):
        prepare(world, world.by.secretary, at=cutoff)
    prepare(world, world.by.secretary, at=moment("2021-02-02"))
