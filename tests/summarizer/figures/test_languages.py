import pytest

from summarizer.figures.lexicon.registry import get_lexicon
from tests.summarizer.figures.stories import figures

READ = [
    ("es", "Costó 500 mdp en México y 20 mdd.", [("500000000", "MXN"), ("20000000", "USD")]),
    ("sv", "Det kostar 2 milj. kronor och 3 tkr.", [("2000000", "SEK"), ("3000", "SEK")]),
    ("fr", "Il reste 500 k€ et 12 M€.", [("500000", "EUR"), ("12000000", "EUR")]),
    ("ja", "総額は百十二兆円、千二百人が参加。", [("112000000000000", "JPY"), ("1200", "")]),
    ("ko", "5할이 찬성했다.", [("50", "%")]),
    # Numbers in words
    ("de", "Eine halbe Million Menschen wartete anderthalb Jahre.", [("500000", ""), ("1.5", "year")]),
    ("de", "Zwölftausend Haushalte und hunderttausend Euro", [("12000", ""), ("100000", "EUR")]),
    (
        "de",
        "Ein Dutzend Häuser, siebenundzwanzig Boote und eine Million Euro",
        [("12", ""), ("27", ""), ("1000000", "EUR")],
    ),
    ("fr", "Un million et demi de foyers et une douzaine de ponts", [("1500000", ""), ("12", "")]),
    ("fr", "Il a couru deux heures et demie pour vingt et un euros.", [("2.5", "hour"), ("21", "EUR")]),
    (
        "es",
        "Un millón y medio de hogares, doscientos barcos y mil millones de euros",
        [("1500000", ""), ("200", ""), ("1000000000", "EUR")],
    ),
    (
        "es",
        "Hubo treinta y dos heridos y veinticinco detenidos en tres años y medio.",
        [("32", ""), ("25", ""), ("3.5", "year")],
    ),
    (
        "it",
        "Un milione e mezzo di case, ventisei ponti e duecentomila euro",
        [("1500000", ""), ("26", ""), ("200000", "EUR")],
    ),
    (
        "pt",
        "Meio milhão de casas, cento e vinte e cinco pontes e dois anos e meio",
        [("500000", ""), ("125", ""), ("2.5", "year")],
    ),
    (
        "nl",
        "Anderhalf jaar, drieëntwintig bruggen en vijfentwintigduizend euro",
        [("1.5", "year"), ("23", ""), ("25000", "EUR")],
    ),
    ("sv", "Tjugofem hus och en halv miljon kronor", [("25", ""), ("500000", "SEK")]),
    ("da", "Femogtyve huse og halvanden million kroner", [("25", ""), ("1500000", "DKK")]),
    (
        "pl",
        "Półtora miliona domów, pół miliona złotych i tysiąc osób",
        [("1500000", ""), ("500000", "PLN"), ("1000", "")],
    ),
    ("cs", "Půl milionu korun a dva a půl roku", [("500000", "CZK"), ("2.5", "year")]),
    (
        "ru",
        "Полтора миллиона домов, полмиллиона рублей и два с половиной года",
        [("1500000", ""), ("500000", "RUB"), ("2.5", "year")],
    ),
    ("uk", "Півтора мільйона будинків і тисяча людей", [("1500000", ""), ("1000", "")]),
    # German
    ("de", "Der Umsatz stieg um 3,5 Prozent auf 4,5 Mrd. Euro.", [("3.5", "%"), ("4500000000", "EUR")]),
    ("de", "Rund 12.500 Menschen demonstrierten in Altmark.", [("12500", "")]),
    ("de", "Die Stadt zahlt 1,25 Mio. Euro für den Hafen.", [("1250000", "EUR")]),
    ("de", "Zwei Drittel der Befragten sind dafür.", [("66.667", "%")]),
    ("de", "Die Inflation sank um 0,3 Prozentpunkte.", [("0.3", "pp")]),
    ("de", "In Zürich kostet das 1'250'000 Franken.", [("1250000", "CHF")]),
    ("de", "Der Prozess dauerte zwei Jahre und acht Monate.", [("2", "year"), ("8", "month")]),
    ("de", "Jeder fünfte Haushalt heizt mit Öl.", [("20", "%")]),
    # French
    ("fr", "Il écope de dix-huit mois avec sursis.", [("18", "month")]),
    ("fr", "Elle a vécu quatre-vingt-douze ans à Valmont.", [("92", "year")]),
    ("fr", "Nous avons tenu cent vingt ans et perdu d'un quart.", [("120", "year"), ("25", "%")]),
    ("fr", "Une quarantaine de témoins ont parlé.", [("40", "")]),
    ("es", "Uno de cada tres contratos es breve.", [("33.333", "%")]),
    ("it", "Uno su cinque è contrario.", [("20", "%")]),
    ("pt", "Um em cada quatro apoia a lei.", [("25", "%")]),
    ("ru", "Каждый пятый заёмщик платит 43 копейки.", [("20", "%"), ("0.43", "RUB")]),
    ("uk", "Загинули семеро людей.", [("7", "")]),
    ("fr", "Le groupe a perdu 2,4 milliards d'euros.", [("2400000000", "EUR")]),
    ("fr", "Plus de 12 000 personnes ont défilé à Valmont.", [("12000", "")]),
    ("fr", "Quelque 35 000 foyers sont privés d’électricité.", [("35000", "")]),
    ("fr", "Le chômage a reculé de 0,2 point de pourcentage.", [("0.2", "pp")]),
    ("fr", "L'incendie a détruit 1 300 hectares.", [("1300", "hectare")]),
    ("fr", "La moitié des élèves étaient absents.", [("50", "%")]),
    # Spanish
    ("es", "El proyecto costará 4.500 millones de euros.", [("4500000000", "EUR")]),
    ("es", "La deuda llega a 1,2 billones de dólares.", [("1200000000000", "USD")]),
    ("es", "Unas 3.200 personas fueron evacuadas en Serena.", [("3200", "")]),
    ("es", "La inflación subió un 6,8 % en Altania.", [("6.8", "%")]),
    ("es", "El banco ganó 3 mil millones de pesos en México.", [("3000000000", "MXN")]),
    # Italian
    ("it", "L'azienda investe 2,5 miliardi di euro.", [("2500000000", "EUR")]),
    ("it", "Circa 15mila tifosi erano allo stadio.", [("15000", "")]),
    ("it", "Il PIL è cresciuto dello 0,4 per cento.", [("0.4", "%")]),
    ("it", "Bruciati 1.200 ettari di bosco.", [("1200", "hectare")]),
    # Portuguese
    ("pt", "O lucro chegou a R$ 3,7 bilhões.", [("3700000000", "BRL")]),
    ("pt", "Cerca de 25 mil pessoas ficaram sem água.", [("25000", "")]),
    ("pt", "O governo gastou 2 mil milhões de euros.", [("2000000000", "EUR")]),
    ("pt", "A taxa subiu 0,5 ponto percentual.", [("0.5", "pp")]),
    # Dutch
    ("nl", "Het bedrijf verloor 1,3 miljard euro.", [("1300000000", "EUR")]),
    ("nl", "Bijna 17.000 huishoudens zaten zonder stroom.", [("17000", "")]),
    ("nl", "De huren stegen met 4,1 procent.", [("4.1", "%")]),
    # Polish
    ("pl", "Budowa kosztowała 2,5 mld zł.", [("2500000000", "PLN")]),
    ("pl", "Ponad 12 tys. mieszkańców ewakuowano.", [("12000", "")]),
    ("pl", "Inflacja wyniosła 8,2 proc.", [("8.2", "%")]),
    # Czech
    ("cs", "Stavba vyjde na 1,2 miliardy korun.", [("1200000000", "CZK")]),
    ("cs", "Bez proudu bylo 14 500 domácností.", [("14500", "")]),
    # Russian
    ("ru", "Выручка компании составила 4,5 млрд рублей.", [("4500000000", "RUB")]),
    ("ru", "Из посёлка вывезли 12 тыс. человек.", [("12000", "")]),
    ("ru", "Цены выросли на 7,4 процента.", [("7.4", "%")]),
    ("ru", "Пожар охватил 3 500 гектаров.", [("3500", "hectare")]),
    # Ukrainian
    ("uk", "Громада отримала 2,3 млн гривень.", [("2300000", "UAH")]),
    ("uk", "Понад 1,5 тисячі людей лишилися без світла.", [("1500", "")]),
    # Swedish
    ("sv", "Bolaget förlorade 3,2 miljarder kronor.", [("3200000000", "SEK")]),
    ("sv", "Omkring 12 500 hushåll saknar ström.", [("12500", "")]),
    # Danish and Norwegian
    ("da", "Regningen lyder på 1,4 milliarder kroner.", [("1400000000", "DKK")]),
    ("nb", "Kommunen bruker 250 millioner kroner.", [("250000000", "NOK")]),
    # Turkish
    ("tr", "Şirket 2,5 milyar lira zarar etti.", [("2500000000", "TRY")]),
    ("tr", "Enflasyon yüzde 48,6 oldu.", [("48.6", "%")]),
    ("tr", "Depremde 12 bin kişi evsiz kaldı.", [("12000", "")]),
    # Vietnamese
    ("vi", "Dự án tiêu tốn 4,5 nghìn tỷ đồng.", [("4500000000000", "VND")]),
    ("vi", "Khoảng 12.500 người phải sơ tán.", [("12500", "")]),
    # Arabic
    ("ar", "خسرت الشركة 2.5 مليار دولار.", [("2500000000", "USD")]),
    ("ar", "ارتفعت الأسعار بنسبة ٤٫٥ في المئة.", [("4.5", "%")]),
    # Hindi
    ("hi", "सरकार ने 1.5 लाख करोड़ रुपये दिए।", [("1500000000000", "INR")]),
    ("hi", "बाढ़ से 25 हजार लोग प्रभावित हुए।", [("25000", "")]),
    # Chinese
    ("zh", "公司去年亏损4.5亿元。", [("450000000", "CNY")]),
    ("zh", "洪水造成3万人受灾。", [("30000", "")]),
    ("zh", "失业率上升0.3个百分点。", [("0.3", "pp")]),
    ("zh", "公司去年亏损四十五亿元，裁员三百人。", [("4500000000", "CNY"), ("300", "")]),
    ("zh", "二百一十万人受灾，三人死亡。", [("2100000", ""), ("3", "")]),
    ("zh", "收入增长百分之三十五点六，失业率上升零点三个百分点。", [("35.6", "%"), ("0.3", "pp")]),
    ("zh", "投资三点五万亿元，其中三百二十七亿六千万元已到位。", [("3500000000000", "CNY"), ("32760000000", "CNY")]),
    ("zh", "一千二百万美元修了一万零五十套房。", [("12000000", "USD"), ("10050", "")]),
    ("zh", "三成居民两个月没有水。", [("30", "%"), ("2", "month")]),
    ("zh", "十万居民等了二十一年。", [("100000", ""), ("21", "year")]),
    ("zh", "历时三年半。", [("3.5", "year")]),
    ("zh", "三分之二的居民和5分之1的商户支持。", [("66.667", "%"), ("20", "%")]),
    # Japanese
    ("ja", "町が三分の二、県が3分の1を負担した。", [("66.667", "%"), ("33.333", "%")]),
    ("ko", "3년 반 걸렸다.", [("3.5", "year")]),
    ("ko", "주민 3분의 2가 찬성했다.", [("66.667", "%")]),
    ("ja", "三人が死亡し、二十五人がけがをした。", [("3", ""), ("25", "")]),
    ("ja", "損失は四十五億円、三万二千世帯が停電し、二割が残る。", [("4500000000", "JPY"), ("32000", ""), ("20", "%")]),
    ("ja", "売上高は4億5000万円だった。", [("450000000", "JPY")]),
    ("ja", "約1万2000人が避難した。", [("12000", "")]),
    ("ja", "物価は2.8%上昇した。", [("2.8", "%")]),
    # Korean
    ("ko", "두 명이 숨지고 다섯 시간 뒤 세 곳이 닫혔다.", [("2", ""), ("5", "hour"), ("3", "")]),
    ("ko", "회사는 3조 5000억원의 손실을 냈다.", [("3500000000000", "KRW")]),
    ("ko", "주민 2만3000명이 대피했다.", [("23000", "")]),
    # English of India
    ("en", "The state spent Rs 4,500 crore on roads in India.", [("45000000000", "INR")]),
    ("en", "Nearly 3.5 lakh people were moved.", [("350000", "")]),
    ("en", "The fund holds ₹1,50,000.", [("150000", "INR")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), READ)
def test_numbers_are_read_as_their_language_writes_them(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(str(figure.value), figure.unit) for figure in figures(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("zh", "架设桥梁二十一座，隧道7座。", ["二十一座", "7座"]),
        ("zh", "三人死亡，十二个山村停电。", ["三", "十二"]),
        ("ja", "週に三回、高校生が2人来る。", ["三回", "2"]),
    ],
)
def test_a_word_that_counts_stays_with_its_number_where_nothing_follows(
    language: str, text: str, shown: list[str]
) -> None:
    assert [figure.text for figure in figures(text, language)] == shown


@pytest.mark.parametrize(("language", "text"), [("zh", "他们以3比1获胜。"), ("ja", "チームは3対1で勝った。")])
def test_a_score_in_characters_has_two_values(language: str, text: str) -> None:
    (found,) = figures(text, language)
    assert (str(found.value), str(found.high), found.kind.value) == ("3", "1", "score")


def test_a_range_in_characters_has_two_values() -> None:
    (found,) = figures("工程需要三至五年。", "zh")
    assert (str(found.value), str(found.high), found.unit) == ("3", "5", "year")


def test_the_table_covers_enough() -> None:
    assert sum(len(expected) for _, _, expected in READ) >= 42
    assert len({language for language, _, _ in READ}) >= 12


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am 3. Oktober 2023 um 14.30 Uhr sprach der 54-jährige Minister."),
        ("de", "Artikel 5 gilt seit 1949, und in den letzten drei Monaten änderte sich nichts."),
        ("fr", "Le 14 juillet 2021, à 20 heures, Léa Morin, 35 ans, a parlé."),
        ("fr", "Ces 10 dernières années, l'article 49 a servi."),
        ("es", "El 5 de mayo de 2019, un hombre de 35 años llegó a las 14 horas."),
        ("it", "Il 25 aprile 2020 alle 18.30 una donna di 41 anni ha aperto la porta."),
        ("pt", "Em 7 de setembro de 2022, às 14h, um homem de 52 anos falou."),
        ("nl", "Op 5 mei 2021 om 14.30 uur sprak de 43-jarige burgemeester."),
        ("pl", "W 2021 roku, 3 maja o godz. 14.30, zabrał głos 61-letni burmistrz."),
        ("ru", "В 2022 году, 9 мая, выступил 48-летний мэр."),
        ("uk", "У 2022 році, 24 серпня, виступив 48-річний мер."),
        ("tr", "3 Mayıs 2021 günü saat 14.30 sularında konuştu."),
        ("de", "Er kam um halb acht mit der Boeing 737 und dem iPhone 15."),
        ("fr", "Sur l’A7, dans les années 80, il avait 82 ans, et sa sœur de 9 ans aussi."),
        ("es", "Tiene 34 años, nació en los años 90 y llegó a las ocho de la tarde con su hermana de 9 años."),
        ("it", "Ha 34 anni e una sorella di 9 anni, e arrivò alle 8 di sera negli anni ’90."),
        ("pt", "Tem 34 anos e uma irmã de 9 anos, como nos anos 90."),
        ("nl", "In de jaren tachtig en in de jaren 90."),
        ("pl", "Ma 41 lat i żył w latach 80-tych."),
        ("ru", "Ему 41 год, ей было 9 лет."),
        ("uk", "Йому 41 рік, 3 і 4 травня."),
        ("sv", "På 90-talet och på 1980-talet."),
        ("cs", "Je mu 41 let a žil v 80. letech."),
        ("tr", "90’lı yıllarda ve 1980’lerde, 155. madde."),
        ("vi", "Từ năm 2019 đến năm 2030."),
        ("zh", "上世纪90年代，20世纪，下午5点45分。"),
        ("ja", "午後5時45分、1990年代、21世紀。"),
        ("zh", "2024年3月24日14时，45岁的市长发表讲话。"),
        ("zh", "二〇二四年三月五日上午三点二十分，三星电子和四川两国代表十分高兴，统一行动。"),
        ("zh", "过去三年，第三次会议，五六十人，三岁的孩子，前三名，七国集团，五角大楼。"),
        ("zh", "二战结束八十周年，建校80周年，百姓千万不要。"),
        ("ko", "5·18과 3·1운동, 20대 남성과 40대 여성."),
        ("zh", "三番五次，一个人，未来5年，民国三年。"),
        ("ja", "2024年3月24日14時、45歳の市長が話した。"),
        ("ja", "令和三年、平成30年、十分な準備、第三回、過去三年、一人。"),
        ("ko", "세금과 두바이, 지난 3년, 최근 5년간."),
        ("ko", "2024년 3월 24일 14시 45세 시장이 말했다."),
    ],
)
def test_dates_times_ages_and_names_are_no_figures_in_other_languages(language: str, text: str) -> None:
    assert [figure.text for figure in figures(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("es", "Tiene 34 años de experiencia y 20 escaños.", ["34 años", "20"]),
        ("it", "Ha 34 anni di esperienza e 12 seggi.", ["34 anni", "12"]),
        ("fr", "La commission a 3 ans pour décider.", ["3 ans"]),
        ("nl", "Na 20 jaren van 30 procent", ["20 jaren", "30 procent"]),
        ("vi", "Có năm người bị thương.", ["năm"]),
    ],
)
def test_what_stands_beside_them_is_kept_in_other_languages(language: str, text: str, shown: list[str]) -> None:
    assert [figure.text for figure in figures(text, language)] == shown


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("de", "Mindestens 12 Menschen starben.", ">="),
        ("de", "Knapp 40 Häuser brannten.", "<~"),
        ("de", "Bis zu 300 Liter fielen.", "<="),
        ("fr", "Au moins 12 personnes sont mortes.", ">="),
        ("fr", "Près de 300 maisons ont brûlé.", "<~"),
        ("es", "Más de 200 heridos en Serena.", ">"),
        ("es", "Hasta 50 vuelos cancelados.", "<="),
        ("it", "Circa 400 persone evacuate.", "~"),
        ("pt", "Pelo menos 15 casas caíram.", ">="),
        ("nl", "Ruim 500 mensen kwamen.", ">"),
        ("pl", "Co najmniej 8 osób zginęło.", ">="),
        ("ru", "Не менее 30 человек погибли.", ">="),
        ("ru", "Около 70 домов сгорели.", "~"),
        ("uk", "Понад 90 людей врятовано.", ">"),
        ("sv", "Minst 20 personer skadades.", ">="),
        ("tr", "En az 25 kişi öldü.", ">="),
        ("zh", "至少12人死亡。", ">="),
        ("zh", "300多人受伤。", ">"),
        ("zh", "三百多人受伤。", ">"),
        ("zh", "耗资四十多亿元。", ">"),
        ("zh", "耗资40多亿元。", ">"),
        ("ja", "約40人がけがをした。", "~"),
        ("ja", "50人以上が死亡した。", ">="),
        ("vi", "Ít nhất 14 người chết.", ">="),
        ("ar", "قتل 12 شخصا على الأقل.", ">="),
    ],
)
def test_qualifiers_are_kept_in_other_languages(language: str, text: str, qualifier: str) -> None:
    (found,) = figures(text, language)
    assert found.qualifier == qualifier


def test_a_language_that_is_not_known_is_read_as_english() -> None:
    assert get_lexicon("xx") is get_lexicon(None) is get_lexicon("en-GB")


@pytest.mark.parametrize(("link", "shown"), [("至", ["三至五年"]), ("到", ["三到五年"]), ("~", [])])
def test_a_chain_of_spans_is_read_without_end(link: str, shown: list[str]) -> None:
    assert [figure.text for figure in figures(f"三{link}" * 1_000 + "五年。", "zh")] == shown


@pytest.mark.parametrize(
    ("language", "text", "score"),
    [
        ("de", "Orlau gewann 3:1 gegen Harrow.", ("3", "1")),
        ("de", "Orlau gewann 27:25 gegen Harrow.", ("27", "25")),
        ("pl", "Orlo wygrało 2:0 z Harrow.", ("2", "0")),
        ("ru", "Орлау победил со счётом 3:1.", ("3", "1")),
        ("de", "Das Spiel begann um 14:30 in Orlau, der Zug kam 15:10 an.", None),
    ],
)
def test_a_colon_parts_a_score_or_hours_and_minutes(language: str, text: str, score: tuple[str, str] | None) -> None:
    found = [(str(one.value), str(one.high)) for one in figures(text, language) if one.kind.value == "score"]
    assert found == ([] if score is None else [score])
