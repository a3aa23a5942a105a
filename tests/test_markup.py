"""Text becomes safe HTML or is refused. Run as a program, this measures how long the worst texts take."""

from __future__ import annotations

import inspect
import pickle
import re
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tracker_site.source import markup
from tracker_site.source.markup import (
    Fault,
    RecordLink,
    TextRefused,
    is_web_address,
    limits,
    links,
    plain_text,
    to_prose,
)
from tracker_site.source.markup.links import settle_links
from tracker_site.source.markup.reading import converter
from tracker_site.source.markup.writing import SECOND_WALL, settle_headings, write

# --- What is allowed in the result, written down once more so that a slip in the module shows ---

ALLOWED = {
    **dict.fromkeys(
        ("blockquote", "br", "code", "em", "hr", "li", "p", "pre", "strong", "ul"), frozenset[str]()
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), frozenset[str]()),
    **dict.fromkeys(("table", "thead", "tbody", "tr"), frozenset[str]()),
    "a": frozenset({"href", "rel"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"class"}),
    "th": frozenset({"class", "scope"}),
}
VALUES = {
    "href": re.compile(
        r"""(?:https?://[^\s"<>\\]+|mailto:[^\s"<>\\]+|tel:[0-9.()+-]+|record:[A-Za-z0-9/-]+)""", re.I
    ),
    "rel": re.compile("external"),
    "start": re.compile("[0-9]+"),
    "class": re.compile("right|centre"),
    "scope": re.compile("col"),
}


def assert_safe(html: str) -> None:
    """Read HTML as a browser does and hold each tag, attribute and address in it against the list."""
    for node in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if node.tag == "DOCUMENT_FRAGMENT":
            continue
        assert isinstance(node.tag, str), f"a comment or an instruction: {html!r}"
        assert node.tag in ALLOWED, f"<{node.tag}>: {html!r}"
        for name, value in node.items():
            assert name in ALLOWED[node.tag], f"{name}= on <{node.tag}>: {html!r}"
            assert VALUES[name].fullmatch(value), f"{name}={value!r}: {html!r}"


def words_of(html: str) -> str:
    """Return what a reader of HTML sees."""
    return "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())


def html_or_refusal(text: str) -> str:
    try:
        return to_prose(text).html
    except TextRefused:
        return ""


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(TextRefused) as caught:
        to_prose(text)
    return caught.value.faults


# --- What Markdown becomes ---


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("", ""),
        ("  \n\n ", ""),
        ("One.\nStill one.\n\n\nTwo.", "<p>One.\nStill one.</p>\n<p>Two.</p>"),
        ("One.\r\n\r\nTwo.\rStill two.", "<p>One.</p>\n<p>Two.\nStill two.</p>"),
        ("*a* **b** ***c***", "<p><em>a</em> <strong>b</strong> <strong><em>c</em></strong></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("The board resolved:\n- a\n- b", "<p>The board resolved:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("It met in\n2022. It closed in\n1.5 hours.", "<p>It met in\n2022. It closed in\n1.5 hours.</p>"),
        ("4. a\n5. b", '<ol start="4">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("٣. a", "<ol>\n<li>a</li>\n</ol>"),
        ("> a\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>"),
        ("    a < b &amp; c", "<pre><code>a &lt; b &amp;amp; c\n</code></pre>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("#3 was agreed.", "<p>#3 was agreed.</p>"),
        ("`` a ` b `` and ```c``", "<p><code>a ` b</code> and ```c``</p>"),
        ("\\*a\\* \\`b\\`", "<p>*a* `b`</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("a\xa0b *c*", "<p>a&nbsp;b <em>c</em></p>"),
        ("caffè ☕️ “Dŵr”", "<p>caffè ☕️ “Dŵr”</p>"),
    ],
)
def test_markdown_becomes_html(typed: str, html: str) -> None:
    assert to_prose(typed).html == html


def outline(typed: str) -> str:
    """Return the HTML of a text on one line, without paragraphs in items: lists as GitHub shows them."""
    html = re.sub(r"\s*(<[^>]+>)\s*", r"\1", " ".join(to_prose(typed).html.split()))
    return re.sub(r"(?<=<li>)<p>(.*?)</p>", r"\1", html)


@pytest.mark.parametrize("indent", [2, 3, 4])
@pytest.mark.parametrize(("sign", "tag"), [("-", "ul"), ("*", "ul"), ("1.", "ol"), ("1)", "ol"), ("•", "ul")])
def test_two_spaces_nest_a_list(sign: str, tag: str, indent: int) -> None:
    """As on GitHub and by Prettier, and by three or four too, close together and apart, with words that go on."""
    inner, deep = " " * indent, " " * 2 * indent
    close = f"{sign} a\n{inner}- b\n{deep}- c\n{deep}  more\n{inner}- d\n{sign} e"
    lists = "<ul><li>b<ul><li>c more</li></ul></li><li>d</li></ul>"

    assert outline(close) == f"<{tag}><li>a{lists}</li><li>e</li></{tag}>"
    assert outline(close.replace(f"\n{inner}- ", f"\n\n{inner}- ")) == outline(close)
    assert outline(f"Intro:\n{close}") == f"<p>Intro:</p>{outline(close)}"
    assert outline("> " + close.replace("\n", "\n> ")) == f"<blockquote>{outline(close)}</blockquote>"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("- a\n\n  b\n\n  c\n- d", "<ul><li>a<p>b</p><p>c</p></li><li>d</li></ul>"),
        ("1. a\n2. b\n- c", "<ol><li>a</li><li>b</li></ol><ul><li>c</li></ul>"),
        ("- a\n  1. b\n  - c\n- d", "<ul><li>a<ol><li>b</li></ol><ul><li>c</li></ul></li><li>d</li></ul>"),
        ("- a\n\n  b:\n  - c\n- d", "<ul><li>a<p>b:</p><ul><li>c</li></ul></li><li>d</li></ul>"),
        ("- a\n\n  > b\n  > - c", "<ul><li>a<blockquote><p>b</p><ul><li>c</li></ul></blockquote></li></ul>"),
        (" 9. a\n10. b", '<ol start="9"><li>a</li><li>b</li></ol>'),
        ("Agreed:\n• a\n• b\n  ◦ c", "<p>Agreed:</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("- a\n\uf0b7 b", "<ul><li>a</li><li>b</li></ul>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("(a) one\n(b) two", "<p>(a) one<br>(b) two</p>"),
        ("to:\ni. one\nii. two\ngoes on", "<p>to:<br>i. one<br>ii. two goes on</p>"),
        ("to:\n– one\n– two", "<p>to:<br>– one<br>– two</p>"),
        ("1.1 one\n1.2 two", "<p>1.1 one<br>1.2 two</p>"),
        ("- to:\n  (a) one\n  (b) two", "<ul><li>to:<br>(a) one<br>(b) two</li></ul>"),
        ("2. one\nwhich:\n(i) two", '<ol start="2"><li>one which:<br>(i) two</li></ol>'),
        ("as in paragraph\n(a) above", "<p>as in paragraph (a) above</p>"),
        ("1. agreed in\n2023. It was changed", "<ol><li>agreed in 2023. It was changed</li></ol>"),
        ("as\n12. It met", "<p>as 12. It met</p>"),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("a\\\\\nb", "<p>a\\ b</p>"),
        (
            "a[^1], b[^note].\n\n[^1]: see c\n[^note]: d",
            "<p>a[1], b[note].</p><p>[1]: see c<br>[note]: d</p>",
        ),
        (
            "- a[^1]\n- [^1]: b\n\n> [^2]: c",
            "<ul><li>a[1]</li><li>[1]: b</li></ul><blockquote><p>[2]: c</p></blockquote>",
        ),
        ("    - a\n    - b", "<pre><code>- a - b</code></pre>"),
        ("- - -", "<hr>"),
        ("- a\n- - -\n- b", "<ul><li>a</li></ul><hr><ul><li>b</li></ul>"),
    ],
)
def test_lists_as_people_write_them(typed: str, html: str) -> None:
    """Bullets of Word and numbers with a bracket are lists; a label keeps its words and its line."""
    assert outline(typed) == html


def test_a_table_names_its_columns_and_has_no_style() -> None:
    """The policy of the page refuses `style`, so that alignment is a class."""
    html = to_prose("a | b | c\n--|--:|:-:\n1 | 2 | *3*").html.replace("\n", "")

    assert html == (
        '<table><thead><tr><th scope="col">a</th><th scope="col" class="right">b</th>'
        '<th scope="col" class="centre">c</th></tr></thead>'
        '<tbody><tr><td>1</td><td class="right">2</td><td class="centre"><em>3</em></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("typed", "top", "levels"),
    [
        ("# a\n\n## b\n\n## c", 2, "233"),
        ("### a\n\n#### b", 2, "23"),
        ("# a\n\n#### b\n\n## c\n\n### d", 2, "2334"),
        ("### a\n\n# b\n\n## c", 3, "334"),
        ("# a\n## b\n### c\n#### d", 5, "5666"),
        ("a\n=\n\nb\n-", 2, "23"),
        ("- # a\n\n> ## b", 4, "45"),
        ("# a\n\n#\n\n## b", 2, "23"),
    ],
)
def test_headings_follow_the_order_of_the_page(typed: str, top: int, levels: str) -> None:
    """The highest stands where the page wants it, none is skipped, none is empty, none has an id."""
    html = to_prose(typed, top).html

    assert "".join(re.findall(r"<h([1-6])>", html)) == levels


def test_a_text_leaves_nothing_behind_for_the_next() -> None:
    to_prose("[a][x]\n\n[x]: https://example.org/")

    assert to_prose("[a][x]").html == "<p>[a][x]</p>"


def test_a_sentence_does_without_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most fields hold a sentence or two; those are the quick ones."""
    monkeypatch.setattr(markup, "converter", None)

    assert to_prose("It was agreed (19:30): note – & publish.\n\nBy 1.5 weeks.").html == (
        "<p>It was agreed (19:30): note – &amp; publish.</p>\n<p>By 1.5 weeks.</p>"
    )


def test_threads_do_not_share_a_converter() -> None:
    texts = [f"[a][x] *{number}*\n\n[x]: record-{number}" for number in range(200)]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(to_prose, texts))

    assert together == [to_prose(text) for text in texts]


# --- What is shown as typed ---


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <!-- secret --> b",
        "a <? php ?> b",
        "<![CDATA[x]]>",
        "</p><p>",
        "<div>\na\n</div>",
        "&nbsp; &#x202e; &#106; &amp; &lt;b&gt;",
        "a & b &copy &amp",
        "AT&T <b",
    ],
)
def test_raw_html_is_shown_as_typed(typed: str) -> None:
    assert words_of(to_prose(typed).html) == typed
    assert words_of(to_prose(f"`{typed}`").html) == typed
    assert words_of(to_prose("    " + typed.replace("\n", "\n    ")).html) == f"{typed}\n"


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200c", "\u200d", "\u2060", "\xad", "\u202e", "\ufeff", "\U000e0041"]
)
def test_hidden_characters_are_shown(hidden: str) -> None:
    shown = f"[U+{ord(hidden):04X}]"

    assert to_prose(f"a{hidden}b").html == f"<p>a{shown}b</p>"
    assert to_prose(f"`a{hidden}b`").html == f"<p><code>a{shown}b</code></p>"
    assert to_prose(f"[a{hidden}](x)").html == f'<p><a href="record:x">a{shown}</a></p>'


# --- Where links lead ---


@pytest.mark.parametrize(
    "address",
    [
        "https://www.leeds.gov.uk/",
        "http://localhost:8000",
        "HTTPS://Example.org/a_b_(c)?d=1&e=2&copy=3#f",
        "https://cy.wikipedia.org/wiki/Tŷ_Ddewi",
        "https://xn--caf-dma.example/",
        "mailto:scrutiny@leeds.gov.uk",
        "mailto:a.b+c@leeds.gov.uk?subject=Tracker%20x",
        "tel:+44-113-222-4414",
    ],
)
def test_addresses_that_may_be_linked_to(address: str) -> None:
    escaped = address.replace("&", "&amp;")
    rel = ' rel="external"' if address.lower().startswith("http") else ""
    link = f'<p><a href="{escaped}"{rel}>'

    assert to_prose(f"[a]({address})").html == f"{link}a</a></p>"
    assert to_prose(f"[a](<{address}>)").html == f"{link}a</a></p>"
    assert to_prose(f"[a][b]\n\n[b]: {address}").html == f"{link}a</a></p>"
    assert to_prose(f"<{address}>").html == f"{link}{escaped.removeprefix('mailto:')}</a></p>"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://www.leeds.gov.uk/a?b=c#d", True),
        ("www.leeds.gov.uk", False),
        ("leeds-ilacs-2022", False),
        ("mailto:a@b.org", False),
        ("https://a.org/b c", False),
        ("https://1.2.3.999/", False),
    ],
)
def test_a_web_address_is_whole(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one


def test_an_e_mail_address_in_pointed_brackets() -> None:
    assert to_prose("<a@b.org>").html == '<p><a href="mailto:a@b.org">a@b.org</a></p>'


@pytest.mark.parametrize(
    ("typed", "linked"),
    [
        ("See https://a.org/b.", "https://a.org/b"),
        ("(see https://a.org/b)", "https://a.org/b"),
        ("https://a.org/b_(c), or", "https://a.org/b_(c)"),
        ("**https://a.org/b_c_d**", "https://a.org/b_c_d"),
        ("“https://a.org/?b=1”!", "https://a.org/?b=1"),
        ("|https://a.org|b|\n|-|-|", "https://a.org"),
        ("https://me@a.org/", None),
        ("https://a.org/b\\_c", None),
        ("`https://a.org/`", None),
        ("https://…", None),
        ("xhttps://a.org", None),
        ("javascript://a.org", None),
    ],
)
def test_a_pasted_address_becomes_a_link(typed: str, linked: str | None) -> None:
    assert re.findall('href="([^"]*)"', to_prose(typed).html) == ([linked] if linked else [])


def test_links_in_a_link_are_its_words() -> None:
    html = to_prose("[a https://b.org <https://c.org> [d] e](f)\n\n[d]: https://g.org").html

    assert html == '<p><a href="record:f">a https://b.org &lt;https://c.org&gt; [d] e</a></p>'


def test_links_to_records_are_kept_for_others_to_resolve() -> None:
    prose = to_prose(
        "See [the visit](leeds-ilacs-2022),\n"
        "> [one](leeds-ilacs-2022) *[two][b]*\n"
        "\n"
        "- [not this](https://a.org) nor `[this](code)`\n"
        "\n"
        "  [b]: leeds/scrutiny-Children\n"
    )

    assert prose.links == (
        RecordLink("leeds-ilacs-2022", 0, "leeds-ilacs-2022"),
        RecordLink("leeds-ilacs-2022", 1, "leeds-ilacs-2022"),
        RecordLink("leeds/scrutiny-Children", 5, "leeds/scrutiny-Children"),
    )
    assert 'href="record:leeds-ilacs-2022"' in prose.html
    assert 'href="record:leeds/scrutiny-Children"' in prose.html


# --- What is refused, and where ---

REFUSED = [
    ("a\n\n[b](javascript:alert(1))", 2, "javascript:alert(1)", "bad-link", "is not https:"),
    ("[b](JaVaScRiPt:x)", 0, "JaVaScRiPt:x", "bad-link", "is not https:"),
    ("[b](javascript&#58;x)", 0, "javascript&#58;x", "bad-link", "neither a web address nor an id"),
    ("[b](javascript%3Ax)", 0, "javascript%3Ax", "bad-link", "neither a web address nor an id"),
    ("[b](java\\script:x)", 0, "java\\script:x", "bad-link", "backslash"),
    ("[b](java script:x)", 0, "java script:x", "bad-link", "spaces"),
    ("[b](https://a.org/my\xa0report)", 0, "https://a.org/my\xa0report", "bad-link", "spaces"),
    ("[b](javascript\\:x)", 0, "javascript\\:x", "bad-link", "backslash"),
    (
        "[b](ht\u200btps://a.org)",
        0,
        "ht\u200btps://a.org",
        "bad-link",
        "'ht[U+200B]tps://a.org' holds a hidden",
    ),
    ("[b](data:text/html,x)", 0, "data:text/html,x", "bad-link", "is not https:"),
    ("[b](ftp://a.org)", 0, "ftp://a.org", "bad-link", "is not https:"),
    ("[b](record:x)", 0, "record:x", "bad-link", "is not https:"),
    ("[b](//a.org)", 0, "//a.org", "bad-link", "write https: before it"),
    ("[b](www.a.org)", 0, "www.a.org", "bad-link", "write https:// before it"),
    ("[b](/meetings/)", 0, "/meetings/", "bad-link", "by its id"),
    ("[b](../x)", 0, "../x", "bad-link", "by its id"),
    ("[b](a/b/c)", 0, "a/b/c", "bad-link", "by its id"),
    ("[b](Leeds)", 0, "Leeds", "bad-link", "by its id"),
    ("[b](#part)", 0, "#part", "bad-link", "by its id"),
    ("[b]()", 0, "[b]()", "bad-link", "leads nowhere"),
    ("[b](https://me@a.org)", 0, "https://me@a.org", "bad-link", "gives a user name"),
    ("[b](https://a.org\\@b.org)", 0, "https://a.org\\@b.org", "bad-link", "backslash"),
    ("[b](https:\\\\a.org)", 0, "https:\\\\a.org", "bad-link", "backslash"),
    ("[b](https://bücher.example/)", 0, "https://bücher.example/", "bad-link", "punycode"),
    ("[b](https://)", 0, "https://", "bad-link", "not a whole web address"),
    ("[b](https:///a)", 0, "https:///a", "bad-link", "not a whole web address"),
    ("[b](https://1.2.3.999/)", 0, "https://1.2.3.999/", "bad-link", "not a whole web address"),
    ("[b](https://a.org:99999/)", 0, "https://a.org:99999/", "bad-link", "not a whole web address"),
    ("[b](https://xn--a/)", 0, "https://xn--a/", "bad-link", "not a whole web address"),
    ("[b](http\u017f://a.org)", 0, "http\u017f://a.org", "bad-link", "neither"),
    ("[b](mailto:)", 0, "mailto:", "bad-link", "not an e-mail address"),
    ("[b](mailto:a@b.org?bcc=c@d.org)", 0, "mailto:a@b.org?bcc=c@d.org", "bad-link", "not an e-mail"),
    ("[b](tel:abc)", 0, "tel:abc", "bad-link", "not a telephone number"),
    ("a\n<javascript:alert(1)>", 1, "javascript:alert(1)", "bad-link", "is not https:"),
    ("[b][c] d\n\n> [c]:\n>   vbscript:x", 3, "vbscript:x", "bad-link", "is not https:"),
    ("[c]\n\n- d\n\n    [c]: </x>", 4, "</x>", "bad-link", "by its id"),
    ("a\n![b](c.png)", 1, "c.png", "picture", "without the '!'"),
    ("![b]\n\n[b]: https://a.org/c.png", 2, "https://a.org/c.png", "picture", "without the '!'"),
    ('[b](c "d")', 0, 'c "d"', "link-title", "in the link's words"),
    ("[b]\n\n[b]: c 'd'", 2, "c", "link-title", "in the link's words"),
    ("a [ ](c)", 0, "c", "empty-link", "between the square brackets"),
    ("a\nb\x0cc", 1, "\x0c", "control-character", "U+000C"),
    ("a\x02klzzwxh:0000", 0, "\x02", "control-character", "U+0002"),
    ("a\x85", 0, "\x85", "control-character", "U+0085"),
    ("a\ud800", 0, "\ud800", "control-character", "U+D800"),
    ("a\n" * 249 + "bcd\nefg", 250, "efg", "paragraph-too-long", "empty line"),
    ("a\n\n" + "[ " * 301, 2, ("[ " * 30), "too-many-brackets", "empty line"),
    ("a\n\n" + "x" * 10_001, 2, "x" * 60, "line-too-long", "divide it"),
    ("x\n\n" * 2_500 + "last", 5_000, "last", "too-many-lines", "divide it"),
    (("**x** " * 10 + "\n\n") * 250 + "\\y", 500, "\\y", "too-many-marks", "divide it"),
    (("x" * 80 + "\n\n") * 800, 1_598, "x" * 60, "text-too-long", "65,536"),
    ("|a" * 17 + "|\n" + "|-" * 17 + "|", 1, "|-" * 17 + "|", "too-many-columns", "divide it"),
    ("a\n\n" + ">" * 21 + "b", 2, ">b", "too-deep", "indent it less"),
    ("- " * 21 + "b", 0, " b", "too-deep", "indent it less"),
    ("a\n\n" + "• " * 21 + "b", 2, " b", "too-deep", "indent it less"),
    ("\n".join("  " * depth + "- a" for depth in range(21)), 20, "- a", "too-deep", "indent it less"),
    (
        "\n".join("> " + "  " * depth + "- a" for depth in range(20)),
        19,
        f"> {' ' * 38}- a",
        "too-deep",
        "indent",
    ),
    ("\n".join(" \t" * depth + "1. a" for depth in range(21)), 20, ". a"[1:], "too-deep", "indent it less"),
]


@pytest.mark.parametrize(("typed", "line", "fragment", "code", "remedy"), REFUSED)
def test_what_is_refused_is_shown_where_it_stands(
    typed: str, line: int, fragment: str, code: str, remedy: str
) -> None:
    """Each refusal names its line, quotes what stands on it, and says what to do."""
    (fault,) = faults_of(typed)

    assert (fault.line, fault.fragment, fault.code) == (line, fragment, code)
    assert remedy in fault.message
    assert not fault.message.endswith(".")
    assert fault.fragment in typed.split("\n")[line]


def test_all_faults_are_told_at_once_in_their_order() -> None:
    faults = faults_of("[a](/x) ![b](c)\n\n[d][e] [d][e]\n\n[f](y)\n[g](/x)\n\n[e]: //h")

    assert [(fault.line, fault.fragment) for fault in faults] == [(0, "/x"), (0, "c"), (5, "/x"), (7, "//h")]


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 10_000,
        "a\n" * 250,
        "[ " * 300,
        "x\n\n" * 2_499 + "y",
        ("**x** " * 10 + "\n\n") * 250,
        "|a" * 16 + "|\n" + "|-" * 16 + "|",
        ">" * 20 + "b",
        "- " * 20 + "b",
        "\n".join("    " * depth + "- a" for depth in range(20)),
        "\n".join("  " * depth + "• a" for depth in range(20)),
        "".join("> " * depth + "    " * depth + "- a\n" for depth in range(7)),
    ],
)
def test_what_just_keeps_the_limits_is_published(typed: str) -> None:
    assert_safe(to_prose(typed).html)


def test_the_deepest_texts_need_few_of_the_calls_that_python_allows() -> None:
    deepest = ["- " * 20 + "b", "\n".join("    " * depth + "1. > a" for depth in range(20))]
    deepest += ["\n".join(">" * depth + "1. a" for depth in range(20)), "*a **b " * 500 + "c** d*" * 500]
    allowed = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(len(inspect.stack()) + 150)
        for text in deepest:
            html_or_refusal(text)
    finally:
        sys.setrecursionlimit(allowed)


def test_a_refusal_survives_the_way_from_another_process() -> None:
    with pytest.raises(TextRefused) as caught:
        to_prose("[a](/b)")

    copy = pickle.loads(pickle.dumps(caught.value))

    assert copy.faults == caught.value.faults
    assert str(copy) == caught.value.faults[0].message


# --- Hostile texts ---

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script>",
    "<svg><a xlink:href=javascript:alert(1)><text>x",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></p><style><!--</style><img title='--><img src onerror=alert(1)>'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=data:text/html;base64,PHNjcmlwdD4=>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href=https://a.org onclick=alert(1) target=_blank ping=//evil.example>x</a>",
    "<a id=x name=y class=z>x</a>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE html><body onload=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<xmp><p title='</xmp><script>alert(1)</script>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<plaintext><script>alert(1)</script>",
    "<table><td background=javascript:alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<\x00script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "| <script>alert(1)</script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | `</td><script>` |",
    "# <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "- <script>\n  alert(1)\n  </script>",
    "\x02amp\x03#60;script>alert(1)",
    "\x0260\x03script>alert(1)\x0260\x03/script>",
    "\x02wzxhzdk:0\x03<b onclick=alert(1)>",
    "\x02klzzwxh:0000\x03",
    "\\<script>alert(1)\\</script>",
    "*<script>*alert(1)*</script>*",
    "<scr`x`ipt>alert(1)</scr`x`ipt>",
]
DESTINATIONS = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "\xa0javascript:alert(1)",
    "\u2028javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3A;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript%3aalert(1)",
    "%6aavascript:alert(1)",
    "javascript\\:alert(1)",
    "java\\script:alert(1)",
    "java\u200bscript:alert(1)",
    "\uff4aavascript:alert(1)",
    "java\u017fcript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "file:///etc/passwd",
    "ftp://evil.example",
    "blob:https://a.org/x",
    "view-source:https://a.org",
    "intent://evil#Intent;scheme=https;end",
    "ms-msdt:/id",
    "x:y",
    "://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https:\\\\evil.example",
    "https://user@evil.example",
    "https://user:word@evil.example",
    "https://a.org\\@evil.example",
    "https://a.org%40evil.example",
    "https://\u0430.org",
    "https://a。org",
    "https://[::1]/",
    "https://a.org\u202e/gpj.exe",
    "https://",
    "https://.",
    "https://..",
    "https://?x",
    "https://a b.org",
    'https://a.org/"onclick="alert(1)',
    "https://a.org/'onclick='alert(1)",
    "https://a.org/><script>alert(1)</script>",
    "https://a.org/`x`",
    "https://a.org/*x*",
    "https://a.org/\x02klzzwxh:0000\x03",
    "mailto:a@b.org?bcc=c@d.org",
    "mailto:a@b.org%0d%0abcc:c@d.org",
    "mailto:<script>@b.org",
    "tel:javascript:alert(1)",
    "tel:+44;phone-context=javascript",
    "record:x",
    "RECORD:x",
    "/etc/passwd",
    "../../x",
    "./x",
    "?x=1",
    "#x",
    ".",
    "..",
    "",
]
SHAPES = [
    "[a]({})",
    "[a](<{}>)",
    '[a]({} "b")',
    "![a]({})",
    "<{}>",
    "{}",
    "[a][b]\n\n[b]: {}",
    "[b]\n\n[b]: <{}>",
    "![a][b]\n\n[b]: {}",
    "> - [a]({})",
    "| [a]({}) |\n|---|\n| <{}> |",
    "# [a]({})",
    "[`a`*b*]({})",
    "[a [b]({}) c]({})",
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
]
HOSTILE = [
    *SCRIPTS,
    *(shape.replace("{}", destination) for shape, destination in product(SHAPES, DESTINATIONS)),
]


class NoWall:
    """Lets everything through."""

    def clean(self, html: str) -> str:
        return html


def test_hostile_texts_are_harmless() -> None:
    for typed in HOSTILE:
        assert_safe(html_or_refusal(typed))


def test_the_first_wall_alone_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the second wall, what is written down is safe already."""
    for module in (markup, links):
        monkeypatch.setattr(module, "SECOND_WALL", NoWall())

    for typed in HOSTILE:
        assert_safe(html_or_refusal(typed))


def test_the_second_wall_alone_holds() -> None:
    """Were the first to let raw HTML and any address through, the second would take it away."""
    open_gate = Markdown(extensions=["tables"])
    for typed in HOSTILE:
        assert_safe_to_click(SECOND_WALL.clean(typed))
        assert_safe_to_click(SECOND_WALL.clean(open_gate.reset().convert(typed)))


def assert_safe_to_click(html: str) -> None:
    """Hold HTML against the list, where an address need only be of a scheme that runs nothing."""
    kept = VALUES | {"href": re.compile(r"\s*(?:https?|mailto|tel|record):.*", re.I | re.S)}
    for node in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if node.tag != "DOCUMENT_FRAGMENT":
            assert node.tag in ALLOWED, html
            assert all(
                name in ALLOWED[node.tag] and kept[name].fullmatch(value) for name, value in node.items()
            )


# --- Any text at all ---

PIECES = [
    *(
        "*",
        "**",
        "_",
        "`",
        "``",
        "[",
        "]",
        "](",
        ")",
        "![",
        "(",
        "<",
        ">",
        "|",
        "\\",
        "&",
        "&amp;",
        "!",
        '"',
        "'",
    ),
    *(
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "  \n",
        "\n",
        "\n\n",
        "\t",
        "---\n",
        "===\n",
        "|-|-|\n",
        "]: ",
        "[a]: ",
    ),
    *(
        "a",
        "b c",
        "Leeds",
        "é",
        " ",
        "  ",
        "\xa0",
        "\u200b",
        "\u2028",
        "\x02",
        "\x00",
        "\r\n",
        "1",
        "x\n- y",
        "٣. ",
        "• ",
        "1) ",
        "(a) ",
        "\n(b) ",
        "[^1]",
        "[^1]: ",
        "\n  - ",
    ),
    *(
        "leeds-ilacs-2022",
        "a/b",
        "https://a.org/b_c",
        "https://",
        "http://é.fr",
        "javascript:",
        "<a@b.org>",
        "mailto:",
    ),
    *(
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "klzzwxh:0000",
        "[a](b)",
        "[a]",
        "*a*",
        "`a`",
        "<https://a.org>",
    ),
]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
    st.sampled_from(HOSTILE),
)
plain_texts = st.text(alphabet="ab c.,;:!?\"'()–é1\n-=+>&/{}~$%^@•", max_size=120)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(texts)
def test_any_text_is_safe_or_refused(typed: str) -> None:
    assert_safe(html_or_refusal(typed))


@patient
@given(st.one_of(plain_texts, texts))
def test_shortcuts_and_second_wall_change_nothing(typed: str) -> None:
    """Texts and parts without marks skip Markdown and give the same; the first wall writes as browsers do."""
    if html := html_or_refusal(typed):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tracker_site.source.markup.reading._INLINE_MARK", re.compile(""))
            tree = converter.parse(typed.replace("\r\n", "\n").replace("\r", "\n"))
        settle_links(tree, typed)
        settle_headings(tree, 2)
        assert write(tree) == html


@patient
@given(texts)
def test_each_fault_quotes_the_line_where_it_stands(typed: str) -> None:
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in faults_or_links(typed):
        assert found.fragment in lines[found.line]


def faults_or_links(typed: str) -> tuple[Fault, ...] | tuple[RecordLink, ...]:
    try:
        return to_prose(typed).links
    except TextRefused as refused:
        return refused.faults


# --- Words alone ---


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ""),
        ("# A *b*c\n\nd\n\n- e\n- f", "A bc d e f"),
        ("a  \nb\n\n---\n\nc", "a b c"),
        ("a:\n- b\n  - c\n\n(a) d\n(b) e[^1]\n\n[^1]: f", "a: b c (a) d (b) e[1] [1]: f"),
        ("|a|b|\n|-|-|\n|`c`|d|", "a b c d"),
        ("1 < 2 & \"3\" > '2' &amp; <b>", "1 < 2 & \"3\" > '2' &amp; <b>"),
        ("[a](https://b.org/?c=1&d=2), a\xa0b", "a, a b"),
        ("a\u200bb", "a[U+200B]b"),
        ("> `<p>`\n\n    </p>", "<p> </p>"),
    ],
)
def test_plain_text_has_the_words_only(typed: str, words: str) -> None:
    assert plain_text(to_prose(typed)) == words


# --- The measurements: python tests/test_markup.py ---

LINES = [
    "#",
    "# a",
    "---",
    "- - -",
    "a\n---",
    "- a",
    "1. a",
    "> a",
    "- > a",
    "* * a",
    "[a]: b",
    '[a]: b\n"c"',
]
LINES += ["[a]:", "a", "    a", "a|b\n-|-", "|a|", "> # a", "***", "a\n- b", "a  ", "- a\n    - b"]
LINES += ["- a\n  - b", "- a\n1. b", "• a", "1) a", "(a) b", "- a\n\n  b\n- c", "[^1]: a", "> - a\n>   - b"]
FILLINGS = [
    "a ",
    "#a",
    "*a ",
    "a* ",
    "**a* ",
    "*a **b ",
    "_ ",
    "*_",
    "` ",
    "`a` ",
    "`|`",
    "|",
    "\\",
    "\\#",
    "&",
]
FILLINGS += [
    "[a](b) ",
    "[a] ",
    "[",
    "](",
    "[a](",
    "![",
    "<",
    "<a:",
    "http://a.b ",
    "a@",
    "(",
    '"',
    "- ",
    "> ",
    "é",
]
MINUTES = """\
## Outcome of the focused visit

The Board considered a report of the **Director of Children and Families** on the outcome of the focused
visit. Members noted that caseloads had fallen to 20, and asked:

- when the [contingency plan](leeds-ilacs-2022-plan/contingency-planning) would be ready;
- what had been learnt since July 2021, and how that was shared between the teams;
- whether the agency rate would go on falling.

In response, officers said that the plan was on track, with supervision now at four in five. A further
report would come to the meeting in the new year, with figures for each of the areas, and a visit to the
front door would be arranged for those members who wished to see it at work.

**RESOLVED** –

1. That the contents of the report be noted.
2. That a further report be submitted in the new year.
3. That the Chair write to the Executive Member on the timing of the staffing review, and that the reply be
   sent to all members of the Board.
"""


def hostile_runs() -> Iterator[tuple[str, str]]:
    together = limits.MAX_TOGETHER
    for line in LINES:
        count = together // (line.count("\n") + 1)
        yield f"{line!r} close", "\n".join([line] * count)
        yield f"{line!r} apart", "\n\n".join([line] * count)
        for filling in FILLINGS:
            yield (
                f"{line!r}, then {filling!r}",
                "\n".join([line] * (count - 1)) + "\n" + filling * (9_100 // len(filling)),
            )
    for filling in FILLINGS:
        yield f"{filling!r} in one line", filling * (9_999 // len(filling))
    yield "nested by two spaces", "\n".join("  " * (n % 19) + "- a" for n in range(together))
    yield "empty rows", "|a" * 16 + "|\n" + "|-" * 16 + "|\n" + "|\n" * (together - 3)
    yield "nested emphasis", "*a **b " * 500 + "c** d*" * 500
    yield "ever more backticks", " ".join("`" * ticks for ticks in range(1, 130))


def longest_accepted(run: str) -> str:
    """Return as many of a run as the limits allow, with empty lines between them."""
    count = limits.MAX_TEXT // (len(run) + 2)
    while list(limits.find_excess("\n\n".join([run] * count))):
        count = count * 19 // 20
    return "\n\n".join([run] * count)


def seconds_for(text: str) -> float:
    start = time.process_time()
    html_or_refusal(text)
    return time.process_time() - start


def report_time(name: str, convert: Callable[[], object]) -> None:
    def seconds() -> float:
        start = time.perf_counter()
        convert()
        return time.perf_counter() - start

    print(f"{min(seconds() for _ in range(1_000)) * 1e6:6.0f} µs: {name}")


def measure() -> None:
    words = "\n\n".join(re.sub(r"[*\[\]()#-]|^\d\.", "", line).strip() for line in MINUTES.splitlines())
    sentence = "To note the progress that the service has made since the visit, and to ask for a report."
    bare = Markdown(extensions=["tables", "sane_lists"])
    print(f"The minutes have {len(MINUTES)} characters, their words alone {len(words)}.")
    report_time("minutes", lambda: to_prose(MINUTES))
    report_time(
        "minutes, by Python-Markdown as it comes, safe from nothing", lambda: bare.reset().convert(MINUTES)
    )
    for name, text in (("their words alone", words), ("a sentence", sentence)):
        report_time(name, partial(to_prose, text))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(markup, "ANY_MARK", re.compile(""))
            report_time(f"{name}, without the shortcut", partial(to_prose, text))
    worst = sorted(((seconds_for(longest_accepted(run)), name) for name, run in hostile_runs()), reverse=True)
    for seconds, name in worst[:10]:
        print(f"{seconds:6.2f} s: {name}")


if __name__ == "__main__":
    measure()
