"""Search words in many languages, and the same rows found by both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from commitments import actions
from commitments.models import Commitment
from commitments.models.search import MAX_QUERY_WORDS, matching, query_words, tokens
from tests.people import find_words

ROWS = {
    "ru": "Расширение перечня товаров и объёмов поставок",
    "ru_upper": "ВАКЦИНА ДЛЯ БЕЛАРУСИ",
    "ru_yo": "Учёт заявок на удобрения: всё сочтено",
    "be": "Супрацоўніцтва ў галіне аховы здароўя",
    "en": "Vaccines supplied to Belarus; 88 kinds of goods",
    "en_de": "Straße, café, naïve: ENCYCLOPÆDIA",
    "zh": "加强疫苗合作，建设好中白工业园",
    "mixed": "Парк «Великий камень» (Great Stone, 巨石工业园) №7",
    "trade": "Рынок калия. Договор о перевозках",
    "be_trade": "Пастаўка лекаў. Аб ўдзеле ў выставе",
    "shapes": "прото\u00adкол ⻓⽅, oﬃce\u200b",
    "ja": "日本国総理大臣は、クリーンエネルギーの協力に関する覚書に署名した。",
    "kk": "Қазақстан мен Жапония арасындағы ынтымақтастық туралы",
    "ar": "اتَّفَقَ الجانبان على إنشاء مركزٍ للتعاون في الطاقة المتجدّدة",
    "fa": "همکاری دو کشور در زمینهٔ انرژی",
    "he": "שִׁתּוּף פְּעוּלָה בִּתְחוּם הָאֵנֶרְגִּיָּה",
    "ko": "양국은 재생에너지 협력을 강화한다",
    "hi": "दोनों देशों के बीच ऊर्जा सहयोग",
    "th": "ความร่วมมือด้านพลังงาน",
    "empty": "",
}


@pytest.fixture
def rows(world):
    """One commitment for each text, found by these texts alone."""
    keys = dict.fromkeys(ROWS)
    for key, text in ROWS.items():
        commitment = world.record(title=f"Row {key}")
        commitment.search_tokens = tokens(text)
        commitment.save(update_fields=["search_tokens"])
        keys[key] = commitment.pk
    return keys


FOUND = {
    "рынка": {"trade"},
    "рынок": {"trade"},
    "перевозок": {"trade"},
    "паставак": {"be_trade"},
    "пастаўку": {"be_trade"},
    "удзел": {"be_trade"},
    "протокол": {"shapes"},
    "长方": {"shapes"},
    "⻓方": {"shapes"},
    "про\u200bтокол": {"shapes"},
    "office": {"shapes"},
    "вакцина": {"ru_upper"},
    "ВАКЦИНА": {"ru_upper"},
    "вакцины": {"ru_upper"},
    "вакцин беларусь": {"ru_upper"},
    "объемов": {"ru"},
    "ОБЪЁМОВ": {"ru"},
    "объём": {"ru"},
    "все": {"ru_yo"},
    "всё": {"ru_yo"},
    "учет": {"ru_yo"},
    "товары": {"ru"},
    "здароўя": {"be"},
    "ЗДАРОЎЯ": {"be"},
    "галіна": {"be"},
    "vaccine": {"en"},
    "VACCINES": {"en"},
    "vacc": {"en"},
    "supply vaccines": {"en"},
    "88": {"en"},
    "8": {"en"},
    "strasse": {"en_de"},
    "STRASSE": {"en_de"},
    "straße": {"en_de"},
    "café": {"en_de"},
    "cafe\u0301": {"en_de"},
    "encyclopædia": {"en_de"},
    "疫苗": {"zh"},
    "疫苗合作": {"zh"},
    "工业园": {"zh", "mixed"},
    "园": {"zh", "mixed"},
    "中白工业园": {"zh"},
    "苗疫": set(),
    "великий камень": {"mixed"},
    "«ВЕЛИКИЙ»": {"mixed"},
    "great 巨石": {"mixed"},
    "№7": {"mixed"},
    "вакцина товары": set(),
    "нигде": set(),
    "ﬁrst vaccine": set(),
    "総理大臣": {"ja"},
    "エネルギー": {"ja"},
    "ｴﾈﾙｷﾞｰの協力": {"ja"},
    "協力覚書": set(),
    "ынтымақтастық": {"kk"},
    "ҚАЗАҚСТАН": {"kk"},
    "اتفق الجانبان": {"ar"},
    "انشاء": {"ar"},
    "إنشاء": {"ar"},
    "الطاقــة المتجددة": {"ar"},
    "همكاري": {"fa"},
    "שיתוף": set(),  # another spelling, not only without points
    "שתוף פעולה": {"he"},
    "에너지": {"ko"},
    "협력": {"ko"},
    "ऊर्जा": {"hi"},
    "सहयोग ऊर्जा": {"hi"},
    "พลังงาน": {"th"},
}


def keys_found(rows, query):
    matched = set(
        matching(Commitment.objects.filter(pk__in=rows.values()), query).values_list("pk", flat=True)
    )
    return {key for key, pk in rows.items() if pk in matched}


def test_matching_finds_the_same_rows_on_every_database(rows):
    assert {query: keys_found(rows, query) for query in FOUND} == FOUND


def test_a_query_without_words_finds_everything(rows):
    for query in ("", "   ", "!?…", "«»", "_", "\u0301"):
        assert keys_found(rows, query) == set(rows)


ODD_QUERIES = [
    "vaccine'", 'vaccine"', "vaccine\\", "vaccine:*", "vaccine)", "(vaccine", "vaccine OR goods", "vaccine & goods",
    "vaccine NOT goods", "vaccine*", "^vaccine", "NEAR(vaccine goods)", "search_tokens:vaccine", "%s vaccine", "%(a)s",
    "'; DROP TABLE commitments_entry; --", "vaccine | нигде", "\0vaccine", "x" * 5000, "вакцина " * 100, "疫" * 3000, "ё" * 3000,
]  # fmt: skip


def test_matching_takes_any_query_as_words(rows):
    for query in ODD_QUERIES:
        list(matching(Commitment.objects.all(), query))


def test_a_very_long_word_is_kept_and_found_by_its_beginning(world):
    word = "https" + "x1" * 3000
    commitment = world.record(title="A long word", statement=f"See {word}.")

    assert list(matching(Commitment.objects.all(), word)) == [commitment]
    assert list(matching(Commitment.objects.all(), "httpsx1x1")) == [commitment]


def test_matching_by_another_column(rows, world):
    from_entries = matching(Commitment.objects.all(), "疫苗", column="id")

    assert rows["zh"] in from_entries.values_list("pk", flat=True)


def test_tokens_stand_once_each():
    assert tokens("Vaccine vaccines VACCINE", "疫苗 疫苗") == "vaccine vaccin vaccines 疫 苗 疫苗"


def test_tokens_fold_width_case_and_yo():
    assert tokens("ＡＢＣ ЁЛКА Учёт") == tokens("abc елка учет")


def test_query_words_are_limited():
    assert len(query_words("слово " * 50)) == MAX_QUERY_WORDS
    assert len(query_words("疫" * 50)) == MAX_QUERY_WORDS


def test_search_follows_the_actions(world):
    def found(query):
        return set(matching(Commitment.objects.all(), query).values_list("code", flat=True))

    assert found("вакцина") == found("疫苗合作") == found("by-cn-2021-01") == {world.vaccine.code}
    assert found("textbooks") == set()

    actions.amend(
        world.trade, by=world.by.secretary, title="Textbooks and goods", reason="Clearer.", at=world.clock()
    )
    actions.quote(
        world.trade, by=world.cn.analyst, words=find_words(world.cn.readout, "科学和文化"), at=world.clock()
    )

    assert found("textbook") == found("文化") == found("textbook 科学") == {world.trade.code}
    assert found("widen") == {world.trade.code}  # still in its statement


def test_a_row_taken_out_is_not_found(rows):
    Commitment.objects.filter(pk=rows["zh"]).update(search_tokens="")

    assert rows["zh"] not in matching(Commitment.objects.all(), "疫苗合作").values_list("pk", flat=True)


def test_stems_are_the_same_when_many_threads_ask_at_once():
    words = [
        f"{stem}{end}"
        for stem in ("deliver", "export", "cooperat", "поставк", "соглашени")
        for end in ("ing", "s", "ами", "ях")
    ]
    expected = [tokens(word) for word in words]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _turn: [tokens(word) for word in words], range(200)))

    assert all(one == expected for one in found)
