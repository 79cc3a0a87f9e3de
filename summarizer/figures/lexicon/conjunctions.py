"""The words for "and" and "or" in the languages we read, for rules that need not know which language it is.

Only those that are nothing else where numbers stand and that stand between what they join: not Polish and Czech "a", an
article in English, and not Turkish "ve", since a Turkish clause ends with its verb.
"""

from summarizer.figures.lexicon.base import words

AND = words("and und et y e i и і й och og en")
OR = words("or oder ou o или або eller lub albo")
JOINS = AND | OR
