"""Invented titles, statements, notes and sources in English, Russian and Chinese. The three say the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from commitments.models.search import tokens

LANGUAGES = ("en", "ru", "zh-hans")
PARTIES = {
    "first": {"en": "Arvenia", "ru": "Арвения", "zh-hans": "阿尔韦尼亚"},
    "second": {"en": "Talmar", "ru": "Талмар", "zh-hans": "塔尔马"},
    "both": {"en": "The two sides", "ru": "Обе стороны", "zh-hans": "双方"},
}

# sector: its name, and what is promised in it
SECTORS: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "transport": (
        "Transport",
        (
            ("the rail freight corridor", "железнодорожный грузовой коридор", "铁路货运走廊"),
            ("the container terminal", "контейнерный терминал", "集装箱码头"),
            ("direct passenger flights", "прямые пассажирские рейсы", "客运直航"),
            ("the border bridge", "пограничный мост", "界河大桥"),
            ("the road to the river port", "дорогу к речному порту", "通往河港的公路"),
        ),
    ),
    "trade": (
        "Trade",
        (
            ("the list of goods for export", "перечень товаров для экспорта", "出口商品清单"),
            ("the electronic customs window", "электронное таможенное окно", "电子通关窗口"),
            ("the joint trade house", "совместный торговый дом", "联合贸易公司"),
            ("the supply of mineral fertilizer", "поставки минеральных удобрений", "化肥供应"),
            ("mutual recognition of certificates", "взаимное признание сертификатов", "证书互认"),
        ),
    ),
    "energy": (
        "Energy",
        (
            ("the high-voltage line", "высоковольтную линию", "高压输电线路"),
            ("the hydropower station", "гидроэлектростанцию", "水电站"),
            ("the gas storage", "хранилище газа", "储气库"),
            ("the wind park", "ветропарк", "风电场"),
            ("the exchange of power at peak hours", "переток электроэнергии в часы пик", "高峰时段电力互济"),
        ),
    ),
    "agriculture": (
        "Agriculture",
        (
            ("the grain terminal", "зерновой терминал", "粮食码头"),
            ("the veterinary laboratory", "ветеринарную лабораторию", "兽医实验室"),
            ("the seed bank", "банк семян", "种子库"),
            ("the dairy plant", "молочный завод", "乳制品厂"),
            ("the irrigation canal", "оросительный канал", "灌溉渠"),
        ),
    ),
    "health": (
        "Health",
        (
            ("the supply of vaccine", "поставки вакцины", "疫苗供应"),
            ("the children’s hospital", "детскую больницу", "儿童医院"),
            ("the training of surgeons", "подготовку хирургов", "外科医生培训"),
            ("the telemedicine network", "сеть телемедицины", "远程医疗网络"),
            ("the register of medicines", "реестр лекарств", "药品登记册"),
        ),
    ),
    "education": (
        "Education and science",
        (
            ("the joint institute", "совместный институт", "联合学院"),
            ("the quota of scholarships", "квоту стипендий", "奖学金名额"),
            ("the space observation programme", "программу космических наблюдений", "航天观测计划"),
            ("the exchange of teachers", "обмен преподавателями", "教师交流"),
            ("the materials laboratory", "лабораторию материалов", "材料实验室"),
        ),
    ),
    "finance": (
        "Finance and investment",
        (
            ("the investment fund", "инвестиционный фонд", "投资基金"),
            ("the credit line for small firms", "кредитную линию для малых фирм", "小企业信贷额度"),
            ("settlement in national currencies", "расчёты в национальных валютах", "本币结算"),
            ("the industrial park", "индустриальный парк", "工业园区"),
            ("the export guarantee", "экспортную гарантию", "出口担保"),
        ),
    ),
    "digital": (
        "Digital economy",
        (
            ("the data centre", "центр обработки данных", "数据中心"),
            ("the fibre line", "волоконно-оптическую линию", "光缆线路"),
            ("the electronic signature service", "службу электронной подписи", "电子签名服务"),
            ("the postal tracking system", "систему отслеживания почты", "邮件追踪系统"),
            ("the satellite ground station", "наземную станцию спутниковой связи", "卫星地面站"),
        ),
    ),
}
VERBS = (
    ("develop", "развить", "发展"),
    ("expand", "расширить", "扩大"),
    ("finance", "профинансировать", "资助"),
    ("modernise", "модернизировать", "升级"),
    ("prepare", "подготовить", "筹备"),
    ("secure", "обеспечить", "保障"),
)
PLACES = (
    ("in the northern province", "в северной провинции", "在北部省份"),
    ("in the southern province", "в южной провинции", "在南部省份"),
    ("in the capital", "в столице", "在首都"),
    ("on the river border", "на речной границе", "在界河沿线"),
    ("in the lake district", "в озёрном крае", "在湖区"),
    ("in the mountain districts", "в горных районах", "在山区"),
    ("in the free economic zone", "в свободной экономической зоне", "在自由经济区"),
    ("on the eastern coast", "на восточном побережье", "在东部沿海"),
    ("in three border towns", "в трёх приграничных городах", "在三个边境城市"),
    ("in the steppe region", "в степном крае", "在草原地区"),
    ("in the university towns", "в университетских городах", "在大学城"),
    ("along the main line", "вдоль магистрали", "沿主干线"),
)
PART = (", part {n}", ", часть {n}", "第{n}期")
WILL = {
    "one": ("{who} will {what}.", "{who} обязуется {what}.", "{who}将{what}。"),
    "both": ("{who} will {what}.", "{who} обязуются {what}.", "{who}将{what}。"),
}
OPENINGS = (
    (
        "{who} reports: on {day} the delegations went through the joint programme point by point.",
        "{who} сообщает: {day} делегации прошли по совместной программе пункт за пунктом.",
        "{who}消息：双方代表团于{day}逐项审议了合作计划。",
    ),
)
REMARKS = (
    (
        "Both sides called the work so far useful.",
        "Стороны назвали проделанную работу полезной.",
        "双方积极评价已开展的工作。",
    ),
    ("Experts will look at the details.", "Подробностями займутся эксперты.", "细节由专家磋商。"),
    (
        "The talks were held in a businesslike manner.",
        "Переговоры прошли в деловой обстановке.",
        "会谈务实高效。",
    ),
)
NOTES = (
    (
        "Consignment {n} was accepted; the protocol is signed.",
        "Партия {n} принята, протокол подписан.",
        "第{n}批已验收，议定书已签署。",
    ),
    (
        "The working group met; {n} points are still open.",
        "Рабочая группа собралась; открыты {n} пунктов.",
        "工作组已开会，尚有{n}项待定。",
    ),
    (
        "The tender is published, {n} bids are in.",
        "Конкурс объявлен, поступило заявок: {n}.",
        "招标已公布，收到{n}份投标。",
    ),
    ("Works are going on at section {n}.", "Работы идут на участке {n}.", "第{n}标段正在施工。"),
    ("No change since the last word.", "Без изменений с прошлого сообщения.", "与上次通报相比无变化。"),
    (
        "The budget for {n} positions is approved.",
        "Утверждён бюджет на {n} позиций.",
        "已批准{n}个项目的预算。",
    ),
    (
        "A letter with {n} questions was sent to the other side.",
        "Другой стороне направлено письмо, вопросов: {n}.",
        "已向对方致函，提出{n}个问题。",
    ),
)
REASONS = (
    ("The contractor is late with the drawings.", "Подрядчик задерживает чертежи.", "承包商图纸延误。"),
    ("The money of this year is spent.", "Средства этого года израсходованы.", "本年度资金已用完。"),
    ("The certificates are not recognised yet.", "Сертификаты ещё не признаны.", "证书尚未获得认可。"),
    ("The border was closed for repairs.", "Граница была закрыта на ремонт.", "口岸因维修关闭。"),
)
STEPS = (
    ("Sign the protocol", "Подписать протокол", "签署议定书"),
    ("Publish the tender", "Объявить конкурс", "发布招标"),
    ("Meet the experts", "Провести встречу экспертов", "召开专家会"),
)
SOURCES = (
    ("Acceptance protocol no. {n}", "Протокол приёмки № {n}", "第{n}号验收议定书"),
    ("Statistical bulletin {n}", "Статистический бюллетень {n}", "统计公报第{n}期"),
    ("Report of the working group, {n}", "Доклад рабочей группы, {n}", "工作组报告{n}"),
)
BODY_KINDS = ("Ministry", "Agency")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is promised, as places in the lists above, so that it can be said in each language."""

    sector: str
    thing: int
    verb: int
    place: int
    part: int

    def title(self, language: str) -> str:
        at = LANGUAGES.index(language)
        thing = SECTORS[self.sector][1][self.thing][at]
        verb, place = VERBS[self.verb][at], PLACES[self.place][at]
        part = PART[at].format(n=self.part)
        if language == "zh-hans":
            return f"{place}{verb}{thing}{part}"
        words = f"{verb} {thing} {place}{part}"
        return words[0].upper() + words[1:]

    def statement(self, language: str, who: str) -> str:
        title = self.title(language)
        what = title if language == "zh-hans" else title[0].lower() + title[1:]
        will = WILL["both" if who == "both" else "one"][LANGUAGES.index(language)]
        return will.format(who=PARTIES[who][language], what=what)


def phrase(sector: str, rng: random.Random) -> Phrase:
    return Phrase(
        sector,
        rng.randrange(len(SECTORS[sector][1])),
        rng.randrange(len(VERBS)),
        rng.randrange(len(PLACES)),
        rng.randrange(1, 100),
    )


def one_of(texts: tuple[tuple[str, str, str], ...], language: str, rng: random.Random, **parts: str) -> str:
    """One of some texts in a language, with an invented number where it wants one."""
    return rng.choice(texts)[LANGUAGES.index(language)].format(n=rng.randrange(2, 400), **parts)


@cache
def _word_tokens(word: str) -> tuple[str, ...]:
    return tuple(tokens(word).split())


def search_tokens(*texts: str) -> str:
    """The same as `tokens`, from words stemmed once: many thousand titles are made of a few hundred words."""
    found: dict[str, None] = {}
    for word in " ".join(texts).split():
        found.update(dict.fromkeys(_word_tokens(word)))
    return " ".join(found)
