"""Words that point to a sector. The codes are those the demonstration's commission uses; callers drop others.

Stems in English, Russian and Belarusian; the language with most words found wins for its sentence.
"""

SECTORS: dict[str, dict[str, str]] = {
    "en": {
        "politics": (
            r"(?:declaration|diplomatic|visit|summit|political|foreign ministr\w+|partnership|talks|one[- "
            r"]china|invitation|consular)"
        ),
        "security": (
            r"(?:security|defen[cs]e|military|ceasefire|cease-fire|troops|terroris\w+|border|arms|weapon\w*|"
            r"threats?|police|hostages?|prisoners?|peacekeep\w+|cyber\w*|drugs?|hostilit\w+|naval|coast guard)"
        ),
        "health": (
            r"(?:health\w*|vaccin\w*|pandemic|covid\S*|medic\w+|hospital\w*|disease|epidemic|virus|"
            r"pharmaceutic\w+)"
        ),
        "trade": (
            r"(?:trade|export\w*|import\w*|tariffs?|customs|market access|supply|supplies|goods|products?|"
            r"wheat|grain|agricultur\w+|food|fertili[sz]ers?|potash|timber|purchase|energy|gas|oil|electricity|"
            r"mineral\w*)"
        ),
        "finance": (
            r"(?:financ\w+|invest\w+|loans?|credit|bank\w*|fund\w*|grants?|currency|million|billion|debt|"
            r"industrial park|assistance|budget)"
        ),
        "transport": (
            r"(?:transport\w*|rail\w*|roads?|aviation|flights?|airport|ports?|ferr\w+|transit|logistic\w*|"
            r"corridor|belt and road|bridge|shipping|hauli\w+)"
        ),
        "regions": (
            r"(?:regions?|regional co\w+|interregional|cities|city|municipal\w*|provinc\w+|sister|twin\w*|"
            r"local authorit\w+)"
        ),
        "governance": (
            r"(?:commission|committee|report\w*|oversee|oversight|supervis\w+|working group|implementation|"
            r"instruct\w+|task\w*|ministr\w+|road ?map)"
        ),
    },
    "ru": {
        "politics": (
            r"(?:деклараци\w+|дипломат\w+|визит\w*|саммит\w*|политическ\w+|внешнеполитич\w+|партнерств\w+|"
            r"переговор\w+|приглашени\w+|консульск\w+)"
        ),
        "security": (
            r"(?:безопасност\w+|оборон\w+|военн\w+|перемири\w+|огня|войск\w*|террори\w+|границ\w*|пограничн\w+|"
            r"оружи\w+|угроз\w*|пленн\w+|миротвор\w+|кибер\w+|наркот\w+|учени(?:я|й|ях)|вооружен\w+)"
        ),
        "health": (
            r"(?:здравоохранен\w+|вакцин\w+|пандеми\w+|covid\S*|медицин\w+|больниц\w*|эпидеми\w+|вирус\w*|"
            r"лекарств\w*|фармацевт\w+)"
        ),
        "trade": (
            r"(?:торг\w+|товаро\w+|экспорт\w*|импорт\w*|пошлин\w*|таможен\w+|постав\w+|товар\w*|продукци\w+|"
            r"зерн\w+|пшениц\w+|сельск\w+|продовольств\w+|удобрени\w+|закуп\w+|энерг\w+|газ\w*|нефт\w+|рын\w+)"
        ),
        "finance": (
            r"(?:финанс\w+|инвест\w+|кредит\w*|банк\w*|фонд\w*|грант\w*|валют\w+|миллион\w*|миллиард\w*|млн|"
            r"млрд|долг\w*|бюджет\w*)"
        ),
        "transport": (
            r"(?:транспорт\w*|железнодорож\w+|дорог\w*|дорож\w+|авиа\w+|рейс\w*|аэропорт\w*|порт(?:а|у|ы|ов)?"
            r"\b|паром\w*|транзит\w*|логист\w+|коридор\w*|мост\w*|пояс и путь)"
        ),
        "regions": r"(?:регион\w*|межрегион\w+|город\w*|област(?:и|ей|ями)|побратим\w+|местн\w+)",
        "governance": (
            r"(?:комисси\w+|комитет\w*|докладыва\w+|доложит\w*|поруч\w+|контрол\w+|рабоч\w+ групп\w+|дорожн\w+ "
            r"карт\w+|правительств\w+|ведомств\w*)"
        ),
    },
    "be": {
        "politics": (
            r"(?:дэкларац\w+|дыпламат\w+|візіт\w*|саміт\w*|палітычн\w+|партнерств\w+|перагавор\w+|запрашэнн\w"
            r"+)"
        ),
        "security": (
            r"(?:бяспек\w+|абарон\w+|ваенн\w+|перамір\w+|агню|войск\w*|тэрарыз\w+|граніц\w*|мяж\w+|памежн\w+|"
            r"зброі|пагроз\w*|палонн\w+)"
        ),
        "health": (
            r"(?:ахов\w+ здароўя|вакцын\w+|пандэмі\w+|covid\S*|медыцын\w+|бальніц\w*|эпідэмі\w+|вірус\w*|"
            r"лек(?:і|аў|амі)\b)"
        ),
        "trade": (
            r"(?:гандл\w+|гандлев\w+|тавар\w*|экспарт\w*|імпарт\w*|пошлін\w*|мытн\w+|пастав\w+|прадукцы\w+|"
            r"збожж\w+|сельск\w+|харчав\w+|угнаенн\w+|закуп\w+|энерг\w+|рын\w+)"
        ),
        "finance": (
            r"(?:фінанс\w+|інвест\w+|крэдыт\w*|банк\w*|фонд\w*|грант\w*|валют\w+|мільён\w*|мільярд\w*|млн|млрд|"
            r"бюджэт\w*)"
        ),
        "transport": (
            r"(?:транспарт\w*|чыгунк\w+|чыгуначн\w+|дарог\w*|дарож\w+|авія\w+|рэйс\w*|аэрапорт\w*|порт\w*|"
            r"транзіт\w*|лагіст\w+|калідор\w*|мост\w*)"
        ),
        "regions": r"(?:рэгі[её]н\w*|міжрэгіянальн\w+|горад\w*|гарад\w*|вобласц\w+|пабрацім\w+|мясцов\w+)",
        "governance": (
            r"(?:камісі\w+|камітэт\w*|дакладва\w+|даруч\w+|кантрол\w+|рабоч\w+ груп\w+|дарожн\w+ карт\w+|урад"
            r"\w*|ведамств\w*)"
        ),
    },
    "zh": {
        "politics": r"(?:声明|宣言|外交|访问|访华|到访|元首|政治|伙伴关系|会晤|会谈|一个中国|邀请|领事|高层交往)",
        "security": r"(?:安全|国防|军|停火|部队|恐怖|边境|边界|武器|威胁|警|人质|维和|网络安全|毒|执法|海岸)",
        "health": r"(?:卫生|健康|疫苗|疫情|抗疫|医疗|医院|药|病毒|防疫)",
        "trade": r"(?:贸易|经贸|出口|进口|关税|海关|市场准入|供应|产品|商品|小麦|粮食|农业|农产品|钾肥|木材|采购|能源|天然气|石油|电力|市场)",
        "finance": r"(?:金融|投资|贷款|信贷|银行|基金|赠款|货币|亿|债务|工业园|援助|财政|融资)",
        "transport": r"(?:交通|运输|铁路|公路|航空|航班|机场|港口|轮渡|过境|物流|走廊|一带一路|桥|班列)",
        "regions": r"(?:地方|地区合作|友好城市|友城|省|州|城市|结好)",
        "governance": r"(?:委员会|工作组|报告|督促|监督|责成|指示|落实|机制|路线图)",
    },
}
