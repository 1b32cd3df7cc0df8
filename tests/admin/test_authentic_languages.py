"""The authentic languages on the page of a commission in the administration."""

from commitments.models import Commission, Entry
from commitments.reports import replay
from tests.admin.pages import problems_of
from tests.admin.test_settings import change, last_sentence, seated  # noqa: F401  # fixtures among them


def test_the_administration_enters_them_in_the_log(seated, change):  # noqa: F811
    assert change(seated, authentic_languages=["ru", "en"]).status_code == 302

    kept = Commission.objects.get(pk=seated.pk)
    assert kept.authentic_codes == ["en", "ru"]
    lead, found = last_sentence(kept)
    assert lead == "An administrator changed settings of the commission: authentic languages."
    assert ("authentic languages", "–", "English, Russian") in found
    assert list(replay.problems(kept)) == []

    change(kept)  # as it is
    assert Entry.objects.filter(kind="settings_changed").count() == 1


def test_a_language_that_decisions_need_is_not_taken_away(seated, change):  # noqa: F811
    change(seated, authentic_languages=["ru", "en"])
    refused = change(
        seated, languages="en, be", authentic_languages=["en", "ru"], **{"party_set-1-language": "be"}
    )
    assert "Missing there: Русский." in problems_of(refused)
    assert change(seated, authentic_languages=["ja"]).status_code == 200
    assert Commission.objects.get(pk=seated.pk).authentic_codes == ["en", "ru"]
