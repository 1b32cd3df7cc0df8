"""What the page of a commission in the administration is sent."""

from tests.admin.pages import seen


def commission_fields(**changed):
    return {
        "name": "Commission of two",
        "slug": "aa-bb",
        "code_prefix": "AA-BB",
        "languages": "en, ru",
        "time_zone": "UTC",
        "cutoff_weekday": "5",
        "cutoff_time": "18:00",
        "silent_after_days": "180",
        "figures_tolerance": "2%",
        "remind_silent_days": "0",
        "remind_owed_days": "0",
        "remind_secretary_days": "0",
        "party_set-TOTAL_FORMS": "2",
        "party_set-INITIAL_FORMS": "0",
        "party_set-0-position": "1",
        "party_set-0-code": "AA",
        "party_set-0-own_name": "Aland",
        "party_set-0-language": "en",
        "party_set-1-position": "2",
        "party_set-1-code": "BB",
        "party_set-1-own_name": "Beland",
        "party_set-1-language": "ru",
        **changed,
    }


def changed(keeper, commission, **fields):
    """The page of a commission as it was opened, with other `fields`."""
    first, second = commission.sides
    same = {
        "name": commission.name,
        "slug": commission.slug,
        "code_prefix": commission.code_prefix,
        "languages": ", ".join(commission.language_codes),
        "authentic_languages": commission.authentic_codes,
        "time_zone": commission.time_zone,
        "cutoff_weekday": commission.cutoff_weekday,
        "silent_after_days": commission.silent_after_days,
        "figures_tolerance": commission.figures_tolerance,
        "seen": seen(keeper, commission),
        "party_set-INITIAL_FORMS": "2",
    }
    if commission.four_eyes:
        same["four_eyes"] = "on"
    for number, party in enumerate((first, second)):
        same |= {
            f"party_set-{number}-id": party.pk,
            f"party_set-{number}-commission": commission.pk,
            f"party_set-{number}-code": party.code,
            f"party_set-{number}-name": party.name,
            f"party_set-{number}-language": party.language,
            f"party_set-{number}-time_zone": party.time_zone,
        }
    return commission_fields(**same | fields)
