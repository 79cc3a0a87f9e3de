"""Sentences full of the story's words that cannot stand alone: they bring what they need or are not shown."""

import pytest

from summarizer.model import Budget
from summarizer.ranking.choose import choose_sentences
from tests.summarizer.ranking.articles import of_sentences, sentences_of

LEAD = "The port of Velmora will close its cruise quay in June, the harbour council decided on Monday."
BEFORE = "Shipping line Norda Marine runs most of the cruise ships that call at the Velmora quay, Bea Orlo said."
AFTER = (
    "Some 300 people work at the cruise quay, and the port council promised them jobs at the ferry terminal.",
    "Velmora took in 41 million dollars from cruise ships last year, a fifth of what the port earns.",
    "Ferries to the islands are not affected.",
)


@pytest.mark.parametrize(
    "opening",
    [
        "He said the cruise quay of Velmora port would close in June and cruise ships would call at no other quay.",
        "But it said cruise ships would still call at the port of Velmora after the quay had closed in June.",
        "These cruise ships brought 9,000 visitors a day to the port of Velmora and its cruise quay in June.",
        "That is why the harbour council of Velmora wants to close the cruise quay of the port in June.",
        "The company, which sends 140 cruise ships a year to the port of Velmora, called the closed quay a mistake.",
        "The two want the harbour council of Velmora to keep the cruise quay of the port open after June.",
        "Both want the harbour council of Velmora to keep the cruise quay of the port open after June.",
        "Instead, they want the harbour council of Velmora to keep the cruise quay of the port open after June.",
        "Orlo asked the harbour council of Velmora to keep the cruise quay of the port open after June.",
        "Ms Orlo asked the harbour council of Velmora to keep the cruise quay of the port open after June.",
        "“Velmora needs the cruise quay, and cruise ships need the port of Velmora after June.”",
        "“Velmora needs the cruise quay, and cruise ships need the port,” she told the harbour council on Monday.",
        "The port of Velmora needs the cruise quay, and cruise ships need the port, she told the council.",
        "Cruise ships need the cruise quay, and the port of Velmora needs cruise ships,” said Al Dunn.",
    ],
)
@pytest.mark.parametrize("count", range(1, 6))
def test_it_brings_the_one_before_or_is_not_shown(opening: str, count: int) -> None:
    article = of_sentences(LEAD, BEFORE, opening, *AFTER)
    briefing = choose_sentences(article, sentences_of(article), budget=Budget(sentences=count))
    shown = [sentence.index for sentence in briefing.sentences]
    assert len(shown) == count
    assert shown[0] == 0
    assert 2 not in shown or 1 in shown


@pytest.mark.parametrize("words", range(5, 80, 5))
def test_a_budget_of_words_changes_nothing_about_it(words: int) -> None:
    article = of_sentences(LEAD, BEFORE, "She wants more.", "Fares rise.", *AFTER)
    briefing = choose_sentences(article, sentences_of(article), budget=Budget(words=words))
    shown = [sentence.index for sentence in briefing.sentences]
    assert shown
    assert 2 not in shown or 1 in shown


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fr",
            (
                "Le port de Velmora fermera son quai de croisière en juin, a décidé lundi le conseil du port.",
                "La compagnie Norda exploite la plupart des bateaux, selon Béa Orlo.",
                "Elle veut que le conseil du port de Velmora garde le quai de croisière ouvert en juin.",
                "Quelque 300 personnes travaillent sur ce quai.",
            ),
        ),
        (
            "de",
            (
                "Der Hafen von Velmora schließt im Juni seinen Kai für Kreuzfahrten, beschloss der Rat am Montag.",
                "Die meisten Schiffe gehören der Reederei Norda, sagte Bea Orlo.",
                "Sie verlangt vom Rat, den Kai für Kreuzfahrten im Hafen von Velmora auch im Juni offen zu lassen.",
                "Etwa 300 Menschen arbeiten dort.",
            ),
        ),
        (
            "ru",
            (
                "Порт Вельмора закроет в июне причал для круизных судов, решил в понедельник совет порта.",
                "Большинство судов принадлежит компании «Норда», рассказала Беа Орло.",
                "Она просит совет порта Вельмора не закрывать в июне причал для круизных судов.",
                "На причале работают 300 человек.",
            ),
        ),
    ],
)
def test_the_shortest_briefing_of_other_languages_is_the_news(language: str, sentences: tuple[str, ...]) -> None:
    article = of_sentences(*sentences, language=language)
    for count in (1, 2, 3):
        briefing = choose_sentences(article, sentences_of(article), budget=Budget(sentences=count))
        shown = [sentence.index for sentence in briefing.sentences]
        assert shown[0] == 0
        assert 2 not in shown or 1 in shown
