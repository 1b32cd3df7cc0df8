"""Quantities, units and days read out of promises in four languages, with what must be left alone."""

import datetime as dt

import pytest

from commitments.figures.promised import promised_in

DATED = dt.date(2021, 1, 26)

# A sentence, and what it promises: value, unit, period; nothing where only traps are in it.
SENTENCES = {
    "en": [
        ("China will buy no less than 1.5 million tonnes of potash in 2027.", [("1500000", "tonnes", "2027")]),
        ("Belarus will supply 200,000 doses by 1 July 2022.", [("200000", "doses", "2022-07-01")]),
        ("The parties will bring trade to 5 billion US dollars by 2025.", [("5000000000", "US dollars", "2025-12-31")]),
        ("The number of residents is to reach 170 by the end of 2025.", []),
        ("The park will have 100 companies by the end of 2022.", [("100", "companies", "2022-12-31")]),
        ("At least 300 container trains will run in the first half of 2023.", [("300", "container trains", "2023-H1")]),
        ("China will grant $900 million in 2023.", [("900000000", "US dollars", "2023")]),
        ("Some 40 new buses will be delivered in Q3 2024.", [("40", "buses", "2024-Q3")]),
        ("Belarus will send 1,250 students between 2024 and 2026.", [("1250", "students", "2024-01-01/2026-12-31")]),
        ("China will provide 12 ambulances by March 15, 2022.", [("12", "ambulances", "2022-03-15")]),
        ("China will deliver 200,000 doses by the end of March 2022.", [("200000", "doses", "2022-03-31")]),
        ("China will deliver 200,000 doses in March 2022.", [("200000", "doses", "2022-03")]),
        ("China will deliver 200,000 doses by the end of the second quarter of 2022.", [("200000", "doses", "2022-06-30")]),
        ("Exports will grow from 90 to 170 thousand tonnes by 2026.", [("170000", "tonnes", "2026-12-31")]),
        ("The bank will lend 1.5 billion yuan and 200 million euros in 2022.", [("1500000000", "yuan", "2022"), ("200000000", "euros", "2022")]),
        ("China will increase its imports by 500 million US dollars in 2023.", []),
        ("Trade will grow by 10 percent in 2022.", []),
        ("The share will rise to 30 % by 2025.", []),
        ("Under Article 5 of the agreement they will meet in 2022.", []),
        ("They agreed to sign by 14 May 2025.", []),
        ("The parties will report within 60 days.", []),
        ("Potash will be sold at a price of 247 dollars per tonne in 2021.", []),
        ("China will take 500 dollars per tonne in 2022.", []),
        ("China may supply up to 500,000 doses in 2021.", []),
        ("Between 100 and 150 trains will run in 2022.", []),
        ("Belarus will take 100–150 trains in 2022.", []),
        ("The COVID-19 group will meet in 2022.", []),
        ("They will implement UN resolution 2758 fully.", []),
        ("Belarus delivered 300,000 tonnes in 2019.", []),
    ],
    "ru": [
        ("Китай закупит не менее 1,5 млн тонн калия в 2027 году.", [("1500000", "тонн", "2027")]),
        ("Беларусь поставит 200 000 доз вакцины до 1 июля 2022 года.", [("200000", "доз", "2022-07-01")]),
        ("Стороны доведут товарооборот до 5 млрд долларов США к 2025 году.", [("5000000000", "долларов США", "2025-12-31")]),
        ("До конца 2022 года в парке будет 100 компаний.", [("100", "компаний", "2022-12-31")]),
        ("Китай предоставит около 900 миллионов юаней в 2023 году.", [("900000000", "юаней", "2023")]),
        ("В первом полугодии 2023 года пройдёт 300 контейнерных поездов.", [("300", "контейнерных поездов", "2023-H1")]),
        ("Стороны увеличат экспорт говядины до 50 тыс. тонн к концу 2024 года.", [("50000", "тонн", "2024-12-31")]),
        ("Китай закупит продовольствия на сумму 900 млн долларов в 2023 году.", [("900000000", "долларов", "2023")]),
        ("В III квартале 2024 года будет поставлено 40 автобусов.", [("40", "автобусов", "2024-Q3")]),
        ("Более 1 250 студентов будут направлены в 2024–2026 годах.", [("1250", "студентов", "2024-01-01/2026-12-31")]),
        ("Условлено поставить 12 машин к 15.03.2022.", [("12", "машин", "2022-03-15")]),
        ("Китай поставит 200 000 доз к концу марта 2022 года.", [("200000", "доз", "2022-03-31")]),
        ("Китай поставит 200 000 доз в марте 2022 года.", [("200000", "доз", "2022-03")]),
        ("Китай поставит 200 000 доз до конца первого полугодия 2022 года.", [("200000", "доз", "2022-06-30")]),
        ("Товарооборот вырастет на 10 % в 2022 году.", []),
        ("Экспорт увеличат на 500 млн долларов в 2023 году.", []),
        ("Согласно статье 5 соглашения стороны встретятся в 2022 году.", []),
        ("Встреча состоится 14 мая 2025 года.", []),
        ("Ответ будет дан в течение 60 дней.", []),
        ("Калий поставят по цене 247 долларов за тонну в 2021 году.", []),
        ("Будет поставлено до 500 тысяч доз в 2021 году.", []),
        ("От 100 до 150 поездов пройдёт в 2022 году.", []),
        ("Группа по COVID-19 соберётся в 2022 году.", []),
        ("В соответствии с Указом № 165 будет создана группа.", []),
        ("Стороны проведут 5-е заседание в 2022 году.", []),
    ],
    "be": [
        ("Кітай закупіць не менш за 1,5 млн тон калію ў 2027 годзе.", [("1500000", "тон", "2027")]),
        ("Беларусь паставіць 200 000 доз вакцыны да 1 ліпеня 2022 года.", [("200000", "доз", "2022-07-01")]),
        ("Бакі давядуць тавараабарот да 5 млрд долараў ЗША да 2025 года.", [("5000000000", "долараў ЗША", "2025-12-31")]),
        ("Да канца 2022 года ў парку будзе 100 кампаній.", [("100", "кампаній", "2022-12-31")]),
        ("Кітай дасць каля 900 мільёнаў юаняў у 2023 годзе.", [("900000000", "юаняў", "2023")]),
        ("У трэцім квартале 2024 года паставяць 40 аўтобусаў.", [("40", "аўтобусаў", "2024-Q3")]),
        ("Кітай паставіць 200 000 доз да канца сакавіка 2022 года.", [("200000", "доз", "2022-03-31")]),
        ("Гандаль вырасце на 10 працэнтаў у 2022 годзе.", []),
        ("Паводле артыкула 5 бакі сустрэнуцца ў 2022 годзе.", []),
        ("Сустрэча адбудзецца 14 мая 2025 года.", []),
        ("Адказ дадуць на працягу 60 дзён.", []),
        ("Калій паставяць па цане 247 долараў за тону ў 2021 годзе.", []),
    ],
    "zh": [
        ("中方将在2027年采购不少于150万吨钾肥。", [("1500000", "吨", "2027")]),
        ("白方将于2022年7月1日前提供20万剂疫苗。", [("200000", "剂", "2022-07-01")]),
        ("双方将到2025年底把贸易额提高到50亿美元。", [("5000000000", "美元", "2025-12-31")]),
        ("到2022年底园区入驻企业达到100家。", [("100", "家", "2022-12-31")]),
        ("中方将在2023年提供约9亿元人民币。", [("900000000", "元", "2023")]),
        ("2023年上半年将开行300列班列。", [("300", "列", "2023-H1")]),
        ("2024年第三季度交付40辆客车。", [("40", "辆", "2024-Q3")]),
        ("双方商定2024至2026年派遣1250名学生。", [("1250", "名", "2024-01-01/2026-12-31")]),
        ("中方将在2022年3月底前提供20万剂疫苗。", [("200000", "剂", "2022-03-31")]),
        ("中方将在2022年3月提供20万剂疫苗。", [("200000", "剂", "2022-03")]),
        ("2022年贸易额增长10%。", []),
        ("2023年出口增加5亿美元。", []),
        ("根据协定第5条，双方将于2022年会晤。", []),
        ("双方将在60天内答复。", []),
        ("2021年钾肥价格为每吨247美元。", []),
        ("中方将提供不超过50万剂疫苗，2021年交付。", []),
        ("2022年将开行100至150列班列。", []),
        ("双方将于2025年5月14日举行第3次会议。", []),
    ],
}  # fmt: skip
ROWS = [(language, text, promised) for language, rows in SENTENCES.items() for text, promised in rows]


def read(text):
    return [
        (str(one.value), one.unit, one.period.key if one.period else "") for one in promised_in(text, DATED)
    ]


def test_there_are_enough_sentences_of_each_language():
    assert len(ROWS) >= 60
    assert all(len(rows) > 10 for rows in SENTENCES.values())


@pytest.mark.parametrize("language", SENTENCES)
def test_what_is_found_is_right_and_what_is_there_is_found(language):
    """Precision and recall over whole quantities: value, unit and period have to be right, all three."""
    right = found = there = 0
    wrong = []
    for text, promised in SENTENCES[language]:
        got = read(text)
        right += len(set(got) & set(promised))
        found, there = found + len(got), there + len(promised)
        if got != promised:
            wrong.append((text, got, promised))
    assert right / found >= 0.95, wrong
    assert right / there >= 0.9, wrong


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("China will buy no less than 2 tonnes in 2027.", "more"),
        ("Китай закупит около 2 тонн в 2027 году.", "about"),
        ("中方将在2027年采购2吨。", ""),
    ],
)
def test_how_exact_it_is_promised(text, qualifier):
    (one,) = promised_in(text, DATED)
    assert one.qualifier == qualifier


def test_what_is_brought_to_a_number_is_a_level_and_else_an_amount():
    assert (
        promised_in("The park will have 100 companies, the number of residents, in 2022.", DATED)[0].combining
        == "stock"
    )
    assert promised_in("China will buy 5 tonnes in 2022.", DATED)[0].combining == "flow"


def test_nothing_is_read_of_very_long_or_empty_text():
    assert promised_in("", DATED) == []
    assert promised_in("x" * 100_000 + " 5 tonnes in 2022", DATED) == []


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("China will buy about 1.5 million tonnes of potash in 2027.", "about"),
        ("China will grant roughly $900 million in 2023.", "about"),
        ("Exports will be close to 900 million dollars in 2023.", "about"),
        ("Китай закупит приблизительно 1,5 млн тонн калия в 2027 году.", "about"),
        ("Кітай закупіць каля 1,5 млн тонн калію ў 2027 годзе.", "about"),
        ("中方2027年将购买约150万吨钾肥。", "about"),
        ("中方2027年将购买150万吨左右的钾肥。", "about"),
        ("China will buy no less than 1.5 million tonnes in 2027.", "more"),
        ("China will buy 1.5 million tonnes in 2027.", ""),
    ],
)
def test_how_exact_a_promise_is_stays_with_it(sentence, qualifier):
    [found] = promised_in(sentence, DATED)
    assert found.qualifier == qualifier
