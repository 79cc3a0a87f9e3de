"""What speaks for and against each block being part of the story, as named numbers between 0 and 1 or thereabouts.

The names are those of the weights in `body_weights.csv`; what is absent counts 0.
"""

import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.sources.blocks import Block
from summarizer.sources.candidates import prose_words
from summarizer.sources.shingles import Run, count_words, likeness, runs_in, runs_of, share, words_of

Evidence = dict[str, float]

_HELD = 0.5
_CORE_WORDS = 15
_NEAR = 6
_WHOLE_SHARE = 0.3
_CREDIT_CHARS = 600
_TAGS = frozenset({"p", "li", "div", "h1", "h2", "h3", "h4", "td", "figcaption", "blockquote"})
_ENDS = tuple(".!?…。！？\"”»'’:)」』")

_FURNITURE = re.compile(
    r"read more|related|more (?:from|on|stories)|see also|also read|sign up|subscri|advertis|follow|share|photo|image|"
    r"getty|credit|copyright|©|comments?\b|tags?\b|topics?\b|filed under|watch|click|newsletter|view|shop|buy|"
    r"\d{1,3} min|updated|published|by |join|get |listen|recommended|most |trending|latest|editor|about the|e-?mail|"
    r"loading|please|this (?:article|story|content)|the post|all rights|we may|reporting by|about |"
    r"lesen sie|mehr (?:zum|zu|lesen)|anzeige|foto|bild|quelle|teilen|kommentar|themen|newsletter|abonn|"
    r"lire aussi|à lire|publicité|partager|commentaires|crédit|abonnez|"
    r"leer más|lea también|te puede interesar|publicidad|compart|comentarios|suscr|"
    r"leggi anche|pubblicità|condivid|commenti|iscriviti|leia (?:mais|também)|publicidade|inscreva|"
    r"читайте|подпис|реклама|фото|поделит|комментар|теги|источник|підпис|поділит|коментар|"
    r"czytaj|reklama|udostępnij|komentarze|相关|推荐|責任|责任编辑|関連|広告|写真",
    re.IGNORECASE,
)
# Searched in small letters: ten times as fast as letting the pattern fold them.
_CREDIT = re.compile(
    r"getty|shutterstock|reuters/|\bap photo|image credit|photo(?:graph)? (?:by|credit|:)|courtesy|via ap\b|\bafp\b|"
    r"instagram|newsletter|subscribe|sign up|follow us|click here|read more|affiliate|cookie|commission|all rights|©|"
    r"\bfoto:|\bphoto ?:|\bфото:|\bimago\b|picture alliance|\bdpa\b/",
)
_PLEA = re.compile(
    r"(?<!\w)(?:sign up (?:for|to)|newsletter|in your inbox|subscribe (?:to|now|today|for|here)|donat|"
    r"follow (?:us|him|her|them|me)\b|our (?:newsroom|journalis|report(?:ing|ers)|readers|work)|"
    r"your (?:support|contribution|help|membership|donation)|as little as|become a (?:member|supporter)|e-?mail us|"
    r"we need your|independent journalism|"
    r"abonnier|unterstützen sie|unsere? (?:journalis|redaktion|arbeit)|ihre (?:hilfe|spende|unterstützung)|spenden|"
    r"abonnez|soutenez|votre soutien|notre (?:rédaction|travail)|suscríb|apóy[ae]|tu apoyo|"
    r"nuestr[oa] (?:periodismo|redacción)|abbonati|iscriviti|sostieni|il tuo (?:aiuto|sostegno)|"
    r"nostr[oa] (?:giornalismo|redazione)|assine|inscreva|apoie|seu apoio|nosso jornalismo|"
    r"подпи[сш]|поддержите|ваш(?:ей|а|у) поддержк|підпи[сш]|підтримайте|ваш(?:ої|а|у) підтримк|"
    r"zasubskrybuj|zapisz się|wesprzyj|twoje wsparcie)"
)
_MAIL = re.compile(r"[\w-]@[\w-]{1,40}\.\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """Words of a group of blocks: all, those the chosen guess holds, those that are prose; and its blocks."""

    words: int = 0
    held: int = 0
    prose: int = 0
    blocks: int = 0


class Scene:
    """A page's blocks beside the guesses at its body; gives the evidence on each block. Linear in the page."""

    def __init__(
        self, blocks: Sequence[Block], guesses: Mapping[str, Sequence[str]], title: str | None, summary: str | None
    ) -> None:
        self._blocks = blocks
        self._runs = [runs_of(block.text) for block in blocks]
        self._words = [count_words(block.text) for block in blocks]
        self._title = frozenset(words_of(title or ""))
        self._summary = frozenset(words_of(summary or ""))
        wanted = {name: runs_in(lines) for name, lines in guesses.items()}
        self._trust = trust_in(wanted)
        self._votes = {name: [share(runs, held) > _HELD for runs in self._runs] for name, held in wanted.items()}
        self._heard = sum(bool(held) for held in wanted.values())
        self.chosen = max(self._trust, key=lambda name: self._trust[name])
        self.held = self._votes[self.chosen]
        self._measure()

    def _measure(self) -> None:
        held = [words if kept else 0 for words, kept in zip(self._words, self.held, strict=True)]
        self._total = sum(held) or 1
        self._containers = self._count([block.container for block in self._blocks], held)
        self._styles = self._count([block.style for block in self._blocks], held)
        self._richest = max((count.held for count in self._containers.values()), default=0) or 1
        self._densest = max((count.prose for count in self._containers.values()), default=0) or 1
        self._usual = {mark: words / self._total for mark, words in self._words_below(held).items()}
        core = [index for index, words in enumerate(held) if words >= _CORE_WORDS]
        core = core or [index for index, words in enumerate(held) if words] or [0]
        self._first, self._last = core[0], core[-1]
        self._before = [0]
        for words in held:
            self._before.append(self._before[-1] + words)

    def _count(self, keys: Sequence[Hashable], held: Sequence[int]) -> Mapping[Hashable, _Count]:
        sums: dict[Hashable, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for key, block, words, kept in zip(keys, self._blocks, self._words, held, strict=True):
            one = sums[key]
            one[0] += words
            one[1] += kept
            one[2] += prose_words(block)
            one[3] += 1
        return {key: _Count(words=a, held=b, prose=c, blocks=d) for key, (a, b, c, d) in sums.items()}

    def _words_below(self, held: Sequence[int]) -> Mapping[str, int]:
        below: dict[str, int] = defaultdict(int)
        for block, words in zip(self._blocks, held, strict=True):
            for mark in block.above:
                below[mark] += words
        return below

    def evidence(self) -> Iterator[Evidence]:
        """The evidence on each block, in order; values of 0 may be left out."""
        seen: set[str] = set()
        for index, block in enumerate(self._blocks):
            found: Evidence = {"bias": 1.0}
            found.update(self._of_guesses(index))
            found.update(self._of_element(block))
            found.update(self._of_text(index, repeated=block.text in seen))
            found.update(self._of_company(index))
            found.update(self._of_place(index))
            seen.add(block.text)
            yield found

    def _of_guesses(self, index: int) -> Iterator[tuple[str, float]]:
        """Who holds the block, each weighed by how much it agrees with the others."""
        count = 0
        for name, votes in self._votes.items():
            inside = votes[index]
            count += inside
            yield f"{'in' if inside else 'not in'} {name}", 1.0
            yield f"{'in' if inside else 'not in'} {name}, trust", self._trust[name]
        yield "in the chosen guess", float(self.held[index])
        yield "share of guesses", count / (self._heard or 1)
        yield "in no guess", float(count == 0)
        yield "in every guess", float(count == self._heard)

    def _of_element(self, block: Block) -> Iterator[tuple[str, float]]:
        """What its element and those above say; a mark above most of the body says nothing."""
        yield f"tag {block.tag if block.tag in _TAGS else 'other'}", 1.0
        for mark in block.own:
            yield f"is {mark}", 1.0
        for mark in block.above:
            yield f"below {mark}", 1.0 - self._usual.get(mark, 0.0)
        container, style = self._containers[block.container], self._styles[block.style]
        yield "container: share held", container.held / (container.words or 1)
        yield "container: of the richest", container.held / self._richest
        yield "container: prose", container.prose / self._densest
        yield "container: alone", float(container.blocks == 1)
        yield "style: share held", style.held / (style.words or 1)
        yield "style: of the body", style.held / self._total

    def _of_text(self, index: int, *, repeated: bool) -> Iterator[tuple[str, float]]:
        block, count = self._blocks[index], self._words[index]
        text = block.text
        ends, small = text.endswith(_ENDS), text[:_CREDIT_CHARS].lower()
        credit = _CREDIT.search(small) is not None
        furniture = self._is_furniture(index)
        links = block.link_chars / len(text)
        yield "length", math.log1p(count) / 5
        yield "under 4 words", float(count < 4)
        yield "under 10 words", float(count < 10)
        yield "over 25 words", float(count > 25)
        yield "links", links
        yield "mostly links", float(links > 0.5)
        yield "all links", float(links > 0.9)
        yield "ends as a sentence", float(ends)
        yield "ends as a sentence, 10 words", float(ends and count >= 10)
        yield "begins like furniture", float(_FURNITURE.match(text) is not None)
        yield "begins like furniture, short", float(furniture)
        yield "credit", float(credit)
        yield "credit, short", float(credit and count < 30)
        plea = _PLEA.search(small) is not None or _MAIL.search(small) is not None
        yield "plea", float(plea)
        yield "plea, at an edge", float(plea and not self._first + 3 <= index <= self._last - 3)
        yield "is caption, open", float("caption" in block.own and not ends)
        yield "capitals", float(text.isupper())
        yield "repeated", float(repeated)
        yield "repeated, 6 words", float(repeated and count > 5)
        like_title = _overlap(block, self._title)
        yield "like the title", like_title
        yield "is the title", float(like_title > 0.7)
        if index <= self._first + 3:
            yield "like the summary, early", _overlap(block, self._summary)

    def _is_furniture(self, index: int) -> bool:
        return self._words[index] < 12 and _FURNITURE.match(self._blocks[index].text) is not None

    def _of_company(self, index: int) -> Iterator[tuple[str, float]]:
        """What stands around it."""
        for distance in (-3, -2, -1, 1, 2, 3):
            other = index + distance
            if not 0 <= other < len(self._blocks):
                yield f"{distance:+d}: nothing", 1.0
                continue
            yield f"{distance:+d}: held", float(self.held[other])
            yield f"{distance:+d}: length held", math.log1p(self._words[other]) / 5 * self.held[other]
            if abs(distance) == 1:
                yield from self._of_neighbour(index, other, f"{distance:+d}")
        around = self.held[max(0, index - _NEAR) : index] + self.held[index + 1 : index + 1 + _NEAR]
        yield "density around", sum(around) / (len(around) or 1)
        between = min(sum(self.held[max(0, index - 8) : index]), sum(self.held[index + 1 : index + 9])) / 8
        yield "between held ones", between
        yield "between held ones, 10 words", between * (self._words[index] >= 10)

    def _of_neighbour(self, index: int, other: int, name: str) -> Iterator[tuple[str, float]]:
        block, neighbour = self._blocks[index], self._blocks[other]
        yield f"{name}: same style", float(neighbour.style == block.style)
        yield f"{name}: same container", float(neighbour.container == block.container)
        yield f"{name}: heading", float(neighbour.heading)
        yield f"{name}: links", neighbour.link_chars / len(neighbour.text)
        yield f"{name}: furniture", float(self._is_furniture(other))

    def _of_place(self, index: int) -> Iterator[tuple[str, float]]:
        """Where it stands, beside the first and the last long block of the chosen guess."""
        first, last, held = self._first, self._last, self.held[index]
        position = self._before[index] / self._total
        yield "before the body", float(index < first)
        yield "just before the body", float(first - 4 <= index < first)
        yield "after the body", float(index > last)
        yield "just after the body", float(last < index <= last + 3)
        yield "first", float(index == first)
        yield "first three", float(first <= index < first + 3)
        yield "last", float(index == last)
        yield "last three", float(last - 3 < index <= last)
        yield "position", position
        yield "position, first 3 %", float(position < 0.03)
        yield "position, last 5 %", float(position > 0.95)
        yield "heading, held", float(held and self._blocks[index].heading)
        yield "item, held", float(held and self._blocks[index].tag == "li")


def trust_in(guesses: Mapping[str, frozenset[Run]]) -> dict[str, float]:
    """How alike each guess is to the others that say anything, on average; 1 for a lone one, 0 for an empty one.

    One with less than `_WHOLE_SHARE` of the longest is trusted less: a summary, not the story.
    """
    heard = [name for name, runs in guesses.items() if runs]
    trust = dict.fromkeys(guesses, 0.0)
    longest = max(map(len, guesses.values()), default=0)
    for name in heard:
        others = [likeness(guesses[name], guesses[other]) for other in heard if other != name]
        agreed = sum(others) / len(others) if others else 1.0
        trust[name] = agreed * min(1.0, len(guesses[name]) / (_WHOLE_SHARE * longest))
    return trust


def _overlap(block: Block, wanted: frozenset[str]) -> float:
    words = frozenset(words_of(block.text))
    return len(words & wanted) / len(words | wanted) if words and wanted else 0.0
