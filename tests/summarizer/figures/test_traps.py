import pytest

from tests.summarizer.figures.stories import figures

NOTHING = [
    "It happened on March 24, 2024, and again on 2 November.",
    "On Sept. 3 and in May 2021 it rained.",
    "They met on 24/03/2024, on 2024-03-24 and on 24.03.2024.",
    "In the 1980s and '90s, and since 2008, it was common.",
    "The 2010-11 season and the 1939-45 war.",
    "It struck at 04:17, at 5pm, at 10 a.m. and at 1800 GMT.",
    "She scored at 7:14 of the third period.",
    "Ivo Lund, 27, and Mira Dost (51) spoke.",
    "A 16-year-old boy aged 16, the men aged 22, 25 and 31, and a 35-year-old.",
    "He left school at 16, and is now 44.",
    "She turned 36.",
    "Children aged five to 11 may come.",
    "He lives at 14 Harbour Street and works at 3170 W. County Road.",
    "Take Route 9, Interstate 95 or Exit 12.",
    "The A350, the 777x, the G20, COVID-19 and the F-16.",
    "The iPhone 15 and iOS 17.4 and Windows 11 are out.",
    "Channel 4, Article 50, Section 230, Flight 212 and No. 10.",
    "Fortune 500 firms like the S&P 500 and the FTSE 100.",
    "The 10th edition, the third buyer and the 2nd floor.",
    "In the third quarter and the second half they did well.",
    "The last six months, the past 12 months and the first 18 games.",
    "Over the next five years and the coming two weeks.",
    "It was the top 10 list.",
    "One of them said no one knew; one day, at one point, everyone left.",
    "The two-class, two-on-one, three-dimensional plan.",
    "A day or two, or one or two things, for the two of them.",
    "According to the study [3] and note 4.",
    "He quoted Resolution 1701.",
    "Thousands fled and dozens were hurt.",
    "Call (555) 448-5555 or 555-0123.",
    "She starred in “Two and a Half Men” and he in “Ocean’s Eleven”.",
    "The chances are 50-50.",
    "Zero tolerance is the rule.",
    "2. The vote was lost.",
    "He cut it in half, and the other half was told.",
    "Following the 16-inch LapBook Pro came 13-inch models.",
    "It is the number one buyer.",
    "A 12-month average over the course of 12 months.",
    "The 10-year yield fell.",
    "The total of 12345678901234567890123 was an error.",
    "It was 1,1,1 and 1.2.3.",
    "A song of '57 was played.",
    "He lives in Flat 3 and wore #7.",
    "In the early 2020s it grew.",
    "The Q3 and FY2024 results.",
    "It sold 4K sets and 5G phones.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert [figure.text for figure in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The class of 2016 had 2,016 students.", ["2,016"]),
        ("In 2016 some 2000 students came.", ["2000"]),
        ("More than 2013 people came.", ["2013"]),
        ("It bought 30 of Kessel's 787-9 jets and 12 777 jets.", ["30", "12"]),
        ("Roughly 400 737 Max jets are grounded.", ["400"]),
        ("Police said 11 people were held.", ["11"]),
        ("In Kestria 35 people died.", ["35"]),
        ("One person was killed and 3 hurt.", ["One", "3"]),
        ("She was late for three weeks before the vote.", ["three weeks"]),
        ("It is the first rise in nine years.", ["nine years"]),
        ("More than 100,000 e-mails in 30 days is a crime.", ["100,000"]),
        ("The display is 13.3 inches, a 14-inch one may come.", ["13.3 inches", "14-inch"]),
        ("By half, and half of them, and almost half.", ["half", "half", "half"]),
        ("A two-thirds majority of 40.", ["two-thirds", "40"]),
        ("One in five of 300 people agrees.", ["300"]),
        ("For every 100 births, 12 per 1,000 fail.", ["12"]),
        ("About one quarter said so; a third of them left.", ["one quarter", "a third"]),
        ("Aid of Rs 2,000 crore and 3 lakh tents came to India.", ["Rs 2,000 crore", "3 lakh"]),
        ("The 5.5-litre engine makes 500hp.", ["5.5-litre", "500hp"]),
    ],
)
def test_a_figure_beside_a_trap_is_kept(text: str, expected: list[str]) -> None:
    assert [figure.text for figure in figures(text)] == expected
