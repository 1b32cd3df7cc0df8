"""English: what speaks for a commitment."""

from commitments.suggestions.rule import Rule
from commitments.suggestions.rules import reasons as why
from commitments.vocabulary import SentenceKind, SpeechAct, Wording

C = SentenceKind.COMMITMENT
MANDATE, DONE = SpeechAct.MANDATE, SpeechAct.ALREADY_DONE
AGREED, SHALL, READY, WORKING = Wording.AGREED, Wording.SHALL, Wording.READY, Wording.WORKING_ON

COMMITS = (
    # --- Agreement on an act, decisions, promises ---------------------------------------------------------
    Rule("agreed to", r"agree(?:s|d|ing)?,?(?: \w+ly| in principle| also| further| today| once again){0,2} (?:not )?to (?!the text|the wording|disagree|differ)[\w'-]+", 4, C, why.AGREED, "deed", wording=AGREED),
    Rule("agreed on", r"agree(?:s|d)?(?: \w+ly| in principle| also){0,2} (?:on|upon) (?!that\b)[\w'-]+", 3.2, C, why.AGREED, "deed", wording=AGREED),
    Rule("agreed that … will", r"agreed(?: \w+){0,3} that [^;.]{1,110}?\b(?:will|would|shall)\b", 3.6, C, why.AGREED, "deed", wording=AGREED),
    Rule("agreed that", r"agreed(?: \w+){0,3} that\b", 1.9, C, why.AGREED, "deed", wording=AGREED),
    Rule("agreed that … begins", r"agreed(?: \w+){0,3} that [^;.]{1,90}?\b(?:commences?|begins?|starts?|enters?|meets?|convenes?|takes? place|(?<!to )be \w+ed|be held)\b", 2.9, C, why.AGREED, "deed", wording=AGREED),
    Rule("agreed an act", r"agreed (?:a|an|their|several|new|further|joint|the (?:date|dates|venue|schedule|timetable|terms|list|outlines?)|(?:\w+ )?(?:steps|measures|actions)) ?[\w'-]*", 2.8, C, why.AGREED, "deed", wording=AGREED),
    Rule("reached agreement", r"(?:reach|came? to|conclud|arriv\w+ at|struck)\w* (?:an? |the )?(?:[\w'-]+ ){0,3}(?:agreements?|understandings?|consensus|accords?|deal) (?:on|to|about|that|for|under|with|regarding|concerning)\b", 3, C, why.AGREED, "deed", wording=AGREED),
    Rule("agreement was reached", r"(?:agreements?|understandings?|consensus|accord) (?:was|were|has been|have been|is) (?:also )?reached", 3, C, why.AGREED, "deed", wording=AGREED),
    Rule("decided", r"(?:decided|resolved|opted|(?:took|taken|made|make|adopted) (?:an?|the) (?:\w+ )?decision|decisions? (?:was|were|has been|have been) (?:taken|made|adopted)) (?:(?:jointly|also|unanimously) )?(?:to|that|on|not to)\b", 3.6, C, why.DECIDED, "deed", wording=AGREED),
    Rule("undertakes", r"under(?:takes?|took|taking) (?:not )?(?:to\b|(?:an? |the |further |new |full )?(?:commitment|obligation|responsibilit))", 4, C, why.PROMISED, "deed", wording=SHALL),
    Rule("pledges", r"(?:pledg(?:es?|ed|ing)|vow(?:s|ed)?|promis(?:es?|ed|ing)|guarantee[sd]?|undertook) (?:not )?(?:to|that|up to|\$|€|£|an? |its|their|continued|full|further|additional|new|\d|more|support|help|his|her|the|us|him)", 3.6, C, why.PROMISED, "deed", wording=SHALL),
    Rule("commits to", r"(?:commit(?:s|ted|ting)?|recommit(?:s|ted)?|committed themselves|bind(?:s)?)(?: (?:ourselves|itself|himself|herself|themselves|fully|jointly))? (?:to|not to)\b(?! memory| trial)", 3.2, C, why.PROMISED, "deed", wording=SHALL),
    Rule("commits money", r"commit(?:s|ted|ting) (?:an? |up to |at least )?(?:additional |further |initial )?<money>", 3.4, C, why.MONEY, "deed"),
    Rule("assured that", r"(?:assur(?:es?|ed|ing)|(?:gave|given|provid\w+|offered) (?:firm |his |her |its |their |an? |the )*(?:assurances?|guarantees?|word)) [^;.]{0,80}?(?:that|of|to)\b", 2.8, C, why.PROMISED, "deed", wording=SHALL),
    Rule("obliges itself", r"(?:assum(?:es?|ed)|accepts?|accepted|takes?|took) (?:on |upon )?(?:itself |themselves |the |full |an? )*(?:obligations?|responsibility|commitments?) (?:to|for|of|under)", 2.8, C, why.PROMISED, "deed", wording=SHALL),
    Rule("made a commitment", r"(?:made|make|making|gave|announced|signed up to) (?:an? |the |new |firm |clear |concrete |specific )*(?:commitments?|pledges?|promises?) (?:to|that|of|on)", 3, C, why.PROMISED, "deed", wording=SHALL),
    # --- Instructions and duties ---------------------------------------------------------------------------
    Rule("instructed", r"(?:instructs?|instructed|tasks?|tasked|directs?|directed|orders?|ordered|mandated|charged|entrusted|assigned|authori[sz]ed|empowered) (?!at\b|against\b|by\b|with\b|towards?\b|to\b|in\b|on\b|efforts\b)[\w',. -]{2,100}?\b(?:to|with)\b", 3.8, C, why.INSTRUCTED, "deed", MANDATE, SHALL),
    Rule("was instructed", r"(?:is|are|was|were|been|be) (?:hereby |also )?(?:instructed|tasked|directed|ordered|mandated|charged|entrusted|authori[sz]ed|requested|assigned|commissioned) (?:to|with)\b", 3.6, C, why.INSTRUCTED, "deed", MANDATE, SHALL),
    Rule("gave instructions", r"(?:gave|given|issued?|giving) (?:the |relevant |an? |clear |appropriate |corresponding |specific )*(?:instructions?|directives?|orders?|mandate|assignments?) (?:to|that|for|on)\b", 3.4, C, why.INSTRUCTED, "deed", MANDATE, SHALL),
    Rule("asked own officials", r"(?:asked|requested) (?:the |their |his |its |both |relevant )+(?:\w+ ){0,2}(?:ministers?|ministry|ministries|commission|committee|governments?|officials|experts|teams?|working group|agencies|deputies|negotiators|secretariat|envoys?|foreign)\b[\w' ]{0,60}? to\b", 2.8, C, why.INSTRUCTED, "deed", MANDATE, SHALL),
    Rule("is responsible for", r"(?:is|are|be|was|were) (?:made )?(?:responsible|in charge|accountable) (?:for|of)\b", 2.3, C, why.DUTY, "made", MANDATE, SHALL),
    Rule("reports to", r"(?:reports?|meets?|convenes?) (?:regularly |back |directly |periodically )?(?:to the|annually|every|once a|twice a|each)\b", 2.2, C, why.DUTY, "made", MANDATE, SHALL),
    # --- The future --------------------------------------------------------------------------------------
    Rule("shall", r"shall(?: also| not| jointly| be| \w+ly)? [\w-]+", 3.4, C, why.SHALL, "will", wording=SHALL),
    Rule("will continue", r"(?:will|shall|would|going to)(?: also| both| jointly| \w+ly){0,2} (?:continue|carry on|keep|maintain|go on)\b", 3.4, C, why.CONTINUES, "keep", wording=SHALL),
    Rule("will not", r"(?:will|would|shall|does|do) (?:not|never)(?! rule out| mean| exclude| need| have| exist| serve| believe| consider| see| agree| know| share| depend| only)(?: seek| intend| allow)? (?:to )?[\w-]+", 2.4, C, why.REFRAINS, "will", wording=SHALL),
    Rule("will be done", r"(?:will|shall|would)(?: also| soon| then| \w+ly){0,2} (?:be|get) (?:\w+ly |jointly )?(?!interested|concerned|pleased|delighted|excited|honou?red|limited|needed|required|affected|welcomed|remembered|determined by|based|indeed)(?:\w{2,}ed|held|set|built|made|given|paid|sent|brought|chosen|drawn|taken|put|laid|led|done|undertaken)\b", 3.2, C, why.WILL, "made", wording=SHALL),
    Rule("will act", r"(?:will|'ll|would)(?: also| soon| now| then| both| each| jointly| together| further| \w+ly){0,2} (?!be\b|have\b|like|not\b|never\b|of\b|to\b|and\b|is\b|was\b|has\b|that\b|welcome\b|appreciate|love|rather|in\b|for\b)[a-z]+", 2.9, C, why.WILL, "will", wording=SHALL),
    Rule("will be ready", r"(?:will|would) (?:\w+ly )?(?:be|remain|stay) (?:as |fully |always |an? )*(?:ready|prepared|open|committed|active|engaged|available|responsible|in (?:close )?(?:contact|touch)|seized|part|at the disposal)", 3, C, why.WILL, "ready", wording=SHALL),
    Rule("is going to", r"(?:is|are|'re|was|were) going to \w+", 2.8, C, why.WILL, "will", wording=SHALL),
    Rule("is to", r"(?:(?:is|are) (?:also |then |now )?to (?!blame\b|be (?:found|seen|welcomed|commended|noted|expected|congratulated)|do with|say|ensure that|make|show)[a-z]+|(?:was|were) to (?:be \w+ed|be held|meet|visit|report|begin))", 2.5, C, why.WILL, "will", wording=SHALL),
    Rule("takes place", r"(?:will|would|shall|to) (?:also )?(?:take place|be held|be hosted|be convened|be signed|meet again|convene|enter into force|take effect|come into (?:force|effect))", 3.4, C, why.SCHEDULED, "made"),
    Rule("is scheduled", r"(?:scheduled|slated|timetabled|due|set|planned|expected|envisaged|foreseen|earmarked|arranged) (?:to (?:be (?:\w+ed|held)|take place|visit|meet|sign|start|begin|arrive|attend|open|travel|convene|chair|enter|hold|come|launch|host|complete|conclude|report|deliver)|for (?:\w+ ){0,3}(?:<time>|\d))", 2.8, C, why.SCHEDULED, "made"),
    Rule("to be held", r"to be (?:held|signed|convened|hosted|established|set up|created|completed|launched|opened|built|finali[sz]ed|delivered|disbursed|implemented|ratified|submitted|formed|released|transferred|carried out|prepared|concluded|supplied|adopted|provided|appointed|chaired)\b", 2.1, C, why.SCHEDULED, "made"),
    Rule("looks forward to a planned event", r"look(?:s|ed|ing)? forward to (?![^;.]{3,120}years (?:to come|ahead))[^;.]{3,120}?(?:\b(?:in|on|by|next|this|later|from|at)\b (?:the )?(?:\w+ ){0,4}<time>|to be held|\d{4})", 2.3, C, why.SCHEDULED, "made"),
    # --- Readiness, intention, aim ---------------------------------------------------------------------------
    Rule("ready to", r"(?:ready|standing by) (?:to|for)\b", 3.4, C, why.READY, "ready", wording=READY),
    Rule("readiness to", r"(?:readiness|preparedness|willingness)(?: of [^;.]{1,60})? (?:to|for)\b", 3.4, C, why.READY, "ready", wording=READY),
    Rule("prepared to", r"(?:is|are|be|was|were|stands?|remains?|also|fully|always) (?:also )?(?:prepared|willing) to\b", 3.2, C, why.READY, "ready", wording=READY),
    Rule("intends to", r"(?:intend(?:s|ed|ing)? to|intent(?:ions?)? (?:to|of|for)|(?:have|has) (?:every|no) intention|mean(?:s)? to (?!say)|proposes to\b|undertaking to)", 3.3, C, why.INTENDS, "ready", wording=WORKING),
    Rule("plans to", r"(?:plan(?:s|ned)? (?:on|to)\b|planning to\b|plans? (?:are|is) under ?way|(?:has|have) (?:firm )?plans? (?:to|for)|envisag\w+ (?:to|that|the (?:creation|establishment|construction|launch|opening|signing|supply|purchase)))", 2.8, C, why.INTENDS, "ready", wording=WORKING),
    Rule("aims to", r"(?:aim(?:s|ed)? (?:to|at)\b|seeks? to\b|striv(?:es?|ing) to|sets? out to|endeavou?rs? to|works? to(?:wards?)? )", 2.3, C, why.DETERMINED, "ready", wording=WORKING),
    Rule("determined to", r"(?:determin(?:ed|ation) to|resolv(?:e|ed) to|firm resolve)\b", 2.6, C, why.DETERMINED, "ready", wording=WORKING),
    Rule("working on", r"(?:is|are|were) (?:also |already |now |currently |actively |jointly |closely )*(?:working (?:to|on|out|towards?|together|with)|finali[sz]ing|drafting|preparing (?:to|an?|the|for)|taking (?:steps|measures|action)|in the process of|moving forward with|developing an?|building an?)\b", 2.3, C, why.WORKING, "ready", wording=WORKING),
    Rule("is being prepared", r"(?:is|are) (?:also |already |now |currently )?being (?:drafted|prepared|developed|finali[sz]ed|worked (?:out|on)|drawn up|set up|established|arranged)", 2.2, C, why.WORKING, "ready", wording=WORKING),
    Rule("would like to work", r"would like to (?:work|cooperate|continue|expand|deepen|join|make joint|strengthen|step up|enhance)", 2.9, C, why.READY, "ready", wording=READY),
    Rule("goal set", r"(?:reaffirm|reiterat|confirm|set|adopt|agreed|endors|share)\w* (?:(?:the|an?|their|its|our|joint|ambitious|common|shared) ){1,4}(?:goals?|targets?|objectives?|aims?) (?:of|to)\b", 2.5, C, why.DETERMINED, "ready", wording=WORKING),
    Rule("wants to", r"(?:want(?:s|ed)? to|wish(?:es|ed)? to|desires? to|(?:is|are|was|were) (?:keen|eager|open) to|in a position to)\b", 1.2, C, why.INTENDS, "ready", wording=Wording.CONSIDERED),
    # --- Continuing, stated again -----------------------------------------------------------------------------
    Rule("commitment reaffirmed", r"(?:reaffirm|reiterat|renew|confirm|restat|underscor|underlin|express|stress|emphasi|repeat|affirm)\w* (?:(?:its|their|his|her|the|our|an?|shared|strong|firm|mutual|joint|common|steadfast|unwavering|ironclad|full|continued|continuing|enduring|long-standing|two|both|the|[\w-]+'s?) ){0,5}commitments? (?:to|under|on|not|in|that)\b", 3.4, C, why.REAFFIRMED, "keep", wording=SHALL),
    Rule("remains committed", r"(?:is|are|remains?|stays?|was|were|be) (?:\w+ly |also |both |deeply ){0,2}(?:committed|dedicated) to\b", 2.6, C, why.REAFFIRMED, "keep", wording=SHALL),
    Rule("commitment to", r"(?:its|their|his|her|our|the [\w ]{2,30}'s?|continued|firm|strong|unwavering|shared|mutual|steadfast) commitments? to\b", 2.2, C, why.REAFFIRMED, "keep", wording=SHALL),
    Rule("readiness confirmed", r"(?:confirm|reaffirm|reiterat)\w* (?:(?:its|their|his|her|the|that|firm|full|mutual|continued) ){0,3}(?:intention|plans?|support for|participation|attendance|willingness|obligations?)", 2, C, why.REAFFIRMED, "keep", wording=SHALL),
    Rule("continues to give", r"continu(?:es?|ing) to (?:support|provide|assist|supply|implement|honou?r|back|help|finance|fund|abide|comply|adhere|observe)", 2.1, C, why.CONTINUES, "keep", wording=SHALL),
    Rule("one China", r"(?:adher|abid|commit|follow|pursu|uphold|observ)\w* (?:\w+ ){0,4}one[- ]china|one[- ]china (?:policy|principle) (?:has not|remains|is unchanged)", 2.6, C, why.ADHERES, "keep", wording=SHALL),
    Rule("does not seek", r"(?:does|do) not (?:seek|intend|plan|support [\w ']{2,20}independence)\b", 2.6, C, why.ADHERES, "ready", wording=SHALL),
    Rule("backs a candidacy", r"(?:support|back|endors)\w* (?:for )?(?:[\w'-]+ ){0,4}(?:candida\w+|chairmanship|presidency|bid|accession|membership|application)", 2.2, C, why.BACKS, "keep"),
    # --- Bodies, money, invitations, announcements -------------------------------------------------------------
    Rule("creates a body", r"(?:establish(?:es|ed|ing)?|set(?:s|ting)? up|creat(?:es?|ed|ing)|launch(?:es|ed|ing)?|form(?:s|ed|ing)?|institut(?:es?|ed|ing)|has been formed|is formed) (?:of )?(?:an?|the|two|three|new|joint) (?:[\w'-]+ ){0,5}<body>", 2.3, C, why.CREATED, "made", DONE, Wording.DONE),
    Rule("a body was created", r"<body>(?: \w+){0,5} (?:has been|have been|is|are|was|were) (?:also |hereby |jointly )?(?:established|set up|created|formed|launched)", 2.8, C, why.CREATED, "made", DONE, Wording.DONE),
    Rule("money given", r"(?:provid|allocat|contribut|donat|disburs|pledg|announc|extend|grant|mobili[sz]|earmark|set aside|lend|invest(?!ment|or))\w*[^;.]{0,70}?<money>", 3, C, why.MONEY, "made"),
    Rule("announces", r"(?:announc(?:es?|ed|ing)|unveil(?:s|ed)?)(?: today| also)? (?:that [\w' ]{2,40}(?:will|would|is|are)|plans?|(?:an?|the|new|additional|further|his|her|its|their|our) (?:[\w'-]+ ){0,3}(?:launch|package|programme|program|initiative|creation|establishment|funding|financing|intention|decision|assistance|grants?|loans?|investments?|contribution|support|ceasefire|appointment|release|partnership|plans?|steps|measures|lifting))", 2.6, C, why.ANNOUNCED, "made"),
    Rule("invitation accepted", r"(?:accept(?:s|ed|ing)?(?: \w+ly| with \w+)? (?:(?:the|an|his|her|this|their|that|kind|[\w-]+'s?) ){0,4}(?:\w+ )?(?:invitation|offer)|invitation (?:was|has been|is) (?:\w+ly )?accepted)", 3.6, C, why.ACCEPTED, "made", wording=AGREED),
    Rule("attendance confirmed", r"confirm(?:s|ed)? (?:that )?(?:his|her|their|its|he|she|they) (?:\w+ )?(?:participation|attendance|presence|visit|will|would)", 3.2, C, why.ACCEPTED, "made", wording=AGREED),
    Rule("proposed together", r"(?:the parties|the sides|both sides|the two sides|the two countries|the presidents|the heads of state|they)(?: have)?(?: also)? (?:proposed|suggested) \w+ing", 2.9, C, why.JOINT_PROPOSAL, "deed", wording=Wording.SUGGESTED),
    Rule("a pledge welcomed", r"welcom\w+ [^;.]{2,60}?(?:decision|pledge|commitment|intention|readiness|plans?|offer|contribution|announcement)s? (?:to|of|by|that) [^;.]{0,80}?(?:\d|<time>)", 2.8, C, why.MONEY, "deed"),
    Rule("list handed over", r"(?:suggested|submitted|handed over|put forward|presented) (?:an? )?(?:list of (?:products|goods|projects|items|enterprises)|\d+ (?:items|products|projects))", 2.9, C, why.PROPOSED, "deed", SpeechAct.REQUEST, Wording.SUGGESTED),
    Rule("bare act", r"^<mark>(?:and |to |jointly |not |no later than [\w ]{2,20}, )*<act>\b(?! (?:of|is|are|was|were|has|will|have)\b)", 2.7, C, why.BARE_ACT, "bare", wording=AGREED),
)
