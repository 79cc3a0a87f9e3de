import pytest

from summarizer.figures.find import find_figures
from summarizer.figures.lines import key_lines
from summarizer.model import KeyLine
from tests.summarizer.figures.stories import article, sentences


def lines(text: str, language: str = "en") -> tuple[KeyLine, ...]:
    read = article(text, language)
    split = sentences(read)
    return key_lines(read, split, find_figures(read, split))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("At least 137 people were killed in Teshk.", "At least 137 people were killed in Teshk"),
        ("Revenue climbed to $27.2bn, up 3.5%.", "$27.2bn, up 3.5% – Revenue climbed to"),
        ("Revenue rose 3.5 percent to $27.2 billion.", "$27.2 billion, rose 3.5 percent – Revenue"),
        ("Profit rose 21% year on year to Rs 1,870 crore.", "Rs 1,870 crore, rose 21% – Profit"),
        ("Shares dropped early by almost 23% to 2.05 euros.", "2.05 euros, dropped early by almost 23% – Shares"),
        ("The index fell 797 points, or 2.37%, to 32,817.", "797 – index fell … points"),
        (
            "Net profit for the three months to 31 March of last year rose by 18% to 94.2m euros.",
            "94.2m euros, rose by 18% – Net profit",
        ),
        (
            "The waiting list fell slightly to 7.48 million, from 7.54 million a month earlier.",
            "7.48 million, from 7.54 million – waiting list fell slightly to",
        ),
        (
            "A poll, conducted in May, put support for Civic Union at 27 percent, down 6 points since September.",
            "27 percent, down 6 points – poll put support for Civic Union at",
        ),
        ("A profit of 30.6bn yen (£154m), up 31.8%, was made.", "30.6bn yen (£154m), up 31.8% – profit"),
        (
            "Profit rose to 30.6bn yen ($291m; £154m), up 31.8% on the year before.",
            "30.6bn yen ($291m), up 31.8% – Profit rose to",
        ),
        (
            "Profits fell to 785m euros ($1bn) from 2.4bn euros.",
            "785m euros ($1bn), from 2.4bn euros – Profits fell to",
        ),
        (
            "Fraud fell to £38.5m (52m euros), up from 831 cases in 2002.",
            "£38.5m (52m euros) – Fraud fell to",
        ),
        (
            "The play reached 16.5 million viewers, up 10% on May.",
            "16.5 million viewers, up 10% – play reached … on May",
        ),
        (
            "Unit sales of the console, helped by a price cut in May, rose 3.5% to 2.7 million units.",
            "2.7 million, rose 3.5% – units",
        ),
        (
            "The forward known as the “Great Dunmore Giant of the Northern Coast” averaging 36.6 points won the game.",
            "36.6 – Northern Coast averaging … points won the game",
        ),
        ("Unemployment fell from 8.4% to 7.9%.", "7.9%, from 8.4% – Unemployment fell"),
        ("Profit of the group grew from $2bn to $3bn.", "$3bn, from $2bn (≈ +50 %) – Profit of the group grew"),
        ("Membership fell from 1,000 to 985 members.", "985, from 1,000 (≈ -1.5 %) – Membership fell … members"),
        ("Ardent will raise up to $12.9bn (£10bn).", "up to $12.9bn (£10bn) – Ardent will raise"),
        ("He was jailed for seven years and six months.", "seven years and six months – He was jailed for"),
        ("The profit was $11m, down from $17m.", "$11m, down from $17m – profit"),
        ("The dam holds 500+ litres.", "500+ – dam holds … litres"),
    ],
)
def test_a_line_begins_with_the_number_and_merges_what_belongs_together(text: str, first: str) -> None:
    assert lines(text)[0].text == first


def test_only_a_line_with_a_value_of_ours_is_computed() -> None:
    (ours,) = lines("Profit grew from $2bn to $3bn.")
    (theirs,) = lines("Profit was $3bn, up 50%.")
    assert (ours.computed, "≈" in ours.text) == (True, True)
    assert (theirs.computed, "≈" in theirs.text) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "The share fell from 40% to 30%.",
        "The queue rose from 0.00 km to 3 km.",
        "It warmed from 12°C to 14°C.",
        "Profit rose from 2-3 million to 4-5 million.",
    ],
)
def test_no_change_is_computed_where_it_has_no_meaning(text: str) -> None:
    assert not any(line.computed for line in lines(text))


def test_both_figures_of_a_pair_stand_in_one_line() -> None:
    (line,) = lines("Revenue climbed to $27.2bn, up 3.5%.")
    assert line.figures == (0, 1)


def test_repeats_are_grouped_with_their_fact() -> None:
    (line,) = lines("Ardent pays $4.5bn for Kessel.\n\nThe price of $4.5bn is a record.")
    assert sorted(line.figures) == [0, 1]


def test_a_few_of_something_stand_behind_other_figures_unless_they_are_victims() -> None:
    text = "The river broke through at four places.\n\nThree people died.\n\nThe loss is $4.5bn."
    assert [line.text.split()[0] for line in lines(text)] == ["Three", "$4.5bn", "four"]


def test_a_line_that_needs_its_sentence_stands_last() -> None:
    text = (
        "The quake killed 137 people.\n\nThe loss is $4.5bn.\n\nHe drove the bus for 16 years.\n\nPrices rose by 9.5%."
    )
    assert [line.text.split()[0] for line in lines(text)] == ["137", "$4.5bn", "9.5%", "16"]


def test_a_number_that_nothing_is_said_of_makes_no_line() -> None:
    found = lines("The quake killed 137 people.\n\nThe loss is $4.5bn.\n\nTen years later it was there.")
    assert [line.text.split()[0] for line in found] == ["137", "$4.5bn"]


def test_a_number_and_its_rounding_share_a_line() -> None:
    (line,) = lines("Some 61,000 spectators came.\n\nThe club counted 61,300 spectators.")
    assert sorted(line.figures) == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Some 61,000 spectators came.\n\nThe dam holds back 61,300 ducks.",
        "It holds 61,000 to 62,000 spectators.\n\nThere were 61,300 spectators.",
    ],
)
def test_numbers_that_only_look_alike_share_none(text: str) -> None:
    assert all(len(line.figures) == 1 for line in lines(text))


def test_small_plain_counts_are_not_taken_for_repeats() -> None:
    found = lines("Killed were 4 men in Teshk.\n\nThey found 4 dogs elsewhere.")
    assert all(len(line.figures) == 1 for line in found)


def test_lines_come_best_first_and_show_each_figure_once() -> None:
    text = "At least 137 people were killed.\n\nThe loss is $4.5bn, up 3%.\n\nAid of $3m came from Altmark."
    read = article(text)
    found = find_figures(read, sentences(read))
    shown = [index for line in key_lines(read, sentences(read), found) for index in line.figures]
    assert len(shown) == len(set(shown))
    ranks = [min(found[i].rank or 99 for i in line.figures) for line in key_lines(read, sentences(read), found)]
    assert ranks == sorted(ranks)


def test_at_most_ten_words_follow_the_number() -> None:
    text = (
        "The loss of the old northern harbour company Kessel and sons in faraway Altmark reached $4.5bn, up 3.5%, "
        "after storms."
    )
    for line in lines(text):
        behind = line.text.partition("$4.5bn")[2].replace("–", " ").replace(",", " ")
        assert len(behind.split()) <= 10


def test_no_figures_give_no_lines() -> None:
    assert lines("Nothing happened.") == ()


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        (
            "de",
            "Der Umsatz stieg auf 3,2 Mrd. Euro nach 2,9 Mrd. Euro.",
            "3,2 Mrd. Euro, nach 2,9 Mrd. Euro – Umsatz stieg auf",
        ),
        ("fr", "L'inflation a atteint 2,3 %, contre 2,9 %.", "2,3 %, contre 2,9 % – L'inflation a atteint"),
        ("ru", "Не менее 19 человек погибли.", "Не менее 19 человек погибли"),
        ("zh", "洪水造成至少38人死亡。", "至少38人死亡"),
    ],
)
def test_lines_of_other_languages_use_their_words(language: str, text: str, first: str) -> None:
    assert lines(text, language)[0].text == first


def test_the_change_of_an_amount_is_told_with_it_past_a_bracket_of_two_conversions() -> None:
    shown = [line.text for line in lines("A profit of 30.6bn yen ($291m, £154m), up 31.8%, was made by Asahi.")]
    assert shown == ["30.6bn yen ($291m), up 31.8% – profit"]


def test_a_claim_is_shown_as_one_or_not_at_all() -> None:
    hidden = "Papers were quick to report claims made by the rebels that a raid hit a hospital, causing 500 deaths."
    assert lines(f"{hidden}\n\nIn the north 40 people fled.")[0].text == "40 people fled"
    (shown,) = lines("The group allegedly stole $3 million from the bank.")
    assert "allegedly" in shown.text
    (shown,) = lines("The quake claimed 500 lives.")
    assert "500" in shown.text


def test_a_verb_behind_a_time_is_not_what_is_counted() -> None:
    (line,) = lines("The first split vote in two years leaves borrowers with cheaper loans and markets with a puzzle.")
    assert line.text == "two years – first split vote in … leaves borrowers with cheaper loans"


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Two men were shot dead in Teshk.\n\nThe two men had fled.", True),
        ("Two men were shot dead in Teshk.\n\nThe guards hit two cars.", False),
        ("Prices of homes rose 25% in May.\n\nWages of nurses fell 25% over there.", False),
        ("Prices of homes rose 25% in May.\n\nThe 25% for homes was a record.", True),
        ("A fire killed 137 people.\n\nThe 137 were asleep.", True),
        ("The firm paid $4.5bn for the mine.\n\nThat $4.5bn came from loans.", True),
    ],
)
def test_a_number_is_told_again_only_of_the_same_thing(text: str, together: bool) -> None:
    assert (len(lines(text)[0].figures) == 2) is together
