"""English verbs as news uses them: what they look like in the present, the past and behind an auxiliary."""

import re

from summarizer.figures.lexicon.base import words

AUXILIARIES = words(
    "is are was were be been being am has have had will would shall should can could may might must do does did "
    "cannot isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't shouldn't can't couldn't don't doesn't "
    "didn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t won’t wouldn’t shouldn’t can’t couldn’t don’t doesn’t "
    "didn’t"
)

PAST = words(
    "beat beaten became become been began begun bet bled blew bore born borne bought bred broke broken brought "
    "built burnt burst came caught chose chosen clung cost crept cut dealt did done drank drawn drew driven drove "
    "drowned dug eaten fallen fed fell felt fled flew flown forbade forced foresaw forgave forgiven forgot "
    "forgotten fought found froze frozen gave given gone got grew grown had heard held hid hidden hit hung hurt "
    "kept knelt knew known laid lain lasted lay leapt led left lent let lit lost made meant met mistook outbid "
    "outgrew outsold overcame overheard overran overshot overthrew overtook paid proven put quit ran rang read "
    "rebuilt repaid resold ridden risen rode rose said sank sat saw seen sent set shaken shed shook shot shown "
    "shrank shrunk shut slept slid slipped sold sought spent spoke spoken spun stole stolen stood struck stuck "
    "sued sunk swam swept swore sworn swum swung taken taught thought threw thrown tied told took tore torn "
    "undercut understood undertook underwent undid upheld was went were withdrawn withdrew withstood woke woken "
    "won wore worn written wrote"
)

_BASES = words(
    "abandon absorb accelerate accept accompany account accuse achieve acknowledge acquire add admit adopt "
    "advance advise affect age agree aim allege allow amount announce appear apply appoint approve argue arm "
    "arrest arrive ask assess assign assume attach attack attempt attend attract average avoid await award back "
    "ban bankrupt bear beat become begin believe belong bid bill blame block boast book boost borrow break bring "
    "budget build bundle burn buy call cancel capture carry cause celebrate challenge change charge charter check "
    "choose cite claim clear climb close collapse collect combine come command commit compete complain complete "
    "comprise concede conduct confirm connect consider constitute contain contest contract contribute control "
    "convict convince cost count cover create criticise criticize cross cut damage decide declare decline defeat "
    "defend deliver demand deny depict deploy describe deserve destroy detain devote die dip direct disappear "
    "disclose discover dismiss distribute divide dominate donate double draw drive drop dump earn ease eat edge "
    "educate elect eliminate emerge employ encourage end endorse enforce engage enjoy ensure enter equal "
    "establish estimate evacuate evolve examine exceed exchange execute exist expand expect expire explain "
    "explore export express extend face fail fall favor favour feature feel fetch fight fill finance find finish "
    "fire fit fix flee float flood fly follow force forecast form formulate fund gain gamble gather generate get "
    "give go grant grow guarantee guard handle happen harm have head help hire hit hold hope host house hurt "
    "identify ignore illustrate impact implement import impose improve include increase indicate inform inject "
    "injure insure intend intensify interview introduce invest investigate invite involve issue join jump keep "
    "kick kill know lack last launch lay lead learn leave lend let lift limit link list live load lock look lose "
    "lower maintain make manage mark market match mean measure meet mention merge mount move name need negotiate "
    "nominate note notice obtain occupy occur offer open operate oppose order organise organize outline outnumber "
    "overtake own participate partner pass pay perform permit persuade pick place plan play plead pledge plummet "
    "plunge point possess post pour predict prefer prepare present press prevent print proceed process produce "
    "project promise prompt propose protect protest prove provide publish pull purchase pursue push put question "
    "quit quote race raid raise range rank ration reach read recall receive reckon recognise recognize recommend "
    "record recover recruit reduce refer reflect refuel refuse register regulate reject release rely remain "
    "remove rent repair repay repeat replace report represent request require rescue reserve reside resign "
    "respond rest result resume retail retain retire return reveal review revive reward ride rise risk roll rule "
    "run rush sail save say scan scare schedule scoop score search secure see seek seem seize select sell send "
    "sentence separate serve set settle shift shine ship shock shoot show shrink shut sign sink sit slap slash "
    "slip slow snap soar solve soothe sort spark speak spend split sponsor spread stabilise stage stand start "
    "state stay stem step stop store strain stretch strike strip strive struggle submit subscribe succeed sue "
    "suffer suggest summon supply support surge survive suspect suspend swear switch tackle take tap target tell "
    "tempt tend terminate test think thrash threaten tie tighten top total touch track trade trail train transfer "
    "transform transport travel treasure treat trigger trim trust try tumble turn tweet undergo understand "
    "undertake unite unveil update upgrade urge use vary visit volunteer vote vow wait walk wander want warn "
    "warrant water weaken wear weigh welcome win wipe withdraw witness work worry wound write yield"
)
"""Bases; an "s" or an "ing" is added. Words that are nouns far more often ("share") are left out."""


def _third(base: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)$|go$|do$", base):
        return base + "es"
    return base[:-1] + "ies" if re.search(r"[^aeiou]y$", base) else base + "s"


NOUNS_LIKE_PAST = words("cost cut bet hit set read spread split burst cast shot run rise lead led")
NOUNS_TOO = words(
    "abandons advances ages aims amounts appeals appoints arms arrests attacks attempts averages awards backs "
    "bans bars bears beats bids bills blames blocks boasts books boosts breaks budgets builds bundles burns calls "
    "cancels captures causes challenges changes charges charters checks claims climbs closes combines comes "
    "commands complains concerns contests contracts controls costs counts covers crosses cuts damages deals "
    "declines defeats demands designs directs doubles draws drives drops dumps elects ends estimates exchanges "
    "exports falls favors favours features fights fills finances finds finishes fires fits fixes flies floats "
    "floods forces forecasts forms funds gains gambles grants guarantees guards handles harms heads helps hits "
    "holds hopes hosts houses hurts impacts imports increases interviews invites issues jumps kicks launches lays "
    "leads lifts limits links lists loads locks looks lots makers markets marks matches measures mentions mounts "
    "moves names needs notes notices offers opens orders outlines partners permits picks places plans plays "
    "pledges plunges points posts presses prints processes projects promises protests pulls purchases pushes "
    "questions quits quotes races raids raises ranges ranks rations reads records registers releases repairs "
    "repeats reports represents requests reserves rests results returns reviews rewards rides rises risks rolls "
    "rules runs rushes sails scans scares schedules scores searches seats sentences separates sets shifts ships "
    "shocks shoots shows signs sinks slips slows snaps sorts sources sparks splits sponsors spreads stages stands "
    "starts states stays stems steps stops stores strains strikes strips supplies supports surges suspects "
    "switches talks taps targets tests threats ties times tops totals touches tracks trades trails trains "
    "transfers transports travels treasures treats tries triggers trims trusts turns tweets updates upgrades "
    "urges uses views visits volunteers votes vows waits walks wants warrants waters wins works worries wounds "
    "yields"
)
"""What may be a plural noun: a verb only where something it is about follows."""

BASE = _BASES
THIRD = frozenset(_third(base) for base in _BASES) - {"haves"}
FINITE = (
    THIRD
    | BASE
    | words(
        "became began blew broke came chose did drank drew drove fell flew froze gave grew knew overcame overtook ran "
        "rang rode rose sank saw shook shrank spoke stole swam swore took tore threw underwent went withdrew woke wore "
        "wrote"
    )
    - words("beat become come cost cut hit hurt let put read run set shut spread")
)
"""What is no participle: its subject stands before it."""

SAYING = words(
    "said says say saying told tells announced added claimed claims believe believes believed think thinks thought "
    "reported reports estimated estimates suggested suggests showed shows show found confirmed confirms warned warns "
    "predicted predicts revealed reveals argued argues insisted insists alleged alleges means meant hopes hoped "
    "expects noted feared fear fears know knows known hear heard insist agree agreed admitted admits shown saw "
    "states stated"
)
"""What a statement of its own follows: "said prices rose"."""

NOT_GERUNDS = words(
    "according advertising anything banking beginning beijing being boeing bombing briefing broadcasting building "
    "ceiling clothing concerning darling during earning earnings engineering evening everything existing falling "
    "feeling fighting filing flooding following funding growing hearing holding housing including killing king "
    "landing leading lending listing living losing manufacturing marketing meeting mining missing morning nothing "
    "offering opening outstanding painting parking pending planning rating reading regarding remaining reporting "
    "ring rising ruling running savings screening setting shipping shooting sibling sitting something spending "
    "spring standing sterling string surrounding thing trading training viewing viking warning wearing wedding "
    "wing winning"
)
NOT_PASTS = words(
    "hundred united need indeed speed feed breed creed seed exceed proceed succeed red sacred naked bed deed weed reed "
    "shed"
)
