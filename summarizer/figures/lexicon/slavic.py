"""Russian, Ukrainian, Polish and Czech."""

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

_ONE_AND_A_HALF = Decimal("1.5")
_THIRD = Decimal("33.333")
_TWO_THIRDS = Decimal("66.667")

_RUSSIAN_NUMBERS = number_words(
    "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать "
    "шестнадцать семнадцать восемнадцать девятнадцать двадцать",
    tens="двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
)
_RUSSIAN_CASES = (
    number_words("двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати")
    | number_words("двое трое четверо пятеро шестеро семеро восьмеро")
    | number_words("двоих троих четверых пятерых шестерых семерых")
    | {"две": 2, "трёх": 3, "четырёх": 4, "двум": 2, "двумя": 2, "тремя": 3, "сто": 100, "двести": 200, "триста": 300}
    | {"двадцати": 20, "тридцати": 30, "сорока": 40, "пятисот": 500}
)

RUSSIAN = Lexicon(
    spaced=True,
    numbers=_RUSSIAN_NUMBERS
    | _RUSSIAN_CASES
    | {"четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900}
    | {"тысяча": 1000, "тысячу": 1000, "миллион": 1_000_000, "миллиард": 1_000_000_000}
    | dict.fromkeys(("полтора", "полторы", "полутора"), _ONE_AND_A_HALF),
    wholes={"полмиллиона": MILLION / 2, "полмиллиарда": BILLION / 2, "полсотни": Decimal(50)},
    halves=phrases("с половиной"),
    scales=scale_words(
        {
            "тысяча|тысячи|тысяч|тыс|тысячу|тысячами": THOUSAND,
            "миллион|миллиона|миллионов|млн|миллионами": MILLION,
            "миллиард|миллиарда|миллиардов|млрд|миллиардами": BILLION,
            "триллион|триллиона|триллионов|трлн": TRILLION,
        }
    ),
    shares={
        **{
            f"{each} {part}": share
            for each, ending in (("каждый", "ый"), ("каждая", "ая"), ("каждого", "ого"))
            for part, share in (
                (f"втор{'ой' if ending == 'ый' else ending}", Decimal(50)),
                (f"четверт{ending}", Decimal(25)),
                (f"четвёрт{ending}", Decimal(25)),
                (f"пят{ending}", Decimal(20)),
                (f"десят{ending}", Decimal(10)),
            )
        },
        "каждый третий": _THIRD,
        "каждая третья": _THIRD,
        "половина": Decimal(50),
        "половины": Decimal(50),
        "половину": Decimal(50),
        "треть": _THIRD,
        "трети": _THIRD,
        "две трети": _TWO_THIRDS,
        "двух третей": _TWO_THIRDS,
        "четверть": Decimal(25),
        "четверти": Decimal(25),
        "три четверти": Decimal(75),
    },
    sure_shares=True,
    units=spread(
        {
            "процент|процента|процентов|проц|процентами|процентам": PERCENT,
            "процентных пункта|процентных пунктов|процентного пункта|процентный пункт|п.п|п. п": PERCENTAGE_POINT,
            "базисных пунктов|базисных пункта": BASIS_POINT,
            "секунд|секунды|секунда|секунду|сек": duration("second"),
            "минут|минуты|минута|минуту|мин": duration("minute"),
            "часов|часа|час": duration("hour"),
            "дней|дня|день|суток|сутки": duration("day"),
            "недель|недели|неделя|неделю": duration("week"),
            "месяцев|месяца|месяц|мес": duration("month"),
            "лет|года|год|годом|годам": duration("year"),
            "десятилетий|десятилетия|десятилетие": duration("year", "10"),
            "веков|века|столетий": duration("year", "100"),
            "рублей|рубля|рубль|руб|рублями": currency("RUB"),
            "копеек|копейки|копейка|копейку": currency("RUB", "0.01"),
            "долларов|доллара|доллар|долл|долларов сша|долларами": currency("USD"),
            "евро": currency("EUR"),
            "гривен|гривны|гривна|грн|гривень": currency("UAH"),
            "фунтов|фунта|фунтов стерлингов": currency("GBP"),
            "юаней|юаня": currency("CNY"),
            "иен|иены": currency("JPY"),
            "тенге": currency("KZT"),
            "лир": currency("TRY"),
            "рупий": currency("rupee"),
            "километров|километра|километр|км": measure("km"),
            "км/ч|километров в час": measure("km/h"),
            "метров|метра|метр|м": measure("m"),
            "метров в секунду|метра в секунду|м/с": measure("m/s"),
            "сантиметров|сантиметра|см": measure("cm"),
            "миллиметров|мм": measure("mm"),
            "квадратных километров|квадратных километра|кв. км|кв.км": measure("km²"),
            "квадратных метров|кв. метров|кв. м|кв.м": measure("m²"),
            "кубометров|кубических метров|кубометра": measure("m³"),
            "гектаров|гектара|га": measure("hectare"),
            "килограммов|килограмма|килограмм|кг": measure("kg"),
            "граммов|грамма|г": measure("g"),
            "тонн|тонны|тонна|тонну": measure("tonne"),
            "литров|литра|литр": measure("litre"),
            "градусов|градуса|градус|градусов цельсия": measure("°C"),
            "мегаватт|мвт": measure("MW"),
            "гигаватт|гвт": measure("GW"),
            "баррелей|барреля": measure("barrel"),
            "балла|баллов": measure("point"),
        }
    ),
    unit_before={
        "магнитудой": measure("magnitude"),
        "магнитуда": measure("magnitude"),
        "магнитуды": measure("magnitude"),
    },
    before=qualify(
        at_least="не менее|как минимум|по меньшей мере|по крайней мере|минимум|не меньше",
        more_than="более|больше|свыше|более чем|больше чем",
        about="около|примерно|порядка|приблизительно|где-то|ориентировочно",
        nearly="почти|чуть менее|без малого",
        under="менее|меньше|ниже|менее чем",
        up_to="до|не более|максимум|не больше",
    ),
    months=words(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль март "
        "апрель май "
        "июнь июль август сентябрь октябрь ноябрь декабрь январе феврале марте апреле мае июне июле августе сентябре "
        "октябре ноябре декабре"
    ),
    windows=words(
        "последние последних последний прошлые прошлых ближайшие ближайших первые первых следующие следующих"
    ),
    ages_before=phrases("в возрасте|возрасте|в возрасте от|старше|младше"),
    ages_had=phrases("ему|ей|мне|им|ему было|ей было|исполнилось|исполнится"),
    ages_after=phrases(
        "-летний|-летняя|-летнего|-летней|-летнему|-летним|-летние|-летних|лет от роду|-летнюю|-месячный|-месячная"
    ),
    names_before=words("статья статьи статье глава номер страница группа этап категория уровень тип серия канал дом"),
    clock_before=words("в к с около"),
    year_before=words("в с до к на по от"),
    per_words=words("на"),
    range_words=words("до и"),
    range_openers=words("между"),
    changes=frozenset("против|рост на|снижение на|по сравнению с|с".split("|")) - {"с"},
    to_words=words("до"),
    from_words=words("с от"),
    moves=words("на выросла вырос выросли снизилась снизился упал упала"),
    light=words(
        "это этот эта эти что как был была было были есть его ее её их он она они также же ли бы уже еще ещё не "
        "ни лишь "
        "только по словам данным сообщил сообщила заявил"
    ),
    breaks=words("но а что чтобы который которая которые которых когда где после если хотя пока"),
)

UKRAINIAN = Lexicon(
    spaced=True,
    numbers=number_words(
        "два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять "
        "шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять",
        tens="двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    )
    | number_words("двох трьох чотирьох п'яти шести семи восьми дев'яти десяти")
    | number_words("двоє троє четверо п'ятеро шестеро семеро восьмеро дев'ятеро десятеро")
    | {"дві": 2, "п’ять": 5, "дев’ять": 9, "п’ятеро": 5, "дев’ятеро": 9}
    | {"п’ятнадцять": 15, "дев’ятнадцять": 19, "п’ятдесят": 50, "дев’яносто": 90, "сто": 100, "двісті": 200}
    | {"триста": 300, "тисяча": 1000, "тисячу": 1000, "мільйон": 1_000_000, "мільярд": 1_000_000_000}
    | dict.fromkeys(("півтора", "півтори"), _ONE_AND_A_HALF),
    wholes={"півмільйона": MILLION / 2, "півмільярда": BILLION / 2},
    halves=phrases("з половиною"),
    scales=scale_words(
        {
            "тисяча|тисячі|тисяч|тис|тисячу": THOUSAND,
            "мільйон|мільйона|мільйонів|млн|мільйони": MILLION,
            "мільярд|мільярда|мільярдів|млрд|мільярди": BILLION,
            "трильйон|трильйона|трильйонів|трлн": TRILLION,
        }
    ),
    shares={
        "половина": Decimal(50),
        "половини": Decimal(50),
        "половину": Decimal(50),
        "третина": _THIRD,
        "третини": _THIRD,
        "дві третини": _TWO_THIRDS,
        "чверть": Decimal(25),
        "чверті": Decimal(25),
        "три чверті": Decimal(75),
    },
    sure_shares=True,
    units=spread(
        {
            "відсоток|відсотка|відсотки|відсотків|процентів|проценти|процент": PERCENT,
            "відсоткових пункти|відсоткових пунктів|відсоткового пункту|в.п|в. п": PERCENTAGE_POINT,
            "секунд|секунди": duration("second"),
            "хвилин|хвилини": duration("minute"),
            "годин|години|годину": duration("hour"),
            "днів|дні|день|доби|діб|добу": duration("day"),
            "тижнів|тижні|тиждень": duration("week"),
            "місяців|місяці|місяць": duration("month"),
            "років|роки|рік|року": duration("year"),
            "десятиліть|десятиліття": duration("year", "10"),
            "гривень|гривні|гривня|грн": currency("UAH"),
            "доларів|долари|долар|доларів сша|дол": currency("USD"),
            "євро": currency("EUR"),
            "рублів": currency("RUB"),
            "фунтів": currency("GBP"),
            "злотих": currency("PLN"),
            "кілометрів|кілометри|кілометр|км": measure("km"),
            "метрів|метри|метр|м": measure("m"),
            "квадратних кілометрів|кв. км": measure("km²"),
            "квадратних метрів|кв. м": measure("m²"),
            "кубометрів": measure("m³"),
            "гектарів|гектари|га": measure("hectare"),
            "кілограмів|кілограми|кг": measure("kg"),
            "тонн|тонни": measure("tonne"),
            "літрів|літри": measure("litre"),
            "градусів|градуси": measure("°C"),
            "мегават|мвт": measure("MW"),
            "гігават|гвт": measure("GW"),
        }
    ),
    unit_before={"магнітудою": measure("magnitude"), "магнітуда": measure("magnitude")},
    before=qualify(
        at_least="щонайменше|принаймні|не менше|мінімум|не менш як",
        more_than="понад|більше|більш ніж|більше ніж",
        about="близько|приблизно|орієнтовно|десь",
        nearly="майже",
        under="менше|менш ніж|менше ніж|нижче",
        up_to="до|не більше|максимум|щонайбільше",
    ),
    months=words(
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня січень лютий "
        "березень квітень "
        "травень червень липень серпень вересень жовтень листопад грудень січні лютому березні квітні травні "
        "червні липні "
        "серпні вересні жовтні листопаді грудні"
    ),
    windows=words("останні останніх минулі минулих наступні наступних перші перших"),
    ages_before=phrases("у віці|віком|віці"),
    ages_had=phrases("йому|їй|мені|їм|йому було|їй було|виповнилося|виповниться"),
    ages_after=phrases("-річний|-річна|-річного|-річної|-річному|-річні|-річних"),
    names_before=words("стаття статті номер сторінка група етап категорія рівень тип канал"),
    clock_before=words("о об в"),
    year_before=words("у в з до на від"),
    per_words=words("на"),
    range_words=words("до і та й"),
    range_openers=words("між"),
    changes=frozenset("проти|порівняно з".split("|")),
    to_words=words("до"),
    from_words=words("з від із"),
    moves=words("на зросла зріс зросли впав впала"),
    light=words(
        "це цей ця ці що як був була було були є його її їх він вона вони також же чи би вже ще не ні лише "
        "тільки повідомив "
        "повідомила заявив"
    ),
    breaks=words("але а що щоб який яка які яких коли де після якщо хоча поки"),
)

POLISH = Lexicon(
    spaced=True,
    numbers=number_words(
        "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście "
        "piętnaście "
        "szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia",
        tens="dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
        "dziewięćdziesiąt",
    )
    | number_words("dwóch trzech czterech pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu")
    | number_words("dwie troje czworo pięcioro sześcioro")
    | {"sto": 100, "dwieście": 200, "trzysta": 300, "czterysta": 400, "pięćset": 500, "tysiąc": 1000}
    | {"milion": 1_000_000, "miliard": 1_000_000_000}
    | dict.fromkeys(("półtora", "półtorej"), _ONE_AND_A_HALF),
    wholes={"pół miliona": MILLION / 2, "pół miliarda": BILLION / 2},
    halves=phrases("i pół"),
    scales=scale_words(
        {
            "tysiąc|tysiące|tysięcy|tys": THOUSAND,
            "milion|miliona|miliony|milionów|mln": MILLION,
            "miliard|miliarda|miliardy|miliardów|mld": BILLION,
            "bilion|biliona|biliony|bilionów|bln": TRILLION,
        }
    ),
    shares={
        "połowa": Decimal(50),
        "połowy": Decimal(50),
        "połowę": Decimal(50),
        "jedna trzecia": _THIRD,
        "jedną trzecią": _THIRD,
        "dwie trzecie": _TWO_THIRDS,
        "jedna czwarta": Decimal(25),
        "ćwierć": Decimal(25),
        "trzy czwarte": Decimal(75),
    },
    sure_shares=True,
    units=spread(
        {
            "procent|procenta|procentów|proc": PERCENT,
            "punktu procentowego|punkty procentowe|punktów procentowych|pkt proc|p.proc|pkt. proc": PERCENTAGE_POINT,
            "punktów bazowych|punkty bazowe": BASIS_POINT,
            "sekund|sekundy": duration("second"),
            "minut|minuty": duration("minute"),
            "godzin|godziny": duration("hour"),
            "dni|dnia": duration("day"),
            "tygodni|tygodnie": duration("week"),
            "miesięcy|miesiące": duration("month"),
            "lat|lata|roku": duration("year"),
            "dekad|dekady|dekady": duration("year", "10"),
            "złotych|złote|złoty|zł|pln": currency("PLN"),
            "groszy": currency("PLN", "0.01"),
            "euro": currency("EUR"),
            "dolarów|dolary|dolara|dol": currency("USD"),
            "funtów": currency("GBP"),
            "franków": currency("CHF"),
            "rubli": currency("RUB"),
            "hrywien": currency("UAH"),
            "kilometrów|kilometry|km": measure("km"),
            "metrów|metry": measure("m"),
            "kilometrów kwadratowych|km kw": measure("km²"),
            "metrów kwadratowych|m kw": measure("m²"),
            "hektarów|hektary|ha": measure("hectare"),
            "kilogramów|kilogramy|kg": measure("kg"),
            "ton|tony": measure("tonne"),
            "litrów|litry": measure("litre"),
            "stopni|stopnie|stopni celsjusza": measure("°C"),
            "megawatów": measure("MW"),
            "gigawatów": measure("GW"),
        }
    ),
    unit_before={"magnitudzie": measure("magnitude"), "sile": measure("magnitude")},
    before=qualify(
        at_least="co najmniej|przynajmniej|minimum|nie mniej niż",
        more_than="ponad|więcej niż|powyżej",
        about="około|ok.|ok|mniej więcej|w przybliżeniu",
        nearly="prawie|niemal|blisko|niespełna",
        under="mniej niż|poniżej",
        up_to="do|nawet|maksymalnie|nie więcej niż",
    ),
    months=words(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia "
        "styczeń luty "
        "marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"
    ),
    windows=words("ostatnich ostatnie ostatni kolejnych najbliższych pierwszych pierwsze poprzednich następnych"),
    ages_before=phrases("w wieku|wieku"),
    ages_had=phrases("ma|miał|miała|skończył|skończyła"),
    decades_before=words("latach lata"),
    decades_after=words("tych ych te"),
    ages_after=phrases("-letni|-letnia|-letniego|-letniej|-latek|-latka|-latków|-letnich"),
    names_before=words("artykuł art nr numer rozdział strona grupa faza kategoria typ linia poz"),
    clock_before=words("godz godzinie o"),
    year_before=words("w od do roku rok"),
    per_words=words("na"),
    range_words=words("do i a"),
    range_openers=words("między pomiędzy"),
    changes=frozenset("wobec|wzrost o|spadek o|w porównaniu z".split("|")),
    to_words=words("do"),
    from_words=words("z od"),
    moves=words("o wzrosła wzrósł spadła spadł"),
    ordinal_dot=True,
    light=words(
        "to ten ta te jest są był była było byli były został zostało zostały się jego jej ich on ona oni także "
        "też już jeszcze "
        "nie że jak tylko według"
    ),
    breaks=words("ale a że żeby który która które których kiedy gdzie po jeśli choć podczas gdy"),
)

CZECH = Lexicon(
    spaced=True,
    numbers=number_words(
        "dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct "
        "osmnáct "
        "devatenáct dvacet",
        tens="dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát",
    )
    | number_words("dvou tří čtyř pěti šesti sedmi osmi devíti deseti")
    | {"dvě": 2, "sto": 100, "tisíc": 1000, "milion": 1_000_000, "miliarda": 1_000_000_000}
    | dict.fromkeys(("půldruhého", "půldruhé"), _ONE_AND_A_HALF),
    wholes={"půl milionu": MILLION / 2, "půl miliardy": BILLION / 2, "půl druhého": _ONE_AND_A_HALF},
    halves=phrases("a půl"),
    scales=scale_words(
        {
            "tisíc|tisíce|tisíců|tis": THOUSAND,
            "milion|milionu|miliony|milionů|mil|mio|mln": MILLION,
            "miliarda|miliardy|miliard|miliardu|mld|mia": BILLION,
            "bilion|biliony|bilionu|bilionů|bil": TRILLION,
        }
    ),
    shares={
        "polovina": Decimal(50),
        "polovinu": Decimal(50),
        "poloviny": Decimal(50),
        "třetina": _THIRD,
        "třetinu": _THIRD,
        "dvě třetiny": _TWO_THIRDS,
        "čtvrtina": Decimal(25),
        "čtvrtinu": Decimal(25),
        "tři čtvrtiny": Decimal(75),
    },
    sure_shares=True,
    units=spread(
        {
            "procento|procenta|procent": PERCENT,
            "procentního bodu|procentní body|procentních bodů|procentní bod": PERCENTAGE_POINT,
            "bazických bodů": BASIS_POINT,
            "sekund|sekundy": duration("second"),
            "minut|minuty": duration("minute"),
            "hodin|hodiny": duration("hour"),
            "dní|dny|dnů": duration("day"),
            "týdnů|týdny": duration("week"),
            "měsíců|měsíce": duration("month"),
            "let|roky|roku|roků": duration("year"),
            "desetiletí": duration("year", "10"),
            "korun|koruny|kč|koruna": currency("CZK"),
            "eur|eura|euro": currency("EUR"),
            "dolarů|dolary|dolar": currency("USD"),
            "liber": currency("GBP"),
            "kilometrů|kilometry|km": measure("km"),
            "metrů|metry": measure("m"),
            "kilometrů čtverečních|čtverečních kilometrů": measure("km²"),
            "metrů čtverečních|čtverečních metrů": measure("m²"),
            "hektarů|hektary": measure("hectare"),
            "kilogramů|kilogramy|kilo": measure("kg"),
            "tun|tuny": measure("tonne"),
            "litrů|litry": measure("litre"),
            "stupňů|stupně|stupňů celsia": measure("°C"),
            "megawattů": measure("MW"),
        }
    ),
    unit_before={"síle": measure("magnitude"), "magnitudu": measure("magnitude")},
    before=qualify(
        at_least="nejméně|alespoň|minimálně|přinejmenším",
        more_than="více než|přes|víc než|nad",
        about="asi|zhruba|přibližně|kolem|okolo|na",
        nearly="téměř|skoro|bezmála",
        under="méně než|pod",
        up_to="až|maximálně|nejvýše",
    ),
    months=words(
        "ledna února března dubna května června července srpna září října listopadu prosince leden únor březen "
        "duben květen "
        "červen červenec srpen říjen listopad prosinec lednu únoru březnu dubnu květnu červnu červenci srpnu "
        "říjnu prosinci"
    ),
    windows=words("posledních poslední příštích prvních první minulých předchozích"),
    ages_before=phrases("ve věku|věku"),
    ages_had=phrases("je mu|je jí|bylo mu|bylo jí|mu je|jí je"),
    decades_before=words("letech léta"),
    ages_after=phrases("-letý|-letá|-letého|-leté|letý|letá|letého|leté|letou"),
    names_before=words("článek čl číslo č strana skupina fáze kategorie typ linka"),
    clock_before=words("v ve o"),
    year_before=words("v od do roce roku rok"),
    per_words=words("na"),
    range_words=words("až do a"),
    range_openers=words("mezi"),
    changes=frozenset("oproti|proti|nárůst o|pokles o".split("|")),
    to_words=words("na"),
    from_words=words("z ze"),
    moves=words("o vzrostl vzrostla klesl klesla"),
    ordinal_dot=True,
    light=words(
        "to ten ta ty je jsou byl byla bylo byli byly se si jeho její jejich on ona oni také už ještě ne že jen "
        "podle uvedl "
        "uvedla řekl"
    ),
    breaks=words("ale že aby který která které kterých když kde po pokud zatímco"),
)
