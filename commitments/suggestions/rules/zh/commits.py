"""Chinese: what speaks for a commitment."""

from commitments.suggestions.rule import CueRule
from commitments.suggestions.rules import reasons as why
from commitments.vocabulary import SentenceKind, SpeechAct, Wording

C = SentenceKind.COMMITMENT
MANDATE, DONE = SpeechAct.MANDATE, SpeechAct.ALREADY_DONE
AGREED, SHALL, READY, WORKING = Wording.AGREED, Wording.SHALL, Wording.READY, Wording.WORKING_ON

# One rule a paragraph: what it says, then the words it looks for.
# fmt: off
COMMITS = (
    # --- Agreement on an act, decisions, promises ---------------------------------------------------------
    CueRule("agreed", 3.8, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:一致|均|都|原则|原则上|也|已|还|共同)?同意(?!的|见|率|[^，。；]{0,16}(?:看法|观点|意见|评估|"
         r"分析|判断)|.{0,4}(?:认为|如下))"),
    CueRule("settled", 3.6, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:商定|约定|议定(?!书)|谈定|敲定|说定|相约|达成一致(?!意见，认为))(?!的)"),
    CueRule("consensus on acts", 2.4, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:就|围绕|在)[^，。；]{2,50}达成(?:一致|共识|协议|谅解|重要共识|原则共识|以下)"),
    CueRule("consensus lists", 2.2, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"达成(?:如下|以下|下列|.{0,8}(?:项|点))(?:重要)?(?:共识|协议|成果)"),
    CueRule("decided", 3.4, C, why.DECIDED, "deed", wording=AGREED, pattern=
         r"(?:(?<!一)(?<!项)(?<!该)(?<!此)(?<!的)决定(?!由)|议决|定于|确定(?:了)?(?:下|于|将|由|在|[^，。；]{0,12}(?:举行|时间|计划|路线图)))(?!的|"
         r"权|性|着|因素|于|[^，。；]{0,6}(?:因素|作用))"),
    CueRule("promises", 3.6, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?:承诺|保证|答应|允诺|许诺|担保|誓言|立誓)(?!的(?!方式)|书|金|期|是)"),
    CueRule("takes upon itself", 2.3, C, why.PROMISED, "made", wording=SHALL, pattern=
         r"(?:承担|负担|履行)[^，。；]{0,14}(?:义务|责任|费用|承诺)"),
    # --- Instructions and duties ---------------------------------------------------------------------------
    CueRule("instructs", 3.5, C, why.INSTRUCTED, "deed", MANDATE, SHALL, pattern=
         r"(?:责成|指示|受命|奉命|指派|委托|授权|责令|交由|部署|(?:要求|指定|委派|"
         r"委任)(?:[^，。；]{0,10}(?:部|委员会|工作组|团队|政府|官员|机构|部门|副手|专家|代表|总局|"
         r"秘书处)))(?!精神)"),
    CueRule("asks bodies to", 3.5, C, why.INSTRUCTED, "deed", MANDATE, SHALL, pattern=
         r"请(?:双方|两国)?[^，。；]{0,10}(?:部门|部|委员会|工作组|专家|外长|机构|单位|团队|秘书处|主管|总局)[^。；]{0,30}(?:提出|提交|制定|"
         r"落实|研究|拟定|完成|商谈|跟进|推进|准备|报告|商定|协商)"),
    CueRule("a body has to", 3.1, C, why.DUTY, "deed", MANDATE, SHALL, pattern=
         r"(?:委员会|工作组|小组|秘书处|专家组|主管部门|联络组|理事会)要(?!求)"),
    CueRule("is charged with", 2.6, C, why.DUTY, "made", MANDATE, SHALL, pattern=
         r"(?:由[^，。；]{1,24}(?:负责|牵头|督促|监督|协调|落实|主持|承办|担任)|负责(?!人|任|的态度)|"
         r"牵头(?!人))"),
    CueRule("reports", 2.6, C, why.DUTY, "made", MANDATE, SHALL, pattern=
         r"(?:每年|每季度|每月|定期|每半年)[^，。；]{0,16}(?:报告|汇报|通报|举行|召开|交换|会晤|磋商|审议|"
         r"评估)"),
    CueRule("treaty shall", 3, C, why.SHALL, "deed", wording=SHALL, pattern=
         r"(?:各方均应|双方均应|任何一方[^。；]{0,30}应|缔约(?:一)?方应|一方应|甲方应|乙方应|应(?:在|"
         r"于)[^，。；]{1,14}(?:内|前|日|后)|应至少|应尽快(?:通知|提供)|应(?:立即|及时)?(?:通知|通报|书面)|"
         r"应(?:由|自)|不得|应予|(?<!必)须于|(?<!必)须在)"),
    CueRule("treaty text", 2.9, C, why.SHALL, "deed", wording=SHALL, pattern=
         r"(?:(?:双方|各方|缔约方|参与方)应[^。；]{0,60}本(?:协定|备忘录|协议|谅解备忘录|条约|议定书)|"
         r"本(?:协定|备忘录|协议|谅解备忘录|条约|议定书)[^。；]{0,40}应)"),
    # --- The future --------------------------------------------------------------------------------------
    CueRule("will continue", 3.4, C, why.CONTINUES, "keep", wording=SHALL, pattern=
         r"(?:(?:将|会|愿)(?:始终|一如既往)(?!是)|(?:将|会|愿|愿意|仍会|仍将|今后)(?:一如既往|坚定|坚定不移|"
         r"进一步|始终|共同|积极|[同与为][^，。；]{1,14}){0,2}地?继续(?!是|成为|保持良好势头))"),
    CueRule("will", 3, C, why.WILL, "will", wording=SHALL, pattern=
         r"(?<!即)(?<!必)(?<!麻)(?<!主)(?<!大)(?<!中)(?<!小)(?<!上)(?<!名)(?<!猛)(?<!部)(?<!干)将(?!近|军|"
         r"士|领|来|要|信|会(?:是|成为|使|给|对|有)|是|成为|有助|有利|有望|有力|为[^，。；]{1,24}(?:注入|"
         r"带来|创造(?!条件)|提供(?:新|强|广|更|重要|坚实|有力)|开辟)|使|令|让|给[^，。；]{1,16}带来|"
         r"对[^，。；]{1,24}(?:产生|造成|有|带来|构成)|带来|产生|取决|造成|极大|大大|大幅|惠及|更加|更好|"
         r"不可|迎来(?!送)|日益|面临|达到|达|超过|无法|难以|不断(?:取得|得到)|得到|载入|闭幕|吸引|汇聚|"
         r"持续[到至]|至|临|展示|展现|见证|展出|突出|聚焦|围绕|为期|历时|于[^，。；]{1,8}闭幕|继续(?:是|成为)|影响|意味|导致|引发|缩短|"
         r"(?:(?!把)[^，。；]){1,30}(?:推向|推上|转化为|视为|看作|当作|称为|作为(?!条件)))"),
    CueRule("will hold", 3.4, C, why.SCHEDULED, "made", pattern=
         r"(?:(?<!即)(?:将|拟|定|预计|计划)(?:于|在)[^，。；]{1,30}(?:举行|召开|举办|访|会晤|会面|签署|启动|"
         r"开始|生效|开工|开通|投产|完成|到访|草签|赴|出席|实施|成立)|有望(?:于|在)[^，。；]{1,24}(?:举行|"
         r"召开|签署|草签|启动|完成|达成))"),
    CueRule("is about to", 3.2, C, why.SCHEDULED, "made", pattern=
         r"即将(?:赴|对[^，。；]{1,12}(?:进行|展开)|访问|出访|访|前往|启动|举行|签署|开工|开通|出席|率团)(?!的)"),
    CueRule("will not", 2.6, C, why.REFRAINS, "ready", wording=SHALL, pattern=
         r"(?:不会|绝不会|决不|绝不|不再|不寻求|无意|不打算|不谋求|不支持[^，。；]{0,8}独)(?!有|是|影响|"
         r"改变|因|忘|动摇|低于|高于|超过|少于|多于|长久|成功|消失|结束|容易|发生|得逞|再有)"),
    # --- Readiness, intention, aim ---------------------------------------------------------------------------
    CueRule("is willing", 3.4, C, why.READY, "ready", wording=READY, pattern=
         r"(?<!不)(?<!自)(?<!志)(?<!意)(?<!祝)(?<!但)(?<!如)(?<!宁)(?<!情)(?<!心)(?<!甘)愿(?:意)?(?!景|望|"
         r"看到|见到|祝|者|书|两国|中[^方国]{1,3}友谊)"),
    CueRule("stands ready", 3, C, why.READY, "ready", wording=READY, pattern=
         r"(?:随时准备|准备好|做好(?:了)?(?:充分)?准备|(?<!的)准备(?:同|与|向|在|为|派|于|以|将|继续|提供|"
         r"进一步|尽快)|乐意|乐于|欣然)"),
    CueRule("plans", 2.8, C, why.INTENDS, "ready", wording=WORKING, pattern=
         r"(?:拟(?!定的|合|人|制的)|打算|有意(?!义)(?:同|与|向|在|进一步|扩大|参与)|"
         r"(?<!五年)(?<!行动)(?<!该)(?<!的)(?<!项)计划(?:于|在|明年|今年|年内|向|同|与|派|将|到|从|进一步|"
         r"[^，。；的]{0,8}(?:举行|访问|签署|启动|建设|开通|增加|投资|采购|扩大|设立|派遣|完成|开设|推出))|"
         r"着手|筹备(?!工作(?:进展|情况))|正在(?:起草|制定|研究|商谈|筹备|推进|准备|办理|落实|磋商))"),
    CueRule("strives", 2.1, C, why.DETERMINED, "ready", wording=WORKING, pattern=
         r"(?:力争|争取(?:在|于|早日|尽快|年内|到)|致力于|决心|下决心|努力(?:实现|推动|使|把|在)|将努力|"
         r"矢志)"),
    # --- Continuing, stated again -----------------------------------------------------------------------------
    CueRule("sides continue", 2.7, C, why.CONTINUES, "keep", wording=SHALL, pattern=
         r"(?:双方|两国|中方|我方|.方|各方|政府|我们|中国|三方)(?:[^，。；应要须需可能]{0,10})继续(?!是|"
         r"保持良好势头|发展|增长|扩大(?:，|。))"),
    CueRule("reaffirms", 2.9, C, why.REAFFIRMED, "keep", wording=SHALL, pattern=
         r"(?:重申|再次确认|再次表示|确认|重新确认)[^。；]{0,40}(?:承诺|恪守|坚持|奉行|遵守|遵循|履行|致力|"
         r"支持|愿|将|义务|准备)"),
    CueRule("one China", 3.2, C, why.ADHERES, "keep", wording=SHALL, pattern=
         r"(?:恪守|坚持|坚定奉行|奉行|遵守|遵循|坚定(?:恪守|奉行|支持)|支持|尊重)[^，。；]{0,6}一个中国"),
    CueRule("sides open talks", 2.5, C, why.CREATED, "made", wording=AGREED, pattern=
         r"(?:双方|两国)(?:正式|共同|决定)?(?:启动|开启|重启|恢复)[^，。；]{0,20}(?:谈判|磋商|对话|直航|航班)"),
    CueRule("sides act", 1.8, C, why.AGREED, "will", wording=AGREED, pattern=
         r"^<mark>(?:(?:中方|[^，。；]{1,8}方|双方|两国(?:政府|海关|外交部|央行)?|"
         r"会议)(?:，)?)(?:一致)?(?:共同|加快|加紧|积极|尽早|尽快|及时|适时|进一步|逐步|持续)(?!认为|关心|"
         r"关切|面临|利益|评价|发展)[^，。；]{2,}"),
    CueRule("backs a candidacy", 2.2, C, why.BACKS, "keep", pattern=
         r"支持[^，。；]{0,16}(?:举办|担任|申办|申请|加入|主办|竞选|接任|当好|主席国|候选)"),
    # --- Bodies, money, invitations, announcements -------------------------------------------------------------
    CueRule("creates a body", 2.7, C, why.CREATED, "made", DONE, Wording.DONE, pattern=
         r"(?:成立|设立|建立|组建|启动|搭建|组成|开设|新设)(?:了)?[^，。；]{0,28}(?:委员会|工作组|专家组|"
         r"小组|机制|基金|中心|热线|平台|秘书处|机构|联盟|理事会|领事馆|总领馆|办事处|工作队|联络处)"),
    CueRule("act without a modal", 2.5, C, why.ANNOUNCED, "made", wording=AGREED, pattern=
         r"^<mark>(?:[^，。；了已的]{1,8}(?:方|政府|部|海关|银行)|双方|两国)(?:即日起|同时|立即|全面|相互)?(?:取消|恢复|免除|暂停|开放|停止|减免|"
         r"降低|放宽|开通|解除|增设|派遣|派出|延长)(?!了|过|后|的|，|。)"),
    CueRule("backs a plan", 2.9, C, why.BACKS, "made", wording=AGREED, pattern=
         r"(?:支持|推动)[^，。；的]{0,8}(?:增设|开通|新建|扩建|设立|开设|增开|恢复|修建|互设|复航|重开|新增)"),
    CueRule("money given", 2.7, C, why.MONEY, "made", pattern=
         r"(?:提供|拨付|拨款|出资|捐赠|援助|追加|投入|划拨|资助|认捐|贷出|注资)[^，。；]{0,24}(?:亿|万|元|"
         r"贷款|援助|资金|物资|疫苗|赠款|额度|款)"),
    CueRule("treatment given", 2.6, C, why.MONEY, "made", pattern=
         r"(?:给予|授予|实行|实施|适用)[^，。；]{0,16}(?:零关税|免签|优惠|待遇|免税)"),
    CueRule("supplies", 2.6, C, why.READY, "ready", wording=READY, pattern=
         r"(?:可以|能够|能|可)(?:向[^，。；]{1,12})?提供(?:多少|所需)"),
    CueRule("announces", 3, C, why.ANNOUNCED, "deed", pattern=
         r"(?:宣布|公布|推出|发布)(?:了)?(?:，|：)?[^。；]{0,8}(?:将|启动|设立|成立|提供|免除|给予|建立|"
         r"暂停|取消|恢复|追加|开放|实施|延长|降低|自|从|对[^，。；]{1,16}(?:实行|实施|给予)|一项|新的|"
         r"新一)"),
    CueRule("invitation accepted", 3.6, C, why.ACCEPTED, "deed", wording=AGREED, pattern=
         r"(?:(?:愉快|欣然|高兴)(?:地)?(?:接受|应允)|接受(?:了)?(?:[^，。；]{0,14})邀请|接受邀请|应约(?:将|"
         r"访)|确认(?:将)?(?:出席|参加|访问))"),
    CueRule("awaits a planned event", 3.2, C, why.SCHEDULED, pattern=
         r"期待[^。；]{0,24}(?:[一二三四五六七八九十\d]月|明年|今年|[春夏秋冬]季|下届)[^。；]{0,24}(?:访|"
         r"举行|举办|承办|会晤|接待|出席|召开)"),
    CueRule("scheduled", 3, C, why.SCHEDULED, "made", pattern=
         r"(?:(?:下(?:一)?(?:次|轮|届|阶段)|本轮|第[一二三四五六七八九十\d]+(?:次|轮|"
         r"届))[^。；]{0,30}(?:定于|将|拟|于[^，。；]{2,14}(?:在[^，。；]{1,10})?(?:举行|召开))|"
         r"定于[^，。；]{2,24})"),
    CueRule("starts on a day", 2.4, C, why.SCHEDULED, "made", pattern=
         r"(?:自|从)[^，。；]{2,16}(?:起|开始)(?:，)?(?:[^，。；]{0,20})(?:取消|实施|施行|实行|执行|停止|"
         r"生效|免|降低|提高|恢复|开放|暂停|对)"),
    CueRule("proposed together", 2.9, C, why.JOINT_PROPOSAL, "deed", wording=Wording.SUGGESTED, pattern=
         r"(?:双方|两国|两国元首)(?:还)?(?:提议|倡议|建议)(?!对方)[^，。；]{0,6}(?:举办|设立|宣布|建立|成立|"
         r"开展)"),
    CueRule("bare act", 2.4, C, why.BARE_ACT, "bare", wording=AGREED, pattern=
         r"^<mark>(?:尽快|立即|全面|进一步|共同|继续|逐步|及时|加快|不得|在[^，。；]{2,24}|"
         r"于[^，。；]{2,18}|每年[^，。；]{0,14}|从[^，。；]{2,12}|对(?!方|此)[^，。；]{2,18}|向[^，。；]{2,18}|"
         r"就[^，。；]{2,18}|与[^，。；]{2,18}|把[^，。；]{2,18}|至迟[^，。；]{2,12}|，){0,3}(?:设立|采购|修建|翻修|拓宽|扩建|增设|派出|引进|增开|改善|兴建|筹建|建造|疏浚|铺设|"
         r"开展|加强|推动|推进|建立|成立|举办|举行|实施|落实|扩大|开放|提供|启动|签署|完善|深化|促进|支持|"
         r"提高|降低|取消|恢复|停止|释放|撤出|交换|制定|建设|开通|增加|保障|简化|便利|组织|派遣|培训|修订|"
         r"编制|减少|避免|维护|保持|开设|共建|打造|探索|拓展|支付|交付|履行|遵守|尊重|磋商|协商|互免|暂停|"
         r"延长|审议|确保|参与|鼓励|优化|用好|办好|实现|加快)(?!了|的|是)"),
)
