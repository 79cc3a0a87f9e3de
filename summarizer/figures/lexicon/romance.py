"""French, Spanish, Italian and Portuguese."""

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
from summarizer.figures.lexicon.compounds import italian_compounds

_THIRD = Decimal("33.333")
_TWO_THIRDS = Decimal("66.667")


def _ratios(ones: str, link: str, wholes: str) -> dict[str, Decimal]:
    """Give the shares "one in two" to six and ten, by the words for one, for "in" and for the wholes."""
    parts = dict(zip(wholes.split(), (2, 3, 4, 5, 6, 10), strict=True))
    return {
        f"{one} {link} {word}": round(Decimal(100) / value, 3)
        for one in ones.split("|")
        for word, value in parts.items()
    }


def _hundreds(stems: str) -> dict[str, int]:
    """Give the hundreds from 200 by their stems, men's and women's: "doscientos", "doscientas"."""
    return {f"{stem}{ending}": 100 * value for value, stem in enumerate(stems.split(), 2) for ending in ("os", "as")}


def _tens_and_one(tens: str, first: int, link: str, ones: str) -> dict[str, Decimal]:
    """Give "vingt et un" and the like, since "one" alone is the article."""
    return {
        f"{ten} {link} {one}": Decimal(10 * value + 1)
        for value, ten in enumerate(tens.split(), first)
        for one in ones.split()
    }


_FRENCH_TEENS = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()
_FRENCH_ONES = "un deux trois quatre cinq six sept huit neuf".split()
_FRENCH_WHOLES = (
    {word: Decimal(value) for value, word in enumerate(_FRENCH_TEENS, 10) if "-" in word}
    | {f"soixante-{word}": Decimal(value) for value, word in enumerate(_FRENCH_TEENS, 70)}
    | {f"quatre-vingt-{word}": Decimal(value) for value, word in enumerate(_FRENCH_TEENS, 90)}
    | {f"quatre-vingt-{word}": Decimal(value) for value, word in enumerate(_FRENCH_ONES, 81)}
    | _tens_and_one("vingt trente quarante cinquante soixante", 2, "et", "un une")
    | {"soixante et onze": Decimal(71), "quatre-vingts": Decimal(80), "quatre-vingt": Decimal(80)}
    | {f"une {word}aine": Decimal(10 * value) for value, word in enumerate("vingt trent quarant cinquant".split(), 2)}
    | {"une soixantaine": Decimal(60), "une quinzaine": Decimal(15), "une centaine": Decimal(100)}
)

FRENCH = Lexicon(
    spaced=True,
    wholes=_FRENCH_WHOLES | {"un demi-million": MILLION / 2, "une demi-douzaine": Decimal(6)},
    numbers=number_words(
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        tens="vingt trente quarante cinquante soixante",
    )
    | {"cent": 100, "mille": 1000},
    articles=words("un une"),
    links=words("et"),
    halves=phrases("et demi|et demie"),
    scales=scale_words(
        {
            "cents|cent": Decimal(100),
            "mille": THOUSAND,
            "million|millions|mio|m": MILLION,
            "milliard|milliards|md|mds|mrd": BILLION,
            "mille milliards": TRILLION,
            "billion|billions": TRILLION,
            "dizaine": Decimal(10),
            "douzaine": Decimal(12),
        }
    ),
    shares={
        "la moitié": Decimal(50),
        "moitié": Decimal(50),
        "un tiers": _THIRD,
        "deux tiers": _TWO_THIRDS,
        "un quart": Decimal(25),
        "d'un quart": Decimal(25),
        "d’un quart": Decimal(25),
        "d'un tiers": _THIRD,
        "d’un tiers": _THIRD,
        "trois quarts": Decimal(75),
        "un cinquième": Decimal(20),
        "un sur deux": Decimal(50),
        "un sur trois": _THIRD,
        "un sur quatre": Decimal(25),
        "un sur cinq": Decimal(20),
        "un sur dix": Decimal(10),
    },
    sure_shares=True,
    units=spread(
        {
            "pour cent|pourcent|pour-cent": PERCENT,
            "points de pourcentage|point de pourcentage|points de pourcent": PERCENTAGE_POINT,
            "points de base": BASIS_POINT,
            "secondes|seconde": duration("second"),
            "minutes|minute|mn": duration("minute"),
            "heures|heure": duration("hour"),
            "jours|jour|journées": duration("day"),
            "nuits": duration("night"),
            "semaines|semaine": duration("week"),
            "mois": duration("month"),
            "ans|an|années|année": duration("year"),
            "décennies|décennie": duration("year", "10"),
            "siècles": duration("year", "100"),
            "euros|euro": currency("EUR"),
            "k€": currency("EUR", "1000"),
            "m€|millions €": currency("EUR", "1000000"),
            "md€|mds€": currency("EUR", "1000000000"),
            "centimes": currency("EUR", "0.01"),
            "dollars|dollar|dollars américains": currency("USD"),
            "dollars canadiens": currency("CAD"),
            "livres sterling|livres": currency("GBP"),
            "francs suisses": currency("CHF"),
            "francs cfa|fcfa": currency("XOF"),
            "francs": currency("franc"),
            "yens|yen": currency("JPY"),
            "yuans": currency("CNY"),
            "roubles": currency("RUB"),
            "dirhams": currency("dirham"),
            "dinars": currency("dinar"),
            "kilomètres|kilomètre|km": measure("km"),
            "km/h|kilomètres/heure|kilomètres par heure": measure("km/h"),
            "mètres|mètre": measure("m"),
            "centimètres": measure("cm"),
            "millimètres": measure("mm"),
            "kilomètres carrés": measure("km²"),
            "mètres carrés": measure("m²"),
            "mètres cubes": measure("m³"),
            "hectares|hectare": measure("hectare"),
            "kilos|kilogrammes|kilo": measure("kg"),
            "grammes": measure("g"),
            "tonnes|tonne": measure("tonne"),
            "litres|litre": measure("litre"),
            "degrés|degrés celsius": measure("°C"),
            "mégawatts": measure("MW"),
            "gigawatts": measure("GW"),
            "barils": measure("barrel"),
        }
    ),
    unit_before={"magnitude": measure("magnitude"), "magnitude de": measure("magnitude")},
    before=qualify(
        at_least="au moins|pas moins de|au minimum",
        more_than="plus de|plus d'|plus d’|au-delà de|supérieur à",
        about="environ|quelque|autour de|près d'environ|aux alentours de|à peu près",
        nearly="près de|presque|quasiment",
        under="moins de|en dessous de|inférieur à",
        up_to="jusqu'à|jusqu’à|au maximum|maximum|au plus",
    ),
    months=words(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr avr "
        "juil sept oct nov "
        "déc"
    ),
    windows=words("derniers dernières dernier dernière prochains prochaines premiers premières derniere"),
    ages_before=phrases(
        "aux plus de|aux moins de|a plus de|ont plus de|a moins de|ont moins de|les plus de|les moins de|"
        "des plus de|des moins de|"
        "âgé de|âgée de|âgés de|âgées de|âge de|l'âge de|l’âge de|âgé d'|à l'âge de"
    ),
    ages_after=phrases("ans et plus|ans révolus"),
    names_before=words(
        "article chapitre numéro no n page groupe phase catégorie niveau type version ligne route chaîne "
        "boulevard salle quai "
        "chambre tour saison épisode titre loi kilomètre"
    ),
    ages_had=phrases("il a|elle a|il avait|elle avait|qui a|qui avait|j'ai|fête ses|fêtera ses"),
    decades_before=words("années"),
    persons=words(
        "homme femme garçon fille enfant jeune adolescent adolescente sœur frère fils mère père bébé garçonnet "
        "fillette "
        "étudiant étudiante conducteur conductrice élève suspect victime cycliste piéton retraité retraitée"
    ),
    of_words=words("de d"),
    clock_after=words("h"),
    clock_before=words("à vers dès"),
    year_before=words("en depuis jusqu'en début fin mi année avant après"),
    per_words=words("pour par"),
    range_words=words("à et"),
    range_openers=words("entre"),
    changes=frozenset(
        "soit une hausse de|soit une baisse de|une hausse de|une baisse de|en hausse de|en baisse de|contre|après|soit|"
        "un recul de|une progression de|en recul de".split("|")
    ),
    to_words=words("à"),
    from_words=words("de"),
    moves=words("de hausse baisse progressé reculé augmenté diminué"),
    light=words(
        "le la les l un une des est sont était étaient a ont avait avaient été être se s ce cette ces son sa "
        "ses leur leurs "
        "il elle ils elles qui que dont aussi selon plus ne pas y"
    ),
    breaks=words("mais alors tandis parce qui que dont où quand lorsque après avant si"),
)

SPANISH = Lexicon(
    spaced=True,
    numbers=number_words(
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        "dieciocho "
        "diecinueve veinte",
        tens="veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    )
    | number_words("veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho", 21)
    | {"veintinueve": 29, "veintiún": 21, "cien": 100, "ciento": 100, "mil": 1000}
    | _hundreds("doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"),
    articles=words("un una"),
    links=words("y"),
    halves=phrases("y medio|y media"),
    wholes={"medio millón": MILLION / 2, "media docena": Decimal(6)}
    | _tens_and_one("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 3, "y", "uno un una"),
    scales=scale_words(
        {
            "mil": THOUSAND,
            "millón|millones|mill": MILLION,
            "mil millones|millardos|millardo": BILLION,
            "billón|billones": TRILLION,
            "docena": Decimal(12),
        }
    ),
    suffixes=scale_words({"m": MILLION}),
    shares={
        "la mitad": Decimal(50),
        **_ratios("uno|una", "de cada", "dos tres cuatro cinco seis diez"),
        "mitad": Decimal(50),
        "un tercio": _THIRD,
        "una tercera parte": _THIRD,
        "dos tercios": _TWO_THIRDS,
        "una cuarta parte": Decimal(25),
        "un cuarto": Decimal(25),
        "tres cuartas partes": Decimal(75),
        "una quinta parte": Decimal(20),
    },
    sure_shares=True,
    units=spread(
        {
            "por ciento|porciento": PERCENT,
            "puntos porcentuales|punto porcentual": PERCENTAGE_POINT,
            "puntos básicos|puntos base": BASIS_POINT,
            "segundos|segundo": duration("second"),
            "minutos|minuto": duration("minute"),
            "horas|hora": duration("hour"),
            "días|día": duration("day"),
            "noches": duration("night"),
            "semanas|semana": duration("week"),
            "meses|mes": duration("month"),
            "años|año": duration("year"),
            "décadas|década": duration("year", "10"),
            "siglos": duration("year", "100"),
            "euros|euro": currency("EUR"),
            "céntimos": currency("EUR", "0.01"),
            "dólares|dólar|dólares estadounidenses": currency("USD"),
            "libras|libras esterlinas": currency("GBP"),
            "pesos|peso": currency("peso"),
            "pesos mexicanos": currency("MXN"),
            "mdp": currency("MXN", "1000000"),
            "mmdp": currency("MXN", "1000000000"),
            "mdd": currency("USD", "1000000"),
            "mmdd": currency("USD", "1000000000"),
            "pesos argentinos": currency("ARS"),
            "pesos chilenos": currency("CLP"),
            "pesos colombianos": currency("COP"),
            "soles": currency("PEN"),
            "yenes": currency("JPY"),
            "yuanes": currency("CNY"),
            "reales": currency("BRL"),
            "rublos": currency("RUB"),
            "kilómetros|kilómetro": measure("km"),
            "kilómetros por hora": measure("km/h"),
            "metros|metro": measure("m"),
            "centímetros": measure("cm"),
            "milímetros": measure("mm"),
            "kilómetros cuadrados": measure("km²"),
            "metros cuadrados": measure("m²"),
            "metros cúbicos": measure("m³"),
            "hectáreas|hectárea": measure("hectare"),
            "kilos|kilogramos": measure("kg"),
            "gramos": measure("g"),
            "toneladas|tonelada": measure("tonne"),
            "litros|litro": measure("litre"),
            "grados|grados celsius|grados centígrados": measure("°C"),
            "megavatios": measure("MW"),
            "gigavatios": measure("GW"),
            "barriles": measure("barrel"),
        }
    ),
    unit_before={"magnitud": measure("magnitude"), "magnitud de": measure("magnitude")},
    before=qualify(
        at_least="al menos|por lo menos|como mínimo|no menos de",
        more_than="más de|superior a|por encima de",
        about="unos|unas|cerca de los|alrededor de|aproximadamente|en torno a|en torno al|cerca del",
        nearly="casi|cerca de",
        under="menos de|por debajo de|inferior a",
        up_to="hasta|como máximo|un máximo de|máximo",
    ),
    months=words("enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"),
    windows=words("últimos últimas último última próximos próximas primeros primeras pasados siguientes"),
    ages_before=phrases("edad de|la edad de|los|menores de|mayores de|menor de|mayor de"),
    ages_after=phrases("años de edad|años de vida"),
    names_before=words(
        "minuto artículo capítulo número no núm página grupo fase categoría nivel tipo versión línea ruta canal sala "
        "temporada "
        "habitación puerta planta episodio título jornada carretera km kilómetro día"
    ),
    ages_had=phrases("tiene|tenía|cumple|cumplió|cumplirá|tenga"),
    decades_before=words("años"),
    persons=words(
        "hombre mujer joven niño niña menor chico chica varón adolescente anciano anciana hermano hermana hijo "
        "hija bebé "
        "padre madre estudiante conductor conductora víctima ciclista"
    ),
    of_words=words("de"),
    clock_after=words("h hs hrs"),
    clock_before=words("las"),
    year_before=words("en desde hasta año de del para a"),
    per_words=words("por cada"),
    range_words=words("a y"),
    range_openers=words("entre"),
    changes=frozenset(
        "un aumento del|una caída del|un alza del|un descenso del|frente al|frente a|un|una subida del|lo que "
        "supone un".split("|")
    )
    - {"un"},
    to_words=words("a al hasta"),
    from_words=words("de del"),
    moves=words("un el subió bajó creció cayó aumentó"),
    light=words(
        "el la los las lo un una unos unas es son era eran fue fueron ha han había habían ser sido se su sus "
        "que también según "
        "más ya no le les este esta estos estas al del está están"
    ),
    breaks=words("pero mientras aunque porque que quien cuando donde después antes si tras"),
)

ITALIAN = Lexicon(
    numbers=number_words(
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
        "diciassette "
        "diciotto diciannove venti",
        tens="venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    )
    | italian_compounds()
    | {"cento": 100},
    articles=words("un una"),
    halves=phrases("e mezzo|e mezza"),
    wholes={"mezzo milione": MILLION / 2, "mezza dozzina": Decimal(6)},
    scales=scale_words(
        {
            "mila|mille": THOUSAND,
            "milione|milioni|mln": MILLION,
            "miliardo|miliardi|mld|mrd": BILLION,
            "mila miliardi|bilione|bilioni": TRILLION,
            "dozzina": Decimal(12),
            "centinaio": Decimal(100),
        }
    ),
    shares={
        "la metà": Decimal(50),
        **_ratios("uno|una", "su", "due tre quattro cinque sei dieci"),
        "metà": Decimal(50),
        "un terzo": _THIRD,
        "due terzi": _TWO_THIRDS,
        "un quarto": Decimal(25),
        "tre quarti": Decimal(75),
        "un quinto": Decimal(20),
    },
    sure_shares=True,
    units=spread(
        {
            "per cento|percento": PERCENT,
            "punti percentuali|punto percentuale": PERCENTAGE_POINT,
            "punti base": BASIS_POINT,
            "secondi|secondo": duration("second"),
            "minuti|minuto": duration("minute"),
            "ore|ora": duration("hour"),
            "giorni|giorno": duration("day"),
            "notti": duration("night"),
            "settimane|settimana": duration("week"),
            "mesi|mese": duration("month"),
            "anni|anno": duration("year"),
            "decenni": duration("year", "10"),
            "secoli": duration("year", "100"),
            "euro": currency("EUR"),
            "centesimi": currency("EUR", "0.01"),
            "dollari|dollaro": currency("USD"),
            "sterline": currency("GBP"),
            "franchi svizzeri|franchi": currency("CHF"),
            "yen": currency("JPY"),
            "yuan": currency("CNY"),
            "rubli": currency("RUB"),
            "chilometri|chilometro": measure("km"),
            "chilometri orari|km orari": measure("km/h"),
            "metri|metro": measure("m"),
            "centimetri": measure("cm"),
            "millimetri": measure("mm"),
            "chilometri quadrati|chilometri quadri": measure("km²"),
            "metri quadrati|metri quadri": measure("m²"),
            "metri cubi": measure("m³"),
            "ettari|ettaro": measure("hectare"),
            "chili|chilogrammi|chilo": measure("kg"),
            "grammi": measure("g"),
            "tonnellate|tonnellata": measure("tonne"),
            "litri|litro": measure("litre"),
            "gradi|gradi celsius|gradi centigradi": measure("°C"),
            "megawatt": measure("MW"),
            "barili": measure("barrel"),
        }
    ),
    unit_before={"magnitudo": measure("magnitude"), "magnitudo di": measure("magnitude")},
    before=qualify(
        at_least="almeno|non meno di|come minimo",
        more_than="più di|oltre|superiore a|sopra i",
        about="circa|intorno a|intorno ai|attorno ai",
        nearly="quasi|vicino a|poco meno di",
        under="meno di|sotto i|inferiore a|al di sotto di",
        up_to="fino a|al massimo|un massimo di",
    ),
    months=words("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    windows=words("ultimi ultime ultimo ultima prossimi prossime primi prime scorsi scorse"),
    ages_before=phrases("età di|l'età di|l’età di"),
    ages_after=phrases("anni di età|enne|enni|-enne"),
    names_before=words(
        "articolo capitolo numero n pagina gruppo fase categoria livello tipo versione linea strada canale sala "
        "stagione "
        "stanza camera episodio comma giornata km chilometro"
    ),
    ages_had=phrases("ha|aveva|compie|compirà|compiva"),
    decades_before=words("anni"),
    persons=words(
        "uomo donna ragazzo ragazza bambino bambina giovane anziano anziana fratello sorella figlio figlia padre madre "
        "studente studentessa conducente vittima ciclista"
    ),
    of_words=words("di d"),
    clock_before=words("alle ore dalle"),
    year_before=words("nel dal fino anno del al entro"),
    per_words=words("ogni per"),
    range_words=words("a e ai"),
    range_openers=words("tra fra"),
    changes=frozenset("in aumento del|in calo del|un aumento del|un calo del|contro|contro il|dal".split("|")),
    to_words=words("a al all'"),
    from_words=words("da dal"),
    moves=words("del salito sceso cresciuto calato aumentato"),
    light=words(
        "il lo la i gli le un una uno è sono era erano ha hanno aveva avevano stato stati stata state essere si "
        "suo sua suoi "
        "loro che anche secondo più già non al del della dei delle nel nella"
    ),
    breaks=words("ma mentre perché che chi quando dove dopo prima se"),
)

PORTUGUESE = Lexicon(
    spaced=True,
    numbers=number_words(
        "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete "
        "dezoito dezenove "
        "vinte",
        tens="vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    )
    | {"duas": 2, "quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "cem": 100, "cento": 100}
    | {"mil": 1000}
    | _hundreds("duzent trezent quatrocent quinhent seiscent setecent oitocent novecent"),
    articles=words("um uma"),
    links=words("e"),
    halves=phrases("e meio|e meia"),
    wholes={"meio milhão": MILLION / 2, "meia dúzia": Decimal(6)}
    | _tens_and_one("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 2, "e", "um uma"),
    scales=scale_words(
        {
            "mil": THOUSAND,
            "milhão|milhões|mi": MILLION,
            "bilhão|bilhões|mil milhões|bi": BILLION,
            "trilhão|trilhões|bilião|biliões|tri": TRILLION,
            "dúzia": Decimal(12),
        }
    ),
    shares={
        "a metade": Decimal(50),
        **_ratios("um|uma", "em cada", "dois três quatro cinco seis dez"),
        "metade": Decimal(50),
        "um terço": _THIRD,
        "dois terços": _TWO_THIRDS,
        "um quarto": Decimal(25),
        "três quartos": Decimal(75),
        "um quinto": Decimal(20),
    },
    sure_shares=True,
    units=spread(
        {
            "por cento": PERCENT,
            "pontos percentuais|ponto percentual|p.p": PERCENTAGE_POINT,
            "pontos base|pontos-base": BASIS_POINT,
            "segundos|segundo": duration("second"),
            "minutos|minuto": duration("minute"),
            "horas|hora": duration("hour"),
            "dias|dia": duration("day"),
            "noites": duration("night"),
            "semanas|semana": duration("week"),
            "meses|mês": duration("month"),
            "anos|ano": duration("year"),
            "décadas|década": duration("year", "10"),
            "séculos": duration("year", "100"),
            "euros|euro": currency("EUR"),
            "reais|real": currency("BRL"),
            "centavos": currency("BRL", "0.01"),
            "dólares|dólar|dólares americanos": currency("USD"),
            "libras": currency("GBP"),
            "ienes": currency("JPY"),
            "quilômetros|quilómetros|quilômetro": measure("km"),
            "quilômetros por hora|quilómetros por hora": measure("km/h"),
            "metros|metro": measure("m"),
            "centímetros": measure("cm"),
            "milímetros": measure("mm"),
            "quilômetros quadrados|quilómetros quadrados": measure("km²"),
            "metros quadrados": measure("m²"),
            "metros cúbicos": measure("m³"),
            "hectares|hectare": measure("hectare"),
            "quilos|quilogramas|quilo": measure("kg"),
            "gramas": measure("g"),
            "toneladas|tonelada": measure("tonne"),
            "litros|litro": measure("litre"),
            "graus|graus celsius": measure("°C"),
            "megawatts": measure("MW"),
            "barris": measure("barrel"),
        }
    ),
    unit_before={"magnitude": measure("magnitude"), "magnitude de": measure("magnitude")},
    before=qualify(
        at_least="pelo menos|ao menos|no mínimo",
        more_than="mais de|acima de|superior a",
        about="cerca de|aproximadamente|em torno de|por volta de",
        nearly="quase|perto de",
        under="menos de|abaixo de|inferior a",
        up_to="até|no máximo",
    ),
    months=words("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    windows=words("últimos últimas último última próximos próximas primeiros primeiras passados"),
    ages_before=phrases("idade de|menores de|maiores de|menor de|maior de"),
    ages_after=phrases("anos de idade"),
    names_before=words(
        "artigo capítulo número nº página grupo fase categoria nível tipo versão linha rota canal sala "
        "temporada episódio "
        "quarto título rodada km quilômetro quilómetro dia"
    ),
    ages_had=phrases("tem|tinha|completa|completou"),
    decades_before=words("anos"),
    persons=words(
        "homem mulher jovem menino menina rapaz criança idoso idosa adolescente irmão irmã filho filha bebê bebé "
        "pai mãe "
        "estudante motorista vítima ciclista"
    ),
    of_words=words("de"),
    clock_after=words("h"),
    clock_before=words("às as"),
    year_before=words("em desde até ano de"),
    per_words=words("por cada"),
    range_words=words("a e"),
    range_openers=words("entre"),
    changes=frozenset("uma alta de|uma queda de|um aumento de|alta de|queda de|contra|ante".split("|")),
    to_words=words("para a"),
    from_words=words("de"),
    moves=words("subiu caiu cresceu aumentou recuou"),
    light=words(
        "o a os as um uma uns umas é são era eram foi foram há tem têm tinha ser sido se seu sua seus suas que "
        "também segundo "
        "mais já não ao aos à do da dos das no na nos nas está estão"
    ),
    breaks=words("mas enquanto embora porque que quem quando onde depois antes se após"),
)
