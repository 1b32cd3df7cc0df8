"""What the columns of a list are, told by their heads in the four languages of the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from commitments.sheets.row import SheetRow


class Column(StrEnum):
    """What a column of a list can become."""

    NUMBER = "number"
    TITLE = "title"
    STATEMENT = "statement"
    OWNER = "owner"
    DUE = "due"
    SECTOR = "sector"
    STATUS = "status"
    PERCENT = "percent"
    HAPPENED = "happened"
    NOTE = "note"
    ADDRESS = "address"


# The heads that lists of measures have; folded as `_folded` does it.
HEADS: dict[Column, str] = {
    Column.NUMBER: """no | n | nr | num | number | item | item no | file number | № | № п/п | п/п | номер | № пункта
        пункт | нумар | № п п | 序号 | 编号 | 号""",
    Column.TITLE: """measure | measures | commitment | commitments | title | action | activity | task | promise
        мероприятие | мероприятия | наименование мероприятия | наименование | мера | меры | обязательство | задача
        мерапрыемства | мерапрыемствы | абавязацельства | назва | 措施 | 任务 | 事项 | 承诺 | 举措 | 名称""",
    Column.STATEMENT: """provision | provisions | statement | description | wording | text | details | what was promised
        положение | положения | содержание | описание | текст | формулировка
        палажэнне | змест | апісанне | 条款 | 内容 | 规定 | 描述""",
    Column.OWNER: """executors | executor | owner | owners | responsible | responsible body | responsible bodies | lead
        implementing agency | agency | исполнитель | исполнители | ответственный | ответственные
        ответственные исполнители | ответственный исполнитель | ответственный орган | выканаўца | выканаўцы | адказныя
        адказны | 执行单位 | 负责单位 | 责任单位 | 牵头单位 | 负责部门 | 执行者""",
    Column.DUE: """term | terms | due | due on | due date | due day | deadline | time limit | by when | timeline | срок
        сроки | срок исполнения | сроки исполнения | срок реализации | срок выполнения | тэрмін | тэрміны
        тэрмін выканання | 期限 | 完成期限 | 时限 | 截止日期 | 完成时间""",
    Column.SECTOR: """sector | category | area | field | topic | сектор | сфера | направление | отрасль | раздел
        категория | галіна | накірунак | раздзел | катэгорыя | 领域 | 类别 | 部门 | 行业""",
    Column.STATUS: """status | state | статус | состояние | стан | ход выполнения | 状态 | 进展情况 | 现状""",
    Column.PERCENT: """% | percent | per cent | per cent complete | percent complete | % complete | progress | completion
        процент | процент выполнения | % выполнения | готовность | працэнт | працэнт выканання | 进度 | 完成率 | 完成百分比""",
    Column.HAPPENED: """updated | last updated | as of | date | date updated | дата | обновлено | по состоянию на
        дата обновления | абноўлена | на дату | 更新日期 | 截至 | 日期""",
    Column.NOTE: """note | notes | remark | remarks | comment | comments | примечание | примечания | комментарий
        комментарии | заўвага | заўвагі | 备注 | 说明""",
    Column.ADDRESS: """source | sources | link | links | url | reference | references | источник | источники | ссылка
        ссылки | крыніца | спасылка | 来源 | 链接 | 出处""",
}
_BLANKS = re.compile(r"\s+")


def folded(head: str) -> str:
    """A head without case, signs at its end and repeated blanks."""
    text = unicodedata.normalize("NFKC", head).casefold()
    return _BLANKS.sub(" ", text.replace("ё", "е")).strip(" .:;*()")


BY_HEAD = {
    folded(head): column
    for column, heads in HEADS.items()
    for head in re.split(r"[|\n]", heads)
    if head.strip()
}
NUMBERS_OR_NOTHING = re.compile(r"(100|\d{1,2})([.,]\d+)?\s*%?")
HEAD_WITHIN = 30  # rows from the top in which the head is looked for


def columns_of(
    heads: Sequence[str], samples: Sequence[SheetRow] = (), remembered: Mapping[str, str] | None = None
) -> dict[int, Column]:
    """By place of a column, what it is; each only once, and nothing where the head says nothing.

    `remembered` has what the own side made of a head before, by the head folded; `samples` are some rows below.
    """
    known = {column.value: column for column in Column}
    found: dict[int, Column] = {}
    for place, head in enumerate(heads):
        name = folded(head)
        column = BY_HEAD.get(name)
        if remembered is not None and name in remembered:
            column = known.get(remembered[name])
        elif column == Column.STATUS and _are_shares(samples, place):
            column = Column.PERCENT
        if column is not None and column not in found.values():
            found[place] = column
    if Column.TITLE not in found.values():  # a list of one column of words is a list of measures
        for place, column in found.items():
            if column == Column.STATEMENT:
                found[place] = Column.TITLE
    return found


def _are_shares(samples: Sequence[SheetRow], place: int) -> bool:
    """Whether what stands below is a number of hundredths wherever anything stands."""
    texts = [row.cells[place].text for row in samples if place < len(row.cells) and row.cells[place].text]
    return bool(texts) and all(NUMBERS_OR_NOTHING.fullmatch(text) for text in texts)


def head_row_of(rows: Sequence[SheetRow]) -> int:
    """The number of the row that holds the heads: the one with the most heads that are known, else the first.

    0 where there are no rows.
    """
    best, most = (rows[0].number if rows else 0), 0
    for row in rows[:HEAD_WITHIN]:
        known = sum(1 for cell in row.cells if folded(cell.text) in BY_HEAD)
        if known > most:
            best, most = row.number, known
    return best
