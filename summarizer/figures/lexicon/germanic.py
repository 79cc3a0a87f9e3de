"""German, Dutch, Swedish, Danish and Norwegian."""

from decimal import Decimal

from summarizer.figures.lexicon.base import (
    BASIS_POINT,
    BILLION,
    MILLION,
    PERCENT,
    PERCENTAGE_POINT,
    THOUSAND,
    TRILLION,
    Lexicon,
    currency,
    duration,
    measure,
    number_words,
    phrases,
    qualify,
    scale_words,
    spread,
    words,
)
from summarizer.figures.lexicon.compounds import dutch_compounds, german_compounds, nordic_compounds

_HALF = Decimal("0.5")
_ONE_AND_A_HALF = Decimal("1.5")
_THIRD = Decimal("33.333")
_TWO_THIRDS = Decimal("66.667")

GERMAN = Lexicon(
    capital_nouns=True,
    numbers=number_words(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
        "achtzehn "
        "neunzehn zwanzig",
        tens="zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    )
    | german_compounds()
    | {"anderthalb": _ONE_AND_A_HALF, "eineinhalb": _ONE_AND_A_HALF}
    | {
        f"{word}einhalb": value + _HALF for value, word in enumerate("zwei drei vier fünf sechs sieben acht".split(), 2)
    },
    articles=words("ein eine einem einen einer eines"),
    wholes={
        f"{article} {half} {scale}".strip(): value / 2
        for article, half in (("eine", "halbe"), ("einer", "halben"), ("", "halbe"), ("", "halben"))
        for scale, value in (("million", MILLION), ("milliarde", BILLION))
    },
    scales=scale_words(
        {
            "hundert": Decimal(100),
            "tausend|tsd": THOUSAND,
            "million|millionen|mio|mill": MILLION,
            "milliarde|milliarden|mrd|mia": BILLION,
            "billion|billionen|bio": TRILLION,
            "dutzend": Decimal(12),
        }
    ),
    shares={
        "die hälfte": Decimal(50),
        **{
            f"{each} {part}": share
            for each in ("jeder", "jede", "jedes", "jeden", "jedem")
            for part, share in (
                ("zweite", Decimal(50)),
                ("dritte", _THIRD),
                ("vierte", Decimal(25)),
                ("fünfte", Decimal(20)),
                ("zehnte", Decimal(10)),
            )
        },
        "hälfte": Decimal(50),
        "ein drittel": _THIRD,
        "einem drittel": _THIRD,
        "zwei drittel": _TWO_THIRDS,
        "ein viertel": Decimal(25),
        "einem viertel": Decimal(25),
        "drei viertel": Decimal(75),
        "ein fünftel": Decimal(20),
        "ein zehntel": Decimal(10),
    },
    sure_shares=True,
    units=spread(
        {
            "prozent|v.h.": PERCENT,
            "prozentpunkte|prozentpunkt|prozentpunkten": PERCENTAGE_POINT,
            "basispunkte|basispunkt|basispunkten": BASIS_POINT,
            "sekunden|sekunde": duration("second"),
            "minuten|minute|min": duration("minute"),
            "stunden|stunde|std": duration("hour"),
            "tage|tag|tagen": duration("day"),
            "wochen|woche": duration("week"),
            "monate|monat|monaten": duration("month"),
            "jahre|jahr|jahren": duration("year"),
            "jahrzehnte|jahrzehnt|jahrzehnten": duration("year", "10"),
            "jahrhunderte|jahrhundert|jahrhunderten": duration("year", "100"),
            "euro": currency("EUR"),
            "cent": currency("EUR", "0.01"),
            "dollar|us-dollar": currency("USD"),
            "pfund": currency("GBP"),
            "franken|schweizer franken": currency("CHF"),
            "yen": currency("JPY"),
            "yuan": currency("CNY"),
            "rubel": currency("RUB"),
            "zloty": currency("PLN"),
            "kronen": currency("krone"),
            "kilometer|kilometern|km": measure("km"),
            "stundenkilometer|stundenkilometern": measure("km/h"),
            "meter|metern": measure("m"),
            "zentimeter": measure("cm"),
            "millimeter": measure("mm"),
            "quadratkilometer|quadratkilometern": measure("km²"),
            "quadratmeter|quadratmetern": measure("m²"),
            "kubikmeter": measure("m³"),
            "hektar": measure("hectare"),
            "kilogramm|kilo": measure("kg"),
            "gramm": measure("g"),
            "tonnen|tonne": measure("tonne"),
            "liter|litern": measure("litre"),
            "grad|grad celsius": measure("°C"),
            "kilowattstunden|kilowattstunde": measure("kWh"),
            "megawatt": measure("MW"),
            "gigawatt": measure("GW"),
            "terawattstunden": measure("TWh"),
            "barrel": measure("barrel"),
        }
    ),
    unit_before={"stärke": measure("magnitude"), "magnitude": measure("magnitude"), "der stärke": measure("magnitude")},
    before=qualify(
        at_least="mindestens|wenigstens|zumindest",
        more_than="mehr als|über|gut|etwas mehr als|knapp über|rund mehr als",
        about="etwa|rund|ungefähr|circa|ca.|zirka|ca|gegen|an die|geschätzt|schätzungsweise",
        nearly="fast|knapp|beinahe|nahezu|annähernd",
        under="weniger als|unter",
        up_to="bis zu|höchstens|maximal",
    ),
    after=qualify(at_least="oder mehr|+"),
    months=words(
        "januar jänner februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun "
        "jul aug sep sept okt nov dez"
    ),
    windows=words(
        "letzten letzte letzter vergangenen vergangene nächsten nächste kommenden ersten erste vorigen "
        "folgenden zurückliegenden"
    ),
    ages_before=phrases("alter von|im alter von|alter zwischen"),
    ages_after=phrases(
        "jahre alt|jahre alte|jahre alter|jahre alten|-jährige|-jähriger|-jährigen|-jähriges|-jährigem|jährige|"
        "jähriger|"
        "jährigen|monate alt|tage alt"
    ),
    names_before=words(
        "artikel paragraf paragraph absatz nummer nr kapitel seite platz gruppe kategorie stufe phase linie gleis tor "
        "halle zimmer autobahn bundesstraße klasse typ version folge staffel kanal haus flug tag woche runde "
        "spieltag rang"
    ),
    clock_after=words("uhr"),
    clock_before=words("gegen um ab"),
    year_before=words("jahr jahre jahres seit im bis vor ab anfang ende mitte"),
    per_words=words("pro je auf"),
    range_words=words("bis und"),
    range_openers=words("zwischen"),
    changes=frozenset(
        "plus|minus|ein plus von|ein minus von|nach|gegenüber|von|ein anstieg von|ein rückgang von".split("|")
    ),
    to_words=words("auf"),
    from_words=words("von"),
    moves=words("um stieg fiel sank wuchs kletterte legte"),
    ordinal_dot=True,
    light=words(
        "der die das den dem des ein eine einen einem einer eines ist sind war waren wurde wurden wird werden "
        "worden hat "
        "haben hatte hatten sein seine seinen ihr ihre ihren es er sie sich auch nur noch schon mehr als dass laut sei "
        "bereits nach angaben demnach zudem dabei davon am im vom zum zur beim"
    ),
    breaks=words("aber während obwohl weil nachdem bevor wenn dass der dabei sondern wobei wodurch sodass"),
)

DUTCH = Lexicon(
    numbers=number_words(
        "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
        "negentien twintig",
        tens="twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    )
    | dutch_compounds()
    | {"anderhalf": _ONE_AND_A_HALF, "anderhalve": _ONE_AND_A_HALF},
    articles=words("een"),
    wholes={"een half miljoen": MILLION / 2, "half miljoen": MILLION / 2, "een half miljard": BILLION / 2},
    halves=phrases("en een half|en een halve"),
    scales=scale_words(
        {
            "honderd": Decimal(100),
            "duizend": THOUSAND,
            "miljoen|mln|mio": MILLION,
            "miljard|mld|mrd": BILLION,
            "biljoen": TRILLION,
        }
    ),
    shares={
        "de helft": Decimal(50),
        "helft": Decimal(50),
        "een derde": _THIRD,
        "twee derde": _TWO_THIRDS,
        "een kwart": Decimal(25),
        "driekwart": Decimal(75),
        "een vijfde": Decimal(20),
    },
    sure_shares=True,
    units=spread(
        {
            "procent|pct": PERCENT,
            "procentpunt|procentpunten": PERCENTAGE_POINT,
            "basispunten|basispunt": BASIS_POINT,
            "seconden|seconde": duration("second"),
            "minuten|minuut": duration("minute"),
            "uur|uren": duration("hour"),
            "dagen|dag": duration("day"),
            "weken|week": duration("week"),
            "maanden|maand": duration("month"),
            "jaar|jaren": duration("year"),
            "decennia": duration("year", "10"),
            "eeuwen|eeuw": duration("year", "100"),
            "euro": currency("EUR"),
            "dollar": currency("USD"),
            "pond": currency("GBP"),
            "kilometer": measure("km"),
            "meter": measure("m"),
            "centimeter": measure("cm"),
            "hectare": measure("hectare"),
            "vierkante kilometer": measure("km²"),
            "vierkante meter": measure("m²"),
            "kilo|kilogram": measure("kg"),
            "gram": measure("g"),
            "ton": measure("tonne"),
            "liter": measure("litre"),
            "graden|graden celsius": measure("°C"),
            "megawatt": measure("MW"),
        }
    ),
    unit_before={"kracht van": measure("magnitude"), "magnitude": measure("magnitude")},
    before=qualify(
        at_least="minstens|ten minste|minimaal|zeker",
        more_than="meer dan|ruim|boven de|boven",
        about="ongeveer|circa|rond de|zo'n|zo’n|rond|naar schatting",
        nearly="bijna|net geen",
        under="minder dan|onder de|onder",
        up_to="tot wel|maximaal|hooguit|hoogstens|ten hoogste",
    ),
    months=words(
        "januari februari maart april mei juni juli augustus september oktober november december jan feb mrt "
        "apr jun jul "
        "aug sep okt nov dec"
    ),
    windows=words("laatste afgelopen volgende komende eerste vorige"),
    ages_before=phrases("leeftijd van"),
    decades_before=words("jaren"),
    ages_after=phrases("jaar oud|-jarige|-jarigen|-jarig|jarige|jaar en ouder"),
    names_before=words("artikel nummer nr hoofdstuk pagina groep fase categorie spoor kamer type versie lijn"),
    clock_after=words("u"),
    clock_before=words("om rond vanaf"),
    year_before=words("in sinds tot jaar begin eind vanaf"),
    per_words=words("per op"),
    range_words=words("tot en à"),
    range_openers=words("tussen"),
    changes=frozenset("een stijging van|een daling van|tegen|plus|min".split("|")),
    to_words=words("naar tot"),
    from_words=words("van"),
    moves=words("steeg daalde groeide kromp met"),
    light=words(
        "de het een is zijn was waren werd werden wordt worden heeft hebben had hadden er dat die zich ook nog al meer "
        "dan zegt volgens hun hij zij ze"
    ),
    breaks=words("maar terwijl hoewel omdat nadat voordat als dat die wanneer"),
)

_NORDIC_MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december januar februar marts mai "
    "august desember jan feb apr jun jul aug sep sept okt nov dec des"
)

SWEDISH = Lexicon(
    spaced=True,
    numbers=number_words(
        "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo",
        tens="tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    )
    | nordic_compounds(
        "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio", "ett två tre fyra fem sex sju åtta nio"
    ),
    articles=words("en ett"),
    wholes={"en halv miljon": MILLION / 2, "halv miljon": MILLION / 2, "en halv miljard": BILLION / 2},
    halves=phrases("och en halv|och ett halvt"),
    scales=scale_words(
        {
            "hundra": Decimal(100),
            "tusen": THOUSAND,
            "miljon|miljoner|milj|mn|mln": MILLION,
            "miljard|miljarder|mdr|md": BILLION,
            "biljon|biljoner": TRILLION,
        }
    ),
    shares={
        "hälften": Decimal(50),
        "en tredjedel": _THIRD,
        "två tredjedelar": _TWO_THIRDS,
        "en fjärdedel": Decimal(25),
        "var fjärde": Decimal(25),
        "var femte": Decimal(20),
        "var tredje": _THIRD,
        "tre fjärdedelar": Decimal(75),
    },
    sure_shares=True,
    units=spread(
        {
            "procent": PERCENT,
            "procentenheter|procentenhet": PERCENTAGE_POINT,
            "räntepunkter|punkter": BASIS_POINT,
            "sekunder|sekund": duration("second"),
            "minuter|minut": duration("minute"),
            "timmar|timme": duration("hour"),
            "dagar|dag|dygn": duration("day"),
            "veckor|vecka": duration("week"),
            "månader|månad": duration("month"),
            "år": duration("year"),
            "årtionden|decennier": duration("year", "10"),
            "kronor|kr|svenska kronor": currency("SEK"),
            "tkr": currency("SEK", "1000"),
            "mkr|miljoner kronor": currency("SEK", "1000000"),
            "mdkr": currency("SEK", "1000000000"),
            "euro": currency("EUR"),
            "dollar": currency("USD"),
            "pund": currency("GBP"),
            "kilometer": measure("km"),
            "mil": measure("km", "10"),
            "meter": measure("m"),
            "hektar": measure("hectare"),
            "kvadratkilometer": measure("km²"),
            "kvadratmeter": measure("m²"),
            "kilo": measure("kg"),
            "gram": measure("g"),
            "ton": measure("tonne"),
            "liter": measure("litre"),
            "grader": measure("°C"),
        }
    ),
    unit_before={"magnitud": measure("magnitude"), "magnituden": measure("magnitude")},
    before=qualify(
        at_least="minst|åtminstone",
        more_than="mer än|över|fler än|drygt",
        about="omkring|cirka|ca|runt|ungefär|uppskattningsvis",
        nearly="nästan|närmare|knappt",
        under="mindre än|under|färre än",
        up_to="upp till|högst|som mest|max",
    ),
    months=words(_NORDIC_MONTHS),
    windows=words("senaste sista kommande nästa första förra"),
    ages_before=phrases("åldern|i åldern"),
    decades_after=words("talet tal talets"),
    ages_after=phrases("år gammal|år gamla|-årige|-åriga|-åring|-åringar|-årig|årige|åriga|åring"),
    names_before=words("artikel nummer nr kapitel sida grupp fas kategori typ linje paragraf"),
    clock_before=words("klockan kl"),
    year_before=words("år sedan i under till från"),
    per_words=words("per"),
    range_words=words("till och"),
    range_openers=words("mellan"),
    changes=frozenset("en ökning med|en minskning med|upp|ned|mot|jämfört med".split("|")),
    to_words=words("till"),
    from_words=words("från"),
    moves=words("med steg föll ökade minskade"),
    light=words(
        "en ett den det de är var har hade blev bli blir som att om sig sin sina han hon också bara enligt "
        "uppger säger "
        "av vid ha vara"
    ),
    breaks=words("men medan eftersom när efter innan som att där"),
)

_DANISH_TENS = "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"
_NORWEGIAN_TENS = "tjue tretti førti femti seksti sytti åtti nitti"
_DANISH_NORWEGIAN_NUMBERS = (
    number_words(
        "to tre fire fem seks syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        tens=_DANISH_TENS,
    )
    | number_words(
        "to tre fire fem seks sju otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        tens=_NORWEGIAN_TENS,
    )
    | nordic_compounds(_DANISH_TENS, "en to tre fire fem seks syv otte ni", "og")
    | nordic_compounds(_NORWEGIAN_TENS, "en to tre fire fem seks sju åtte ni")
    | {"halvanden": _ONE_AND_A_HALF, "halvannen": _ONE_AND_A_HALF}
)


def _nordic(krone: str, *, spaced: bool) -> Lexicon:
    return Lexicon(
        spaced=spaced,
        numbers=_DANISH_NORWEGIAN_NUMBERS,
        articles=words("en et ett"),
        wholes={"en halv million": MILLION / 2, "halv million": MILLION / 2, "en halv milliard": BILLION / 2},
        halves=phrases("og en halv|og et halvt"),
        scales=scale_words(
            {
                "hundre|hundrede": Decimal(100),
                "tusen|tusind": THOUSAND,
                "million|millioner|mill|mio": MILLION,
                "milliard|milliarder|mrd|mia": BILLION,
                "billion|billioner": TRILLION,
            }
        ),
        shares={
            "halvparten": Decimal(50),
            "halvdelen": Decimal(50),
            "en tredjedel": _THIRD,
            "to tredjedeler": _TWO_THIRDS,
            "to tredjedele": _TWO_THIRDS,
            "en fjerdedel": Decimal(25),
        },
        sure_shares=True,
        units=spread(
            {
                "prosent|procent|pst": PERCENT,
                "prosentpoeng|procentpoint": PERCENTAGE_POINT,
                "sekunder": duration("second"),
                "minutter|minut": duration("minute"),
                "timer|time": duration("hour"),
                "dager|dage|dag|døgn": duration("day"),
                "uker|uger|uge|uke": duration("week"),
                "måneder|måned": duration("month"),
                "år": duration("year"),
                "tiår": duration("year", "10"),
                "kroner|kr": currency(krone),
                "euro": currency("EUR"),
                "dollar": currency("USD"),
                "pund": currency("GBP"),
                "kilometer": measure("km"),
                "meter": measure("m"),
                "hektar": measure("hectare"),
                "kvadratkilometer": measure("km²"),
                "kvadratmeter": measure("m²"),
                "kilo": measure("kg"),
                "tonn|ton": measure("tonne"),
                "liter": measure("litre"),
                "grader": measure("°C"),
            }
        ),
        before=qualify(
            at_least="minst|mindst",
            more_than="mer enn|mere end|over|flere enn|flere end|godt",
            about="om lag|rundt|cirka|ca.|ca|omtrent|omkring",
            nearly="nesten|næsten|knapt|tæt på",
            under="mindre enn|mindre end|under|færre enn|færre end",
            up_to="opptil|op til|maksimalt|inntil|høyst|højst",
        ),
        months=words(_NORDIC_MONTHS),
        windows=words("siste sidste seneste kommende neste næste første forrige"),
        ages_after=phrases("år gammel|år gamle|-årige|-årig|-åring|-åringen|årige|åring"),
        names_before=words("artikkel artikel nummer nr kapittel side gruppe fase kategori type linje"),
        clock_before=words("klokken kl"),
        decades_after=words("tallet talls tallets erne"),
        year_before=words("siden i til fra"),
        per_words=words("per pr"),
        range_words=words("til og"),
        range_openers=words("mellom mellem"),
        to_words=words("til"),
        from_words=words("fra"),
        moves=words("med steg falt faldt økte"),
        ordinal_dot=True,
        light=words(
            "en et ei den det de er var har havde hadde ble blev bli blive som at om seg sig sin sine han hun "
            "også bare "
            "kun ifølge sier siger av af ved"
        ),
        breaks=words("men mens fordi når da etter efter før som at der hvor"),
    )


DANISH = _nordic("DKK", spaced=False)
NORWEGIAN = _nordic("NOK", spaced=True)
