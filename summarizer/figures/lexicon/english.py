"""English."""

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
    phrases,
    qualify,
    spread,
    words,
)

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBERS = (
    {word: value for value, word in enumerate(_ONES.split())}
    | {word: 10 * (place + 2) for place, word in enumerate(_TENS.split())}
    | {"nil": 0}
)

SCALES = {
    "hundred": Decimal(100),
    "thousand": THOUSAND,
    "million": MILLION,
    "millions": MILLION,
    "billion": BILLION,
    "trillion": TRILLION,
    "quadrillion": TRILLION * 1000,
    "mln": MILLION,
    "mn": MILLION,
    "bln": BILLION,
    "bn": BILLION,
    "tn": TRILLION,
    "trn": TRILLION,
    "lakh": Decimal(100_000),
    "lakhs": Decimal(100_000),
    "crore": Decimal(10_000_000),
    "crores": Decimal(10_000_000),
    "lakh crore": TRILLION,
    "lakh crores": TRILLION,
    "dozen": Decimal(12),
}

SUFFIXES = {
    "k": THOUSAND,
    "m": MILLION,
    "mn": MILLION,
    "mln": MILLION,
    "b": BILLION,
    "bn": BILLION,
    "bln": BILLION,
    "t": TRILLION,
    "tn": TRILLION,
    "trn": TRILLION,
    "cr": Decimal(10_000_000),
}

_THIRD = Decimal("33.333")
_TWO_THIRDS = Decimal("66.667")

SHARES = {
    "half": Decimal(50),
    "one half": Decimal(50),
    "one-half": Decimal(50),
    "a third": _THIRD,
    "one third": _THIRD,
    "one-third": _THIRD,
    "two thirds": _TWO_THIRDS,
    "two-thirds": _TWO_THIRDS,
    "a quarter": Decimal(25),
    "one quarter": Decimal(25),
    "one-quarter": Decimal(25),
    "three quarters": Decimal(75),
    "three-quarters": Decimal(75),
    "a fifth": Decimal(20),
    "one fifth": Decimal(20),
    "one-fifth": Decimal(20),
    "two fifths": Decimal(40),
    "two-fifths": Decimal(40),
    "three fifths": Decimal(60),
    "three-fifths": Decimal(60),
    "four fifths": Decimal(80),
    "four-fifths": Decimal(80),
    "a sixth": Decimal("16.667"),
    "one-sixth": Decimal("16.667"),
    "an eighth": Decimal("12.5"),
    "a tenth": Decimal(10),
    "one tenth": Decimal(10),
    "one-tenth": Decimal(10),
    "nine-tenths": Decimal(90),
}

UNITS = spread(
    {
        "percent|per cent|percentage|per-cent": PERCENT,
        "percentage points|percentage point|percentage-point|percent points|points of percentage": PERCENTAGE_POINT,
        "basis points|basis point|basis-point": BASIS_POINT,
        "seconds|second|secs|sec": duration("second"),
        "milliseconds|millisecond": duration("millisecond"),
        "minutes|minute|mins|min": duration("minute"),
        "hours|hour|hrs|hr": duration("hour"),
        "days|day": duration("day"),
        "nights|night": duration("night"),
        "weeks|week": duration("week"),
        "fortnights": duration("week", "2"),
        "months|month": duration("month"),
        "years|year|yrs|yr": duration("year"),
        "decades|decade": duration("year", "10"),
        "centuries|century": duration("year", "100"),
        "dollars|dollar|us dollars|u.s. dollars|american dollars|bucks": currency("USD"),
        "cents|cent": currency("cent", "0.01"),
        "us cents|u.s. cents": currency("USD", "0.01"),
        "canadian cents": currency("CAD", "0.01"),
        "australian cents": currency("AUD", "0.01"),
        "euro cents|eurocents": currency("EUR", "0.01"),
        "euros|euro": currency("EUR"),
        "pounds sterling|sterling": currency("GBP"),
        "pence": currency("GBP", "0.01"),
        "yen|japanese yen": currency("JPY"),
        "yuan|renminbi|chinese yuan": currency("CNY"),
        "indian rupees": currency("INR"),
        "rupees|rupee": currency("rupee"),
        "pakistani rupees|pakistan rupees": currency("PKR"),
        "sri lankan rupees": currency("LKR"),
        "nepalese rupees": currency("NPR"),
        "taka": currency("BDT"),
        "roubles|rouble|rubles|ruble|russian rubles|russian roubles": currency("RUB"),
        "hryvnia|hryvnias|hryvnya": currency("UAH"),
        "swiss francs|swiss franc": currency("CHF"),
        "francs|franc|cfa francs": currency("franc"),
        "swedish kronor|swedish crowns|swedish krona": currency("SEK"),
        "kronor|krona": currency("krona"),
        "crowns": currency("crown"),
        "norwegian kroner|norwegian crowns": currency("NOK"),
        "kroner|krone": currency("krone"),
        "danish kroner|danish crowns": currency("DKK"),
        "zloty|zlotys|zlotych": currency("PLN"),
        "forints|forint": currency("HUF"),
        "koruna|czech crowns|czech koruna": currency("CZK"),
        "turkish lira|lira|liras": currency("TRY"),
        "shekels|shekel|israeli shekels": currency("ILS"),
        "won": currency("won"),
        "south korean won|korean won": currency("KRW"),
        "baht|thai baht": currency("THB"),
        "ringgit|malaysian ringgit": currency("MYR"),
        "rupiah": currency("IDR"),
        "dong": currency("VND"),
        "philippine pesos": currency("PHP"),
        "pesos|peso": currency("peso"),
        "mexican pesos": currency("MXN"),
        "argentine pesos": currency("ARS"),
        "reais|brazilian reais": currency("BRL"),
        "rand|south african rand": currency("ZAR"),
        "naira": currency("NGN"),
        "kenyan shillings|kenya shillings": currency("KES"),
        "shillings": currency("shilling"),
        "egyptian pounds": currency("EGP"),
        "dirhams|dirham": currency("dirham"),
        "saudi riyals": currency("SAR"),
        "riyals|rials|riyal|rial": currency("riyal"),
        "dinars|dinar": currency("dinar"),
        "lei|leu": currency("leu"),
        "tenge": currency("KZT"),
        "australian dollars|australian dollar": currency("AUD"),
        "canadian dollars|canadian dollar": currency("CAD"),
        "new zealand dollars|new zealand dollar": currency("NZD"),
        "hong kong dollars|hong kong dollar": currency("HKD"),
        "singapore dollars|singapore dollar": currency("SGD"),
        "taiwan dollars|taiwan dollar": currency("TWD"),
        "kilometers|kilometres|kilometer|kilometre|kms|km": measure("km"),
        "miles|mile": measure("mile"),
        "nautical miles": measure("nautical mile"),
        "light-years|light years": measure("light-year"),
        "meters|metres|meter|metre": measure("m"),
        "feet|foot": measure("foot"),
        "yards|yard": measure("yard"),
        "inches|inch": measure("inch"),
        "centimeters|centimetres|centimeter|centimetre": measure("cm"),
        "millimeters|millimetres|millimeter|millimetre": measure("mm"),
        "nanometers|nanometres|nanometer|nanometre": measure("nm"),
        "square kilometers|square kilometres|square km|square kilometer|square kilometre": measure("km²"),
        "square-kilometer|square-kilometre": measure("km²"),
        "square miles|square mile|square-mile|sq miles": measure("square mile"),
        "square meters|square metres|square meter|square metre|square-meter|square-metre": measure("m²"),
        "square feet|square foot|square-foot|square-feet|sq ft|sq. ft": measure("square foot"),
        "cubic meters|cubic metres": measure("m³"),
        "cubic feet|cubic-feet|cubic foot": measure("cubic foot"),
        "pound-feet|lb-ft": measure("lb-ft"),
        "mpg|miles per gallon": measure("mpg"),
        "acres|acre": measure("acre"),
        "hectares|hectare": measure("hectare"),
        "kilograms|kilogram|kilos|kilo|kilogrammes|kgs": measure("kg"),
        "grams|gram|grammes|g": measure("g"),
        "milligrams|milligram": measure("mg"),
        "micrograms|microgram": measure("µg"),
        "tonnes|tonne|metric tons|metric tonnes|metric ton": measure("tonne"),
        "tons|ton|short tons": measure("ton"),
        "ounces|ounce": measure("ounce"),
        "liters|litres|liter|litre": measure("litre"),
        "milliliters|millilitres": measure("ml"),
        "gallons|gallon": measure("gallon"),
        "barrels|barrel|bbl": measure("barrel"),
        "barrels per day|barrels a day|bpd": measure("barrel per day"),
        "miles per hour|miles an hour|mile-per-hour": measure("mph"),
        "kilometers per hour|kilometres per hour|kilometres an hour|kilometers an hour": measure("km/h"),
        "metres per second|meters per second|metres a second|meters a second": measure("m/s"),
        "knots|knot": measure("knot"),
        "degrees celsius|degrees c|degree celsius|degrees centigrade|celsius": measure("°C"),
        "degrees fahrenheit|degrees f|fahrenheit": measure("°F"),
        "degrees|degree": measure("degree"),
        "watts|watt": measure("W"),
        "kilowatts|kilowatt": measure("kW"),
        "megawatts|megawatt": measure("MW"),
        "gigawatts|gigawatt": measure("GW"),
        "kilowatt-hours|kilowatt hours": measure("kWh"),
        "megawatt-hours|megawatt hours": measure("MWh"),
        "gigawatt-hours|gigawatt hours": measure("GWh"),
        "terawatt-hours|terawatt hours": measure("TWh"),
        "rpm|revolutions per minute": measure("rpm"),
        "volts|volt": measure("V"),
        "amps": measure("A"),
        "horsepower": measure("hp"),
        "gigabytes|gigabyte": measure("GB"),
        "megabytes|megabyte": measure("MB"),
        "terabytes|terabyte": measure("TB"),
        "kilobytes|kilobyte": measure("KB"),
        "megabits|megabit": measure("megabit"),
        "gigabits|gigabit": measure("gigabit"),
        "kilobits|kilobit": measure("kilobit"),
        "megabits per second": measure("Mbps"),
        "gigabits per second": measure("Gbps"),
        "kilobits per second": measure("kbps"),
        "hertz": measure("Hz"),
        "kilohertz": measure("kHz"),
        "gigahertz": measure("GHz"),
        "megahertz": measure("MHz"),
        "megapixels|megapixel": measure("megapixel"),
        "pixels|pixel": measure("pixel"),
        "decibels": measure("dB"),
        "calories": measure("calorie"),
        "kilotons|kilotonnes|kiloton": measure("kiloton"),
        "parts per million": measure("ppm"),
        "parts per billion": measure("ppb"),
        "bushels|bushel": measure("bushel"),
        "carats|carat|karat": measure("carat"),
        "magnitude": measure("magnitude"),
    }
)

BEFORE = qualify(
    at_least="at least|a minimum|minimum|no fewer than|no less than|not less than|a minimum of|minimum of",
    more_than="more than|over|above|in excess of|upwards of|upward of|exceeding|exceeded|exceeds|exceed|greater than|"
    "just over|well over|just above|slightly more than|just more than|well above|topped|topping|higher than|"
    "longer than|larger than|surpassed|surpassing|beyond|far more than",
    about="about|around|roughly|approximately|some|approx|approx.|an estimated|estimated|circa|ca.|~|∼|≈|or so|"
    "in the region of|somewhere around|an average of about|c.|in the order of|on the order of",
    nearly="nearly|almost|close to|a near|just under|just shy of|just below|approaching|nearing|just less than|"
    "virtually",
    under="less than|fewer than|under|below|lower than|well under|well below|smaller than|shorter than|short of",
    up_to="up to|a maximum|maximum|as many as|as much as|no more than|not more than|a maximum of|maximum of|at most|"
    "as high as|no later than|as long as|no longer than",
)

AFTER = qualify(
    at_least="+|or more|or higher|or above|plus|-plus|and above|or older|at least",
    about="or so|or thereabouts|odd|-odd",
    up_to="or less|or fewer|or under|at most",
)

MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)

NAMES_BEFORE = words(
    "article section chapter clause title rule bill proposition prop amendment resolution fig page "
    "pages verse psalm volume vol issue episode season series part phase stage level tier category cat type class "
    "grade version model no number nr flight route highway interstate road exit gate terminal platform "
    "room suite floor apt unit building block zone ward district precinct area group channel radio station formula "
    "apollo falcon windows iphone galaxy ipad pixel playstation xbox boeing airbus "
    "sector studio lap round hole game week day heat lane seed seeded line step lesson question item task row bus bay "
    "pier hangar paragraph appendix table deck footnote note chart fortune opus op footsie ftse nasdaq nikkei "
    "dax cac s&p standard&poor bbc itv cnn fox agenda catch battalion brigade division platoon "
    "regiment super championship olympiad hall courtroom numbers marker junction versions "
    "chapters sections paragraphs verses markers size"
)

IDIOMS = phrases(
    "nine times out of ten|nine times out of 10|9 times out of 10|30 for 30|"
    "two cents|six feet under|all fours|sixes and sevens|cloud nine|"
    "two sides of the same coin|two sides of the story|two birds|three strikes|seven days a week|24 hours a day|"
    "365 days a year|a thousand times|a million times|two to tango|ten commandments|seven deadly sins|seven seas|"
    "seven wonders|four corners|five senses|one-two punch|one-two|big three|big four|big five|big six|big ten|"
    "group of seven|group of eight|group of 20|group of twenty|five eyes|three musketeers|three wise men|nine lives|"
    "four horsemen|two left feet|two minds|forty winks|six pack|six-pack|nine to five|nine-to-five|fifty-fifty|"
    "fifty fifty|twenty-twenty|a hundred percent|one hundred percent|"
    "a hundred per cent|one hundred per cent|one in a million|one in a thousand|"
    "million-dollar question|million dollar question|two thumbs up|two peas|a thousand words|thousand-yard stare|"
    "two-way street|five o'clock shadow|in a million years|three r's|two-horse race|one-horse race|"
    "high five|high-five|a dozen or so reasons|ten to one|a million miles|a million reasons|two for one|"
    "two-for-one|knocked for six|one foot in front of|50 cent|fifty cent|10 out of 10|ten out of ten|round of 16|"
    "round of sixteen|round of 32|"
    "six nations|five nations|sweet 16|sweet sixteen|elite eight|one country, two systems"
)

LIGHT = words(
    "a an the is are was were be been being has have had do does did will would shall should can could may might must "
    "that this these those it its they their them there he she his her him we our i my you your who whom which also "
    "just only now then still already even so very too not than such own said says say saying told added according "
    "mr mrs ms dr yet however meanwhile s least nearly almost roughly approximately compared monday tuesday wednesday "
    "thursday friday saturday sunday while about re ll ve t d"
)

BREAKS = words(
    "but while although though whereas because which who whom whose where when after before if unless until since "
    "as that whether"
)

LEXICON = Lexicon(
    decimal=".",
    articles=words("a an"),
    spans=words("decade century"),
    numbers=NUMBERS,
    scales=SCALES,
    suffixes=SUFFIXES,
    shares=SHARES,
    units=UNITS,
    before=BEFORE,
    after=AFTER,
    months=MONTHS,
    windows=words("top last past previous next first final recent preceding prior latter"),
    ages_before=phrases(
        "turn|turns|turned|turning|"
        "age|aged|ages|ages of|ages between|aged between|aged from|between the ages of|the age of|age of|over "
        "the age of"
    ),
    ages_after=phrases(
        "year-old's|year-old’s|-year-old's|-year-old’s|"
        "years old|years-old|year-old|year-olds|year old|year olds|years of age|months old|month-old|weeks old|"
        "week-old|days old|day-old|-year-old|-year-olds|-month-old|-week-old|-day-old|month-olds|or older|and "
        "older|or younger|and younger|and over|age bracket|age group|age groups|age range"
    ),
    wholes={
        "half a million": Decimal(500_000),
        "half a billion": Decimal(500_000_000),
        "half a trillion": Decimal(500_000_000_000),
        "a quarter of a million": Decimal(250_000),
        "quarter of a million": Decimal(250_000),
        "three quarters of a million": Decimal(750_000),
        "half a dozen": Decimal(6),
    },
    parts={
        "half a": Decimal("0.5"),
        "half an": Decimal("0.5"),
        "half": Decimal("0.5"),
        "a quarter": Decimal("0.25"),
        "quarter": Decimal("0.25"),
        "quarter of a": Decimal("0.25"),
        "a quarter of a": Decimal("0.25"),
        "three quarters of a": Decimal("0.75"),
        "three-quarters of a": Decimal("0.75"),
        "three-quarter": Decimal("0.75"),
        "a tenth of a": Decimal("0.1"),
        "two-tenths of a": Decimal("0.2"),
    },
    part_units=spread(
        {
            "percentage point|percentage-point|point|percent point": PERCENTAGE_POINT,
            "percent|per cent": PERCENT,
            "hour": duration("hour"),
            "mile": measure("mile"),
            "century": duration("year", "100"),
            "degree": measure("degree"),
            "degree celsius": measure("°C"),
        }
    ),
    unit_before={
        "magnitude": measure("magnitude"),
        "magnitude-": measure("magnitude"),
        "magnitude of": measure("magnitude"),
    },
    names_before=NAMES_BEFORE,
    idioms=IDIOMS,
    clock_after=words("am pm gmt bst est edt utc cet pst pdt ist et o'clock o’clock noon midnight hrs"),
    per_words=words("per"),
    range_words=words("to and"),
    range_openers=words("between"),
    changes=frozenset(
        "up|down|up by|down by|up from|down from|a rise of|a fall of|an increase of|a decrease of|a drop of|a gain of|"
        "a jump of|a decline of|rising|falling|higher by|lower by|compared with|compared to|against|from|up nearly|up "
        "almost|up about|up more than|down nearly|down almost|down about|down more than|versus".split("|")
    ),
    to_words=phrases("to|year on year to|from a year earlier to|from a year ago to|on the year to|year over year to"),
    from_words=words("from"),
    moves=words(
        "rose fell grew climbed dropped jumped slipped gained lost rise fall increased decreased declined dipped edged "
        "surged soared plunged tumbled sank advanced shrank by up down slid rallied"
    ),
    light=LIGHT,
    breaks=BREAKS,
)
