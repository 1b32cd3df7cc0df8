"""What a sentence is taken for, and by which words: one line per distinction of grammar."""

import pytest

from commitments.suggestions import suggest
from commitments.vocabulary import SentenceKind, SpeechAct, Wording


def only(text, language):
    [found] = suggest(text, language)
    return found


@pytest.mark.parametrize(
    ("language", "promise", "other"),
    [
        ("en", "The sides agreed to open a hotline.", "The sides agreed that the hotline is useful."),
        ("en", "They agreed on a timetable.", "They agreed on the importance of a timetable."),
        ("en", "Meridia will not impose new duties.", "The parties did not agree on duties."),
        ("en", "Meridia will build the bridge.", "The bridge will shorten the journey."),
        ("en", "He accepted the invitation to visit Lorne.", "He invited his colleague to visit Lorne."),
        ("en", "He said that Meridia would send doctors.", "He hoped that Meridia would send doctors."),
        ("ru", "Стороны согласились открыть линию.", "Стороны согласились, что линия полезна."),
        ("ru", "Меридия направит врачей.", "Меридия направляет делегатам приветствие."),
        ("ru", "Будет создана комиссия.", "Мост будет способствовать торговле."),
        ("ru", "Приглашение с благодарностью принято.", "Президент пригласил коллегу в Лорн."),
        ("zh", "双方将建设新桥。", "新桥将为两国贸易注入动力。"),
        ("zh", "中方愿扩大进口。", "中方希望对方扩大进口。"),
        ("zh", "双方同意加强沟通。", "双方要加强沟通。"),
        ("be", "Бакі пагадзіліся паскорыць працу.", "Бакі пагадзіліся, што праца складаная."),
    ],
)
def test_grammar_makes_the_difference(language, promise, other):
    assert only(promise, language).is_commitment
    assert not only(other, language).is_commitment


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They thanked the hosts for their hospitality.", SentenceKind.COURTESY),
        ("The leaders discussed regional affairs.", SentenceKind.TOPIC),
        ("Meridia opposes any unilateral sanctions.", SentenceKind.POSITION),
        ("The agreement was signed last year.", SentenceKind.PAST),
        ("Joint statement of the two presidents", SentenceKind.FRAME),
        ("The Parties shall meet in May.", SentenceKind.COMMITMENT),
    ],
)
def test_kinds(text, kind):
    assert only(text, "en").kind == kind


def test_reasons_name_the_exact_words_of_the_text():
    text = "Thanks were given.\nThe two delegations, he hoped, agreed to meet in May."

    found = suggest(text, "en")[1]

    assert found.reasons[0].rule == "agreed to"
    assert all(text[each.start : each.end] == each.words for each in found.reasons)
    assert "agreed to meet" in [each.words for each in found.reasons]


@pytest.mark.parametrize(
    ("text", "act", "wording"),
    [
        ("Meridia will send doctors.", SpeechAct.UNDERTAKING, Wording.SHALL),
        ("The two sides agreed to meet.", SpeechAct.JOINT_UNDERTAKING, Wording.AGREED),
        ("The ministers tasked their deputies with the list.", SpeechAct.MANDATE, Wording.SHALL),
        ("Meridia is ready to look into this.", SpeechAct.UNDERTAKING, Wording.READY),
        ("They discussed the railway.", SpeechAct.TOPIC_ONLY, Wording.CONSIDERED),
        ("The sides set up a joint commission.", SpeechAct.ALREADY_DONE, Wording.DONE),
    ],
)
def test_speech_act_and_rung_of_the_ladder(text, act, wording):
    found = only(text, "en")

    assert (found.speech_act, found.wording) == (act, wording)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            "両首脳は「協力を深める。」と述べた。2025年に覚書に署名する！次回は東京か？",
            "ja",
            ["両首脳は「協力を深める。」と述べた。", "2025年に覚書に署名する！", "次回は東京か？"],
        ),
        (
            "اتفق الجانبان على عقد اجتماع في عام 2025. هل يوقعان المذكرة؟ نعم!",
            "ar",
            ["اتفق الجانبان على عقد اجتماع في عام 2025.", "هل يوقعان المذكرة؟", "نعم!"],
        ),
        (
            "Екі ел кездесті. Олар 2025 ж. құжатқа қол қояды.",
            "kk",
            ["Екі ел кездесті.", "Олар 2025 ж. құжатқа қол қояды."],
        ),
        ("दोनों पक्ष सहमत हुए। वे मिलेंगे।", "hi", ["दोनों पक्ष सहमत हुए।", "वे मिलेंगे।"]),
        ("دونوں فریق متفق ہوئے۔ وہ ملیں گے۔", "ur", ["دونوں فریق متفق ہوئے۔", "وہ ملیں گے۔"]),
        ("As partes concordaram. Assinam em 3.5.", "pt-br", ["As partes concordaram.", "Assinam em 3.5."]),
    ],
)
def test_without_rules_for_a_language_every_sentence_is_undecided(text, language, words):
    found = suggest(text, language)

    assert [one.words for one in found] == words
    assert {(one.kind, one.score, one.sector, one.performer) for one in found} == {
        (SentenceKind.UNDECIDED, 0, "", "")
    }


def test_the_codes_of_the_register_are_known():
    assert only("双方同意加强沟通。", "zh-hans").is_commitment


@pytest.mark.parametrize(
    ("prospect", "other", "language"),
    [
        (
            "The presidents discussed ways to boost exports of fertilizers.",
            "The presidents discussed the weather.",
            "en",
        ),
        (
            "It is important to step up cooperation in the park.",
            "It is important that trust is strong.",
            "en",
        ),
        ("Стороны обсудили возможность увеличения экспорта удобрений.", "Стороны обсудили погоду.", "ru"),
        ("Бакі абмеркавалі магчымасць павелічэння экспарту.", "Бакі абмеркавалі надвор’е.", "be"),
        ("两国领导人探讨了如何扩大农产品出口。", "两国领导人谈到天气。", "zh-hans"),
    ],
)
def test_an_act_to_come_that_is_not_promised_is_possible(prospect, other, language):
    assert only(prospect, language).is_possible
    assert not only(other, language).is_possible
    assert not only(prospect, language).is_commitment


@pytest.mark.parametrize(
    ("language", "text", "is_promised"),
    [
        ("en", "Norland will (a) lift its ban by 1 May and (b) publish the rules.", True),
        ("en", "We ask our envoys to report to us by the autumn.", True),
        ("en", "The Norland side to submit the list by 15 March.", True),
        ("en", "The report was adopted, which will please the farmers.", False),
        ("en", "They agreed that the port would have coped better with more pilots.", False),
        ("ru", "Сторонам подготовить проект соглашения к 1 июня.", True),
        ("ru", "Сторонам удалось подготовить проект соглашения.", False),
        ("ru", "Нефть подешевела, и доходы снизились.", False),
        ("ru", "Пресса возлагает ответственность за пожар на подрядчика.", False),
        ("zh", "諾方願同愛方加強防疫合作。", True),
        ("zh", "爱方恢复进口诺方苹果。", True),
        ("zh", "爱方恢复了苹果进口。", False),
        ("zh", "一旦对方愿意谈判，大门就会打开。", False),
        ("zh", "双方就即将举行的峰会交换了意见。", False),
    ],
)
def test_kinds_of_promises_and_of_what_only_sounds_like_one(language, text, is_promised):
    [found] = suggest(text, language)

    assert found.is_commitment is is_promised, found.reasons
