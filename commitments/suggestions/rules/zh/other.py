"""Chinese: what speaks against a commitment, and what a cue must not stand behind."""

from commitments.suggestions.rule import CUES, CueRule
from commitments.suggestions.rules import reasons as why
from commitments.vocabulary import SentenceKind

POSITION, COURTESY, PAST = SentenceKind.POSITION, SentenceKind.COURTESY, SentenceKind.PAST
TOPIC = SentenceKind.TOPIC

# One rule a paragraph: what it says, then the words it looks for.
# fmt: off
OTHER = (
    # --- Shared views, refusals ---------------------------------------------------------------------------
    CueRule("think alike", -1.4, POSITION, why.SHARED_VIEW, pattern=
         r"(?:一致认为|都认为|均认为|共同认为|一致表示|都表示|认为|同意[^，。；]{0,16}(?:看法|观点|意见|"
         r"评估|分析|判断)|同意(?:，)?[^。；]{0,20}(?:是|十分重要|具有|符合|至关重要))"),
    CueRule("not agreed", -2.4, PAST, why.NOT_AGREED, mutes=CUES, pattern=
         r"(?:(?:尚未|没有|未能|未就|未(?!来)|并未|并没有|从未|拒绝|不愿|不同意|不准备|不打算就|"
         r"无法)(?:[^，。；]{0,16})(?:同意|达成|商定|敲定|谈定|约定|承诺|保证|决定|透露|确定|答应|接受|作出|做出|表态|置评|"
         r"评论|谈及)|拒绝(?!.{0,4}任何形式)|不愿(?!看到))"),
    CueRule("had promised", -1.8, PAST, why.BROKEN_PAST, mutes=("deed", "ready"), pattern=
         r"(?:曾|曾经|此前|早前|原|本来|过去)(?:[^，。；]{0,8})(?:承诺|同意|答应|决定|计划|约定|商定|宣布|"
         r"保证|受命|表示愿)"),
    CueRule("earlier agreements", -0.7, PAST, why.EARLIER, pattern=
         r"(?:落实(?:好)?两国元首(?:达成的|重要)?共识|(?:达成|商定|约定|承诺|签署|确定|通过)的|"
         r"按(?:照)?(?:先前|此前|既定|双方)|根据[^，。；]{1,16}(?:协议|协定|共识)|义务已|已(?:全部|"
         r"全面)?履行|达成(?:了)?(?:广泛|重要|许多|诸多|新的|一系列)(?:重要)?共识)"),
    # --- Hope, calls, duty, possibility -------------------------------------------------------------------
    CueRule("a judgement", -1.7, POSITION, why.STATE, mutes=("bare",), reach="sentence", pattern=
         r"^[^，。；将愿]{2,18}(?:符合|是|离不开|意味着|有助于|有利于|至关重要|十分重要|关乎|成为)"),
    CueRule("if they are willing", -1.7, POSITION, why.HYPOTHETICAL, mutes=("ready",), reach="phrase", pattern=
         r"(?:只要|如果|若|一旦|倘若|假如)[^，。；]{0,12}愿"),
    CueRule("glad of what was agreed", -1.6, COURTESY, why.SATISFIED, mutes=CUES, reach="sentence", pattern=
         r"对[^。；]{0,30}(?:商定|同意|达成|决定)[^。；]{0,24}(?:感到|表示)(?:高兴|欢迎|满意|赞赏|欣慰|振奋|鼓舞)"),
    CueRule("hopes", -1.4, POSITION, why.HOPED, mutes=("deed", "will", "ready", "keep", "made", "bare"), reach="clause", pattern=
         r"(?:希望|期待|期盼|盼望|盼|预祝|但愿|祝愿|预期|预计(?!.{0,12}(?:举行|签署|访))|期望|乐见|愿看到|"
         r"愿见)"),
    CueRule("trusts", -1.4, POSITION, why.HOPED, mutes=("deed", "will", "keep", "made", "bare"), reach="rest", pattern=
         r"(?:相信|深信|坚信|有信心|确信)"),
    CueRule("calls on", -1.6, POSITION, why.CALLED_ON, mutes=("will", "keep", "made", "deed", "bare"), pattern=
         r"(?:呼吁|敦促|促请|督请|劝|要求(?!.{0,10}(?:部|委员会|工作组|团队|官员|机构|部门))|请求|恳请|"
         r"鼓励[^，。；]{0,10}(?:国|方|各)|倡导|号召)"),
    CueRule("welcomes the partner", -1.3, COURTESY, why.INVITED, mutes=("will", "keep", "made", "bare"), reach="phrase", pattern=
         r"(?:欢迎|邀请(?!.{0,4}$))"),
    CueRule("should", -1.5, POSITION, why.EXHORTED, mutes=("keep", "made", "bare", "will"), reach="phrase", pattern=
         r"(?:应当|应该|理应|(?<!相)(?<!反)(?<!响)(?<!适)(?<!效)(?<!供)(?<!均)(?<!答)(?<!对)(?<!呼)应(?!对|"
         r"邀|急|用|约|允|于|在.{1,14}[内前]|至少|询|有尽)|必须|(?<!只)须(?!于|在)|需要|有必要|"
         r"(?<!重)(?<!主)(?<!需)(?<!将)(?<!不)(?<!摘)(?<!纪)(?<!只)(?<!提)要(?!求|闻|素|件|点|员|么|塞|道|"
         r"地|价)|关键(?:是|在于)|务必|不应|不能|不要)"),
    CueRule("may", -1, POSITION, why.POSSIBLE, pattern=
         r"(?:可能|可以|能否|能够|或许|也许|或将|有可能|能把|可(?:进一步|考虑|探讨|在))"),
    CueRule("whether", -1.6, TOPIC, why.HYPOTHETICAL, mutes=CUES, pattern=
         r"(?:是否|能否|如果当|假如|倘若当|若当时)"),
    CueRule("question", -1.5, TOPIC, why.QUESTION, mutes=CUES, reach="sentence", pattern=
         r"[？?]\W*$"),
    # --- Effects and states ---------------------------------------------------------------------------------
    CueRule("effect", -1.3, POSITION, why.EFFECT, pattern=
         r"(?:必将|必定|势必|一定(?:会|能)|定能|(?:将|会)(?:是|成为|使|令|让|有助|有利|有力|大大|极大|更加|"
         r"更好|带来|产生|进一步(?:促进|推动|增进|提升|巩固|丰富)|给|惠及|缩短|达到|超过|取决|影响|迎来|"
         r"面临|为[^，。；]{1,24}(?:注入|带来|创造|提供(?:新|强|广|更|重要|坚实|有力)|开辟)|"
         r"对[^，。；]{1,24}(?:产生|造成|有|带来|构成))|有助于|有利于|旨在|为了)"),
    CueRule("a thing will", -1.3, POSITION, why.EFFECT, mutes=("will",), reach="phrase", pattern=
         r"(?:^|[，；])(?:[^，。；]{0,14})<thing>(?:的[^，。；]{1,10})?(?:，)?(?:也|必|还)?将(?!自|于|在|由|"
         r"继续|正式|如期|定期|启动|签署|举行|召开|分|正式)"),
    CueRule("will as object marker", -0.8, POSITION, why.STATE, mutes=("will",), reach="phrase", pattern=
         r"将(?:(?!把)[^，。；]){1,24}(?:转化为|视为|看作|当作|称为|列为|作为|提升到|提升至|推向|推上|归咎|"
         r"政治化|工具化|武器化|强加)"),
    CueRule("attributed", -1.5, POSITION, why.ATTRIBUTED, mutes=("will",), reach="sentence", pattern=
         r"(?:据[^，。；]{1,12}(?:报道|介绍|统计|估计|预测|称|数据|透露)|宣传册|媒体|分析人士|专家(?:认为|"
         r"预计|指出)|有人说|网传)"),
    # --- Courtesy --------------------------------------------------------------------------------------------
    CueRule("thanks", -1.5, COURTESY, why.THANKED, mutes=("ready",), reach="phrase", pattern=
         r"(?:感谢|谢意|致谢|赞赏|高度评价|赞扬|称赞|钦佩|慰问|哀悼|吊唁|悼念|同情|默哀|钦敬|盛情|热情款待|"
         r"致敬|敬意)"),
    CueRule("greets", -1.5, COURTESY, why.GREETED, mutes=("ready",), reach="phrase", pattern=
         r"(?:祝贺|贺信|贺电|致贺|互致|问候|祝愿|祝福|花圈|欢迎仪式|欢迎宴会|合影|检阅|鸣礼炮|干杯|良好祝愿|"
         r"周年之际|生日|热烈欢迎|握手)"),
    CueRule("satisfied", -1.4, COURTESY, why.SATISFIED, pattern=
         r"(?:满意|欣慰|高兴地(?:看到|注意到)|很高兴|十分高兴|喜悦|自豪|荣幸|倍感)"),
    CueRule("mood", -2.4, COURTESY, why.STATE, pattern=
         r"(?:气氛中|(?:友好|坦诚|务实|热烈|融洽)(?:的)?(?:气氛|氛围)|会谈(?:是)?(?:坦诚|建设性|富有成效|"
         r"友好)|(?:谈话|会谈|会见|通话)持续)"),
    # --- Talk ---------------------------------------------------------------------------------------------
    CueRule("discussed", -1.7, TOPIC, why.DISCUSSED, mutes=("ready", "made", "bare"), reach="phrase", pattern=
         r"(?:讨论|交换(?:了)?(?:意见|看法)|交换(?:了)?[^，。；]{0,8}意见|探讨|商讨(?!.{0,4}一致)|谈及|谈到|"
         r"谈了|涉及|议题|议程|听取(?:了)?|审议(?:了)|回顾了|梳理了|介绍了|通报了|"
         r"就[^，。；]{2,40}(?:进行(?:了)?|深入|坦诚|充分)(?:[^，。；]{0,10})(?:交流|沟通|意见|磋商|讨论))"),
    CueRule("notes", -0.7, POSITION, why.OBSERVED, mutes=("bare",), reach="phrase", pattern=
         r"(?:指出|强调|注意到|回顾(?:说|，)?|提到|看到|介绍(?:说)?|提醒|说明|阐述|主张|坦言|警告)"),
    CueRule("proposed", -1.2, POSITION, why.PROPOSED, mutes=("will", "made", "bare"), reach="phrase", pattern=
         r"(?:建议|提议|提出(?!抗议)|倡议(?!者)|提交|主张)"),
    CueRule("interest", -1, POSITION, why.INTEREST, mutes=("bare",), reach="sentence", pattern=
         r"(?:有兴趣|感兴趣|兴趣|意愿|愿望|共同愿景|向往|愿景|积极性)"),
    # --- Positions -----------------------------------------------------------------------------------------
    CueRule("opposes", -1.3, POSITION, why.POSITION, mutes=("keep",), reach="phrase", pattern=
         r"(?:反对|谴责|抵制|不接受|不承认|关切|担忧|遗憾|强烈不满|严正|抗议|坚决回击|反制|必将付出|玩火|"
         r"痛心|不可接受|干涉)"),
    CueRule("supports", -1.2, POSITION, why.POSITION, pattern=
         r"(?:(?<!继续)(?<!将)(?:坚定|坚决|一贯|始终|完全)?支持(?!下)|理解并支持|站在[^，。；]{1,8}一边|"
         r"立场(?:是)?(?:一贯|明确|一致|相近|坚定)|奉行(?!一个)|坚持(?!一个)|倡导)"),
    CueRule("says how it is", -1, POSITION, why.STATE, pattern=
         r"(?:是[^，。；]{1,24}(?:之一|伙伴|朋友|基础|关键|核心|保障|力量|选择|国家|典范|组成部分|邻居|兄弟|"
         r"桥梁|机遇)|成为|位于|有着|拥有|具有|面临|处于|互为|符合|取决于|占|最大|历史悠久|源远流长|经受住|"
         r"不断发展|蓬勃发展|前景广阔|潜力巨大|意义重大)"),
    # --- The past ---------------------------------------------------------------------------------------------
    CueRule("past frame", -0.9, PAST, why.HAPPENED, mutes=("made",), reach="phrase", pattern=
         r"(?:去年|上个月|上月|上周|昨天|近年来|建交以来|\d+年来|多年来|一年来|以来|迄今|截至|过去|当年|曾|"
         r"历史上|日前|此前)"),
    CueRule("was done", -1.2, PAST, why.HAPPENED, pattern=
         r"(?:签署了|(?:举行|召开|出席|参加|访问|会见|签署|通过|取得|完成|实现|建成|达成|发表|见证|参观|"
         r"看望|进行|增长|下降|上升|成立|建立|开启|打开|增进|取消|启动)了|已(?!同意|商定|决定|"
         r"承诺)(?:经)?[^，。；]{1,12}|(?:共同)?(?:见证|出席)(?:了)?[^，。；]{0,16}(?:签署|仪式)|"
         r"通(?:了)?电话|举行会谈(?:。|$)|会见(?:了)?[^，。；]{2,20}(?:。|$)|陪同|在座|当日|抵达|"
         r"使[^，。；]{2,20}(?:节省|得以))"),
    CueRule("le", -0.4, PAST, why.HAPPENED, pattern=
         r"[^为除罢]了(?!解|望)"),
)
