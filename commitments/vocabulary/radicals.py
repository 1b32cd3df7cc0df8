"""Radicals and the ideographs they stand for, from EquivalentUnifiedIdeograph.txt of Unicode 14.0.

The shapes are the same to the eye, the code points are not: Chromium writes the radicals into the PDFs of Chinese pages.
A radical without an equivalent (U+2E80, U+2E9A) stands for itself. One differs from the table: U+2F3E is 户, not 戶, because
the register's Chinese is simplified, and its fonts draw the two alike.
"""

from __future__ import annotations

_SUPPLEMENT = (  # from U+2E80
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑"
    "艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_KANGXI = (  # from U+2F00
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳"
    "心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网"
    "羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首"
    "香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)

RADICALS: dict[int, str] = {
    code: ideograph
    for first, ideographs in ((0x2E80, _SUPPLEMENT), (0x2F00, _KANGXI))
    for code, ideograph in enumerate(ideographs, first)
    if chr(code) != ideograph
}
