"""Telegram's HTML, with the real server's words, and how texts are cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import formatted
from bot.playground.errors import Refused
from bot.playground.markup import parse_html, to_html
from bot.playground.text import clean, is_empty, units


def shape(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = formatted(source, "HTML")
    return text, [(e["type"], e["offset"], e["length"]) for e in entities]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>Сәлем</b>", ("Сәлем", [("bold", 0, 5)])),
        ("<B>a</b>", ("a", [("bold", 0, 1)])),
        ("👋<i>x</i>", ("👋x", [("italic", 2, 1)])),
        ("<b>a</b><strong>b</strong>", ("ab", [("bold", 0, 2)])),
        ("<b>a<i>b</i></b>", ("ab", [("bold", 0, 2), ("italic", 1, 1)])),
        ("<b>a</>", ("a", [("bold", 0, 1)])),
        ("  <u> x </u>\n", ("x", [("underline", 0, 1)])),
        ("<b></b>y", ("y", [])),
        ("&lt;b&gt; &amp; &quot;&#1179;&#x49B;", ('<b> & "ққ', [])),
        ("&nbsp; &unknown; & &#0;", ("&nbsp; &unknown; & &#0;", [])),
        ("<code>/start</code> /help", ("/start /help", [("code", 0, 6), ("bot_command", 7, 5)])),
        ("<b>a<code>b</code>c</b>", ("abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)])),
        ('<span class="tg-spoiler">a</span>', ("a", [("spoiler", 0, 1)])),
        ("<blockquote expandable>a</blockquote>", ("a", [("expandable_blockquote", 0, 1)])),
        ("<a href='https://egov.kz/'>eGov</a>", ("eGov", [("text_link", 0, 4)])),
        ("<a href=''>x y</a>", ("x y", [])),
        ("1 &lt 2", ("1 < 2", [])),
    ],
)
def test_html(source: str, expected: object) -> None:
    assert shape(source) == expected


def test_a_link_keeps_its_address_and_code_its_language() -> None:
    _, entities = parse_html(
        '<a href="https://wa.me/77001112233?a=1&amp;b=2">x</a><pre><code class="language-py">y</code></pre>'
    )
    assert entities == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://wa.me/77001112233?a=1&b=2"},
        {"type": "pre", "offset": 1, "length": 1, "language": "py"},
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ә<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a ='x'>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("қ</b>", "Unexpected end tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_the_words_of_the_real_server(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        formatted(source, "HTML")
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_markdown_is_not_spoken_here() -> None:
    with pytest.raises(Refused, match="unsupported parse_mode"):
        formatted("*a*", "MarkdownV2")


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("a\tb\rc\0d", "a bc d"),
        ("a\u202eb\u2028c", "abc"),
        ("и\u0306 e\u030a", "и\u0306 e"),
        ("a\u200e\u200f\u200eb", "a\u200c\u200c\u200eb"),
        ("a\nb", "a\nb"),
    ],
)
def test_cleaning(sent: str, stored: str) -> None:
    assert clean(sent) == stored


def test_invisible_texts_are_empty() -> None:
    assert is_empty(" \n\u200b\u2060\ufeff\u3164")
    assert not is_empty("ә")
    assert formatted("\u200b \n", "") == ("", [])


def test_units_are_utf16() -> None:
    assert [units(text) for text in ("abc", "қаз", "👋", "")] == [3, 3, 2, 0]


def test_telegram_finds_links_and_commands_by_itself() -> None:
    text, entities = formatted("/apply@asar_bot 👋 https://egov.kz/a?b=1. a@b.kz @ana_ana #асар egov.kz", "")
    cut = text.encode("utf-16-le")
    found = [(e["type"], cut[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")) for e in entities]
    assert found == [
        ("bot_command", "/apply@asar_bot"),
        ("url", "https://egov.kz/a?b=1"),
        ("email", "a@b.kz"),
        ("mention", "@ana_ana"),
        ("hashtag", "#асар"),
        ("url", "egov.kz"),
    ]


PLAIN = st.text(st.characters(codec="utf-8"), max_size=40)
TAGS = st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "code", "pre", "blockquote"])


@given(PLAIN)
def test_escaped_text_of_any_person_comes_back_as_it_is_stored(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert formatted(escaped, "HTML")[0] == formatted(text, "")[0]


@given(
    st.recursive(
        PLAIN.map(lambda t: t.replace("&", "").replace("<", "").replace(">", "")),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=3)
        ),
        max_leaves=6,
    )
)
def test_html_and_back_is_the_same_message(source: str) -> None:
    text, entities = formatted(source, "HTML")
    assert all(e["offset"] >= 0 and e["length"] > 0 and e["offset"] + e["length"] <= units(text) for e in entities)
    again, entities_again = formatted(to_html(text, entities), "HTML")
    assert again == text
    assert entities_again == entities


def outcome(source: str) -> str:
    try:
        formatted(source, "HTML")
    except Refused as refused:
        return refused.description
    return "taken"


@given(st.text("<>/&;'\"=# abx1қ👋\0\n", max_size=30))
def test_any_source_is_taken_or_refused(source: str) -> None:
    assert outcome(source).startswith(("taken", "Bad Request: can't parse entities: "))
