"""What a reader sees beside a number: one stretch of the sentence, as it stands, that can be read."""

import pytest

from summarizer.figures.find import find_figures
from summarizer.figures.lines import key_lines
from tests.summarizer.figures.stories import article, sentences


def line_of(number: str, text: str, language: str = "en") -> str:
    read = article(text, language)
    split = sentences(read)
    found = find_figures(read, split)
    shown = key_lines(read, split, found)
    return next(one.text for one in shown if number in found[one.figures[0]].text)


CASES = {
    "what is counted goes on behind the number": (
        "137",
        "At least 137 people were killed when four men burst into the hall.",
        "At least 137 people were killed",
    ),
    "a verb of its own needs nothing from before the and": (
        "60,000",
        "Some 18,000 homes were destroyed and up to 60,000 people were sleeping outdoors.",
        "up to 60,000 people were sleeping outdoors",
    ),
    "what is said of a part is not said of all": (
        "90",
        "Few of the 90 shops that opened last year made money.",
        "90 – Few of the … shops that opened last year made money",
    ),
    "nor of a part that another figure tells": (
        "300",
        "Some 40% of its 300 workers stayed home, and the works stood still.",
        "300 workers",
    ),
    "a time stays with its verb": (
        "14",
        "It rained. But she has not added to her total of 14 major wins since 2008, they said.",
        "14 major wins",
    ),
    "what was before is not shown as what is": (
        "40,000",
        "Before the long war some 40,000 people lived in the town.",
        "some 40,000 – Before the long war … people lived in the town",
    ),
    "nor where a gerund names it": (
        "300,000",
        "Before industrial whaling, some 300,000 large whales died every year.",
        "some 300,000 – Before industrial whaling … large whales died every year",
    ),
    "both sides are shown with a gap for the number": (
        "61",
        "The Aune rose 61 centimetres.\n\nThe Aune stood 63 centimetres above the mark of 1968.",
        "61 centimetres – Aune rose",
    ),
    "a sum keeps what it was for": (
        "$2.3 million",
        "A former mayor was jailed on Friday for taking bribes worth $2.3 million.",
        "$2.3 million – former mayor was jailed on Friday for taking bribes worth",
    ),
    "articles go first where room is short": (
        "4.75",
        "The bank of the port raised its rate for the new loans to 4.75% on Wednesday.",
        "4.75% – bank of port raised its rate for new loans to",
    ),
    "a rate keeps its base": ("$2.41", "The profit was $2.41 a share.", "$2.41 a share – profit"),
    "an opened clause brings its subject": (
        "1,300",
        "The quake struck at dawn, killing at least 214 people and injuring more than 1,300, the ministry said.",
        "more than 1,300 – quake injuring",
    ),
    "a comparison brings what is compared": (
        "9.1",
        "Growth was strong, well above 9.1%.",
        "well above 9.1% – Growth was strong",
    ),
    "a quotation is not left": (
        "200,000",
        'The preacher wants "200,000 people committed to sow", he said.',
        "200,000 people committed to sow",
    ),
    "an agency's dateline is not part of it": (
        "10.1",
        "Port Ellery (CNN)Kareth says its military budget will grow by 10.1% in 2015.",
        "10.1% – Kareth says its military budget will grow by … in 2015",
    ),
    "a part brings its whole": (
        "143",
        "The Alliance had won 143 of the 250 seats in parliament.",
        "143 of the 250 – Alliance had won … seats in parliament",
    ),
    "a number in front of its noun keeps its hyphen": (
        "6,200",
        "They set fire to the 6,200-seat hall.",
        "6,200-seat – They set fire to the … hall",
    ),
    "one noun alone is told what was done with it": (
        "46",
        "The strike wounded 46, nine of them seriously.",
        "46 – strike wounded",
    ),
    "the first of two things counted reaches their verb": (
        "17",
        "At least 17 soldiers and four civilians were killed.",
        "At least 17 soldiers and four civilians were killed",
    ),
    "people who did something are told with it": (
        "20",
        "Tourists from Tessaly, a port, are among more than 20 people who were gunned down.",
        "more than 20 – Tourists from Tessaly are among … people who were gunned down",
    ),
    "a relative clause that cannot be finished is left out": (
        "$60",
        "It sold for $60 million that the estate of the late baron had hoped to earn from the castle and its lands.",
        "$60 million – It sold for",
    ),
    "a time that goes on behind the number": (
        "Five years",
        "Five years after his death, interest in the tailor has not waned.",
        "Five years after his death, interest in the tailor has not waned",
    ),
    "a second statement behind a sum is left out": (
        "$799",
        "It starts at $799 and goes on sale in many countries on Monday.",
        "$799 – It starts at",
    ),
    "a unit said first stays first": (
        "6.8",
        "A magnitude 6.8 quake shook Maravel.",
        "magnitude 6.8 quake shook Maravel",
    ),
    "a conversion is read over": (
        "887",
        "Spending will total 887 billion yuan ($144.2 billion) this year.",
        "887 billion yuan ($144.2 billion) – Spending will total … this year",
    ),
    "only as many articles go as there is no room for": (
        "212",
        "The former manager of the tannery was sent to a prison for 212 days.",
        "212 days – former manager of tannery was sent to a prison for",
    ),
    "words behind that can be read alone need none before": (
        "40 tonnes",
        "A swarm of worms and hagfish that nobody had named before stripped 40 tonnes of soft tissue from the bones.",
        "40 tonnes of soft tissue from the bones",
    ),
    "what says next to nothing brings the clause before": (
        "$640 million",
        "The canton wants two reservoirs high in the valley, at a cost of $640 million.",
        "$640 million – canton wants two reservoirs high in valley, at a cost",
    ),
    "a verb before the next number brings it": (
        "54,207",
        "A record 54,207 people waited more than 12 hours on a trolley in December.",
        "54,207 people waited more than 12 hours on trolley in December",
    ),
    "an it that is no subject is no other statement": (
        "26%",
        "Some say no, while 26% call it a good one.",
        "26% call it a good one",
    ),
    "an aside before the verb is read over": (
        "22",
        "VADRANA: At least 22 people, nine of them members of one family, were killed on Wednesday.",
        "At least 22 people were killed on Wednesday",
    ),
    "no clock time is cut": (
        "36",
        "They walked off the job at 36 ports from Maine to Texas at 12:01 a.m. on Tuesday.",
        "36 – They walked off job at … ports from Maine to Texas",
    ),
    "no article hangs": ("8.4%", "Prices rose by an 8.4%.", "8.4% – Prices rose by"),
    "a relative clause is read with its noun": (
        "$31.8m",
        "Brandt plays a clockmaker in the film, which took $31.8m.",
        "$31.8m – film took",
    ),
    "an aside between subject and verb is read over": (
        "$76m",
        "The film, shot in Teshk in May, drew mild praise but went on to make over $76m worldwide.",
        "over $76m – film went on to make … worldwide",
    ),
    "a second predicate is read with its subject": (
        "13",
        "The guards came at dawn, arrested 13 men and sealed the yard.",
        "13 – guards arrested … men",
    ),
    "who said it gives way to what was said": (
        "5,500",
        "A spokesman for the hall said that more than 5,500 tickets had been sold.",
        "more than 5,500 tickets had been sold",
    ),
    "someone else's verb behind is left out": (
        "$16 million",
        "The verdict on a song that made $16 million in profits will be felt by all.",
        "$16 million – song made … in profits",
    ),
    "a number inside a name's attribute is no subject": (
        "150",
        "The remains of the 150 people on board must be found.",
        "150 – remains of the … people on board must be found",
    ),
    "what describes the subject gives way to its verb": (
        "Nine",
        "Nine men from the northern valleys of Pelagia and another man from Teshk have been arrested.",
        "Nine men have been arrested",
    ),
    "a share is one of all that is described": (
        "2%",
        "Only 2% of the loans made to farmers in the valleys of northern Pelagia last year by banks are lost.",
        "2% of the loans made to farmers",
    ),
    "most of them are not all of them": (
        "23",
        "Most of the 23 victims were foreigners.",
        "23 – Most of the … victims were foreigners",
    ),
    "a statement behind a comma is not theirs": (
        "six",
        "As talks between Pelagia and six powers went on, all eyes will be on Lind.",
        "six powers went on",
    ),
    "a condition stays one": (
        "500,000",
        "If the track sold 500,000 copies, the charity would gain.",
        "500,000 – If the track sold … copies",
    ),
    "a denial is not lost": (
        "three",
        "It is not clear if Brandt will rest for three weeks.",
        "three weeks – It is not clear if Brandt will rest for",
    ),
    "other members of a list are left out": (
        "£5m",
        "The club had seen previous bids of £3m, £4m and £5m.",
        "£5m – club had seen previous bids",
    ),
    "the second of two things done is read with its verb": (
        "three",
        "The attack that killed Ambassador Lind and three other diplomats was planned.",
        "three – attack killed Ambassador Lind and … other diplomats",
    ),
    "names on both sides of an and are one subject": (
        "$60bn",
        "The gap between Pelagian exports and imports widened to $60bn in May.",
        "$60bn – gap between Pelagian exports and imports widened to … in May",
    ),
    "what says which ones are counted is not left out": (
        "One in five",
        "One in five decisions that are appealed before a court in the valleys of northern Pelagia are overturned.",
        "One in five decisions that are appealed before a court",
    ),
    "those who said something keep what they said": (
        "one in four",
        "Nearly one in four said they liked the mayor more.",
        "Nearly one in four said they liked the mayor more",
    ),
    "a which does not mean the place": (
        "145",
        "It began after an attack on a school in Teshk, which left 145 pupils dead.",
        "145 – attack left … pupils dead",
    ),
    "a colon leads to its number": (
        "$300",
        "Total cost of the prizes: $300, plus a jersey.",
        "$300 – Total cost of the prizes",
    ),
    "a pronoun nobody explains gives way": (
        "5GB",
        "It will have 5GB of memory on board.",
        "5GB of memory on board",
    ),
    "a time ago keeps its word": (
        "three years",
        "The plan failed three years ago.",
        "three years ago – plan failed",
    ),
    "a second conversion is read over": (
        "540bn",
        "The maker sought 540bn yen ($5.2bn; £2.8bn) in fresh capital.",
        "540bn yen ($5.2bn) – maker sought … in fresh capital",
    ),
    "no phrase begins inside another figure": (
        "250,000",
        "He must also repay a total of at least $1.1 million with costs and interest and a fine of $250,000.",
        "$250,000 – costs and interest and a fine",
    ),
    "a time ago belongs to the name before it, not to the verb behind": (
        "three days",
        "The men slain in a raid on the Teshk Museum three days ago arrived home on Saturday.",
        "three days ago – men slain in a raid on the Teshk Museum",
    ),
    "what gamers spend is not the subject": (
        "12 hours",
        "Still, reports about players spending 12 hours a day in front of a screen are becoming more frequent.",
        "12 hours a day – reports about players spending … in front of a screen",
    ),
    "a clause of time is a statement of its own": (
        "$120m",
        "Two clerks at one of the largest banks in Teshk have disappeared after funds worth up to $120m went missing.",
        "up to $120m – funds worth … went missing",
    ),
    "a clause of time is shown whole": (
        "Two",
        "Two senior clerks at one of the largest banks in Teshk have disappeared after funds worth $120m went missing.",
        "Two senior clerks have disappeared after funds worth $120m went missing",
    ),
    "what is not yet so keeps its until": (
        "$1.30",
        "It is only a matter of time until the crown reaches $1.30.",
        "$1.30 – matter of time until the crown reaches",
    ),
    "a relative clause keeps who says so": (
        "£4.3bn",
        "Six offices would go under proposals which the Greens say would save more than £4.3bn.",
        "more than £4.3bn – proposals which the Greens say would save",
    ),
    "when it was does not part a verb from its subject": (
        "$30bn",
        "It would take years to overtake Halden - which in 2004 reported revenues of $30bn - but they tried.",
        "$30bn – Halden reported revenues",
    ),
    "a year behind an and is no subject": (
        "27",
        "Ardent is the biggest maker in the world and in 2004 had 27 titles.",
        "27 – Ardent had … titles",
    ),
    "what a meaning opens stands alone": (
        "95%",
        "Another piece of news was the extension of the reach of Halden, meaning 95% of homes could get a line.",
        "95% of homes could get a line",
    ),
    "as opens a clause": (
        "1-0",
        "Etan went on to score the only goal of the game as Teshk triumphed 1-0.",
        "1-0 – Teshk triumphed",
    ),
    "a Plus with a capital is part of a name": (
        "25%",
        "It said it aims to have 25% of its homes using Sky Plus by 2010.",
        "25% of its homes using Sky Plus by 2010",
    ),
    "a denial reaches over an and": (
        "21-day",
        "You cannot look at a 21-day forecast and expect to get the day right.",
        "21-day – You cannot look at a … forecast",
    ),
    "the year before keeps its before": (
        "121%",
        "At least 155 men were killed in 2013, a 121% increase on the year before.",
        "121% increase on the year before",
    ),
    "each belongs to its sum": (
        "$120m",
        "The airline has made a firm order for 30 of the jets, at $120m each, with an option to buy more.",
        "$120m – firm order for 30 of the jets, at … each",
    ),
    "what is left to do is said": (
        "43",
        "It took 43 minutes for him to die.",
        "43 minutes – It took … for him to die",
    ),
    "a stop behind a degree is no word": (
        "32°F",
        "“It is ice formed directly from the vapour of the air at a temperature of less than 32°F.”",
        "less than 32°F – ice formed directly from vapour of air at a temperature",
    ),
    "no line begins before the bracket that its number stands in": (
        "4-0",
        "He watched them play against Pelagia (Teshk won 4-0 on Wednesday) from the stands.",
        "4-0 – Teshk won … on Wednesday",
    ),
    "a number alone in a bracket keeps what stands before it": (
        "67%",
        "Radio took the second place (67%) behind the papers.",
        "67% – Radio took the second place",
    ),
    "half a quotation is shown without its mark": (
        "five",
        "Kolen said five are 'still held in the camp near Teshk.'",
        "five are still held in the camp near Teshk",
    ),
    "a decade keeps its apostrophe": (
        "nine",
        "The show ran for nine seasons in the '90s and was loved.",
        "nine – show ran for … seasons in the '90s",
    ),
    "who did it stands without what of where there is no room": (
        "three years",
        "A major distributor of pirated discs of Pelagian films has been sent to prison for three years.",
        "three years – major distributor has been sent to prison for",
    ),
    "an aside before a preposition is left out": (
        "$5m",
        "Ardent has agreed to buy Halden, the second-largest brewer, for $5m.",
        "$5m – Ardent has agreed to buy Halden for",
    ),
    "a list of names is not cut": (
        "45 million",
        "More than 45 million people in the UK, Germany, Orsa and Pelagia now only use a mobile phone at home.",
        "More than 45 million people",
    ),
    "who it is stands before what was said": (
        "77",
        "The airline said that it had to cancel 77 flights.",
        "77 – airline said it had to cancel … flights",
    ),
    "a lag that opens its sentence keeps the statement behind it": (
        "three years",
        "Almost exactly three years ago at the ground, the captain collapsed.",
        "three years ago at the ground, the captain collapsed",
    ),
    "a discount keeps its off": (
        "25%",
        "Almost every bag on the site is 25% off, the shop said.",
        "25% off – every bag on the site",
    ),
    "what is knocked off is no discount": (
        "0.2%",
        "High prices have knocked 0.2% off the growth rate.",
        "0.2% – High prices have knocked … off the growth rate",
    ),
    "years have no price": (
        "eight years",
        "He built over eight years an economy that worked.",
        "eight years – He built over … an economy",
    ),
    "no line ends on an and": (
        "144 days",
        "Turnour won the Horsham vote aged 21 and 144 days.",
        "144 days – Turnour won the Horsham vote aged 21",
    ),
}


@pytest.mark.parametrize(("number", "text", "line"), CASES.values(), ids=CASES.keys())
def test_the_phrase_of_a_number(number: str, text: str, line: str) -> None:
    assert line_of(number, text) == line


@pytest.mark.parametrize(
    ("language", "number", "text", "line"),
    [
        ("de", "23", "Sind mindestens 23 Menschen ums Leben gekommen.", "mindestens 23 Menschen ums Leben gekommen"),
        ("de", "1,8", "Der Schaden liegt bei 1,8 Milliarden Euro.", "1,8 Milliarden Euro – Schaden liegt bei"),
        ("fr", "2 950", "La dette atteint 2 950 milliards d'euros.", "2 950 milliards d'euros – dette atteint"),
        (
            "es",
            "78",
            "Ganó las elecciones con 78 de los 150 escaños.",
            "78 de los 150 – Ganó las elecciones con … escaños",
        ),
        ("es", "30 %", "El taller cerrará si los costes bajan un 30 %.", "30 % – si los costes bajan"),
        ("it", "80", "Un vaccino efficace all'80 per cento.", "80 per cento – vaccino efficace"),
        ("it", "1.340", "Sono 1.340 i casi di dengue.", "1.340 i casi di dengue"),
        ("ru", "37", "Повреждены 37 домов и школа.", "37 – Повреждены … домов и школа"),
        ("ja", "3万2000", "観客は約3万2000人だった。", "約3万2000人だった"),
        ("ja", "45億円", "売上高は45億円で、増えた。", "45億円 – 売上高は … で"),
    ],
)
def test_the_phrase_of_a_number_in_other_languages(language: str, number: str, text: str, line: str) -> None:
    assert line_of(number, text, language) == line


def test_a_number_without_any_word_makes_no_line() -> None:
    read = article("$3 million.")
    assert key_lines(read, sentences(read), find_figures(read, sentences(read))) == ()
