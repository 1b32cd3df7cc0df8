"""Chinese, in simplified characters."""

from commitments.suggestions.rule import Grammar
from commitments.suggestions.rules.marks import MARK
from commitments.suggestions.rules.sectors import SECTORS
from commitments.suggestions.rules.zh.commits import COMMITS
from commitments.suggestions.rules.zh.due import DUE
from commitments.suggestions.rules.zh.other import OTHER

WORDS = {
    "mark": MARK,
    # What cannot promise: where such a thing 将 do something, its effect is predicted.
    "thing": (
        r"协议|协定|访问|此访|项目|大桥|新桥|铁路|码头|文件|举措|措施|工厂|合作|关系|贸易|对话|展览|投资|"
        r"博览会|展会|盛会|大会|论坛|雨季|经验|增长|世界|未来|历史|这|会晤|此次会议|成果|进展|友谊|局势|冲突|危机|制裁|技术|工业园|园区|"
        r"前景|发展|线路|口岸|市场|经济|周年"
    ),
}

BREAKS = {
    "phrase": r"[，；：]|并(?=愿|将|会|同意|决定|承诺|邀请)",
    "clause": r"；|，(?:并|但|而|同时|也)?(?:[^，]{0,8}(?:愿|将|同意|决定|承诺|商定|重申|宣布|责成|指示))",
    "rest": r"[;；]",
}

CHINESE = Grammar(
    words=WORDS,
    rules=COMMITS + OTHER,
    due=DUE,
    sectors=SECTORS["zh"],
    breaks=BREAKS,
    both=(
        r"(?:双方|两国元首|两国领导人|两国政府|两国总统|两国|中[^，。；方国]{1,2}双方|各方|三方|我们|"
        r"两位(?:部长|总统|总理|元首|外长|领导人)|两人|两国海关|会议|缔约方|任何一方)"
    ),
    agents=r"[^，。；：、对向同与由在]{1,8}(?:方|部长|总统|总理|主席|政府|委员会|工作组|银行|公司|代表团|联盟|大使|外长|首相|国王|部|行|秘书处)",
    bare_lead=(
        r"^[^：]{0,60}?(?:达成(?:了)?(?:如下|以下|下列)[^：]{0,8}|(?:同意|商定|承诺|决定|采取|声明|宣布|"
        r"表示)(?:如下|以下|下列)?(?:[^：，]{0,6}(?:措施|步骤|共识|事项|内容|原则|成果))?|如下|"
        r"以下[^：]{0,8})：$"
    ),
    frame=r"^(?:来源：|附件|第[一二三四五六七八九十\d]+条\W*$|本[^，。]{1,6}于[^，。]{4,24}签订|代表\s)",
    passed_over=r"(?:同|与|和|向|对|为|给|支持|赞赏|感谢|欢迎|祝贺|帮助|协助|邀请|会见|访问|赴|理解|尊重|希望)",
    fixed=r"一个中国",
    prospect=(
        r"如何|(?:扩大|增加|加强|推进|深化|启动|建设|参与|利用|落实)[^，。；]{2,}|可能性|前景|下一?次[^，。；]{0,6}(?:会晤|会议|访问|磋商)"
    ),
    edge="",
)
