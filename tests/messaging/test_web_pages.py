"""Saved web pages: what guests read of the event is kept, what stands on every page of the site goes."""

import plistlib
import time
from pathlib import Path

import pytest

from eventaudit.messaging.extraction import ExtractionRefused, extract

from . import files

PAGES = Path(__file__).parent / "pages"
PARAGRAPH = "<p>Coffee is poured before you have hung up your coat, and nobody queues for long.</p>"


def _page(name: str) -> str:
    return (PAGES / f"conference_{name}.html").read_text(encoding="utf-8")


def _read(markup: str) -> str:
    return extract("a.html", markup.encode()).text


ENGLISH = """\
Nordic Service Design Days

18–19 March 2031

Logomo, Turku, Finland

Where hospitality meets craft

Get your ticket

Two unhurried days

A warm welcome waits at the door: coffee is poured before you have hung up your coat, and nobody queues for \
longer than three minutes.

Programme

Wednesday
Time   What                             Where
08:15  Doors and coffee                 Foyer
09:00  Opening                          Theatre
09:30  Keynote: Queues without waiting  Theatre
19:00  Dinner, four courses             Messeniuksen sali


Social programme

  * Archipelago cruise
  * Smoke sauna

On the table

  * Rye and roe
  * Arctic char

Fees

Ticket           Until 31 January  Later
Full conference  €490              €640
Student          €120              €160


Prices include VAT 25.5 %.

Venue

Logomo
Köydenpunojankatu 14
20100 Turku

Questions

Is there parking?

400 places, the first two hours free."""

FINNISH = """\
Tapahtumatuottajien päivä

14.11.2031 klo 9.00– 17.00
Kattilahalli, Sörnäistenkatu 2, Helsinki
Ilmoittaudu mukaan
Lämmin päivä ammattilaisille. Takit otetaan vastaan ovella eikä kukaan jonota kahvia viittä minuuttia \
kauempaa, ja salissa puhutaan suoraan.

Ohjelma

8.30
Ovet ja aamiainen
9.00
Avaus
9.15
Lavalta lattialle
16.00
Kuplivaa ja juttelua

Puhujat

Aino Laine
Onni Mäki

Hinnat

Jäsen
180 €
Muut
260 €
Hintaan lisätään alv. Peruutus on maksuton 31.10.2031 asti."""

SWEDISH = """\
Höstmötet

En kväll i lägereldens sken.

När
Torsdag 6 november, kl. 18–22
Var
Villa Elfvik, Esbo
Klädsel
Varmt och bekvämt

Ta med

  * Ficklampa
  * Ylletröja

På bordet

Ärtsoppa. Pannkaka. Glögg.

Pris

Medlemmar: 0 kr

Gäster: 150 kr

Anmälan

Senast 30 oktober. Ingen avgift om du blir sjuk.

Välkommen, Maja och styrelsen"""


@pytest.mark.parametrize(("name", "text"), [("en", ENGLISH), ("fi", FINNISH), ("sv", SWEDISH)])
def test_a_conference_page_keeps_all_that_is_about_the_event_and_nothing_else(name, text):
    assert _read(_page(name)) == text


@pytest.mark.parametrize(
    "banner",
    [
        "<div class='cookie-banner'><p>Wir verwenden Kekse.</p><button>OK</button></div>",
        "<div id='onetrust-banner-sdk'><p>Your privacy matters to us and our 812 partners.</p></div>",
        "<dialog open><p>Vi använder kakor på sidan.</p></dialog>",
        "<div role='alertdialog'><p>Sivusto käyttää evästeitä.</p></div>",
        "<nav><a href='/'>Home</a> <a href='/about'>About us</a></nav>",
        "<div class='nav-menu'><a href='/'>Home</a></div>",
        "<footer><p>Company 1234567-8, Street 1</p></footer>",
        "<div id='footer'><p>Company 1234567-8, Street 1</p></div>",
        "<ul class='shareButtons'><li>Facebook</li></ul>",
        "<div class='box related'><p>Vårmötet</p></div>",
        "<div id='CybotCookiebotDialog'><p>Necessary, preferences, marketing</p></div>",
        "<section><h2>You may also like</h2><a href='/x'>Another event, 3 March 2030, 20 €</a></section>",
        "<div class='x'><h3>Lue myös</h3><ul><li><a href='/x'>Vuosi 2030 kuvina</a></li></ul></div>",
    ],
)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_what_is_no_content_goes_wherever_it_stands(banner, place):
    content = f"<h1>Gala</h1>{PARAGRAPH * 6}"
    page = banner + content if place == "before" else content + banner
    assert _read(f"<body>{page}</body>") == _read(f"<body>{content}</body>")


@pytest.mark.parametrize(
    "content",
    [
        "<section class='menu'><h2>Menu</h2><ul><li>Soup</li><li>Char</li></ul></section>",
        "<div class='social-programme'><p>Sauna</p></div>",
        "<div class='banner'><p>Doors 17:30</p></div>",
        "<div class='has-nav no-cookies'><p>Sauna</p></div>",
        "<div class='recommended-hotels share-a-ride photo-consent'><p>Sauna</p></div>",
        "<div class='speakers'><a href='/a'>Aino Laine</a></div>",
        "<table><tr><td>18:00</td><td>Dinner</td></tr></table>",
        "<dl><dt>Dress</dt><dd>Black tie</dd></dl>",
        "<details><summary>Parking</summary>At the harbour</details>",
        "<div style='display:none'>Second day</div>",
        "<section>One</section><section>Two</section>",
        "<article><h2>First</h2></article><article><h2>Second</h2></article>",
        "<h2>Related to the venue</h2><p>The hall is 300 metres from the station, all of it indoors.</p>",
    ],
)
def test_content_stays_whatever_it_is_called(content):
    page = f"<body><h1>Gala</h1>{PARAGRAPH * 3}{content}{PARAGRAPH * 3}</body>"
    whole = extract("a.eml", files.mail(html=page)).text
    assert _read(page).split() == whole.split()


def test_what_stands_outside_main_stays_where_it_carries_a_time_a_day_or_a_price():
    main = f"<main><h1>Gala</h1>{PARAGRAPH * 6}</main>"
    facts = ["Doors 17:30", "14 November 2031", "14.–15. marraskuuta", "Tickets €40", "150 kr", "3 maj"]
    page = "".join(f"<div>{fact}</div>" for fact in facts) + main + "<div>We do things</div>"
    assert _read(page).split("Gala")[0].split("\n") == [*facts, "", ""]
    assert "We do things" not in _read(page)


def test_a_page_that_is_called_furniture_as_a_whole_is_kept_whole():
    page = f"<body class='cookie-consent nav'><div class='related'><p>Gala</p>{PARAGRAPH * 5}</div></body>"
    assert _read(page).startswith("Gala\n\nCoffee is poured")


def test_a_short_page_is_not_cut_to_nothing():
    assert _read("<nav><p>Gala dinner on Friday at eight, bring a friend</p></nav>") == (
        "Gala dinner on Friday at eight, bring a friend"
    )


def test_the_html_part_of_an_email_stays_whole():
    html = f"<nav>Gala</nav>{PARAGRAPH * 5}<footer>See you, Maja</footer>"
    text = extract("a.eml", files.mail(html=html)).text
    assert (text[:4], text[-13:]) == ("Gala", "See you, Maja")


def test_links_to_files_of_the_computer_that_saved_the_page_are_not_kept():
    found = extract("a.html", b"<p>Gala <a href='file:///C:/Users/maja/gala.html'>here</a></p>")
    assert (found.text, "maja" in found.html) == ("Gala here", False)


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page.MHT"])
def test_a_page_saved_as_one_file_is_read_like_the_page(name):
    data = files.mhtml(_page("fi"))
    found, page = extract(name, data), extract("page.html", _page("fi").encode())
    assert found == page


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_saved_by_safari_is_read_like_the_page(form):
    page = {"WebResourceData": _page("sv").encode("utf-16-le"), "WebResourceTextEncodingName": "UTF-16LE"}
    data = plistlib.dumps({"WebMainResource": page}, fmt=form)
    assert extract("page.webarchive", data) == extract("page.html", _page("sv").encode())


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><meta charset='{}'></head><body><p>Pöytä ja ääniä, bussipysäkki</p></body>",
        "<?xml version='1.0' encoding='{}'?><html><body><p>Pöytä ja ääniä, bussipysäkki</p></body></html>",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-made-up", "utf-16"])
def test_a_page_that_names_the_wrong_encoding_is_read_by_its_bytes(page, charset):
    assert extract("a.html", page.format(charset).encode()).text in (
        "Pöytä ja ääniä, bussipysäkki",
        "PÃ¶ytÃ¤ ja Ã¤Ã¤niÃ¤, bussipysÃ¤kki",  # what the browser shows, too, when the page lies
    )


def test_a_page_from_right_to_left_keeps_its_words_in_their_order():
    words = "ברוכים הבאים לכנס. הדלתות נפתחות ב-17:30. " * 10
    page = f"<html dir='rtl' lang='he'><nav>תפריט</nav><main><h1>כנס</h1><p>{words}</p></main></html>"
    assert _read(page) == f"כנס\n\n{' '.join(words.split())}"


REFUSED = {
    "scripts": ('<div id="root"></div><noscript>Enable JavaScript</noscript><script src="a.js"></script>',
                "The saved page holds no words: scripts fetch them when it is opened."),
    "scripts that say wait": ("<p>Loading…</p><script defer src=app.js></script>",
                              "The saved page holds no words:"),
    "too much": ("<p>" + "a " * 2_600_000, "The page has too much markup"),
    "comments only": ("<!-- " + "x" * 4_000_000 + " -->", "“a.html” contains no text."),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_page_without_readable_words_is_refused_with_what_to_do(case):
    markup, sentence = REFUSED[case]
    with pytest.raises(ExtractionRefused) as refused:
        extract("a.html", markup.encode())
    assert str(refused.value).startswith(sentence)


ARCHIVES = {
    "no page": files.mhtml("x").replace(b"text/html", b"text/plain"),
    "another file": b"\x7fELF" * 100,
    "many parts": b"Content-Type: multipart/related; boundary=b\n\n" + b"\n--b\n\nx" * 20_000,
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
    ),
    "cut": plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY)[:30],
    "entities": b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "x">]><plist><dict/></plist>',
    "no resource": plistlib.dumps({"WebMainResource": 7}, fmt=plistlib.FMT_BINARY),
}


@pytest.mark.parametrize("case", ARCHIVES)
def test_a_damaged_archive_is_refused(case):
    name = "a.webarchive" if ARCHIVES[case].startswith((b"bplist", b"<?xml")) else "a.mhtml"
    with pytest.raises(ExtractionRefused, match="The saved page is damaged or holds no page"):
        extract(name, ARCHIVES[case])


LARGE = {
    "paragraphs": f"<main><h1>Gala</h1>{PARAGRAPH * 2000}</main>",
    "blocks": "<body>" + "<div class='nav-x'><a href='/'>One</a></div><div>Two</div>" * 8000,
    "tables": "<table>" + "<tr><td>18:00</td><td>Dinner</td></tr>" * 4000,
    "links": "<body><h1>Gala</h1>" + "<a href='/'>One</a> " * 12_000,
    "nested": ("<div>" * 240 + PARAGRAPH * 20 + "</div>" * 240) * 12,
    "entities": "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;']><p>" + "&b;&amp;" * 20_000,
    "scripts": f"<script>{'x=1;' * 1_100_000}</script>{PARAGRAPH}",
    "pictures": f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 900_000}'>{PARAGRAPH}",
    "data": f"<script type='application/ld+json'>{'[' * 400_000}</script>{PARAGRAPH}",
    "itemscopes": "<div itemscope itemtype='https://schema.org/Event'><b itemprop=name>Gala</b>" * 240,
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_or_hostile_page_takes_bounded_time(case):
    """Measured: at most 1.6 seconds; by the square of their size they would take minutes."""
    started = time.process_time()
    assert extract("a.html", LARGE[case].encode()).text
    assert time.process_time() - started < 6
