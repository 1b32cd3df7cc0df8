"""What lists call how far a measure has come, besides the words of the register."""

from __future__ import annotations

import re

# By the status of the register; folded as heads are.
STATUSES = """not_started: not started | open | new | planned | не начато | не приступали | запланировано | не пачата
    未开始 | 未启动
in_progress: in progress | ongoing | under way | started | on track | in work | выполняется | исполняется | в работе
    на исполнении | в процессе | реализуется | выконваецца | у рабоце | 进行中 | 正在进行 | 执行中
blocked: blocked | on hold | paused | stopped | приостановлено | заблокировано | прыпынена | 暂停 | 受阻
continuing: continuing | permanent | постоянно | на постоянной основе | пастаянна | 持续 | 长期
part: partly | partially | in part | partly done | delivered in part | выполнено частично | частично исполнено | частично
    выканана часткова | 部分完成
delivered: done | completed | complete | delivered | implemented | fulfilled | finished | выполнено | исполнено
    завершено | реализовано | выканана | завершана | 已完成 | 完成 | 已落实
not_delivered: not done | not delivered | failed | not fulfilled | не выполнено | не исполнено | не выканана | 未完成
dropped: dropped | cancelled | canceled | withdrawn | отменено | снято | снято с контроля | скасавана | 取消"""

STATUS_OF: dict[str, str] = {
    word.strip(): status
    for status, words in re.findall(r"(\w+): ((?:.|\n(?!\w+:))+)", STATUSES)
    for word in re.split(r"[|\n]", words)
    if word.strip()
}
CONTINUING = frozenset(
    """ongoing|permanent|permanently|continuing|constantly|постоянно|на постоянной основе|в течение всего срока
пастаянна|на пастаяннай аснове|ежегодно|штогод|annually|every year|长期|持续|每年""".replace("\n", "|").split(
        "|"
    )
)


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, ending at a word where there are words, with an ellipsis where anything is left out."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if not text[limit - 1].isspace() and (blank := cut.rfind(" ")) > limit // 2:
        cut = cut[:blank]
    return f"{cut.rstrip(' ,;:–-')}…"
