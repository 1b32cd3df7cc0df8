"""English: what speaks against a commitment, and what a cue must not stand behind."""

from commitments.suggestions.rule import CUES, SOFT, CueRule
from commitments.suggestions.rules import reasons as why
from commitments.vocabulary import SentenceKind

POSITION, COURTESY, PAST = SentenceKind.POSITION, SentenceKind.COURTESY, SentenceKind.PAST
TOPIC = SentenceKind.TOPIC

# One rule a paragraph: what it says, then the words it looks for.
# fmt: off
OTHER = (
    # --- Shared views, refusals ---------------------------------------------------------------------------
    CueRule("agreed on the importance", -2.2, POSITION, why.SHARED_VIEW, mutes=("deed",), pattern=
         r"agree(?:s|d)?(?: \w+){0,2}? (?:on|upon|about|as to|regarding) (?:the )?(?:[\w-]+ "
         r"){0,3}?(?:importance|need|necessity|urgency|value|significance|relevance|desirability|fact|view|"
         r"assessment|seriousness|benefits|role)"),
    CueRule("agreed that it is so", -2.2, POSITION, why.SHARED_VIEW, mutes=("deed",), pattern=
         r"agreed(?: \w+){0,3} that (?!(?:[^;.,]{1,60}? )?(?:will|would|shall)\b(?! have\b))[^;.]{1,140}?\b(?:is|are|"
         r"was|were|has|have|had|remains?|must|need(?:s|ed)?|can|cannot|could|may|might|deserves?|plays?|"
         r"constitutes?|represents?|serves?|contributes?|continues?|lies|depends?|holds|should|reflects?|"
         r"meets? the|shows?|requires?|offers?|poses?|remain|lack|share|face)\b"),
    CueRule("agreed with an opinion", -1.4, POSITION, why.SHARED_VIEW, pattern=
         r"agreed with (?:the|his|her|this|that|[\w-]+'s)"),
    CueRule("not agreed", -2, PAST, why.NOT_AGREED, mutes=("deed", "ready", "keep", "made"), reach="clause", pattern=
         r"(?:(?:not|n't|never|yet to|failed to|unable to|fail(?:s)? to|refused? to|declin(?:es?|ed) to|"
         r"reluctant to|unwilling to|without) (?:yet |fully |to |been able to |managed? to )*(?:agree|reach|"
         r"commit|promise|pledge|decide|undertake|name|set|give|ready|prepared|disclose|accept|confirm|"
         r"attend|comment|provide)\w*|(?:refus|declin)(?:es?|ed) to|no (?:\w+ )?(?:agreements?|pledges?|"
         r"promises?|commitments?|decisions?|understanding|consensus|progress|date|obligations?|plans?|"
         r"intention of)\b(?! to (?:impose|introduce|raise|withdraw|reintroduce))|neither [\w' ]+ nor)"),
    CueRule("had promised", -1.6, PAST, why.BROKEN_PAST, mutes=("deed", "ready"), pattern=
         r"(?:had|has long|once|previously|earlier) (?:\w+ )?(?:promised|pledged|agreed|committed|"
         r"undertaken|decided|vowed|planned|intended)"),
    CueRule("as agreed", -0.3, PAST, why.EARLIER, pattern=
         r"(?:as|was|were|those|previously|already|earlier|commitments|obligations|agreements|"
         r"understandings|decisions|arrangements|consensus) (?:\w+ )?(?:agreed|reached|undertaken|decided|"
         r"taken|made|promised|planned)(?: (?:on|upon|to|in|at|during))?"),
    # --- Hope, calls, duty, possibility -------------------------------------------------------------------
    CueRule("hopes", -1.5, POSITION, why.HOPED, mutes=SOFT, pattern=
         r"(?:hop(?:es?|ed|ing)\b|expectations?\b|(?:expressed|voiced|expressing|has|have|had|every|full|"
         r"their) (?:\w+ ){0,3}(?:confidence|conviction|hope|belief|optimism|expectation|certainty|doubt)|"
         r"(?:is|are|was|were|am) (?:\w+ )?(?:confident|convinced|certain|sure|hopeful|optimistic|"
         r"persuaded)|believ(?:es?|ed|ing)|trusts? that|predict\w*|forecast\w*|expects? (?:that|the|to see|"
         r"it|all|both)|it is expected that|looks? to)"),
    CueRule("wishes well", -2.2, COURTESY, why.GREETED, pattern=
         r"(?:wish(?:es|ed|ing)? (?:the|him|her|them|his|every|all|each|you|\w+ (?:success|prosperity|"
         r"every))|good wishes|best wishes|new year greetings|season'?s greetings)"),
    CueRule("calls on", -1.8, POSITION, why.CALLED_ON, mutes=CUES, pattern=
         r"(?:(?<!plans )(?<!plan )call(?:s|ed|ing)? (?:on|upon|for)\b|urg(?:es?|ed|ing)\b|appeal(?:s|ed|"
         r"ing)? (?:to|for)|demand(?:s|ed|ing)?\b|(?<!to )encourag(?:es?|ed|ing)\b|exhort\w*|implor\w*|request(?:s|"
         r"ed)? that|insist(?:s|ed)?)"),
    CueRule("asks the partner", -0.8, POSITION, why.CALLED_ON, mutes=("ready", "keep", "bare"), pattern=
         r"(?:asked|requested) (?:for|[\w' ]{2,40}? to)\b"),
    CueRule("should", -1.7, POSITION, why.EXHORTED, mutes=("ready", "keep", "bare"), pattern=
         r"(?:(?<!^)should|must|ought to|needs? to|needed to|have to|has to|had to|it is (?:\w+ "
         r")?(?:important|necessary|essential|imperative|vital|crucial|critical|time|high time) (?:to|that|"
         r"for)|(?:the |urgent |pressing |an? )(?:need|necessity|importance|urgency) (?:to|for|of)|(?:is|"
         r"are|was|were) (?:needed|required|essential|indispensable|called for))"),
    CueRule("may", -1.2, POSITION, why.POSSIBLE, pattern=
         r"(?:may|might|could|can|cannot)(?: also| then| only| now| not)? (?!\d)[a-z]+"),
    CueRule("could be", -1.2, TOPIC, why.POSSIBLE, mutes=("ready", "bare"), pattern=
         r"(?:possibility|prospects?|potential|feasibility|option|likelihood|advisability|opportunit(?:y|"
         r"ies)) (?:of|for|to|that)\b"),
    CueRule("whether", -1.2, TOPIC, why.HYPOTHETICAL, mutes=CUES, pattern=
         r"(?:whether|in the hypothetical|were it|if [\w' ]{2,40} (?:had|were)\b)"),
    CueRule("question", -1.5, TOPIC, why.QUESTION, mutes=CUES, reach="sentence", pattern=
         r"\w+\W*\?\W*$"),
    # --- Effects and states ---------------------------------------------------------------------------------
    CueRule("effect", -1.4, POSITION, why.EFFECT, mutes=("will", "made", "bare"), reach="phrase", pattern=
         r"(?:will|would|to|expected to|bound to|designed to)(?: also| further| greatly| \w+ly| in "
         r"turn| not only| no doubt){0,2} (?:contribut\w+ to|boost|allow|enable|make it|giv(?:e|ing) (?:\w+ "
         r"){0,3}(?:impetus|impulse|boost|momentum)|benefit|serve (?:as|the|to)|becom(?:e|ing)|lead to|"
         r"result in|bring (?:\w+ )?(?:benefits?|about|prosperity|together|closer)|creat(?:e|ing) (?:\w+ "
         r"){0,3}(?:jobs|conditions|opportunit\w+|environment)|open (?:up )?(?:\w+ ){0,2}(?:opportunit\w+|"
         r"prospects?|horizons?|chapter|page|possibilit\w+|door)|shorten|play (?:an?|the)|have (?:an?|the|"
         r"no|far|serious|little)|depend|demonstrate|prove|mean|affect|pave|foster|stimulate|inject|unlock|"
         r"save|need|require|go down|cost|reach|grow|exceed|last|inevitably|close on|run until|feature|"
         r"bring together|gather|showcase|attract|advance the (?:interests?|cause)|remain (?:an?|the|at|"
         r"high|low|in|on|un\w+)|be (?:able|the|of|in the|on the|important|key|crucial|useful|difficult|"
         r"possible|remembered|pleased|glad|happy|delighted|beneficial|in line|an?|no|another|one|very|even|"
         r"more|easier|impossible|necessary|good|up to|successful|\w+ful|\w+ible|\w+able|\w+ent|\w+ous|fair|"
         r"long|"
         r"safe|strong|welcome)\b)"),
    CueRule("it will effect", -1.2, POSITION, why.EFFECT, mutes=("will",), reach="phrase", pattern=
         r"(?:it|which|that|this|these|all of which|thereby) (?:\w+ ){0,2}(?:will|would) (?:\w+ly |also |"
         r"further |greatly )*(?:help|strengthen|deepen|promote|enhance|improve|facilitate|increase|provide|"
         r"support|bring|make|open|expand|reduce|raise|give|ensure|add|reflect|form|take (?!place|effect)|"
         r"mark|put|set|offer|show|lay)"),
    CueRule("which will", -1.3, POSITION, why.EFFECT, mutes=("will",), reach="phrase", pattern=
         r"(?<=, )which(?: also| in turn| \w+ly)? (?:will|would)\b"),
    CueRule("programme", -1.4, POSITION, why.STATE, mutes=("will",), reach="clause", pattern=
         r"(?:will|would|is to|are to)(?: also| then| later)? (?:tour|address (?:students|the|an?)|lay (?:an? |flowers|wreath)|"
         r"unveil|inspect|deliver (?:an?|the|his|her) (?:\w+ )?(?:speech|address|lecture|remarks)|watch|dine|stroll|pay "
         r"(?:his|her|their) respects)\b"),
    CueRule("to reaffirm at a meeting", -1.4, PAST, why.HAPPENED, mutes=("keep",), reach="phrase", pattern=
         r"(?:came|visited|travell?ed|flew|met|gathered|convened|is in|was in|arrived)\b[^;.,]{0,60}? to (?:reaffirm|renew|"
         r"underline|underscore|signal|demonstrate|stress|reiterate|show|restate)|(?<=, )(?:underlining|underscoring|demonstrating|"
         r"reflecting|signalling|signaling|showing|proving|testifying to|in a sign of)"),
    CueRule("a thing will", -1.3, POSITION, why.EFFECT, mutes=("will",), reach="phrase", pattern=
         r"<thing>(?! under which| whereby| that (?:the|will)| by which| which)(?: (?!and\b)[\w'-]+){0,6}? (?:will|"
         r"would)(?: also| not| \w+ly){0,2} (?!be (?:\w+ly |jointly )?(?:\w+ed|held|set|built|made|given|"
         r"paid|sent)\b|take place|enter|start|begin|commence|convene|meet|come into|run|cover|go into|"
         r"apply|consist|include|report|oversee|operate|focus|continue|expire|terminate|cease|be effective)"),
    CueRule("the aim is to", -1.2, POSITION, why.STATE, mutes=("will", "made"), reach="phrase", pattern=
         r"(?:aim|purpose|goal|objective|task|idea|role|mission|priority|challenge|key|point|thing|ambition)s?"
         r"(?: [\w'-]+){0,6}? (?:is|are|was|were|remains?) to\b"),
    CueRule("a thing aims", -1, POSITION, why.EFFECT, mutes=("ready",), reach="phrase", pattern=
         r"<thing>(?: [\w'-]+){0,6}? (?:is|are|was|were|aims?|aimed|seeks?|intended|designed)(?: \w+ly)? "
         r"(?:to|at|intended|designed)"),
    CueRule("will as noun", -0.4, POSITION, why.STATE, mutes=("will",), reach="phrase", pattern=
         r"(?:(?:the|free|good|political|people's|goodwill|strong|common|their|own) (?:\w+ )?(?:will (?:of|"
         r"to|and|is|for)|political will)|goodwill|last will|will power)"),
    CueRule("would like", -0.8, COURTESY, why.HOPED, mutes=("will",), reach="phrase", pattern=
         r"would (?:like (?!to (?:work|cooperate|continue|expand|deepen|join|strengthen|step up|enhance))|"
         r"welcome|appreciate|be (?:glad|happy|grateful|honou?red|pleased|good|better|important|useful|"
         r"desirable|wise)|have)"),
    CueRule("attributed", -1.8, POSITION, why.ATTRIBUTED, mutes=("will", "ready"), reach="sentence", pattern=
         r"(?:according to|it is estimated|reportedly|analysts|experts (?:say|believe|estimate)|brochure|"
         r"newspaper|media reports?)"),
    # --- Courtesy --------------------------------------------------------------------------------------------
    CueRule("thanks", -1.5, COURTESY, why.THANKED, mutes=("ready", "keep", "bare"), pattern=
         r"(?:thank(?:s|ed|ing|ful)?\b|gratitude|grateful\b|appreciat\w+|prais\w+|laud\w+|commend\w+|paid "
         r"tribute|pays tribute|applaud\w*|hail\w*|condolences|sympath\w+|mourn\w*|solidarity with|"
         r"hospitality|admir\w+)"),
    CueRule("greets", -1.4, COURTESY, why.GREETED, pattern=
         r"(?:congratulat\w+|greet(?:s|ed|ings)|wreath|toast(?:s|ed)?|anniversary|extended (?:\w+ "
         r"){0,3}(?:greetings|wishes|welcome)|warm(?:ly)? welcom\w+|welcoming ceremony|on the occasion of|"
         r"guard of honou?r|banquet|reception in hono\w+)"),
    CueRule("welcomes", -1.5, COURTESY, why.SATISFIED, mutes=("keep",), pattern=
         r"(?:welcom(?:es?|ed|ing)\b|satisf(?:action|ied)|pleased (?:to note|that|with)|delighted|glad "
         r"(?:to|that)|happy (?:to|that)|pride|proud|honou?red to)"),
    CueRule("mood", -2.4, COURTESY, why.STATE, pattern=
         r"(?:talks|conversation|meeting|negotiations|discussion|dialogue|call)(?: between [\w ]+)? (?:was|"
         r"were|had|took place|passed|is|proceeded)(?: held)? (?:in an?|constructive|frank|friendly|"
         r"substantive|businesslike|very|candid|productive|warm)"),
    # --- Talk ---------------------------------------------------------------------------------------------
    CueRule("discussed", -1.7, TOPIC, why.DISCUSSED, mutes=("ready", "made", "bare", "keep"), pattern=
         r"(?:discuss(?:ed|es|ing|ions?)|(?:exchanged|exchanging|exchange of) (?:\w+ ){0,3}(?:views|opinions|information|assessments)|"
         r"(?:views|opinions|information) (?:was|were) exchanged|reviewed|consider(?:ed|ing)|focused on|"
         r"focus was|focusing on|touched (?:up)?on|talked about|spoke (?:about|of)|examined|explored|"
         r"addressed|raised (?:the )?(?:issues?|questions?|concerns?)|took stock|(?:on|of|in|fill\w*|dominat\w*) (?:the|their|its) (?:\w+ ){0,2}agenda|agenda (?:of|for|included|was|covered)|briefed|outlined|"
         r"shared (?:his|her|their)|attention (?:was|is)|compared notes|dwelt|deliberated|conversation "
         r"(?:was|focused|turned))"),
    CueRule("notes a turn", -1.5, POSITION, why.OBSERVED, mutes=("will",), reach="sentence", pattern=
         r"not(?:ed|es|ing) that [\w' -]{2,40}? (?:will|would|is to|are to) (?:assume|take (?:over|up)|hold) (?:the )?"
         r"(?:\w+ ){0,2}(?:chair\w*|presidency)\b"),
    CueRule("notes", -1.1, POSITION, why.OBSERVED, mutes=("bare",), pattern=
         r"(?:not(?:ed|es|ing)\b|stress(?:ed|es|ing)\b|underlin\w+|underscor\w+|emphasi[sz]\w+|highlight\w+|"
         r"point(?:s|ed) out|recall\w*|acknowledg\w+|recogni[sz]\w+|observ(?:ed|es) that|remarked|reflected "
         r"on|drew attention|draws attention|mentioned|described|argued|warned|cautioned|explained|reminded|"
         r"affirmed that)"),
    CueRule("proposed", -1.2, POSITION, why.PROPOSED, mutes=("will", "ready", "made", "bare"), pattern=
         r"(?:propos(?:es?|ed|ing|als?)\b(?! to (?:sell|buy|pay))|suggest(?:s|ed|ing|ion)\b|recommend\w*|"
         r"put forward|tabled|floated|advocated|offered ideas|initiative to)"),
    CueRule("interest", -0.9, POSITION, why.INTEREST, pattern=
         r"(?:interest(?:ed|s)? in|mutual interest|shared (?:interest|vision)|desir(?:e|ous)\b|keen|"
         r"aspirations?|in favou?r of|mood for|openness)"),
    CueRule("invites", -1.4, COURTESY, why.INVITED, mutes=("ready", "made"), reach="phrase", pattern=
         r"(?:invit(?:es?|ed|ing)\b|(?:extended|conveyed|issued|renewed) (?:an |the |his |her )?invitation)"),
    # --- Positions -----------------------------------------------------------------------------------------
    CueRule("opposes", -1.6, POSITION, why.POSITION, mutes=("keep",), pattern=
         r"(?:oppos(?:es?|ed|ing|ition)|condemn\w*|denounc\w*|reject(?:s|ed|ing|ion)?\b|deplor\w*|regret\w*|"
         r"(?:serious|deep|grave|express\w*) concerns?|concerned|protest\w*|object(?:s|ed) to|inadmissib\w+|"
         r"unacceptable|illegitimate|threat(?:s|ened|ens)?\b|retaliat\w+)"),
    CueRule("supports", -1.3, POSITION, why.POSITION, pattern=
         r"(?:(?<!will )(?<!continue to )(?<!and )(?:fully |firmly |strongly |resolutely )?support(?:s|ed)? "
         r"(?:for )?(?:the )?(?:[\w'-]+ ){0,3}(?:sovereignty|integrity|independence|multilateral\w*|"
         r"two-state|solution|efforts|settlement|peace|principles?|right|unity|path|choice|centrality|"
         r"resolution)|in support of|stand(?:s|ing)? for\b|advocat\w+|reiterat\w+ (?:\w+ ){0,3}(?:position|"
         r"support for)|shared? (?:the )?(?:view|opinion|common)|of the (?:view|opinion)|(?:is|are|was) of "
         r"the|consider(?:s)? that|holds? that|maintain(?:s|ed)? that|posi?tions? (?:\w+ ){0,8}(?:coincide|"
         r"close|similar|identical))"),
    CueRule("says how it is", -0.7, POSITION, why.STATE, pattern=
         r"^(?:[\w'-]+ ){1,9}?(?:is|are|remains?|has|have|represents?|constitutes?|accounts? for|enjoys?|"
         r"occupies|plays|belongs|shares?) (?:an?|the|one|among|not|no|still|at|located|based|rich|long|"
         r"always|our|its|been|become|grown|developed|reached|more|of|in|consistent\w*|equally)\b"),
    # --- The past ---------------------------------------------------------------------------------------------
    CueRule("past frame", -0.9, PAST, why.HAPPENED, mutes=("made",), pattern=
         r"(?:last (?:year|month|week|autumn|spring|summer|winter|october|november|december)|(?:a |two |"
         r"three |several |many |\w+ )(?:years?|months|decades) ago|in the (?:past|previous|recent) \w+|"
         r"over the (?:past|last|previous)|since (?:then|the|its|\d{4})|previous(?:ly)?|historic\w*|at the "
         r"time|so far|to date|in recent years|yesterday|earlier (?:today|this|in))"),
    CueRule("has been done", -0.9, PAST, why.HAPPENED, pattern=
         r"(?:(?:has|have|had)(?: already| now| also| both| since| \w+ly)? (?!agreed|decided|committed|"
         r"pledged|promised|undertaken|instructed|tasked|reaffirmed|resolved|accepted|confirmed|expressed|"
         r"the|a|to|no|not|been (?:instructed|tasked|directed|decided|agreed|entrusted|asked|scheduled|"
         r"reached))(?:been )?\w+(?:ed|en|wn|lt|de|ne|ld|id|un|et)\b|(?:was|were) (?:also |recently |"
         r"successfully |then |first )?(?!agreed|decided|instructed|tasked|directed|entrusted|asked|"
         r"scheduled|ready|prepared|determined|committed|pleased|reached|due|set to)(?:\w+ed|held|built|"
         r"made|given|paid|sent|laid|shown|seen|born|lost|taken)\b)"),
    CueRule("given before", -0.9, PAST, why.HAPPENED, mutes=("made",), reach="phrase", pattern=
         r"(?:had|has|have)(?: also| already| so far| \w+ly)? (?:provided|allocated|contributed|donated|"
         r"invested|given|delivered|disbursed|received|spent|trained)\b"),
    CueRule("done in the past", -1.1, PAST, why.HAPPENED, pattern=
         r"(?:signed (?!up)|adopted|took place|visited|arrived|attended|inaugurated|witnessed|participated|"
         r"celebrated|concluded|opened (?:the|a|an|his|her)|met (?:with|in|at|on|the|today|for|his)|held "
         r"(?:a|an|the|talks|\w+ (?:talks|meeting|consultations))|had (?:a|an|the)|spoke (?:by|on|with)|"
         r"lasted|included|were present|was present|toured|handed|received|arrived|grew|rose|fell|increased|"
         r"declined|dropped)\b"),
)
