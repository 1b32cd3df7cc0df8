"""The languages of a commission are those its texts can be in, wherever one is chosen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.actions import file_readout
from commitments.actions.commission import keep_languages
from commitments.actions.errors import RuleBroken
from commitments.forms.commitment import AmendForm
from commitments.forms.readout import FileReadoutForm
from commitments.models import Commission, Party
from commitments.reports.languages import languages_in
from commitments.vocabulary.languages import known_languages
from tests.pages import parsed
from tests.people import MEETING_DAY
from tests.views.test_setup import MADE, NAMED, ada, commission, problems  # noqa: F401  # fixtures among them


def test_languages_are_given_by_name_or_by_tag_and_kept_with_those_of_the_parties(ada, client, commission):  # noqa: F811
    assert commission.language_codes == ["kk", "uz-cyrl", "ru"]
    lines = languages_in(commission)
    assert [(line.tag, line.script, line.direction, line.side) for line in lines] == [
        ("kk", "Cyrl", "ltr", ""),
        ("uz-Cyrl", "Cyrl", "ltr", ""),
        ("ru", "Cyrl", "ltr", "both"),
    ]
    page = parsed(client.get("/setup/kz-uz/parties/").text)
    assert page.select_one("#languages-of-texts ~ ul li").text == "Қазақ тілі – Kazakh (kk); Cyrillic"
    assert page.select_one("datalist#languages option[value=ar]").text == "Arabic"


def test_a_new_commission_begins_with_english(ada, client):  # noqa: F811
    page = parsed(client.get("/setup/commission/").text)
    assert page.select_one("[name=languages]")["value"] == "en"
    client.post("/setup/commission/", {**MADE, "languages": "en"})
    assert Commission.objects.get().language_codes == ["en"]


def test_what_is_no_language_is_refused(ada, client, commission):  # noqa: F811
    response = client.post("/setup/commission/", {**MADE, "slug": "b", "languages": "kk, Klingonish"})
    assert "“Klingonish” is no language, for example kk or pt-BR." in problems(response)
    response = client.post("/setup/kz-uz/parties/", {**NAMED, "first-language": "xx"})
    assert "“xx” is no language" in problems(response)
    assert [one.language for one in Party.objects.filter(commission=commission)] == ["ru", "ru"]


def test_more_languages_than_a_commission_can_have_are_refused(commission):  # noqa: F811
    many = " ".join([tag for tag, _ in known_languages("en") if len(tag) == 2 and tag != "ru"][:66])
    Commission.objects.filter(pk=commission.pk).update(languages=many)
    Party.objects.filter(commission=commission, position=1).update(language="uz-cyrl-uz")

    with pytest.raises(ValidationError, match="200"), transaction.atomic():
        keep_languages(commission)

    assert Commission.objects.get(pk=commission.pk).languages == many


def speaking(world, *codes):
    Commission.objects.filter(pk=world.commission.pk).update(languages=" ".join(codes))
    world.commission.languages = world.by.analyst.commission.languages = " ".join(codes)


def test_a_text_is_filed_in_a_language_of_its_commission(world):
    speaking(world, "ru", "zh-hans", "kk")
    form = FileReadoutForm(seat=world.by.analyst)
    assert form.fields["language"].choices == [
        ("ru", "Русский – Russian"),
        ("zh-hans", "中文 – Chinese"),
        ("kk", "Қазақ тілі – Kazakh"),
    ]
    filed = {
        "by": world.by.analyst,
        "publisher": "Office of the President",
        "published_on": MEETING_DAY,
        "text": "Екі ел ынтымақтастықты кеңейтеді. Тараптар құжатқа қол қояды.",
        "at": world.clock(),
    }
    readout = file_readout(world.meeting, language="kk", **filed)
    assert (readout.slug, readout.language_tag) == ("2021-01-26-call-by-kk", "kk")

    for language, named in (("ja", "Japanese"), ("", "")):
        with pytest.raises(RuleBroken) as refused:
            file_readout(world.meeting, language=language, **filed)
        said = f"Not a language of this commission: {named}."
        assert refused.value.message_dict == {"language": [said]}


def test_a_title_keeps_the_language_it_is_in(world):
    speaking(world, "ru", "zh-hans")
    assert world.vaccine.language == "en"
    world.vaccine.commission = world.commission
    offered = AmendForm(seat=world.by.secretary, commitment=world.vaccine).fields["language"].choices
    assert [code for code, _name in offered] == ["ru", "zh-hans", "en"]
