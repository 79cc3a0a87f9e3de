import pytest

from summarizer.errors import ConsentWall, LiveBlog, NotAnArticle, Paywall, ScriptOnly, TooShort, Unusable
from summarizer.model import Document, MediaType
from summarizer.sources.html import read_html
from summarizer.sources.walls import is_paywall_status
from tests.summarizer.sources.pages import STORY, bare, jsonld, page, read
from tests.timing import at_most

SCRIPT = "<script>" + "var a=1;" * 50 + "</script>"
TEASER = STORY[0]
NOT_FREE = jsonld({"@type": "NewsArticle", "headline": "Tidal mill turns again", "isAccessibleForFree": False})
NOT_FREE_TEXT = jsonld({"@type": "NewsArticle", "headline": "Mill", "isAccessibleForFree": "False", "wordCount": 900})


def consent(*texts: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in texts[:-2])
    return bare(
        head="<title>Ostwick Post</title>",
        body=f"<div>{paragraphs}<button>{texts[-2]}</button><button>{texts[-1]}</button></div>",
    )


CONSENTS = {
    "English": consent(
        "We value your privacy",
        "We and our 812 partners store and access information on a device, such as cookies, and process personal data "
        "for personalised ads and content. You can give consent or manage preferences at any time.",
        "Accept all",
        "Reject all",
    ),
    "German": consent(
        "Wir und unsere Partner verarbeiten personenbezogene Daten",
        "Wir verwenden Cookies, um personalisierte Werbung zu zeigen. Ihre Einwilligung können Sie in den "
        "Einstellungen jederzeit widerrufen. Mehr dazu im Datenschutz.",
        "Akzeptieren",
        "Ablehnen",
    ),
    "French": consent(
        "Votre vie privée nous importe",
        "Nous et nos partenaires utilisons des cookies pour afficher des publicités personnalisées. Vous pouvez "
        "retirer votre consentement à tout moment ou personnaliser vos choix.",
        "Accepter",
        "Refuser",
    ),
    "Spanish": consent(
        "Tu privacidad es importante",
        "Nosotros y nuestros socios utilizamos cookies para mostrar anuncios personalizados. Puedes retirar tu "
        "consentimiento o configurar tus opciones.",
        "Aceptar",
        "Rechazar",
    ),
    "Russian": consent(
        "Мы и наши партнёры используем cookie",
        "Мы используем файлы cookie и обрабатываем персональные данные для показа рекламы. Настройки можно изменить.",
        "Принять",
        "Отклонить",
    ),
    "Polish": consent(
        "Twoja prywatność jest dla nas ważna",
        "My i nasi zaufani partnerzy używamy plików cookie, żeby pokazywać spersonalizowane treści. Zgodę można "
        "wycofać w ustawieniach.",
        "Zaakceptuj",
        "Odrzuć",
    ),
}
CHALLENGES = {
    "a moment": bare(
        head="<title>Just a moment...</title>",
        body="<h1>www.ostwick.example</h1><p>Checking if the site connection is secure</p><p>Ray ID: 81</p>" + SCRIPT,
    ),
    "a robot": bare(body="<h1>Are you a robot?</h1><p>We noticed unusual activity from your network.</p>"),
    "denied": bare(head="<title>Access Denied</title>", body="<h1>Access Denied</h1><p>Reference #18.2f</p>"),
    "press and hold": bare(body="<p>Press &amp; Hold to confirm you are a human (and not a bot).</p>"),
    "noscript": bare(body="<noscript>Please enable cookies to continue.</noscript>" + SCRIPT),
    "Russian": bare(body="<p>Подтвердите, что вы не робот</p>"),
    "a slider": bare(body="<h1>Verification required</h1><p>Slide right to complete the puzzle.</p>"),
    "an ad blocker": bare(body="<p id='cmsg'>Please enable JS and disable any ad blocker</p>" + SCRIPT),
    "an incident": bare(body="<p>Request unsuccessful. Incident ID: 1234-5678</p>"),
    "a verification": bare(
        body="<h1>Human Verification</h1><p>JavaScript is disabled</p><p>In order to continue, we need to verify that "
        "you're not a robot. This requires JavaScript. Enable JavaScript and then reload the page.</p>"
    ),
    "Spanish": bare(
        head="<title>Un momento…</title>", body="<p>Verifique que usted es un ser humano para continuar.</p>"
    ),
    "German": bare(body="<p>Überprüfen Sie, ob Sie ein Mensch sind, indem Sie die Aktion durchführen.</p>"),
    "Ukrainian": bare(head="<title>Ви не робот?</title>", body="<p>Підтвердьте, що ви людина.</p>"),
    "Portuguese": bare(body="<h1>Um momento…</h1><p>A verificar o seu navegador.</p>"),
}
TEASERS = {
    "marked and short": page(head=NOT_FREE, story=(TEASER,)),
    "text for a flag": page(head=NOT_FREE_TEXT, story=STORY[:3]),
    "a fence": page(head=NOT_FREE, story=STORY[:4], body="<div class='paywall'>Read on with a pass.</div>"),
    "a plea": page(head=NOT_FREE, story=STORY[:4], body="<div><p>Subscribe to continue reading</p></div>"),
    "a content tier": page(
        head="<meta property='article:content_tier' content='locked'>"
        + jsonld({"@type": "Article", "headline": "Tidal mill turns again"}),
        story=(TEASER,),
    ),
    "in a graph": page(
        head=jsonld({"@graph": [{"@type": "WebSite"}, {"@type": ["Report"], "isAccessibleForFree": "false"}]}),
        story=(TEASER,),
    ),
}
SHELLS = {
    "a root": bare(body="<div id='root'></div>" + SCRIPT),
    "a plea": bare(body="<noscript>You need to enable JavaScript to run this app.</noscript><div></div>" + SCRIPT),
    "loading": bare(body="<div><p>Loading…</p></div>" + SCRIPT),
    "loading in German": bare(body="<main><p>Wird geladen</p></main>" + SCRIPT),
    "next": bare(head="<title>Ostwick Post</title>", body="<div id='__next'><a href='/'>Home</a></div>" + SCRIPT),
    "nothing at all": bare(body=SCRIPT),
    "a payload": bare(
        body="<div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>"
        '{"props": {"story": {"body": "The council met again."}}}</script>'
    ),
    "a state": bare(body="<div id='app'></div><script>window.__INITIAL_STATE__={};" + "var a=1;" * 50 + "</script>"),
}


def teasers(count: int, *, summary: str = "") -> str:
    return "".join(
        f"<div class='item'><h3><a href='/{index}'>Story {index} from the harbour of Ostwick</a></h3>{summary}</div>"
        for index in range(count)
    )


LINKS = "".join(f"<li><a href='/{index}'>Ostwick story number {index}</a></li>" for index in range(40))
SUMMARY = "<p>The council met again on Tuesday evening and agreed on hardly anything, as its members said.</p>"
INDEXES = {
    "links": bare(body=f"<ul>{LINKS}</ul>"),
    "links and a line": bare(body=f"<p>Welcome to the archive of our newspaper, sorted by day.</p><ul>{LINKS}</ul>"),
    "teasers": bare(head="<title>News</title>", body=teasers(12, summary=SUMMARY)),
    "a section with summaries": bare(body=f"<nav>{LINKS}</nav><main>{teasers(9, summary=SUMMARY * 2)}</main>"),
    "headings alone": bare(body=f"<h1>Latest</h1>{teasers(20)}"),
}


@pytest.mark.parametrize("markup", CONSENTS.values(), ids=CONSENTS.keys())
def test_a_consent_form_is_told_from_an_article(markup: str) -> None:
    with pytest.raises(ConsentWall):
        read(markup)


@pytest.mark.parametrize("markup", CHALLENGES.values(), ids=CHALLENGES.keys())
def test_a_robot_check_is_told_from_an_article(markup: str) -> None:
    with pytest.raises(ConsentWall):
        read(markup)


@pytest.mark.parametrize("markup", TEASERS.values(), ids=TEASERS.keys())
def test_a_teaser_of_what_is_not_free_is_a_paywall(markup: str) -> None:
    with pytest.raises(Paywall) as caught:
        read(markup)
    assert caught.value.title == "Tidal mill turns again"
    assert caught.value.text is not None
    assert "Ostwick" in caught.value.text


@pytest.mark.parametrize("markup", SHELLS.values(), ids=SHELLS.keys())
def test_a_page_that_only_a_script_would_fill_is_told(markup: str) -> None:
    with pytest.raises(ScriptOnly):
        read(markup)


@pytest.mark.parametrize("markup", INDEXES.values(), ids=INDEXES.keys())
def test_a_list_of_links_is_no_article(markup: str) -> None:
    with pytest.raises(NotAnArticle):
        read(markup)


@pytest.mark.parametrize(
    "text",
    ["Closed on Monday.", "The office is moving. Write to us.", "Back soon", "Error 404: no such page", "Thank you!"],
)
def test_hardly_any_text_is_too_short(text: str) -> None:
    with pytest.raises((TooShort, NotAnArticle)) as caught:
        read(bare(head="<title>Ostwick Post</title>", body=f"<h1>Notice</h1><p>{text}</p>"))
    assert caught.value.text is not None
    assert text in caught.value.text


COOKIE_STORY = (
    "Regulators in Ostwick fined three publishers on Tuesday because their cookie banners made it hard to reject all.",
    "The authority said that consent must be as easy to refuse as to give, and that partners may not be preselected.",
    "“We will accept nothing less,” its head said. Publishers answered that personalised ads pay for privacy teams.",
    "Readers had complained 1,400 times within a year, most of them about settings hidden behind four further pages.",
    "The fines amount to 2.4 million, and the publishers have a month to appeal to the regional court in the capital.",
)


@pytest.mark.parametrize(
    "markup",
    [
        page(),
        page(story=COOKIE_STORY, title="Cookie banners cost publishers millions"),
        page(head=NOT_FREE, story=(*STORY, *COOKIE_STORY)),
        page(body=f"<aside><h3>Related</h3>{teasers(8)}</aside>"),
        page(body="<div id='consent'><p>We use cookies.</p><button>Accept all</button><button>Reject</button></div>"),
        page(story=("A paywall keeps readers out. " + STORY[0], *STORY[1:]), title="Why papers ask to subscribe"),
        page(body="<div class='newsletter'>Subscribe to continue reading our letters by mail every week.</div>"),
    ],
)
def test_a_story_beside_or_about_such_things_is_an_article(markup: str) -> None:
    assert len(read(markup).paragraphs) >= 4


def entries(count: int) -> list[dict[str, str]]:
    return [
        {
            "@type": "BlogPosting",
            "headline": f"Entry {hour}",
            "datePublished": f"2025-03-04T{hour:02d}:00:00+00:00",
            "articleBody": f"<p>At {hour} o’clock the water stood at {hour * 10} centimetres below the wall of the "
            "harbour, and the watchmen had counted eleven boats adrift.</p>",
        }
        for hour in range(count)
    ]


def test_the_newest_entries_of_a_live_blog_are_its_article() -> None:
    blog = {"@type": "LiveBlogPosting", "headline": "Flood in Ostwick", "liveBlogUpdate": entries(9)}
    article = read(page(head=jsonld(blog), title="Flood in Ostwick"))
    assert article.paragraphs[0] == "Entry 8"
    assert article.paragraphs[1].startswith("At 8 o’clock")
    assert 0 in article.subheads


@pytest.mark.parametrize(
    "updates",
    [[], None, [{"@type": "BlogPosting"}], [{"articleBody": "Rain."}], "soon", [{"headline": "Only a headline"}]],
)
def test_a_live_blog_without_readable_entries_is_named_as_such(updates: object) -> None:
    blog = {"@type": "LiveBlogPosting", "headline": "Flood in Ostwick", "liveBlogUpdate": updates}
    with pytest.raises(LiveBlog):
        read(page(head=jsonld(blog)))


@pytest.mark.parametrize("place", ["isPartOf", "mentions", "relatedLink", "hasPart"])
def test_a_story_that_names_a_live_blog_is_none(place: str) -> None:
    blog = {"@type": "LiveBlogPosting", "headline": "Flood in Ostwick: live", "url": "https://post.example/live/1"}
    article = read(page(head=jsonld({"@type": "NewsArticle", "headline": "Flood in Ostwick", place: [blog]})))
    assert article.paragraphs == STORY
    assert not article.live


UPDATES = (
    "The water in the harbour of Ostwick has risen by forty centimetres since noon, the watchmen say.",
    "Two ferries stay in port and their passengers spend the night in the school above the fish market.",
    "The council has ordered sandbags for the lower town and asks everyone to move their cars uphill.",
    "The bridge at the mill is closed to lorries, because its middle pier stands deep in the current.",
    "Forecasters expect the wind to turn after midnight and the water to fall before the morning.",
    "Schools in the lower town stay closed tomorrow, the others open two hours later than usual.",
)


def shown(stamps: tuple[str, ...], entry: str) -> str:
    told = zip(stamps, UPDATES, strict=True)
    entries = "".join(entry.format(stamp=stamp, text=text, n=n) for n, (stamp, text) in enumerate(told))
    return f"<article><h1>Flood in Ostwick</h1>{entries}</article>"


FALLING = ("18:40", "18:05", "17:30", "16:59", "15:12", "14:00")
LIVE_PAGES = {
    "title": ("Flood in Ostwick – live updates", None, FALLING, "<div><time>{stamp}</time></div><p>{text}</p>"),
    "path": ("Flood", "https://post.example/live/2025/flood", FALLING, "<h3>{stamp} Entry {n}</h3><p>{text}</p>"),
    "German": ("Flut: Liveticker", None, tuple(f"{t} Uhr" for t in FALLING), "<b><div>{stamp}</div></b><p>{text}</p>"),
    "French": (
        "En direct : la crue",
        None,
        tuple(t.replace(":", "h") for t in FALLING),
        "<h2>{stamp}</h2><p>{text}</p>",
    ),
    "half days": (
        "Flood live: the water rises",
        None,
        ("6:40 p.m. ET", "6:05 p.m. ET", "5:30 p.m. ET", "4:59 p.m. ET", "12:12 p.m. ET", "11:30 a.m. ET"),
        "<div>{stamp}</div><h4>Entry {n}</h4><p>{text}</p>",
    ),
    "days before times": (
        "Flood live: the water rises",
        None,
        (
            "Nov. 28, 2026, 6:40 p.m. ET",
            "November 28, 2026 at 6:05 p.m.",
            "Published at 17:30 GMT 28 November",
            "28.11.2026, 16:59",
            "Samstag, 28. November 2026, 15:12 Uhr",
            "2026-11-28 14:00",
        ),
        "<div>{stamp}</div><p>{text}</p>",
    ),
    "ages": (
        "Flood as it happened",
        None,
        ("5 min ago", "20 min ago", "48 min ago", "1 hr ago", "2 hr ago", "3 hours ago"),
        "<div>{stamp}</div><p>{text}</p>",
    ),
}


@pytest.mark.parametrize(("title", "url", "stamps", "entry"), LIVE_PAGES.values(), ids=LIVE_PAGES.keys())
def test_a_live_blog_is_told_by_what_it_shows(title: str, url: str | None, stamps: tuple[str, ...], entry: str) -> None:
    markup = bare(head=f"<title>{title}</title>", body=shown(stamps, entry))
    article = read_html(Document(data=markup.encode(), media_type=MediaType.HTML, url=url))
    texts = [text for index, text in enumerate(article.paragraphs) if index not in article.subheads]
    assert texts == list(UPDATES)
    assert article.live


def test_entries_whose_times_rise_are_turned_round() -> None:
    entry = "<div>{stamp}</div><p>{text}</p>"
    markup = bare(head="<title>Flood: live updates</title>", body=shown(FALLING[::-1], entry))
    assert read(markup).paragraphs == UPDATES[::-1]


@pytest.mark.parametrize(
    "of_itself",
    [
        "That's all from us tonight. Thanks for reading.",
        "We're ending our live coverage here. You can read the full story on our front page.",
        "Good morning. This is our live blog about the flood in Ostwick; we shall be here all day.",
        "Damit beenden wir unseren Liveticker für heute.",
        "Ce direct est terminé, merci de nous avoir lus.",
        "Мы заканчиваем нашу онлайн-трансляцию, спасибо, что были с нами.",
    ],
)
def test_entries_in_which_a_live_blog_speaks_of_itself_are_left_out(of_itself: str) -> None:
    entry = "<div>{stamp}</div><p>{text}</p>"
    ends = f"<article><div>19:00</div><p>{of_itself}</p></article>"
    markup = bare(head="<title>Flood: live updates</title>", body=ends + shown(FALLING, entry))
    assert read(markup).paragraphs == UPDATES


@pytest.mark.parametrize("piece", ["эт", "unser", "our live ", "28.11.2026 ", "18:40 ", "that is "])
def test_entries_of_anything_take_no_time_to_speak_of(piece: str) -> None:
    entry = f"<div>18:40</div><p>{UPDATES[0]} {piece * (40_000 // len(piece))}</p>" * 3
    markup = bare(head="<title>Flood: live updates</title>", body=shown(FALLING, "<div>{stamp}</div><p>{text}</p>"))
    with at_most(2.0):
        read(markup.replace("<h1>Flood in Ostwick</h1>", f"<h1>Flood</h1>{entry}"))


@pytest.mark.parametrize(
    ("title", "stamps"),
    [
        ("Flood in Ostwick", FALLING),
        ("How we live: houses of Ostwick", ("One", "Two", "Three", "Four", "Five", "Six")),
        ("Live music returns", ("18:40", "18:05", "", "", "", "")),
    ],
)
def test_a_page_that_only_looks_live_is_read_as_a_story(title: str, stamps: tuple[str, ...]) -> None:
    markup = bare(head=f"<title>{title}</title>", body=shown(stamps, "<div>{stamp}</div><p>{text}</p>"))
    article = read(markup)
    assert set(UPDATES) <= set(article.paragraphs)
    assert not article.live


FREE_AFTER_ALL = {
    "whole story": page(head=NOT_FREE, story=(*STORY, *COOKIE_STORY)),
    "fence in the frame": page(head=NOT_FREE, story=(*STORY, *COOKIE_STORY), body="<div class='paywall'></div>"),
    "plea in the frame": page(
        head=NOT_FREE, story=(*STORY, *COOKIE_STORY), body="<footer><p>Subscribe to continue reading</p></footer>"
    ),
    "all words that are announced": page(
        head=jsonld({"@type": "NewsArticle", "headline": "x", "isAccessibleForFree": False, "wordCount": 95}),
        story=COOKIE_STORY,
    ),
    "tier without a fence": page(head="<meta property='article:content_tier' content='metered'>", story=COOKIE_STORY),
    "in a part": page(
        head=jsonld(
            {"@type": "Article", "headline": "x", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False}}
        ),
        story=STORY[:3],
    ),
}


@pytest.mark.parametrize("markup", FREE_AFTER_ALL.values(), ids=FREE_AFTER_ALL.keys())
def test_a_long_body_is_read_whatever_the_mark_says(markup: str) -> None:
    assert len(read(markup).paragraphs) >= 3


def test_a_failure_says_what_was_still_read() -> None:
    head = "<title>Mill | Post</title><meta property='og:site_name' content='Post'>"
    with pytest.raises(Unusable) as caught:
        read(bare(head=head, body="<p>Soon here.</p>"))
    assert (caught.value.title, caught.value.site, caught.value.text) == ("Mill", "Post", "Soon here.")


def test_only_one_status_says_by_itself_that_a_text_must_be_paid_for() -> None:
    assert [status for status in range(400, 600) if is_paywall_status(status)] == [402]
