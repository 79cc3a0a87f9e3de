"""What publishing systems append to every entry's text: "The post … appeared first on …", "Continue reading"."""

import re
from collections.abc import Sequence

_SIGNED = re.compile(
    r"(?:The post|Der Beitrag|L[’']article|La entrada|L[’']articolo|Il post|O post|A postagem|Het bericht|Wpis|"
    r"Artykuł|Запись|Сообщение|Inlägget|Příspěvek)\s.{0,400}\s"
    r"(?:appeared first on|first appeared on|erschien zuerst auf|est apparu en premier sur|se publicó primero en|"
    r"aparece primero en|proviene da|sembra essere il primo su|apareceu primeiro em|verscheen eerst op|"
    r"pochodzi z serwisu|впервые появилась на?|появились сначала на|dök först upp på|se nejdříve objevil na)\s.{1,200}",
    re.DOTALL,
)
_MORE = re.compile(
    r"[\[(]?(?:continue reading|read more|read the full (?:story|article)|read full article|weiterlesen|mehr lesen|"
    r"lire la suite|lire plus|leer más|seguir leyendo|sigue leyendo|continua a leggere|leggi tutto|leia mais|"
    r"ler mais|lees verder|lees meer|czytaj dalej|czytaj więcej|читать далее|читати далі|läs mer|devamını oku|"
    r"comments|kommentare|submitted by\s{1,3}/u/\S{1,40}(?:\s{1,3}to r/\S{1,40})?\s{1,3}\[link\]\s{1,3}\[comments)"
    r"[\])]?\s{0,3}[.…»›→>\]]{0,5}",
    re.IGNORECASE,
)
_CUT_MARK = re.compile(r"\s?\[(?:…|\.\.\.|&hellip;)\]$")


def trim_furniture(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Give the paragraphs without what a publishing system put at their end; a cut text ends with "…" at most."""
    kept = list(paragraphs)
    while kept and (_MORE.fullmatch(kept[-1]) or _SIGNED.fullmatch(kept[-1][:700])):
        kept.pop()
    if kept:
        kept[-1] = _CUT_MARK.sub("…", kept[-1])
    return tuple(kept)
