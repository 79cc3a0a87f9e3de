"""Imported once by the fork server, so that every worker starts with the libraries and models already in memory.

The pages are shared between workers (copy on write): a new worker costs milliseconds, not the second that trafilatura,
numpy, sumy and the language model take to load.
"""

import summarizer.pipeline
import summarizer.sources.feed
from summarizer.model import Article

_SAMPLE = Article(
    title="Harbour bridge reopens",
    paragraphs=(
        "The harbour bridge reopened on Monday after 14 months of repairs that cost 3.2 million euros.",
        "Mayor Ida Holm cut the ribbon.",
        "Some 9,000 cars a day are expected to use it again, the port authority said.",
    ),
)

summarizer.pipeline.brief(summarizer.pipeline.with_language(_SAMPLE))
