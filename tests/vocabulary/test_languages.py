"""Languages of texts: their tags, names, scripts and directions, and the language of words that nobody stated."""

import pytest
from django.utils import translation

from commitments.vocabulary import guessing, is_written_in, lang_tag, language_of, own_name
from commitments.vocabulary.languages import (
    both_names,
    code_of,
    direction_of,
    in_language,
    is_language,
    known_languages,
    language_name,
    script_name,
    script_of,
    with_region,
)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("kk", "kk"),
        (" zh_Hans ", "zh-hans"),
        ("pt-BR", "pt-br"),
        ("kk-Cyrl-KZ", "kk-cyrl-kz"),
        ("es-419", "es-419"),
        ("iw", "he"),  # what Hebrew was called before
        ("eng", "en"),
    ],
)
def test_a_tag_becomes_the_code_of_a_language(tag, code):
    assert code_of(tag) == code
    assert is_language(code)


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "x",
        "xx",
        "und",
        "mul",
        "en-Zzzz",
        "en-ZZ",
        "en-Abcd",
        "en-QQ",
        "ru ru",
        "zh-hans-cn-x-a",
        "../etc",
        "ＫＫ",
    ],
)
def test_what_is_no_tag_of_a_language_is_refused(tag):
    with pytest.raises(ValueError):
        code_of(tag)


def test_a_code_is_a_tag_in_small_letters():
    assert not is_language("pt-BR")


@pytest.mark.parametrize(
    ("code", "tag", "script", "direction"),
    [
        ("en", "en", "Latn", "ltr"),
        ("zh-hans", "zh-Hans", "Hans", "ltr"),
        ("zh-tw", "zh-TW", "Hant", "ltr"),
        ("ja", "ja", "Jpan", "ltr"),
        ("kk", "kk", "Cyrl", "ltr"),
        ("kk-arab", "kk-Arab", "Arab", "rtl"),
        ("ar", "ar", "Arab", "rtl"),
        ("he", "he", "Hebr", "rtl"),
        ("dv", "dv", "Thaa", "rtl"),
        ("sr-latn-rs", "sr-Latn-RS", "Latn", "ltr"),
    ],
)
def test_a_language_has_a_tag_a_script_and_a_direction(code, tag, script, direction):
    assert (lang_tag(code), script_of(code), direction_of(code)) == (tag, script, direction)


@pytest.mark.parametrize(
    ("code", "own", "english", "russian", "belarusian", "chinese"),
    [
        ("kk", "Қазақ тілі", "Kazakh", "Казахский", "Казахская", "哈萨克语"),
        ("ja", "日本語", "Japanese", "Японский", "Японская", "日语"),
        ("ar", "العربية", "Arabic", "Арабский", "Арабская", "阿拉伯语"),
        ("ka", "ქართული", "Georgian", "Грузинский", "Грузінская", "格鲁吉亚语"),
        ("pt-br", "Português", "Portuguese", "Португальский", "Партугальская", "葡萄牙语"),
        (
            "sr-latn",
            "Srpski (latinica)",
            "Serbian (Latin)",
            "Сербский (латиница)",
            "Сербская (лацініца)",
            "塞尔维亚语（拉丁文）",
        ),
        ("ay", "Aymara", "Aymara", "Аймара", "Аймара", "艾马拉语"),  # CLDR has no texts in it
    ],
)
def test_a_language_is_called_by_its_name_in_itself_and_for_its_reader(
    code, own, english, russian, belarusian, chinese
):
    assert own_name(code) == own
    read = [language_name(code, reader) for reader in ("en", "ru", "be", "zh-hans")]
    assert read == [english, russian, belarusian, chinese]


def test_a_language_to_choose_is_named_twice_unless_the_two_names_are_one():
    with translation.override("ru"):
        assert [both_names(code) for code in ("ja", "ru")] == ["日本語 – Японский", "Русский"]


def test_text_that_runs_from_the_right_says_so_and_keeps_its_order_to_itself():
    assert in_language("ar") == 'lang="ar" dir="rtl"'
    assert in_language("zh-hans") == 'lang="zh-Hans"'
    assert in_language("") == 'lang=""'
    assert in_language('"><b>') == 'lang="&quot;&gt;&lt;b&gt;"'


def test_word_knows_a_language_by_its_country():
    assert [with_region(code) for code in ("ar", "kk", "pt-br", "zh-hant", "az-ir")] == [
        "ar-EG",
        "kk-KZ",
        "pt-BR",
        "zh-TW",
        "az-IR",
    ]


def test_languages_to_choose_from_are_sorted_by_the_names_of_the_reader():
    names = [name for _tag, name in known_languages("en")]
    assert ("kk", "Kazakh") in known_languages("en")
    assert names == sorted(names, key=str.casefold)
    assert script_name("kk", "ru") == "кириллица"


def test_chinese_is_that_of_one_script():
    assert [code_of("zh"), code_of("zh-TW")] == ["zh-hans", "zh-tw"]
    assert {("zh-Hans", "Simplified Chinese"), ("zh-Hant", "Traditional Chinese")} <= {*known_languages("en")}
    assert ("zh-Hans", "китайский, упрощенное письмо") in known_languages("ru")


@pytest.mark.parametrize(
    ("text", "language", "is_so"),
    [
        ("The presidents spoke.", "en", True),
        ("The presidents spoke.", "ru", False),
        ("Президенты поговорили по телефону.", "ru", True),
        ("Прэзідэнты пагаварылі.", "be", True),
        ("Президенты поговорили.", "zh-hans", False),
        ("两国元首通电话。", "zh-hans", True),
        ("两国元首通电话。", "en", False),
        ("双方就 World Trade Organization 交换意见。", "zh-hans", True),
        ("Парк «Великий камень» (Great Stone) растёт.", "ru", True),
        ("2021–2023", "ru", True),
        ("日本国総理大臣は、大統領と電話会談を行いました。", "ja", True),
        ("日本国総理大臣は、大統領と電話会談を行いました。", "zh-hans", False),
        ("対カザフスタン協力覚書", "ja", True),
        ("Екі елдің президенттері кездесті.", "kk", True),
        ("Екі елдің президенттері кездесті.", "kk-latn", False),
        ("اتفق الجانبان على عقد اجتماع.", "ar", True),
        ("اتفق الجانبان على عقد اجتماع.", "he", False),
        ("양국은 협력을 강화하기로 했다.", "ko", True),
    ],
)
def test_a_text_is_written_in_the_letters_of_its_language(text, language, is_so):
    assert is_written_in(text, language) is is_so


@pytest.mark.parametrize(
    ("text", "codes", "lang"),
    [
        ("Промышленный парк", ("en", "ru", "be"), "ru"),
        ("Прамысловы парк, што працуе ў Мінску", ("en", "ru", "be"), "be"),
        ("Индустриалды парк құрылысы", ("ja", "kk", "ru"), "kk"),
        ("Строительство парка", ("ja", "kk", "ru"), "ru"),
        ("日本国総理大臣", ("ja", "kk"), "ja"),
        ("日本国総理大臣", ("ja", "zh-hans"), "zh-Hans"),
        ("大臣の訪問", ("zh-hans", "ja"), "ja"),
        ("اتفق الجانبان", ("en", "ar"), "ar"),
        ("دو طرف گفتگو کردند", ("ar", "fa"), "fa"),
        ("Construção do porto", ("en", "pt-br"), "pt-BR"),
        ("Port construction", ("en", "pt-br"), "en"),
        ("Port construction", ("ja", "kk"), "en"),  # none of theirs has these letters
        ("Соглашение ВОЗ (WHO)", ("en", "ru"), "ru"),
        ("שיתוף פעולה", ("en", "ru"), "he"),
        ("2021", ("en", "ru"), "en"),
    ],
)
def test_words_are_taken_for_a_language_of_the_commission(text, codes, lang):
    with guessing.among(codes):
        assert language_of(text) == lang


def test_where_no_commission_is_known_words_are_taken_for_a_language_of_the_interface():
    with guessing.among(("ar",)):
        pass
    assert [language_of(text) for text in ("Парк", "Доўгі", "日本", "Park")] == ["ru", "be", "zh-Hans", "en"]
