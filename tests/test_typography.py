"""What stands between pieces of text, in English and in Chinese."""

from django.utils.translation import override

from commitments import typography


def test_sentences_of_chinese_follow_each_other_without_a_space():
    assert typography.sentences(["One.", "", "Two."]) == "One. Two."
    with override("zh-hans"):
        assert typography.sentences(["一。", "二。"]) == "一。二。"


def test_lists_have_the_commas_of_their_language():
    assert (typography.items(["a", "b"]), typography.clauses(["a", "b"])) == ("a, b", "a; b")
    with override("zh-hans"):
        assert (typography.items(["甲", "乙"]), typography.clauses(["甲", "乙"])) == ("甲、乙", "甲；乙")
        assert (typography.comma(), typography.colon()) == ("，", "：")


def test_letters_of_chinese_are_twice_as_wide():
    assert typography.width("Q1") == 2
    assert typography.width("第1季度") == 7


def test_a_sentence_gets_one_stop():
    assert typography.stop("Delivered") == "Delivered."
    assert typography.stop("16 сентября 2022 г.") == "16 сентября 2022 г."
    with override("zh-hans"):
        assert typography.stop("已落实") == "已落实。"


def test_names_are_in_the_order_of_their_alphabets():
    names = [
        "Ўздзенскі",
        "Фонд",
        "Універмаг",
        "Ёлка",
        "Ель",
        "Жыта",
        "Йод",
        "Ікра",
        "Зерне",
        "山东",
        "北京",
        "Bank",
        "安徽",
    ]
    assert sorted(names, key=typography.order_key) == (
        [
            "Bank",
            "Ель",
            "Ёлка",
            "Жыта",
            "Зерне",
            "Ікра",
            "Йод",
            "Універмаг",
            "Ўздзенскі",
            "Фонд",
            "安徽",
            "北京",
            "山东",
        ]
    )
