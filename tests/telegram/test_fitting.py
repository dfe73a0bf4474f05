"""Whatever a text is made of, Telegram takes it: within its length, with its tags closed."""

import html

from hypothesis import given
from hypothesis import strategies as some

from bot.playground.markup import parse_html
from bot.playground.text import units
from bot.telegram.fitting import MOST, fit, shown

WORDS = some.text(some.sampled_from("аё \n<&>👨‍👩‍👧\u202e\u200b;"), max_size=30)


@given(some.lists(some.tuples(WORDS, some.integers(1, 400), some.sampled_from(["", "b", "blockquote"])), max_size=6))
def test_a_long_text_is_cut_well(parts: list[tuple[str, int, str]]) -> None:
    bodies = [html.escape(words * often, quote=False) for words, often, _ in parts]
    text = "\n\n".join(f"<{tag}>{body}</{tag}>" if tag else body for body, (*_, tag) in zip(bodies, parts, strict=True))
    cut = fit(text)
    said, _ = parse_html(cut)  # refuses what Telegram refuses
    assert units(said) <= shown(cut) <= MOST  # Telegram takes some characters away
    assert cut == text or (said.rstrip().endswith("…") and shown(text) > MOST)


def test_it_ends_with_a_whole_line() -> None:
    cut = fit("<b>" + "жол\n" * 2000 + "</b>")
    assert cut.endswith("жол…</b>")
    assert 4090 < shown(cut) <= MOST


def test_what_fits_stays_as_it_is() -> None:
    assert fit("😀" * 2048) == "😀" * 2048
    assert shown(fit("😀" * 2049)) <= MOST
