import pytest

from summarizer.figures.find import FIGURES_CAP, SENTENCE_FIGURES_CAP, find_figures
from summarizer.model import Article, FigureKind, Qualifier
from tests.summarizer.figures.stories import article, figures, sentences


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("Ardent paid $4.5bn for the mine.", "4500000000", "USD", FigureKind.MONEY),
        ("It is the worst drought in two decades.", "20", "year", FigureKind.DURATION),
        ("Nearly half of the voters stayed home.", "50", "%", FigureKind.PERCENT),
        ("A fund of A$3.2m was set up.", "3200000", "AUD", FigureKind.MONEY),
        ("Savings of £22 billions are planned.", "22000000000", "GBP", FigureKind.MONEY),
        ("It is six out of every 10 planes.", "60", "%", FigureKind.PERCENT),
        ("Etan is 6ft 4in.", "76", "inch", FigureKind.MEASURE),
        ("He stood 5 feet 7 inches tall.", "67", "inch", FigureKind.MEASURE),
        ("They owe 45 cents a share.", "0.45", "USD", FigureKind.MONEY),
        ("It cost 2.4 million pounds.", "2400000", "GBP", FigureKind.MONEY),
        ("The parcel weighed 12 pounds.", "12", "pound", FigureKind.MEASURE),
        ("He was fined 2,000 pounds.", "2000", "GBP", FigureKind.MONEY),
        ("One hundred and twenty-three thousand people fled.", "123000", "", FigureKind.COUNT),
        ("It lasted two and a half hours.", "2.5", "hour", FigureKind.DURATION),
        ("Half a million homes lost power.", "500000", "", FigureKind.COUNT),
        ("Rates rose by a quarter-point.", "0.25", "pp", FigureKind.PERCENT),
        ("Rates rose by three quarters of a percentage point.", "0.75", "pp", FigureKind.PERCENT),
        ("The spread widened by 35 basis points.", "35", "basis point", FigureKind.PERCENT),
        ("A magnitude-6 quake struck.", "6", "magnitude", FigureKind.MEASURE),
        ("It paid $US3.2m.", "3200000", "USD", FigureKind.MONEY),
        ("Of the names, 5 won.", "5", "", FigureKind.COUNT),
        ("It cost 5,000 won in Seoul.", "5000", "KRW", FigureKind.MONEY),
        ("The screw is 5mm long.", "5", "mm", FigureKind.MEASURE),
        ("A magnitude 6.1 quake struck.", "6.1", "magnitude", FigureKind.MEASURE),
        ("It fell to -12 degrees Celsius.", "12", "°C", FigureKind.MEASURE),
        ("The peak is 1½ miles away.", "1.5", "mile", FigureKind.MEASURE),
        ("The 6,200-seat hall burned.", "6200", "seat", FigureKind.MEASURE),
        ("Her two-goal lead held.", "2", "goal", FigureKind.COUNT),
        ("The six-episode series ended.", "6", "episode", FigureKind.COUNT),
        ("The 120-member parliament met.", "120", "member", FigureKind.COUNT),
        ("It is a 140-square-mile strip.", "140", "square mile", FigureKind.MEASURE),
        ("She shares a 512 kilobit line.", "512", "kilobit", FigureKind.MEASURE),
        ("The country's median age is 30.4 years.", "30.4", "year", FigureKind.DURATION),
        ("They will play the final six minutes.", "6", "minute", FigureKind.DURATION),
        ("Deaths reached 11.8 per 100,000 people.", "11.8", "per 100000 people", FigureKind.RATE),
        ("The crown traded at a rate of 8.28.", "8.28", "", FigureKind.RATE),
        ("It stood at 24.6 to the euro.", "24.6", "", FigureKind.RATE),
        ("It is 100m from the final.", "100", "m", FigureKind.MEASURE),
        ("It was won in 3 1/2 months.", "3.5", "month", FigureKind.DURATION),
        ("They walked 2-1/2 miles.", "2.5", "mile", FigureKind.MEASURE),
        ("He was 0.1 second ahead.", "0.1", "second", FigureKind.DURATION),
        ("The stick is 6in tall.", "6", "inch", FigureKind.MEASURE),
        ("The bid was 7.4bn Australian dollar.", "7400000000", "AUD", FigureKind.MONEY),
        ("It took a 475m euro hit.", "475000000", "EUR", FigureKind.MONEY),
        ("It was 1.1m of its people.", "1100000", "", FigureKind.COUNT),
        ("The lamp flickers at 120 Hertz.", "120", "Hz", FigureKind.MEASURE),
        ("About seven-in-10 voters agree.", "70", "%", FigureKind.PERCENT),
        ("A 49-cent stamp came.", "0.49", "USD", FigureKind.MONEY),
        ("It hits 1 in 500 people.", "0.2", "%", FigureKind.PERCENT),
        ("Inflation eased to 3.2pc.", "3.2", "%", FigureKind.PERCENT),
        ("The disc spins at 2,000 RPM.", "2000", "rpm", FigureKind.MEASURE),
        ("The site has 1.2m users.", "1200000", "", FigureKind.COUNT),
        ("A convoy of 3t trucks", "3", "tonne", FigureKind.MEASURE),
        ("It was 41C in the shade.", "41", "°C", FigureKind.MEASURE),
        ("A line of 450 volts", "450", "V", FigureKind.MEASURE),
        ("Winds reached 240 km/h.", "240", "km/h", FigureKind.MEASURE),
        ("The crash cost 300 rupees in Sri Lanka.", "300", "LKR", FigureKind.MONEY),
        ("Some 1.2 trillion trees grow there.", "1200000000000", "", FigureKind.COUNT),
        ("A dozen men were held.", "12", "", FigureKind.COUNT),
        ("A hundred ships sailed.", "100", "", FigureKind.COUNT),
        ("Nine out of 10 adults agree.", "90", "%", FigureKind.PERCENT),
        ("About one in three never came home.", "33.333", "%", FigureKind.PERCENT),
        ("One in three people smokes.", "33.333", "%", FigureKind.PERCENT),
        ("Two-thirds of pupils passed.", "66.667", "%", FigureKind.PERCENT),
        ("It was the best start in a decade.", "10", "year", FigureKind.DURATION),
        ("Shares closed at 512p.", "5.12", "GBP", FigureKind.MONEY),
        ("It fired at 300 metres per second.", "300", "m/s", FigureKind.MEASURE),
    ],
)
def test_a_number_is_read_with_its_scale_unit_and_kind(text: str, value: str, unit: str, kind: FigureKind) -> None:
    (found,) = figures(text)
    assert (str(found.value), found.unit, found.kind) == (value, unit, kind)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "kind"),
    [
        ("It seats 242 to 330 passengers.", "242", "330", "", FigureKind.RANGE),
        ("Wages range from 30% to 70%.", "30", "70", "%", FigureKind.PERCENT),
        ("The damage is $20–30 million.", "20000000", "30000000", "USD", FigureKind.MONEY),
        ("The damage is $20 million to $30 million.", "20000000", "30000000", "USD", FigureKind.MONEY),
        ("Growth of between 1.2 and 1.6 percent is likely.", "1.2", "1.6", "%", FigureKind.PERCENT),
        ("It takes 10-12 weeks.", "10", "12", "week", FigureKind.DURATION),
        ("They need books for five or six years.", "5", "6", "year", FigureKind.DURATION),
        ("Some 30 or 40 people came.", "30", "40", "", FigureKind.RANGE),
        ("They won 4-1 at home.", "4", "1", "", FigureKind.SCORE),
        ("The court ruled 5-4 against her.", "5", "4", "", FigureKind.SCORE),
        ("Lawmakers voted 217 to 213 for it.", "217", "213", "", FigureKind.SCORE),
        ("The club has a 12-3-1 record.", "12", "3", "", FigureKind.SCORE),
        ("She won 3-6 6-4 7-6 (7/5).", "3", "6", "", FigureKind.SCORE),
        ("He won 6-4, 6-2.", "6", "4", "", FigureKind.SCORE),
        ("Seas would rise by 3 to 5 metres.", "3", "5", "m", FigureKind.MEASURE),
        ("The plan was backed by eight votes to three.", "8", "3", "", FigureKind.SCORE),
        ("They were rampant 42-6 victors.", "42", "6", "", FigureKind.SCORE),
        ("He beat Hale 6-7 (3-7) 6-3 6-3.", "6", "7", "", FigureKind.SCORE),
        ("She won 7-6 (4), 7-5.", "7", "6", "", FigureKind.SCORE),
        ("Sarnia 17-28 Kestria", "17", "28", "", FigureKind.SCORE),
        ("They won the 4-0 February match.", "4", "0", "", FigureKind.SCORE),
        ("It made $779m-798m.", "779000000", "798000000", "USD", FigureKind.MONEY),
        ("Republicans kept the House 68-66.", "68", "66", "", FigureKind.SCORE),
        ("The house passed its version 220-211.", "220", "211", "", FigureKind.SCORE),
        ("They laid 10- to 12-inch pipes.", "10", "12", "inch", FigureKind.MEASURE),
        ("He stood between 5 feet 7 inches and 5 feet 9 inches.", "67", "69", "inch", FigureKind.MEASURE),
    ],
)
def test_a_range_and_a_score_have_two_values(text: str, low: str, high: str, unit: str, kind: FigureKind) -> None:
    (found,) = figures(text)
    assert (str(found.value), str(found.high), found.unit, found.kind) == (low, high, unit, kind)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Sales rose from 8.4% to 9%.", ["8.4%", "9%"]),
        ("The share rose 3% to $5.", ["3%", "$5"]),
        ("They got 30 to 20 jets from us, down by 30 to 126.", ["30", "20", "30", "126"]),
        ("She was given eight and six years in prison.", ["eight", "six years"]),
        ("Leeds won 2-1 (3-2 on aggregate).", ["2-1", "3-2"]),
        ("It cost $5 and 3 km of road.", ["$5", "3 km"]),
        ("You may take 2 or 5 days off.", ["2", "5 days"]),
        ("He fought on for a 6-7 (3-7) 6-3 6-3 win over the seventh seed.", ["6-7 (3-7) 6-3 6-3"]),
        ("They walked 10,000m five days later.", ["10,000m", "five days"]),
        ("It had fallen 1m barrels to 294.3m.", ["1m barrels", "294.3m"]),
        ("Losses halved in 2004 to $200m from $500m.", ["$200m", "$500m"]),
    ],
)
def test_two_numbers_that_are_no_range_stay_two(text: str, texts: list[str]) -> None:
    assert [figure.text for figure in figures(text)] == texts


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("They got two- and three-year terms.", ["year", "year"]),
        ("Unemployment fell 0.2 points to 4.1%.", ["pp", "%"]),
        ("It pays €3bn, or 45 cents a share.", ["EUR", "EUR"]),
        ("It pays $3bn, or 45 cents a share.", ["USD", "USD"]),
        ("The cap rose from 40 to 49 per cent, and from 12 to 15 years.", ["%", "%", "year", "year"]),
        ("The box is 20 x 12 inches.", ["inch", "inch"]),
        ("It made 77m euros (£53m), up from 38m, in a hall 400m away.", ["EUR", "GBP", "EUR", "m"]),
        ("They paid £3m and 12 km was built.", ["GBP", "km"]),
    ],
)
def test_a_unit_said_once_counts_for_both_numbers(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in figures(text)] == units


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("At least 12 died.", Qualifier.AT_LEAST),
        ("More than 12 died.", Qualifier.MORE_THAN),
        ("About 12 died.", Qualifier.ABOUT),
        ("Nearly 12 died.", Qualifier.NEARLY),
        ("Fewer than 12 died.", Qualifier.UNDER),
        ("Up to an additional 12 died.", Qualifier.UP_TO),
        ("Some 12 died.", Qualifier.ABOUT),
        ("A town of 12,000 or more was hit.", Qualifier.AT_LEAST),
        ("They have 500+ stores.", Qualifier.AT_LEAST),
        ("The 12 died.", Qualifier.NONE),
        ("The camp is spread out over 150 miles.", Qualifier.NONE),
        ("She testified about two accounts.", Qualifier.NONE),
        ("It took over 150 days.", Qualifier.MORE_THAN),
        ("The drug was tested on patients over 18 months.", Qualifier.NONE),
        ("It began over 18 months ago.", Qualifier.MORE_THAN),
        ("They make up over 30% of it.", Qualifier.MORE_THAN),
        ("He closed with a three-under 69.", Qualifier.NONE),
        ("The 80-plus islands were cut off.", Qualifier.AT_LEAST),
        ("She saw 80-odd resorts.", Qualifier.ABOUT),
        ("Sales had a near 25% rise.", Qualifier.NEARLY),
        ("Rovers turned around a 15-6 deficit.", Qualifier.NONE),
        ("Few came—fewer than a quarter of them.", Qualifier.UNDER),
    ],
)
def test_the_qualifier_of_a_number_is_kept(text: str, qualifier: Qualifier) -> None:
    (found,) = figures(text)
    assert found.qualifier is qualifier


def test_at_least_holds_for_the_second_toll_too() -> None:
    assert [f.qualifier for f in figures("At least 137 people were killed and 182 injured.")] == [">=", ">="]


def test_a_conversion_shares_its_qualifier_and_is_not_key() -> None:
    first, second = figures("Ardent will raise up to $12.9bn (£10bn) in Altmark.")
    assert (first.qualifier, second.qualifier) == ("<=", "<=")
    assert (first.rank, second.rank) == (1, None)


def test_a_rate_carries_on_to_the_numbers_compared_with_it() -> None:
    found = figures("It has 7.5 lines per 100 people, compared to 6.7 in Altmark and 15.8 in Valmont.")
    assert {figure.unit for figure in found} == {"per 100 people"}


def test_offsets_count_in_the_whole_article() -> None:
    text = "Nothing here.\n\nThe bill is $3m."
    (found,) = figures(text)
    assert text[found.start : found.end] == found.text == "$3m"
    assert found.sentence == 1


def test_a_comparison_value_is_never_key() -> None:
    found = figures("Profit was $11m, down from $17m the year before.")
    assert [figure.rank for figure in found] == [1, None]


def test_a_repeated_fact_is_ranked_once() -> None:
    found = figures("Ardent pays $4.5bn for Kessel.\n\nThe price of $4.5bn is a record.")
    assert sorted(str(figure.rank) for figure in found) == ["1", "None"]


def test_a_rounding_of_a_fact_is_not_key_beside_it() -> None:
    found = figures("Some 5.3 million homes use broadband.\n\nMore than 5 million homes use broadband now.")
    assert sorted(str(figure.rank) for figure in found) == ["1", "None"]


def test_of_a_list_with_one_label_only_the_largest_is_key() -> None:
    text = "\n\n".join(f"Held in jail in lieu of ${amount},000 bond." for amount in (70, 516, 40, 33))
    assert [figure.text for figure in figures(text) if figure.rank] == ["$516,000"]


def test_ranks_count_from_one_without_gaps() -> None:
    text = "At least 137 people were killed.\n\nSome 18,000 homes burned.\n\nThe loss is $4.5bn.\n\nAid of $3m came."
    ranks = sorted(figure.rank for figure in figures(text) if figure.rank)
    assert ranks == list(range(1, len(ranks) + 1))


def test_a_row_of_a_table_gives_no_figures() -> None:
    assert figures("ARD ARDENT INC. 225.86 -12.99 -5.44%") == ()


def test_no_sentences_give_no_figures() -> None:
    assert find_figures(Article(paragraphs=()), ()) == ()


def test_a_story_gives_no_more_figures_than_the_caps() -> None:
    line = "killed 12 and hurt 13 men, " * 60
    read = article("\n\n".join([line] * 30))
    assert len(figures(line)) == SENTENCE_FIGURES_CAP
    assert len(find_figures(read, sentences(read))) == FIGURES_CAP


def test_the_way_a_story_writes_decimals_wins_over_its_language() -> None:
    found = figures("Subió 2.5 %.\n\nBajó 3.25 %.\n\nHay 1,234 casos y 12,500,000.00 pesos.", "es")
    assert [str(figure.value) for figure in found] == ["2.5", "3.25", "1234", "12500000"]


def test_the_months_that_a_report_covers_are_no_range_with_its_date() -> None:
    assert [figure.text for figure in figures("Profit for the three months to 31 March rose by 18%.")] == ["18%"]


def test_figures_of_one_sentence_do_not_crowd_out_the_others() -> None:
    text = (
        "The quake killed 137 people, injured 1,300, left 400 people homeless, cut 60 roads and felled 95 trees.\n\n"
        "The damage is $4.5bn."
    )
    top = sorted((figure for figure in figures(text) if figure.rank), key=lambda figure: figure.rank or 0)
    assert "$4.5bn" in [figure.text for figure in top[:4]]


def test_what_happened_in_another_year_ranks_behind_the_news() -> None:
    text = "The slide killed 68 people.\n\nIn 2008, 72 people were killed there.\n\nSome 31 people were killed by snow."
    ranked = sorted((figure for figure in figures(text) if figure.rank), key=lambda figure: figure.rank or 0)
    assert [figure.text for figure in ranked] == ["68", "31", "72"]


def test_the_finest_mention_of_a_fact_is_key() -> None:
    text = "Kessel pays $12bn for Brant.\n\nKessel agreed to pay $12.3bn for Brant, a rival, in cash."
    assert [figure.text for figure in figures(text) if figure.rank] == ["$12.3bn"]
    share = "A pill cuts body weight by 15%.\n\nPeople lost 15.1% of their body weight on the pill."
    assert [figure.text for figure in figures(share) if figure.rank] == ["15.1%"]


def test_what_only_describes_somebody_ranks_behind_the_news() -> None:
    text = (
        "Some 68 people came.\n\nThey brought 72 flags.\n\nIt took 41 buses.\n\n"
        "Kessel, with 300 shops, had offered 200 jobs to the families of the town."
    )
    ranked = sorted((figure for figure in figures(text) if figure.rank), key=lambda figure: figure.rank or 0)
    assert [figure.text for figure in ranked if figure.sentence == 3] == ["200", "300"]


def test_points_behind_a_share_are_percentage_points() -> None:
    _, points = figures("Turnout reached 76 percent, nine points higher.")
    assert (points.text, points.unit) == ("nine points", "pp")
    (lead,) = figures("She led among women by 18 points, exit polls showed.")
    assert (lead.text, lead.unit) == ("18 points", "pp")
    won, games = figures("It was a fifth win for Rovers, who have 29 points from 13 games.")
    assert (won.unit, games.unit) == ("", "")
    _, index = figures("The index gained 0.4%, or 112 points.")
    assert (index.text, index.unit) == ("112", "")


def test_a_dash_behind_a_unit_goes_on_and_opens_no_range() -> None:
    days, times = figures("The film took its money in three days - eight times more than its rival.")
    assert (int(days.value), days.high, days.unit, int(times.value)) == (3, None, "day", 8)


def test_a_share_and_a_price_are_no_range() -> None:
    assert [figure.unit for figure in figures("Shares rose 6.2% to 512.")] == ["%", ""]


@pytest.mark.parametrize("text", ["Some 80-plus islands were cut off.", "The 80-odd islands were cut off."])
def test_a_qualifier_behind_a_number_is_no_part_of_its_label(text: str) -> None:
    (found,) = figures(text)
    assert found.label == "islands cut off"
