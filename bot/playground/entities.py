"""Formatted text: parse, merge and trim entities, find links and commands (td `fix_formatted_text`)."""

import re
from typing import Any

from bot.playground.errors import bad
from bot.playground.markup import Entity, parse_html
from bot.playground.text import MAX_RAW_BYTES, check_encoding, clean, is_empty, units

MAX_ENTITIES = 100
_MERGED = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_SOLID = frozenset({"code", "pre"})
_ORDER = {"blockquote": 0, "expandable_blockquote": 0, "text_link": 1, "bold": 2, "italic": 3, "underline": 4}
_FOUND = re.compile(
    r"(?P<url>\b(?:https?|tg)://[^\s<>\"]+[^\s<>\".,:;!?)\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b)"
    r"|(?P<bot_command>(?<![\w/<>@#.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{2,31}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<bare>\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|kz|ru|me|gov)\b(?:/[^\s<>\"]*[^\s<>\".,:;!?)\]])?)",
    re.IGNORECASE,
)
_MAY_HOLD = re.compile(r"[/@#.]")


def formatted(source: str, mode: str, given: list[Entity] | None = None) -> tuple[str, list[Entity]]:
    """Clean, trimmed text and its sorted entities. An empty text is returned as "". Refuses with 400."""
    if not check_encoding(source):
        raise bad("strings must be encoded in UTF-8")
    if len(source) * 4 > MAX_RAW_BYTES and len(source.encode()) > MAX_RAW_BYTES:
        raise bad("text is too long")
    if mode:
        if mode.lower() != "html":
            raise bad("unsupported parse_mode")
        text, entities = parse_html(source)
    else:
        text, entities = clean(source), [dict(entity) for entity in given or ()]
    if is_empty(text):
        return "", []
    stripped = text.rstrip(" \n")
    lead = len(stripped) - len(stripped.lstrip(" \n"))
    text = stripped[lead:]
    if entities:
        entities = _fit(entities, lead, units(text))
    if _MAY_HOLD.search(text):
        entities += find(text, entities)
    if len(entities) > 1:
        entities = _arrange(entities)
    return text, entities[:MAX_ENTITIES]


def _fit(entities: list[Entity], lead: int, length: int) -> list[Entity]:
    """Shift by the trimmed lead and cut to the text."""
    fitted = []
    for entity in entities:
        begin = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > begin:
            fitted.append(entity | {"offset": begin, "length": end - begin})
    return fitted


def _arrange(entities: list[Entity]) -> list[Entity]:
    """Join touching entities of one kind, keep code free of other entities, sort as the server does."""
    solid = [entity for entity in entities if entity["type"] in _SOLID]
    ready = [entity for entity in entities if entity["type"] not in _MERGED and not _inside(entity, solid)]
    for kind in _MERGED & {entity["type"] for entity in entities}:
        spans: list[list[int]] = []
        for begin, end in sorted(_span(entity) for entity in entities if entity["type"] == kind):
            if spans and begin <= spans[-1][1]:
                spans[-1][1] = max(spans[-1][1], end)
            else:
                spans.append([begin, end])
        for hole_begin, hole_end in map(_span, solid):
            cut = [([b, min(e, hole_begin)], [max(b, hole_end), e]) for b, e in spans]
            spans = [span for pair in cut for span in pair if span[1] > span[0]]
        ready += [{"type": kind, "offset": begin, "length": end - begin} for begin, end in spans]
    return sorted(ready, key=lambda e: (e["offset"], -e["length"], _ORDER.get(e["type"], 9), e["type"]))


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _inside(entity: Entity, solid: list[Entity]) -> bool:
    begin, end = _span(entity)
    return any(other is not entity and _span(other)[0] <= begin and end <= _span(other)[1] for other in solid)


def find(text: str, taken: list[Entity] | None = None) -> list[Entity]:
    """Entities Telegram finds by itself: links, e-mail addresses, commands, mentions, hashtags."""
    busy = [_span(entity) for entity in taken or () if entity["type"] not in _MERGED | {"blockquote"}]
    narrow = text.isascii() or max(text) <= "\uffff"
    found: list[dict[str, Any]] = []
    for match in _FOUND.finditer(text):
        begin, end = match.span()
        if not narrow:
            begin, end = units(text[:begin]), units(text[:end])
        if not any(begin < other_end and other_begin < end for other_begin, other_end in busy):
            kind = "url" if match.lastgroup == "bare" else str(match.lastgroup)
            found.append({"type": kind, "offset": begin, "length": end - begin})
    return found
