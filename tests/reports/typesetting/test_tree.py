from hypothesis import given
from hypothesis import strategies as st

from eventaudit.reports.typesetting.tree import ZERO_WIDTH_SPACE, tree_of


def read(html, language="en"):
    pictures = {"photo/1.jpg": ("0.jpg", 1.5)}
    return tree_of(html, language=language, picture=pictures.get)


def node(tag, *inside, classes=(), **more):
    return {"n": tag, "c": list(classes), **more, "k": list(inside)}


def test_blocks_hold_words_and_spaces_as_a_browser_shows_them():
    html = """<div class="a b">
      <p> One
        <b>two</b> three </p>
      beside <i>it</i>
    </div>"""
    assert read(html) == [
        node(
            "div",
            node("p", "One ", node("b", "two"), " three"),
            node("run", "beside ", node("i", "it")),
            classes="ab",
        )
    ]


def test_quotation_marks_are_those_of_the_language_of_the_words():
    assert read("<p><q>a</q></p>") == [node("p", node("q", "“", "a", "”"))]
    assert read('<p lang="fi"><q>a</q></p>') == [node("p", node("q", "”", "a", "”"), lang="fi")]
    assert read('<p lang="en">a</p>') == [node("p", "a")]


def test_links_lead_to_places_that_are_there():
    html = '<p id="here"><a href="#here">x</a><a href="#gone">y</a><a href="file:///etc/passwd">z</a></p>'
    here = {"n": "anchor", "c": [], "i": "here"}
    assert read(html) == [node("p", here, node("a", "x", to="here"), node("a", "y"), node("a", "z"))]


def test_an_anchor_stands_before_the_first_words_of_what_bears_it():
    html = '<section id="here"><div><p>One</p></div></section><p><a href="#here">x</a></p>'
    [section, _paragraph] = read(html)
    assert section == node("section", node("div", node("p", {"n": "anchor", "c": [], "i": "here"}, "One")))


def test_pictures_that_are_there_are_shown_with_words_and_no_others():
    html = '<figure><img src="photo/1.jpg" alt="Hall"><img src="/etc/passwd"></figure>'
    picture = {"n": "img", "c": [], "src": "0.jpg", "shape": 1.5, "alt": "Hall"}
    assert read(html) == [node("figure", picture)]


def test_a_drawing_stays_a_drawing_and_its_title_is_its_words():
    [drawn] = read('<svg class="bar" viewBox="0 0 2 1"><title>Half</title><rect width="1" height="1"/></svg>')
    assert (drawn["n"], drawn["c"], drawn["alt"]) == ("svg", ["bar"], "Half")
    assert drawn["svg"].startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert 'viewBox="0 0 2 1"' in drawn["svg"]


def test_what_is_written_in_an_address_or_without_end_can_be_broken():
    [paragraph] = read("<p>https://example.org/a-very/long/address and " + "x" * 100 + "</p>")
    pieces = paragraph["k"][0].split(ZERO_WIDTH_SPACE)
    assert max(map(len, pieces)) <= 52
    assert "".join(pieces) == "https://example.org/a-very/long/address and " + "x" * 100


def texts(nodes):
    for one in nodes:
        if isinstance(one, str):
            yield one
        else:
            yield from texts(one.get("k", ()))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<&>")))
def test_no_letter_is_lost(words):
    shown = "".join(texts(read(f"<p>{words}</p>"))).replace(ZERO_WIDTH_SPACE, "")
    assert shown.split() == words.replace(ZERO_WIDTH_SPACE, "").split()
