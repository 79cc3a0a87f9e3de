from dataclasses import replace

from summarizer.ranking.frame import RankedSentence, Tokenizer, document_of
from summarizer.ranking.nutgraf import OurSummarizer, learned_order
from tests.summarizer.ranking.articles import FERRY, of_sentences, sentences_of


def test_a_sentence_equals_itself_only() -> None:
    tokenizer = Tokenizer("en")
    first, second = RankedSentence(0, "Same.", tokenizer), RankedSentence(1, "Same.", tokenizer)
    assert first == first  # noqa: PLR0124 (identity is the point)
    assert first != second
    assert len({first, second}) == 2


def test_the_document_holds_our_sentences_and_words() -> None:
    document = document_of(FERRY, sentences_of(FERRY))
    assert [sentence.index for sentence in document.sentences] == [s.index for s in sentences_of(FERRY)]
    assert len(document.paragraphs) == len(FERRY.paragraphs)
    assert [str(heading) for heading in document.headings] == [FERRY.title]
    assert document.sentences[0].words[:3] == ("ferry", "crews", "in")


def test_a_document_without_title_or_sentences_is_empty() -> None:
    article = of_sentences()
    assert document_of(article, ()).sentences == ()
    assert document_of(replace(FERRY, title=None), sentences_of(FERRY)).headings == ()


def test_our_summarizers_speak_the_interface_of_sumy() -> None:
    document = document_of(FERRY, sentences_of(FERRY))
    chosen = OurSummarizer(learned_order, "en")(document, lambda infos: infos[:3])
    assert [sentence.index for sentence in chosen] == sorted(sentence.index for sentence in chosen)
    assert len(chosen) == 3
