"""English."""

from commitments.suggestions.rule import Grammar
from commitments.suggestions.rules.en.commits import COMMITS
from commitments.suggestions.rules.en.due import DUE
from commitments.suggestions.rules.en.other import OTHER
from commitments.suggestions.rules.marks import MARK
from commitments.suggestions.rules.sectors import SECTORS

WORDS = {
    "mark": MARK,
    # What cannot promise: where such a thing "will" do something, its effect is predicted.
    "thing": (
        r"agreements?|treaty|visits?|projects?|bridge|railway|terminal|documents?|steps?|decisions?|moves?|"
        r"measures?|initiatives?|plants?|park|program(?:me)?s?|partnership|cooperation|collaboration|"
        r"relationship|relations|trade|turnover|dialogue|exhibition|plans?|investments?|experience|growth|"
        r"region|world|future|history|this|these|peoples?|talks|negotiations|meetings?|summit|forum|"
        r"conversation|exchanges?|approach|efforts|resumption|launch|opening|signing|implementation|"
        r"establishment|introduction|facility|factory|route|corridor|zone|markets?|economy|economies|war|"
        r"conflict|crisis|sanctions|threats?|attacks?|failure|nothing|friendship|contacts|ties|results?|"
        r"outcomes?|solution|peace|progress|success|victory|truth|technology|science|memorandum|deal|"
        r"festival|games|construction|modernisation|modernization|completion|ratification|use|work|"
        r"development|station|plot|line|ferry|doing so|such a step"
    ),
    "body": (
        r"(?:commissions?|committees?|(?:working |expert |task |joint |contact |monitoring )groups?|task "
        r"?forces?|teams? of experts|teams?|councils?|mechanisms?|funds?|cent(?:re|er)s?|secretariats?|"
        r"hotlines?|platforms?|dialogues?|institutes?|joint ventures?|bod(?:y|ies)|bureaus?|offices?|"
        r"boards?|channels?|networks?|formats?|missions?|headquarters|cell)\b"
    ),
    "money": (
        r"(?:[$€£¥]\s?\d|\d[\d,. ]*(?:million|billion|trillion|thousand|crowns|euros?|dollars|roubles|"
        r"rubles|yuan|pounds|usd|eur)|(?:us|hundred|ten|several|\w+ty|\w+teen|two|three|five|six) "
        r"(?:million|billion)|(?:new|additional|further|emergency|humanitarian|financial|military|"
        r"development|technical|security|food|medical) (?:\w+ )?(?:assistance|aid|funding|financing|"
        r"grants?|loans?))"
    ),
    "time": (
        r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|"
        r"summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weeks?|"
        r"months?|years?|quarter|half|tomorrow|date)\b"
    ),
    "act": r"(?:accelerate|accept|advance|refurbish|revamp|reinvigorate|rehabilitate|upgrade|widen|broaden|digiti[sz]e|translate|repatriate|demine|dredge|connect|link|map|collect|analy[sz]e|combat|counter|tackle|address|ease|waive|abolish|equip|plant|restock|recruit|pilot|test|activate|adhere|adopt|allocate|allow|appoint|apply|approve|arrange|assign|assist|avoid|begin|boost|bring|build|carry out|cease|complete|comply|conclude|conduct|consider|construct|consult|continue|contribute|convene|cooperate|coordinate|create|cut|deepen|deliver|deploy|designate|develop|disburse|double|draft|draw up|eliminate|enable|encourage|end|enhance|ensure|enter|establish|exchange|exempt|expand|expedite|explore|extend|facilitate|finali[sz]e|finance|form|fulfil|fulfill|fund|further|give|grant|guarantee|halt|hand over|harmoni[sz]e|hold|host|implement|import|improve|increase|inform|initiate|install|intensify|introduce|invest|issue|keep|launch|lift|lower|maintain|make|mobili[sz]e|moderni[sz]e|monitor|negotiate|notify|observe|offer|open|operate|organi[sz]e|participate|permit|postpone|prepare|present|prevent|procure|prohibit|promote|protect|provide|publish|purchase|pursue|put in place|raise|ratify|reduce|refrain|release|remove|renew|reopen|repair|replace|report|resolve|respect|restore|restrict|resume|retain|return|review|revise|roll out|"
    r"safeguard|scale up|secure|send|set|share|sign|simplify|speed up|start|step up|stop|strengthen|submit|supply|support|suspend|take|train|transfer|undertake|update|uphold|use|withdraw|work|"
    r"accelerating|allocating|building|carrying out|ceasing|conducting|continuing|cooperating|coordinating|creating|deepening|delivering|developing|eliminating|encouraging|ensuring|establishing|exchanging|expanding|exploring|facilitating|holding|implementing|improving|increasing|launching|lifting|maintaining|opening|organi[sz]ing|preventing|promoting|providing|reducing|removing|respecting|restoring|resuming|setting up|sharing|signing|strengthening|supplying|supporting|suspending|training|withdrawing|"
    r"(?:immediate |full |complete |joint |phased |mutual |regular |the )+(?:cessation|ceasefire|withdrawal|release|exchange|halt|establishment|creation|implementation|deployment|lifting|suspension|resumption|removal)\b)",
    # What a lead-in that says nothing itself announces.
    "lead_noun": (
        r"(?:\w+ ){0,2}(?:steps|measures|points|actions|agreements|principles|commitments|decisions|items|areas|"
        r"terms|issues|undertakings|understandings|provisions|tasks)"
    ),
    "agent": (
        r"side|government|commission|committee|working group|task force|ministry|minister|authority|president|"
        r"premier|chancellor|bank|fund|company|corporation|council|secretariat|agency|union|team|group|delegation|"
        r"ambassador|secretary|parliament|embassy|mission|administration|authorities"
    ),
    "weekday": r"monday|tuesday|wednesday|thursday|friday|saturday|sunday",
}

BREAKS = {
    "phrase": r"[,;]|\band\b|\bbut\b|\bwhile\b",
    "clause": (
        r";|, (?:and|but|while|whereas|adding|as well as|after which|saying)\b|\bwhile\b|\bbut\b|\band (?:"
        r"\w+ly |also |further |both |jointly |that the (?:sides|parties) )?(?:have |has )?(?:agreed|"
        r"decided|pledged|undertook|committed|confirmed|instructed|promised|reaffirmed|reiterated|resolved|"
        r"expressed|announced|accepted|will|would|stands?|is|are)\b|\band (?:[\w'-]+ ){0,3}?(?:(?:is|are|was|were) "
        r"(?:also )?(?:ready|willing|prepared|committed|working)|stands? ready|intends? to|plans? to|agreed|pledged|promised)\b"
    ),
    "rest": r"[;；]",
}

ENGLISH = Grammar(
    words=WORDS,
    rules=COMMITS + OTHER,
    due=DUE,
    sectors=SECTORS["en"],
    breaks=BREAKS,
    both=(
        r"(?:the |both |two |all |our )*(?:sides|parties|two countries|both countries|two (?:presidents|"
        r"leaders|ministers|governments|states|nations|delegations|heads of state)|both (?:presidents|"
        r"leaders|ministers|governments|states|nations)|heads of state|presidents|leaders|ministers|"
        r"governments|participants|delegations|partner states|member states|we|they)\b"
    ),
    agents=r"(?:(?:the|an?|its|their|his|her) (?:[\w'-]+ ){0,3}?|(?:[\w'-]+ )?)<agent>\b(?: of (?:the )?\w+(?: \w+)?)?",
    bare_lead=(
        r"^[^:]{0,120}?(?:agree[sd]?|commit(?:s|ted)?(?: ourselves| themselves)?|pledge[sd]?|undertakes?|undertook|"
        r"decided|resolve[sd]?|intends?|will|shall|instructed|declare[sd]?|reached)\b[^:]{0,12}?"
        r"(?:to|on|upon|that|as follows|(?:the |these )?(?:following|below)(?: <lead_noun>)?)?\s?:$"
        r"|^(?:the |these )?following(?: \w+){0,2}(?: (?:was|were|are|have been|has been))?"
        r"(?: (?:agreed|reached|decided|taken|adopted))?\s?:$"
    ),
    frame=r"^(?:source:|photo:|article \d+\W*$|annex\b|for the government of|done (?:at|in) \w+|signed (?:at|in|by) |\(signed)",
    an_act="provide this",
    passed_over=(
        r"(?:(?<!president )(?<!minister )(?<!government )(?<!republic )(?<!leader )(?<!side )(?<!head )(?<!chancellor )"
        r"(?<!ministry )of|with|to|for|from|against|into|in|towards?|thank(?:s|ed)|assured|welcom(?:es|ed)|congratulated|"
        r"invited)(?: the)? "
    ),
    fixed=r"one[- ]china",
    prospect=(
        r"(?:ways?|means|options|prospects?|possibilit(?:y|ies)|opportunit(?:y|ies)|plans|chances) (?:to|of|for|in)\b"
        r"|(?:important|necessary|useful|time|need|importance) (?:of |to )(?:further )?(?:step|boost|expand|increas|broaden|widen|"
        r"deepen|launch|build|develop|strengthen|accelerat|improv|creat)\w*"
        r"|(?:step(?:ping)? up|boost(?:ing)?|expan(?:d|ding|sion)|increas(?:e|ing)|launch(?:ing)?|participation of|involvement of|"
        r"role (?:for|of)|supply of|supplies of|implementation of|construction of|(?:fuller|full) use of)\b"
        r"|(?:the )?next (?:[\w-]+ ){0,2}(?:meeting|visit|summit|session|round)\b"
    ),
)
