"""English: what speaks for a commitment."""

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
    CueRule("agreed to", 4, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:agree(?:s|d|ing)?|concur(?:s|red)?),?(?: (?!with\b|that\b|on\b|about\b|upon\b|to\b|the\b)[\w-]+,?){0,4}?"
         r" (?:not )?to (?!the text|the wording|disagree|differ)[\w'-]+"),
    CueRule("agreed on", 3.2, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:agree(?:s|d)?|concur(?:s|red)?)(?: \w+ly| in principle| also){0,2} (?:on|upon) (?!that\b|(?:many|most|several|all|"
         r"various|a (?:wide )?(?:number|range) of) (?:\w+ )?(?:issues|points|questions|matters))[\w'-]+"),
    CueRule("agreed that … will", 3.6, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"agreed(?: \w+){0,3} that [^;.]{1,110}?\b(?:will|would|shall)\b(?! have\b)"),
    CueRule("agreed that … should, by a day", 3.9, C, why.AGREED, wording=AGREED, pattern=
         r"agreed(?: \w+){0,3} that [^;.]{1,110}?\bshould [^;.]{3,90}?\b(?:before|by (?:\d|the end|<time>)|no later than|"
         r"within \w+ (?:days|weeks|months)|in <time>)"),
    CueRule("agreed that", 1.9, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"agreed(?: \w+){0,3} that\b"),
    CueRule("agreed that … begins", 2.9, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"agreed(?: \w+){0,3} that [^;.]{1,90}?\b(?:commences?|begins?|starts?|enters?|meets?|convenes?|"
         r"takes? place|(?<!to )be \w+ed|be held)\b"),
    CueRule("agreed an act", 2.8, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"agreed (?:a|an|their|several|new|further|joint|the (?:date|dates|venue|schedule|timetable|terms|"
         r"list|outlines?)|(?:\w+ )?(?:steps|measures|actions))\b ?[\w'-]*"),
    CueRule("reached agreement", 3, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:reach|came? to|conclud|arriv\w+ at|struck)\w* (?:an? |the )?(?:[\w'-]+ ){0,3}(?:agreements?|"
         r"understandings?|consensus|accords?|deal) (?:on|to|about|that|for|under|with|regarding|"
         r"concerning)\b"),
    CueRule("agreement was reached", 3, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:agreements?|understandings?|consensus|accord) (?:was|were|has been|have been|is) (?:also "
         r")?reached"),
    CueRule("there is an agreement", 2.9, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"there (?:is|was) (?:an? |also |now |full )*(?:agreement|understanding|decision) (?:to|on|that)\b"),
    CueRule("declares", 3.1, C, why.DECIDED, "deed", wording=SHALL, pattern=
         r"declar(?:es?|ed|ing) (?:(?:an?|the|their|its) )?(?:[\w-]+ ){0,2}?(?:cessation|cease-?fire|truce|moratorium|"
         r"halt|intention|readiness|commitment|amnesty)"),
    CueRule("decided", 3.6, C, why.DECIDED, "deed", wording=AGREED, pattern=
         r"(?:decided|resolved|opted|(?:took|taken|made|make|adopted) (?:an?|the) (?:\w+ )?decision|"
         r"decisions? (?:was|were|has been|have been) (?:taken|made|adopted)) (?:(?:jointly|also|"
         r"unanimously) )?(?:to|that|on|not to|obliging|requiring|allowing|under which|by which|whereby)\b"),
    CueRule("a text provides for", 2.3, C, why.AGREED, "made", wording=AGREED, pattern=
         r"(?:agreement|deal|accord|protocol|memorandum|plan|program(?:me)?|road ?map|contract|arrangement|package)s?"
         r"(?: [\w-]+){0,3}? (?:provides? (?:for|that)|stipulates?|envisages?|foresees?|obliges?|commits?)\b"),
    CueRule("undertakes", 4, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"under(?:takes?|took|taking) (?:not )?(?:to\b|(?:an? |the |further |new |full )?(?:commitment|"
         r"obligation|responsibilit))"),
    CueRule("pledges", 3.6, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?<!the )(?<!their )(?<!its )(?:pledg(?:es?|ed|ing)|vow(?:s|ed)?|promis(?:es?|ed|ing)|"
         r"guarantee[sd]?|undertook) (?:not )?(?:to|that|up to|\$|€|£|an? |its\b|their\b|continued|full|"
         r"further|additional|new|\d|more|support|help|his\b|her\b|the\b|us\b|him\b)"),
    CueRule("commits to", 3.2, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?:commit(?:s|ted|ting)?|recommit(?:s|ted)?|committed themselves|bind(?:s)?)(?: (?:ourselves|"
         r"itself|himself|herself|themselves|fully|jointly))? (?:to|not to)\b(?! memory| trial)"),
    CueRule("guarantees", 2.9, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?<!security )(?<!the )(?<!for )guarantee(?:s|d) (?!of\b|for\b|and\b|from\b|by\b|to\b|are\b|were\b|in\b)[\w'-]+"),
    CueRule("commits somebody to", 3, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?:commits?|committed|obliges?|obliged|binds?|requires?) (?:the |both |all |each |either )(?:\w+ ){1,3}?to\b"),
    CueRule("commits money", 3.4, C, why.MONEY, "deed", pattern=
         r"commit(?:s|ted|ting) (?:an? |up to |at least )?(?:additional |further |initial )?<money>"),
    CueRule("assured that", 2.8, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?:assur(?:es?|ed|ing)|(?:gave|given|provid\w+|offered) (?:firm |his |her |its |their |an? |the "
         r")*(?:assurances?|guarantees?|word)) [^;.]{0,80}?(?:that|of|to)\b"),
    CueRule("consents", 3.2, C, why.AGREED, "deed", wording=AGREED, pattern=
         r"(?:gave|given|gives?|giving|expressed|granted|grants?|obtained) (?:his |her |its |their |the |"
         r"formal |an? )*(?:consent|approval|agreement|green light|go-ahead|blessing) (?:to|for)\b"),
    CueRule("approves", 2.8, C, why.DECIDED, "deed", wording=AGREED, pattern=
         r"(?:approv(?:es?|ed)|authori[sz](?:es?|ed)|green-?lit|(?:was|were|been) approved)(?: (?:the|an?|"
         r"of|for|new|its|their))* ?(?:[\w-]+ ){0,2}?(?:establishment|creation|allocation|launch|sale|"
         r"provision|construction|opening|deployment|road ?map|plans?|purchase|transfer|release|appointment|"
         r"extension|loans?|grants?|package)"),
    CueRule("extends until", 2.6, C, why.DECIDED, "made", wording=AGREED, pattern=
         r"(?:extend(?:s|ed)?|prolong(?:s|ed)?|renew(?:s|ed)?) (?:the |their |its )?(?:[\w-]+ "
         r"){1,5}?(?:until|till|through|for (?:another|a further|an additional|\w+ (?:more )?(?:months|"
         r"years|days)))"),
    CueRule("stands by its word", 2.9, C, why.REAFFIRMED, "deed", wording=SHALL, pattern=
         r"(?:stands?|stood) by (?:its|their|his|her|the|our) (?:[\w-]+ ){0,2}?(?:commitments?|pledges?|obligations?|"
         r"promises?|word|understandings?|agreements?)"),
    CueRule("a commitment secured", 2.9, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?:secured|obtained|received|won|got|elicited) (?:an? |the |firm |clear |new |\w+'s )*(?:commitments?|"
         r"assurances?|pledges?|promises?|guarantees?)"),
    CueRule("obliges itself", 2.8, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?:assum(?:es?|ed)|accepts?|accepted|takes?|took) (?:on |upon )?(?:itself |themselves |the |full |"
         r"an? )*(?:obligations?|responsibility|commitments?) (?:to|for|of|under)"),
    CueRule("made a commitment", 3, C, why.PROMISED, "deed", wording=SHALL, pattern=
         r"(?:made|make|making|gave|announced|signed up to) (?:an? |the |new |firm |clear |concrete |"
         r"specific )*(?:commitments?|pledges?|promises?) (?:to|that|of|on)"),
    # --- Instructions and duties ---------------------------------------------------------------------------
    CueRule("instructed", 3.8, C, why.INSTRUCTED, "deed", MANDATE, SHALL, pattern=
         r"(?:instructs?|instructed|tasks?|tasked|directs?|directed|orders?|ordered|mandated|charged|"
         r"entrusted|assigned|authori[sz]ed|empowered) (?!at\b|against\b|by\b|with\b|towards?\b|to\b|in\b|"
         r"on\b|efforts\b)[\w',. -]{2,100}?\b(?:to|with)\b"),
    CueRule("was instructed", 3.6, C, why.INSTRUCTED, "deed", MANDATE, SHALL, pattern=
         r"(?:is|are|was|were|been|be) (?:hereby |also )?(?:instructed|tasked|directed|ordered|mandated|"
         r"charged|entrusted|authori[sz]ed|requested|assigned|commissioned) (?:to|with)\b"),
    CueRule("gave instructions", 3.4, C, why.INSTRUCTED, "deed", MANDATE, SHALL, pattern=
         r"(?:gave|given|issued?|giving) (?:the |relevant |an? |clear |appropriate |corresponding |specific "
         r")*(?:instructions?|directives?|orders?|mandate|assignments?) (?:to|that|for|on)\b"),
    CueRule("asked own officials", 2.8, C, why.INSTRUCTED, "deed", MANDATE, SHALL, pattern=
         r"(?:asked|requested) (?:the |their |his |its |both |relevant )+(?:\w+ ){0,2}(?:ministers?|"
         r"ministry|ministries|commission|committee|governments?|officials|experts|teams?|working group|"
         r"agencies|deputies|negotiators|secretariat|envoys?|foreign)\b[\w' ]{0,60}? to\b"),
    CueRule("tasks its own", 3.6, C, why.INSTRUCTED, "", MANDATE, SHALL, pattern=
         r"(?:ask|invite|charge|request|encourage|call(?:s|ed)? (?:on|upon)|task)(?:s|d|ed)? (?:our|their|its|his|her) "
         r"(?:[\w-]+ ){0,4}?(?:ministers?|ministry|ministries|officials?|officers?|experts|teams?|groups?|agencies|"
         r"authorities|negotiators|envoys?|deputies|commission|committee|representatives|regulators)\b[\w', ]{0,60}? to \w+"),
    CueRule("minutes", 3.1, C, why.INSTRUCTED, "made", MANDATE, SHALL, pattern=
         r"(?:(?<=^)|(?<=; ))<mark>(?:(?:the|both|each) )?(?:[\w-]+ ){0,3}?(?:sides?|part(?:y|ies)|experts|ministr(?:y|ies)|"
         r"commissions?|committees?|secretariats?|groups?|authorities|agenc(?:y|ies)|banks?|delegations?|ministers?|"
         r"chairs|embass(?:y|ies)|team) to (?!the\b|be (?:seen|blamed)|date\b|a\b)[a-z]+"
         r"|(?:(?<=^)|(?<=; ))<mark>[a-z]+ to (?:provide|submit|send|prepare|host|draft|supply|deliver|present|nominate|"
         r"appoint|share|inform|pay|report|circulate|arrange|finali[sz]e|confirm)\b"),
    CueRule("asked to prepare", 2.9, C, why.INSTRUCTED, "deed", MANDATE, SHALL, pattern=
         r"(?:asked|requested) (?:the|their|his|her|its|both|all) [\w' -]{2,40} to (?:submit|prepare|report|draft|"
         r"present|finali[sz]e|work out|draw up|develop|speed up|complete|organi[sz]e|coordinate|follow up|"
         r"convene|arrange|examine|study|identify|review)\b"),
    CueRule("is responsible for", 2.3, C, why.DUTY, "made", MANDATE, SHALL, pattern=
         r"(?:is|are|be|was|were) (?:made )?(?:responsible|in charge|accountable) (?:for|of)\b"),
    CueRule("reports to", 2.2, C, why.DUTY, "made", MANDATE, SHALL, pattern=
         r"(?:reports?|meets?|convenes?) (?:regularly |back |directly |periodically )?(?:to the|annually|"
         r"every|once a|twice a|each)\b"),
    # --- The future --------------------------------------------------------------------------------------
    CueRule("shall", 3.4, C, why.SHALL, "will", wording=SHALL, pattern=
         r"shall(?=,)|shall(?: also| not| jointly| be| \w+ly)? [\w-]+"),
    CueRule("will continue", 3.4, C, why.CONTINUES, "keep", wording=SHALL, pattern=
         r"(?:will|shall|would|going to)(?: also| both| jointly| \w+ly){0,2} (?:continue|carry on|keep|"
         r"maintain|go on)\b"),
    CueRule("will not", 2.4, C, why.REFRAINS, "will", wording=SHALL, pattern=
         r"(?:will|would|shall) (?:not|never)(?! rule out| mean| exclude| need| have| exist| serve| believe| "
         r"consider| see| agree| know| share| depend| only)(?: seek| intend| allow)? (?:to )?[\w-]+"),
    CueRule("will be done", 3.2, C, why.WILL, "made", wording=SHALL, pattern=
         r"(?:will|shall|would)(?: also| soon| then| \w+ly){0,2} (?:be|get) (?:\w+ly |jointly "
         r")?(?!interested|concerned|pleased|delighted|excited|honou?red|limited|needed|required|affected|"
         r"welcomed|remembered|determined by|based|indeed)(?:\w{2,}ed|held|set|built|made|given|paid|sent|"
         r"brought|chosen|drawn|taken|put|laid|led|done|undertaken)\b"),
    CueRule("sides will enable", 3.6, C, why.WILL, wording=SHALL, pattern=
         r"(?:(?:both|the two|two|our) (?:sides|countries|governments|states|parties|nations|ministries)|the (?:sides|parties|"
         r"governments?)|^we|, we) (?:also |each )?(?:will|shall) (?:allow|enable|remain|boost|contribute|encourage|permit|"
         r"foster|stimulate|help|bring|open|save|advance)\b"),
    CueRule("will act", 2.9, C, why.WILL, "will", wording=SHALL, pattern=
         r"(?:will|'ll|would)(?:,? \([a-z0-9]{1,4}\)| also| soon| now| then| both| each| jointly| together| further| \w+ly){0,2} "
         r"(?!be\b|have\b|like|not\b|never\b|of\b|to\b|and\b|is\b|was\b|has\b|that\b|welcome\b|appreciate|"
         r"love|rather|in\b|for\b)[a-z]+"),
    CueRule("will be ready", 3, C, why.WILL, "ready", wording=SHALL, pattern=
         r"(?:will|would) (?:\w+ly )?(?:be|remain|stay) (?:as |fully |always |an? )*(?:ready|prepared|open|"
         r"committed|active|engaged|available|responsible|in (?:close )?(?:contact|touch)|seized|part|at "
         r"the disposal)"),
    CueRule("is giving", 2.7, C, why.MONEY, "made", pattern=
         r"(?:is|are|'re) (?:also |now |today |currently )?(?:allocating|stepping up|scaling up|ramping up|rolling out|providing|sending|deploying|"
         r"supplying|delivering|donating|launching|lifting|removing|opening|investing|contributing|"
         r"extending|offering|dispatching|establishing|setting up|doubling|tripling|increasing (?:its|our|"
         r"their)|expanding (?:its|our|their)|withdrawing|suspending|releasing|joining|waiving|granting)\b"),
    CueRule("there will be", 2.8, C, why.SCHEDULED, "made", pattern=
         r"there (?:will|shall) be (?:\w+ ){0,3}?(?:meetings?|consultations?|sessions?|inspections?|rounds?|"
         r"exchanges?|reviews?|patrols?|visits?|hearings?)"),
    CueRule("is going to", 2.8, C, why.WILL, "will", wording=SHALL, pattern=
         r"(?:is|are|'re|was|were) going to \w+"),
    CueRule("is to", 2.5, C, why.WILL, "will", wording=SHALL, pattern=
         r"(?:(?:is|are) (?:also |then |now )?to (?!blame\b|be (?:found|seen|welcomed|commended|noted|"
         r"expected|congratulated)|do with|say|ensure that|make|show)[a-z]+|(?:was|were) to (?:be \w+ed|be "
         r"held|meet|visit|report|begin))"),
    CueRule("takes place", 3.4, C, why.SCHEDULED, "made", pattern=
         r"(?:will|would|shall|to) (?:also )?(?:take place|be held|be hosted|be convened|be signed|meet "
         r"again|convene|enter into force|take effect|come into (?:force|effect))"),
    CueRule("is scheduled", 2.8, C, why.SCHEDULED, "made", pattern=
         r"(?:(?:re)?scheduled|slated|timetabled|due|set|planned|expected|envisaged|foreseen|earmarked|arranged) "
         r"(?:to (?:be (?:\w+ed|held)|take place|visit|meet|sign|start|begin|arrive|attend|open|travel|"
         r"convene|chair|enter|hold|come|launch|host|complete|conclude|report|deliver|join|return|participate|"
         r"finali[sz]e|receive|invest|purchase|buy|resume|address)|for (?:\w+ "
         r"){0,3}(?:<time>|\d))"),
    CueRule("to be held", 2.1, C, why.SCHEDULED, "made", pattern=
         r"to be (?:held|signed|convened|hosted|established|set up|created|completed|launched|opened|built|"
         r"finali[sz]ed|delivered|disbursed|implemented|ratified|submitted|formed|released|transferred|"
         r"carried out|prepared|concluded|supplied|adopted|provided|appointed|chaired)\b"),
    CueRule("looks forward to a planned event", 2.3, C, why.SCHEDULED, "made", pattern=
         r"look(?:s|ed|ing)? forward to (?![^;.]{3,120}years (?:to come|ahead))[^;.]{3,120}?(?:\b(?:in|on|"
         r"by|next|this|later|from|at)\b (?:the )?(?:\w+ ){0,4}<time>|to be held|\d{4})"),
    # --- Readiness, intention, aim ---------------------------------------------------------------------------
    CueRule("ready to", 3.4, C, why.READY, "ready", wording=READY, pattern=
         r"(?:ready|standing by) (?:to|for)\b"),
    CueRule("readiness to", 3.4, C, why.READY, "ready", wording=READY, pattern=
         r"(?:readiness|preparedness|willingness)(?: of [^;.]{1,60})? to\b|(?:its|their|his|her|our|full|mutual|expressed|"
         r"confirmed|reaffirmed|reiterated) (?:readiness|preparedness|willingness) for\b"),
    CueRule("keen to", 2.9, C, why.READY, "ready", wording=READY, pattern=
         r"(?:voic|express|reaffirm|confirm|stress|underlin|underscor|reiterat|declar)\w* (?:(?:its|their|his|her|our|the|a|"
         r"joint|shared|common|firm|mutual|strong|political) ){1,3}(?:keenness|eagerness|resolve|determination|will|zeal) to\b"),
    CueRule("prepared to", 3.2, C, why.READY, "ready", wording=READY, pattern=
         r"(?:is|are|be|was|were|stands?|remains?|also|fully|always) (?:also )?(?:prepared|willing) to\b"),
    CueRule("offers to", 2.7, C, why.READY, "ready", wording=READY, pattern=
         r"(?:offer(?:s|ed)?|volunteer(?:s|ed)?|propos(?:es|ed) itself) (?:to|assistance|help|support|(?:his|her|its|their) (?:good )?\w+ (?:to|in|for|as))\b"),
    CueRule("intends to", 3.3, C, why.INTENDS, "ready", wording=WORKING, pattern=
         r"(?:intend(?:s|ed|ing)? to|intent(?:ions?)? (?:to|of|for)|(?:have|has) (?:every|no) intention|"
         r"mean(?:s)? to (?!say)|proposes to\b|undertaking to)"),
    CueRule("plans to", 2.8, C, why.INTENDS, "ready", wording=WORKING, pattern=
         r"(?:plan(?:s|ned)? (?:on|to)\b|planning to\b|plans? (?:are|is) under ?way|(?:has|have) (?:firm "
         r")?plans? (?:to|for)|plans? calls? for|envisag\w+ (?:to|that|the (?:creation|establishment|"
         r"construction|launch|opening|signing|supply|purchase)))"),
    CueRule("aims to", 2.3, C, why.DETERMINED, "ready", wording=WORKING, pattern=
         r"(?:aim(?:s|ed)? (?:to|at)\b|seeks? to\b|striv(?:es?|ing) to|sets? out to|endeavou?rs? to|works? "
         r"to(?:wards?)? )"),
    CueRule("determined to", 2.6, C, why.DETERMINED, "ready", wording=WORKING, pattern=
         r"(?:determin(?:ed|ation) to|resolv(?:e|ed) to|firm resolve)\b"),
    CueRule("working on", 2.3, C, why.WORKING, "ready", wording=WORKING, pattern=
         r"(?:is|are|were) (?:also |already |now |currently |actively |jointly |closely )*(?:working (?:to|"
         r"on|out|towards?|together|with)|finali[sz]ing|drafting|preparing (?:to|an?|the|for)|taking "
         r"(?:steps|measures|action)|in the process of|moving forward with|developing an?|building an?)\b"),
    CueRule("is being prepared", 2.2, C, why.WORKING, "ready", wording=WORKING, pattern=
         r"(?:is|are) (?:also |already |now |currently )?being (?:drafted|prepared|developed|finali[sz]ed|"
         r"worked (?:out|on)|drawn up|set up|established|arranged)"),
    CueRule("would like to work", 2.9, C, why.READY, "ready", wording=READY, pattern=
         r"would like to (?:work|cooperate|continue|expand|deepen|join|make joint|strengthen|step up|"
         r"enhance)"),
    CueRule("goal set", 2.5, C, why.DETERMINED, "ready", wording=WORKING, pattern=
         r"(?:reaffirm|reiterat|confirm|set|adopt|agreed|endors|share)\w* (?:(?:themselves|itself|ourselves|the|an?|their|its|our|joint|"
         r"ambitious|common|shared) ){1,4}(?:goals?|targets?|objectives?|aims?) (?:of|to)\b"),
    CueRule("says it can give", 2.7, C, why.READY, wording=READY, pattern=
         r"(?:said|says|repeated|confirmed|reiterated|assured)(?: [\w'-]+){0,4}? (?:it|they|he|she|[\w-]+) (?:can|is able to|"
         r"are able to) (?:provide|supply|deliver|offer|send|help)\b"),
    CueRule("wants to", 1.2, C, why.INTENDS, "ready", wording=Wording.CONSIDERED, pattern=
         r"(?:want(?:s|ed)? to|wish(?:es|ed)? to|desires? to|(?:is|are|was|were) (?:keen|eager|open) to|in "
         r"a position to)\b"),
    # --- Continuing, stated again -----------------------------------------------------------------------------
    CueRule("commitment reaffirmed", 3.4, C, why.REAFFIRMED, "keep", wording=SHALL, pattern=
         r"(?:reaffirm|reiterat|renew|confirm|restat|underscor|underlin|express|stress|emphasi|repeat|"
         r"affirm)\w* (?:(?:its|their|his|her|the|our|an?|shared|strong|firm|mutual|joint|common|steadfast|"
         r"unwavering|ironclad|full|continued|continuing|enduring|long-standing|two|both|the|[\w-]+'s?) "
         r"){0,5}(?:commitments? (?:to|under|on|not|in|that)|(?:pledges?|obligations?|undertakings?) (?:to|under|on|not|in|of|"
         r"made))\b"),
    CueRule("commitment of somebody to", 2.6, C, why.REAFFIRMED, "keep", wording=SHALL, pattern=
         r"(?:the |their |joint |shared )(?:\w+ )?(?:commitment|pledge|resolve) of [^;.,]{2,80}? to \w+"),
    CueRule("remains committed", 2.6, C, why.REAFFIRMED, "keep", wording=SHALL, pattern=
         r"(?:is|are|remains?|stays?|was|were|be) (?:\w+ly |also |both |deeply ){0,2}(?:committed|"
         r"dedicated) to\b"),
    CueRule("commitment to", 2.2, C, why.REAFFIRMED, "keep", wording=SHALL, pattern=
         r"(?:its|their|his|her|our|the [\w ]{2,30}'s?|continued|firm|strong|unwavering|shared|mutual|"
         r"steadfast) commitments? to\b"),
    CueRule("readiness confirmed", 2, C, why.REAFFIRMED, "keep", wording=SHALL, pattern=
         r"(?:confirm|reaffirm|reiterat)\w* (?:(?:its|their|his|her|the|that|firm|full|mutual|continued) "
         r"){0,3}(?:intention|plans?|support for|participation|attendance|willingness|obligations?)"),
    CueRule("continues to give", 2.1, C, why.CONTINUES, "keep", wording=SHALL, pattern=
         r"continu(?:es?|ing) to (?:support|provide|assist|supply|implement|honou?r|back|help|finance|fund|"
         r"abide|comply|adhere|observe)"),
    CueRule("one China", 2.6, C, why.ADHERES, "keep", wording=SHALL, pattern=
         r"(?:adher|abid|commit|follow|pursu|uphold|observ)\w* (?:\w+ ){0,4}one[- ]china|one[- ]china "
         r"(?:policy|principle) (?:has not|remains|is unchanged)"),
    CueRule("does not seek", 2.6, C, why.ADHERES, "ready", wording=SHALL, pattern=
         r"(?:does|do) not (?:seek|intend|plan|support [\w ']{2,20}independence)\b"),
    CueRule("backs a candidacy", 2.2, C, why.BACKS, "keep", pattern=
         r"(?:support|back|endors)\w* (?:for )?(?:[\w'-]+ ){0,4}(?:candida\w+|chairmanship|presidency|bid|"
         r"accession|membership|application)"),
    # --- Bodies, money, invitations, announcements -------------------------------------------------------------
    CueRule("creates a body", 2.3, C, why.CREATED, "made", DONE, Wording.DONE, pattern=
         r"(?:establish(?:es|ed|ing)?|set(?:s|ting)? up|creat(?:es?|ed|ing)|launch(?:es|ed|ing)?|form(?:s|"
         r"ed|ing)?|institut(?:es?|ed|ing)|has been formed|is formed) (?:of )?(?:an?|the|two|three|new|"
         r"joint) (?:[\w'-]+ ){0,5}<body>"),
    CueRule("a body was created", 2.8, C, why.CREATED, "made", DONE, Wording.DONE, pattern=
         r"<body>(?: \w+){0,5} (?:has been|have been|is|are|was|were) (?:also |hereby |jointly "
         r")?(?:established|set up|created|formed|launched)"),
    CueRule("money given", 3, C, why.MONEY, "made", pattern=
         r"(?:provid|allocat|contribut|donat|disburs|pledg|announc|extend|grant|mobili[sz]|earmark|set "
         r"aside|lend|invest(?!ment|or))\w*[^;.]{0,70}?<money>"),
    CueRule("announces", 2.6, C, why.ANNOUNCED, "made", pattern=
         r"(?:announc(?:es?|ed|ing)|unveil(?:s|ed)?)(?: today| also)? (?:that [\w' ]{2,40}(?:will|would|is|"
         r"are)|plans?|(?:an?|the|new|additional|further|his|her|its|their|our) (?:[\w'-]+ ){0,3}(?:launch|"
         r"package|programme|program|initiative|creation|establishment|funding|financing|intention|decision|"
         r"assistance|grants?|loans?|investments?|contribution|donation|gift|aid|release|support|ceasefire|"
         r"appointment|release|partnership|plans?|steps|measures|lifting))"),
    CueRule("invitation accepted", 3.6, C, why.ACCEPTED, "made", wording=AGREED, pattern=
         r"(?:accept(?:s|ed|ing)?(?: \w+ly| with \w+)? (?:(?:the|an|his|her|this|their|that|kind|[\w-]+'s?) "
         r"){0,4}(?:\w+ )?(?:invitation|offer)|invitation (?:was|has been|is) (?:\w+ly )?accepted)"),
    CueRule("terms accepted", 2.9, C, why.ACCEPTED, "deed", wording=AGREED, pattern=
         r"accept(?:s|ed)? (?:the |this |that |these |[\w-]+'s? )?(?:\w+ )?(?:proposals?|terms|ceasefire|"
         r"plan|recommendations|request|conditions|timetable)\b"),
    CueRule("attendance confirmed", 3.2, C, why.ACCEPTED, "made", wording=AGREED, pattern=
         r"confirm(?:s|ed)? (?:that )?(?:(?:his|her|their|its|he|she|they) )?(?:\w+ )?(?:participation|"
         r"attendance|presence|visit|will|would)"),
    CueRule("proposed together", 2.9, C, why.JOINT_PROPOSAL, "deed", wording=Wording.SUGGESTED, pattern=
         r"(?:the parties|the sides|both sides|the two sides|the two countries|the presidents|the heads of "
         r"state|they)(?: have)?(?: also)? (?:proposed|suggested) (?:\w+ing|an? \w+|to \w+)"),
    CueRule("a pledge welcomed", 2.8, C, why.MONEY, "deed", pattern=
         r"(?:welcom|hail|salut|applaud|commend|prais|appreciat)\w+ [^;.]{2,60}?(?:decision|pledge|commitment|intention|readiness|"
         r"plans?|offer|consent|agreement|resolve|undertaking|contribution|announcement)s? (?:to|of|by|that) [^;.]{0,80}?(?:\d|<time>)"),
    CueRule("list handed over", 2.9, C, why.PROPOSED, "deed", SpeechAct.REQUEST, Wording.SUGGESTED, pattern=
         r"(?:suggested|submitted|handed over|put forward|presented) (?:an? )?(?:list of (?:products|goods|"
         r"projects|items|enterprises)|\d+ (?:items|products|projects))"),
    CueRule("act by these words", 3, C, why.ANNOUNCED, "deed", wording=SHALL, pattern=
         r"(?:hereby|(?:with|by|through) (?:this|the present) (?:\w+ )?(?:statement|declaration|document|letter|decree),?)"
         r"(?: [\w-]+){0,4}? (?:establish|creat|launch|set|lift|suspend|waiv|abolish|grant|open|declar|adopt|cancel|renounc|"
         r"revok|extend|end|recogni[sz])(?:s|es)?\b"
         r"|^<mark>(?:and |hereby |also |therefore )*we (?:hereby |also |therefore )?(?:establish|create|launch|set up|lift|suspend|waive|"
         r"grant|adopt|dedicate|allocate|designate)\b"),
    CueRule("lifts all", 2.4, C, why.ANNOUNCED, "made", wording=SHALL, pattern=
         r"(?:lifts|waives|abolishes|suspends|scraps|cancels|lends|writes off) (?:all|its|the|any|\w+ty|\w+teen|\d)\b"),
    CueRule("bare act", 2.7, C, why.BARE_ACT, "bare", wording=AGREED, pattern=
         r"^<mark>(?:and |to |jointly |not |no later than [\w ]{2,20}, )*<act>\b(?! (?:of|is|are|was|were|"
         r"has|will|have)\b)"),
)
