"""What is gravest to say of people: that they were killed, hurt, lost or locked up."""

from summarizer.figures.lexicon.base import words

GRAVE = words(
    "killed killing dead died deaths injured injuring wounded wounding missing victims arrested jailed tote verletzte "
    "vermisste morts blessés disparus muertos heridos desaparecidos morti feriti dispersi mortos feridos погибли "
    "погибших раненых"
)
