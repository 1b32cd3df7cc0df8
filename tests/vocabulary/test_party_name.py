"""Names of parties in the forms their language needs: entered, never made; a message says which form it takes."""

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.translation import override, trans_real

from commitments.forms.party_forms import FormsField
from commitments.models import Party
from commitments.translations import prepare, read_again
from commitments.vocabulary.party_name import FORMS, MessageWithForms, PartyName

RUSSIAN = "ru: Китай; Китая; Китаю; Китай; Китаем; Китае"
CHINA = PartyName("Китай", {"nom": "Китай", "gen": "Китая", "dat": "Китаю"})
ANSWER = "%(party)s has answered."


@pytest.fixture
def russian():
    """What the Russian catalogue says for a message, as long as the test lasts."""
    texts = trans_real.translation("ru")._catalog._catalogs[0]

    def say(message: str, translation: str) -> None:
        texts[message] = translation
        prepare()

    yield say
    read_again()


def test_a_message_takes_the_form_it_names():
    message = MessageWithForms("Ответ %(party_gen)s получен (%(n)s).")
    assert message % {"party": CHINA, "n": 2} == "Ответ Китая получен (2)."
    assert str(message) % {"party": CHINA, "n": 2} == "Ответ Китая получен (2)."


def test_a_form_that_nobody_entered_is_the_name_as_it_is():
    message = MessageWithForms("Принято %(party_ins)s.")
    assert message % {"party": CHINA} == "Принято Китай."
    assert message % {"party": "KZ"} == "Принято KZ."


def test_a_part_that_is_missing_is_still_a_fault():
    with pytest.raises(KeyError):
        MessageWithForms("%(other_gen)s %(x)s") % {"party": CHINA}


def test_a_template_and_markup_take_forms_too_and_escape_them(russian):
    russian(ANSWER, "Ответ %(party_gen)s получен.")
    template = Template("{% load i18n %}{% blocktranslate %}{{ party }} has answered.{% endblocktranslate %}")
    with override("ru"):
        assert template.render(Context({"party": CHINA})) == "Ответ Китая получен."
        sly = PartyName("<i>", {"gen": "<b>"})
        assert template.render(Context({"party": sly})) == "Ответ &lt;b&gt; получен."
    assert format_html(MessageWithForms("<b>{party_dat}</b>"), party=CHINA) == "<b>Китаю</b>"


def test_forms_survive_a_cache():
    caches["pictures"].set("party", CHINA)
    assert caches["pictures"].get("party").form("gen") == "Китая"


def test_a_party_is_called_in_the_language_of_its_reader():
    party = Party(own_name="China", forms=FormsField().clean(f"{RUSSIAN}\nzh-hans: 中国"))
    called = {}
    for language in ("en", "ru", "zh-hans", "be"):
        with override(language):
            called[language] = (str(party), MessageWithForms("%(p_dat)s") % {"p": party.name})
    assert called == {
        "en": ("China", "China"),
        "ru": ("Китай", "Китаю"),
        "zh-hans": ("中国", "中国"),
        "be": ("China", "China"),
    }


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("ru: Китай; Китая", "needs all its forms: ru: name; genitive; dative"),
        ("ru: Китай; ; Китаю; Китай; Китаем; Китае", "needs all its forms"),
        ("tlh: Jung", "begin with one of en, ru, be, zh-hans"),
        ("中国", "begin with one of"),
    ],
)
def test_what_cannot_be_the_forms_of_a_name_is_refused(typed, problem):
    with pytest.raises(ValidationError) as refused:
        FormsField().clean(typed)
    assert problem in refused.value.messages[0]


def test_forms_come_back_as_they_were_typed():
    field = FormsField()
    assert field.prepare_value(field.clean(f" {RUSSIAN} \n\n")) == RUSSIAN
    assert not field.has_changed(field.clean(RUSSIAN), RUSSIAN)
    assert field.clean("") == {}


def test_each_form_is_tried_in_a_sentence_that_needs_it():
    party = Party(own_name="China", forms=FormsField().clean(RUSSIAN))
    tried = dict.fromkeys(sentence for _language, sentence in party.forms_tried)
    assert "Предложение направлено Китаю." in tried
    assert len(tried) == len(FORMS["ru"])
