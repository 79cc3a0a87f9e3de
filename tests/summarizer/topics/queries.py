"""Queries for properties: readable ones mostly, and any text."""

from hypothesis import strategies as st

WORDS = (
    "bank", "Banks", "rate", "rates", "gold", "Gold's", "paris", "texas", "U.S.", "at&t", "C++", "covid-19", "東京",
    "東京都", "京都", "米", "policía", "l'homme", "банк", "банка", "½", "don't",
)  # fmt: skip
FIELDS = ("site:example.com", "site:news.example.com", "site:com", "lang:en", "lang:fr", "lang:ja", "category:sport")


def words() -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS)


def phrases() -> st.SearchStrategy[str]:
    return st.lists(words(), min_size=1, max_size=4).map(lambda found: '"' + " ".join(found) + '"')


def terms() -> st.SearchStrategy[str]:
    exact = words().map("=".__add__)
    placed = st.tuples(st.sampled_from(("title:", "anywhere:")), words() | phrases()).map("".join)
    return words() | words() | phrases() | exact | placed | st.sampled_from(FIELDS)


def query_texts() -> st.SearchStrategy[str]:
    """Texts with every construct; some are unreadable, most often because they only say what to leave out."""
    return st.recursive(
        st.tuples(st.sampled_from(("", "", "", "-")), terms()).map("".join),
        lambda inner: st.tuples(
            st.sampled_from(("", "", "-", "title:")),
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from((" ", " OR ")),
        ).map(lambda parts: f"{parts[0]}({parts[2].join(parts[1])})"),
        max_leaves=8,
    )


def any_text() -> st.SearchStrategy[str]:
    """Anything, with the signs of the language more often than chance has them."""
    signs = st.sampled_from(['"', "(", ")", "-", "=", " ", " OR ", " AND ", "NOT ", "title:", "site:", "a:", "*", "“"])
    return st.lists(signs | st.text(max_size=5) | words(), max_size=12).map("".join) | st.text(max_size=60)
