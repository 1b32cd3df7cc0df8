"""Settings of a commission: open until something counts, entered for both sides, saved over by nobody, and taken back."""

import pytest
from django.urls import reverse

from commitments import actions
from commitments.actions.access_key import make_key, take_back
from commitments.actions.bringing import keep_list
from commitments.actions.errors import NotAllowed, RuleBroken
from commitments.actions.removing import delete_commission
from commitments.actions.telling import follow, keep_choice, tell
from commitments.models import (
    AccessKey,
    Body,
    BroughtList,
    Commission,
    Entry,
    Follow,
    LetterChoice,
    LogHead,
    NewsTold,
    Seat,
    Sector,
    User,
)
from commitments.reports import replay
from commitments.reports.sentences import SentenceWriter
from commitments.vocabulary.keys import KeyKind
from commitments.vocabulary.languages import known_languages
from commitments.vocabulary.letters import LetterKind
from tests.admin.commissions import changed
from tests.admin.pages import address, problems_of, seen
from tests.letters import sent_letters
from tests.people import make_commission, make_seat


@pytest.fixture
def seated(keeper, world):
    """A commission with one seat, and nothing else entered."""
    commission = make_commission("aa-bb", "AA-BB", time_zone="UTC")
    make_seat("Olga Early", commission.sides[0], "analyst", by=world.administrator, at=world.clock())
    return commission


@pytest.fixture
def change(keeper):
    def post(commission, **fields):
        return keeper.post(
            address(Commission, "change", commission.pk), changed(keeper, commission, **fields)
        )

    return post


def last_sentence(commission):
    entry = Entry.objects.filter(commission=commission, kind="settings_changed").readable().latest("number")
    sentence = SentenceWriter(commission).sentence(entry, with_changes=True)
    return sentence.lead, [(one.name, one.before, one.after) for one in sentence.changes]


def test_seats_settle_nothing(seated, change):
    fields = {"slug": "other", "code_prefix": "NEW", "time_zone": "Asia/Shanghai", "cutoff_weekday": "1"}

    response = change(seated, **fields, **{"party_set-0-code": "XX"}, four_eyes="on")

    assert response.status_code == 302
    kept = Commission.objects.get(pk=seated.pk)
    assert (kept.slug, kept.code_prefix, kept.time_zone) == ("other", "NEW", "Asia/Shanghai")
    assert (kept.cutoff_weekday, kept.four_eyes) == (1, True)
    assert kept.sides[0].code == "XX"
    assert list(replay.problems(kept)) == []


def test_a_change_of_settings_is_an_entry_both_sides_see(seated, change, client, world):
    change(seated, cutoff_weekday="1", slug="other", **{"party_set-1-time_zone": "Asia/Almaty"})

    lead, found = last_sentence(Commission.objects.get(pk=seated.pk))
    assert lead == "An administrator changed settings of the commission: address, week ends on and time zone."
    assert ("address", "aa-bb", "other") in found
    assert ("week ends on", "Friday", "Monday") in found
    assert (f"time zone, {seated.sides[1]}", "–", "Asia/Almaty") in found
    client.force_login(Seat.objects.get(commission=seated).user)
    assert "changed settings of the commission" in client.get(reverse("commitments:log", args=["other"])).text


def test_how_close_values_have_to_be_is_read_as_in_every_form(seated, change):
    assert change(seated, figures_tolerance="7,5 %").status_code == 302
    assert Commission.objects.get(pk=seated.pk).figures_tolerance == "7.5%"

    refused = change(Commission.objects.get(pk=seated.pk), figures_tolerance="200%")
    assert "“200%”: write so much in the unit, or so many per cent, for example 2 %." in problems_of(refused)


def test_the_languages_of_parties_do_not_make_too_many(seated, change):
    many = [tag for tag, _name in known_languages("en") if len(tag) == 2][:65]
    refused = change(seated, languages=", ".join(many), **{"party_set-1-language": "sr-Latn"})

    assert "at most 200 characters" in problems_of(refused)
    assert Commission.objects.get(pk=seated.pk).language_codes == seated.language_codes


def test_settings_saved_as_they_were_are_no_entry(seated, change):
    assert change(seated, cutoff_weekday=str(seated.cutoff_weekday), name=seated.name).status_code == 302

    assert not Entry.objects.filter(kind="settings_changed").exists()


def test_before_the_first_seat_nothing_is_entered(keeper, change):
    commission = make_commission("aa-bb", "AA-BB", time_zone="UTC")

    change(commission, cutoff_weekday="2")

    assert Commission.objects.get(pk=commission.pk).cutoff_weekday == 2
    assert not Entry.objects.filter(commission=commission).exists()


def test_the_verifier_names_a_setting_that_was_changed_behind_the_log(seated, change):
    change(seated, cutoff_weekday="1")
    Commission.objects.filter(pk=seated.pk).update(cutoff_weekday=3)

    (problem,) = replay.problems(Commission.objects.get(pk=seated.pk))

    assert problem.startswith("the row of settings:")


def test_the_verifier_names_an_address_that_was_changed_behind_the_log(seated):
    Commission.objects.filter(pk=seated.pk).update(slug="elsewhere")

    assert "entry 0 belongs to the log of aa-bb" in replay.problems(Commission.objects.get(pk=seated.pk))


@pytest.mark.parametrize("field", ["slug", "code_prefix", "time_zone", "party_set-0-code"])
def test_what_counts_settles_them_also_for_a_page_that_was_open(keeper, world, seated, field):
    """The page was opened before the first entry that counts, and is sent after it."""
    fields = changed(keeper, seated, **{field: {"time_zone": "Asia/Tokyo"}.get(field, "ZZ")})
    seat = Seat.objects.get(commission=seated)
    actions.open_meeting(
        seated, by=seat, kind="visit", title="Visit", held_on=world.clock().date(), at=world.clock()
    )

    keeper.post(address(Commission, "change", seated.pk), fields)

    kept = Commission.objects.get(pk=seated.pk)
    assert (kept.slug, kept.code_prefix, kept.time_zone) == ("aa-bb", "AA-BB", "UTC")
    assert "ZZ" not in [party.code for party in kept.sides]


def test_two_administrators_do_not_save_over_each_other(keeper, seated, change):
    stale = changed(keeper, seated, silent_after_days="90")
    change(seated, cutoff_weekday="1")

    first = keeper.post(address(Commission, "change", seated.pk), stale)
    assert "Another administrator has saved this" in problems_of(first)
    assert "week ends on: Monday" in problems_of(first)
    assert Commission.objects.get(pk=seated.pk).silent_after_days == seated.silent_after_days

    again = stale | {"seen": first.context["adminform"].form["seen"].value()}
    assert keeper.post(address(Commission, "change", seated.pk), again).status_code == 302
    kept = Commission.objects.get(pk=seated.pk)
    assert (kept.silent_after_days, kept.cutoff_weekday) == (90, 5)


@pytest.mark.parametrize("broken", ["", "x", "[]", "{}", "null", '{"settings": 1, "names": 2}'])
def test_what_a_page_says_it_has_seen_may_be_anything(keeper, seated, change, broken):
    response = change(seated, seen=broken, cutoff_weekday="2")

    assert "Another administrator has saved this" in problems_of(response)
    assert Commission.objects.get(pk=seated.pk).cutoff_weekday == 5


def test_a_name_of_a_body_is_not_saved_over(keeper, world):
    body = world.by.ministry
    stale = {"name": "Ministry of Old", "short_name": "Old", "seen": seen(keeper, body)}
    keeper.post(address(Body, "change", body.pk), stale | {"name": "Ministry of New", "short_name": "New"})

    response = keeper.post(address(Body, "change", body.pk), stale)

    assert "name: Ministry of New" in problems_of(response)
    body.refresh_from_db()
    assert body.name == "Ministry of New"


def test_a_commission_without_a_log_is_deleted(keeper):
    empty = make_commission("cc-dd", "CC-DD")
    Body.objects.create(party=empty.sides[0], code="tea", name="Ministry of Tea", short_name="Tea")
    Sector.objects.create(commission=empty, code="tea", name="Tea", position=1)
    assert "Ministry of Tea" in keeper.get(address(Commission, "delete", empty.pk)).text

    assert keeper.post(address(Commission, "delete", empty.pk), {"post": "yes"}).status_code == 302

    assert not Commission.objects.filter(pk=empty.pk).exists()


def test_one_with_seats_leaves_its_log_and_nothing_else(keeper, seated, client, world):
    person, post = Seat.objects.values_list("user", "post").get(commission=seated)
    assert post in keeper.get(address(Commission, "delete", seated.pk)).text

    assert keeper.post(address(Commission, "delete", seated.pk), {"post": "yes"}).status_code == 302

    assert not Seat.objects.filter(commission=seated).exists()
    assert list(replay.problems(Commission.objects.get(pk=seated.pk))) == []
    _lead, found = last_sentence(Commission.objects.get(pk=seated.pk))
    assert ("address", "aa-bb", f"removed-{seated.pk}") in found
    assert "aa-bb" not in keeper.get("/setup/").text
    assert seated not in keeper.get(address(Commission, "changelist")).context["cl"].result_list
    assert keeper.get("/setup/aa-bb/people/").status_code == 404
    assert "has removed the commission" in sent_letters()[-1].body
    client.force_login(User.objects.get(pk=person))
    assert client.get("/aa-bb/").status_code == 404
    make_commission("aa-bb", "AA-BB")  # the address and the codes are free again


def test_what_people_kept_for_themselves_goes_with_their_seats(seated, world):
    seat = Seat.objects.get(commission=seated)
    for taken_back in (False, True):
        key, _token = make_key(seat, KeyKind.CALENDAR, name="Mine")
        if taken_back:
            take_back(key, by=seat)
    body = Body.objects.create(party=seat.party, code="tea", name="Ministry of Tea", short_name="Tea")
    follow(seat, body)
    keep_choice(seat, by=seat.user, choice={"weekly": False})
    tell(seat, LetterKind.NEWS, ["a week"], lambda _things: ("Subject", "Words", ""))
    keep_list(by=seat, file_name="list.csv", content=b"Title\nTea\n")

    delete_commission(seated, by=world.administrator)

    assert not AccessKey.objects.filter(seat=seat.pk).exists()
    for of_people in (Follow, LetterChoice, NewsTold):
        assert not of_people.objects.filter(commission=seated).exists()
    assert not BroughtList.objects.of(seat.party).exists()


def test_nothing_is_written_to_one_that_was_removed(seated, world):
    delete_commission(seated, by=world.administrator)

    with pytest.raises(RuleBroken, match="was removed"):
        make_seat("Late", seated.sides[0], "analyst", by=world.administrator, at=world.clock())
    assert LogHead.objects.get(commission=seated).removed_at is not None


def test_what_counts_keeps_a_commission(keeper, world):
    page = address(Commission, "delete", world.commission.pk)

    assert keeper.post(page, {"post": "yes"}).status_code == 403
    with pytest.raises(RuleBroken, match="it stays"):
        delete_commission(world.commission, by=world.administrator)
    with pytest.raises(NotAllowed):
        delete_commission(world.commission, by=world.by.secretary.user)


def test_a_change_of_languages_is_an_entry_both_sides_see(seated, change):
    response = change(seated, languages="Japanese, ar", **{"party_set-1-language": "kk"})

    assert response.status_code == 302
    kept = Commission.objects.get(pk=seated.pk)
    assert kept.language_codes == ["ja", "ar", "en", "kk"]
    lead, found = last_sentence(kept)
    assert lead == (
        "An administrator changed settings of the commission: languages of texts and authentic language."
    )
    assert (
        "languages of texts",
        "English, Russian, Belarusian, Chinese",
        "Japanese, Arabic, English, Kazakh",
    ) in found
    assert ("authentic language, BB", "English", "Kazakh") in found
    assert list(replay.problems(kept)) == []


def test_the_verifier_names_languages_that_were_changed_behind_the_log(seated, change):
    change(seated, languages="ar")
    Commission.objects.filter(pk=seated.pk).update(languages="ar he")

    (problem,) = replay.problems(Commission.objects.get(pk=seated.pk))

    assert problem.startswith("the row of settings:")


def test_the_administration_refuses_what_is_no_language(seated, change):
    response = change(seated, languages="en, Klingonish")

    assert "“Klingonish” is no language" in response.text
    assert Commission.objects.get(pk=seated.pk).language_codes == ["en", "ru", "be", "zh-hans"]
