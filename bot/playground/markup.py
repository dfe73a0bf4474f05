"""Telegram's HTML: a parser with the error texts of the real server (td `parse_html`), and the way back."""

import html
import re
from typing import Any

from bot.playground.errors import bad
from bot.playground.text import clean, units

Entity = dict[str, Any]

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_TAGS = {*_KINDS, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile("[<&]")
_REFERENCE = re.compile("&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*))(;?)")
_SPACES = " \t\r\n\v\0"
_SPACE = re.compile("[ \t\r\n\v\0]*")
_TAG_END = re.compile("[ \t\r\n\v\0>]")
_ATTRIBUTE_END = re.compile("[ \t\r\n\v\0=>/\"']")
_TOKEN = re.compile("[A-Za-z0-9.-]*")
_USER_LINK = re.compile(r"tg://user/?\?id=(\d+)", re.IGNORECASE)
_LINK = re.compile(r"(?:(?:https?|tg|ton|tonsite)://|mailto:|tel:)?[^\s/@]+\.?[^\s]*", re.IGNORECASE)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text without tags and its entities (offsets in UTF-16 units), neither trimmed nor merged. Refuses with 400."""
    if not _SPECIAL.search(source):
        return clean(source), []
    return _Parser(source).run()


class _Parser:
    """One pass over the source; `end` is one past the last character and stands for the NUL the original stops at."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.end = len(source)
        self.parts: list[str] = []
        self.length = 0  # of the text so far, UTF-16 units
        self.open: list[tuple[str, str, int, int]] = []  # tag, argument, offset, index into parts
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        source, position = self.source, 0
        while special := _SPECIAL.search(source, position):
            begin = special.start()
            self.add(source[position:begin])
            if source[begin] == "&":
                char, position = reference(source, begin)
                self.add(char)
            elif source[begin + 1 : begin + 2] == "/":
                position = self.close_tag(begin)
            else:
                position = self.open_tag(begin)
        self.add(source[position:])
        if self.open:
            raise self.problem(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return "".join(self.parts), self.entities

    def add(self, text: str) -> None:
        if text:
            text = clean(text)
            self.parts.append(text)
            self.length += units(text)

    def problem(self, words: str, at: int | None = None, rest: str = "") -> Exception:
        place = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        return bad(f"can't parse entities: {words}{place}{rest}")

    def open_tag(self, begin: int) -> int:
        source = self.source
        stop = _TAG_END.search(source, begin + 1)
        if stop is None:
            raise self.problem("Unclosed start tag", begin)
        position = stop.start()
        tag = source[begin + 1 : position].lower()
        if tag not in _TAGS:
            raise self.problem(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while source[position : position + 1] != ">":
            position = _skip(source, position)
            if source[position : position + 1] == ">":
                break
            name, value, position = self.attribute(tag, begin, position)
            argument = _argument(tag, name, value, argument)
        if tag == "span" and argument != "spoiler":
            raise self.problem('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append((tag, argument, self.length, len(self.parts)))
        return position + 1

    def attribute(self, tag: str, begin: int, position: int) -> tuple[str, str | None, int]:
        source = self.source
        stop = _ATTRIBUTE_END.search(source, position)
        after = stop.start() if stop else self.end
        name = source[position:after]
        if not name:
            if after >= self.end:
                raise self.problem(f'Unclosed start tag "{tag}"', begin)
            raise self.problem(f'Empty attribute name in the tag "{tag}"', begin)
        position = _skip(source, after)
        if position >= self.end:
            raise self.problem(f'Unclosed start tag "{tag}"', begin)
        if source[position] != "=":
            return name, None, position
        position = _skip(source, position + 1)
        if position >= self.end:
            raise self.problem(f'Unclosed start tag "{tag}"', begin)
        quote = source[position]
        if quote in "'\"":
            close = source.find(quote, position + 1)
            value = references(source[position + 1 : close if close >= 0 else self.end])
            position = close + 1 if close >= 0 else self.end
        else:
            token = _TOKEN.match(source, position)
            after = token.end() if token else position
            value = source[position:after].lower()
            if after < self.end and source[after] not in _SPACES and source[after] != ">":
                raise self.problem("Unexpected end of name token", position)
            position = after
        if position >= self.end:
            raise self.problem("Unclosed start tag", begin)
        return name, value, position

    def close_tag(self, begin: int) -> int:
        source = self.source
        if not self.open:
            raise self.problem("Unexpected end tag", begin)
        stop = _TAG_END.search(source, begin + 2)
        after = stop.start() if stop else self.end
        name = source[begin + 2 : after]
        position = _skip(source, after)
        if source[position : position + 1] != ">":
            raise self.problem("Unclosed end tag", begin)
        tag, argument, offset, index = self.open.pop()
        if name and name != tag:
            raise self.problem("Unmatched end tag", begin, f', expected "</{tag}>", found "</{name}>"')
        if self.length > offset:
            self.entity(tag, argument, {"offset": offset, "length": self.length - offset}, index)
        return position + 1

    def entity(self, tag: str, argument: str, place: Entity, index: int) -> None:
        last = self.entities[-1] if self.entities else {}
        same_place = last and last["offset"] == place["offset"] and last["length"] == place["length"]
        if tag == "a":
            link = argument or "".join(self.parts[index:])
            if user := _USER_LINK.fullmatch(link):
                self.entities.append({"type": "text_mention", **place, "user_id": int(user[1])})
            elif url := checked_link(link):
                self.entities.append({"type": "text_link", **place, "url": url})
        elif tag == "pre":
            if same_place and last["type"] == "code" and last.get("language"):
                last["type"] = "pre"
            else:
                self.entities.append({"type": "pre", **place})
        elif tag == "code":
            if same_place and last["type"] == "pre" and argument:
                last["language"] = argument
            else:
                self.entities.append({"type": "code", **place} | ({"language": argument} if argument else {}))
        elif tag == "blockquote":
            self.entities.append({"type": "expandable_blockquote" if argument else "blockquote", **place})
        elif tag == "tg-emoji":
            if not argument.isdigit() or not int(argument):
                raise self.problem("Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji", **place, "custom_emoji_id": argument})
        elif tag in _KINDS:
            self.entities.append({"type": _KINDS[tag], **place})


def _skip(source: str, position: int) -> int:
    match = _SPACE.match(source, position)
    return match.end() if match else position


def _argument(tag: str, name: str, value: str | None, before: str) -> str:
    if tag == "blockquote" and name == "expandable":
        return "1"
    if value is None:
        return before
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return before


def reference(source: str, begin: int) -> tuple[str, int]:
    """The character a reference at `begin` stands for (or the bare ampersand) and where reading goes on."""
    match = _REFERENCE.match(source, begin)
    if match is None:
        return "&", begin + 1
    hexadecimal, decimal, name, _ = match.groups()
    if name is not None:
        return (_NAMED[name], match.end()) if name in _NAMED else ("&", begin + 1)
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    digits_end = match.end() - len(match[4])
    if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000 or digits_end - begin >= 10:
        return "&", begin + 1
    return chr(code), match.end()


def references(source: str) -> str:
    """The source with every reference replaced."""
    parts, position = [], 0
    while (begin := source.find("&", position)) >= 0:
        char, after = reference(source, begin)
        parts += [source[position:begin], char]
        position = after
    return "".join([*parts, source[position:]])


def checked_link(link: str) -> str:
    """The link as Telegram stores it, or an empty string when it is no link (the text then stays plain)."""
    link = link.strip()
    if not _LINK.fullmatch(link):
        return ""
    if "://" in link or link.lower().startswith(("mailto:", "tel:")):
        return link if "://" not in link or "/" in link.split("://", 1)[1] or "?" in link else link + "/"
    return f"http://{link}/" if "." in link and "/" not in link else (f"http://{link}" if "." in link else "")


_OPEN = {
    "bold": "<b>", "italic": "<i>", "underline": "<u>", "strikethrough": "<s>", "spoiler": "<tg-spoiler>",
    "code": "<code>", "pre": "<pre>", "blockquote": "<blockquote>",
    "expandable_blockquote": "<blockquote expandable>",
}  # fmt: skip


def to_html(text: str, entities: list[Entity]) -> str:
    """The text with its entities as HTML again; entities Telegram finds by itself (links, commands) stay plain."""
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        opening = _OPEN.get(entity["type"], "")
        if entity["type"] == "text_link":
            opening = f'<a href="{html.escape(entity["url"])}">'
        elif entity["type"] == "text_mention":
            opening = f'<a href="tg://user?id={entity["user"]["id"]}">'
        elif entity["type"] == "custom_emoji":
            opening = f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">'
        elif entity["type"] == "pre" and entity.get("language"):
            opening = f'<pre><code class="language-{html.escape(entity["language"])}">'
        if not opening:
            continue
        closing = "".join(f"</{tag}>" for tag in reversed(re.findall(r"<([a-z-]+)", opening)))
        starts.setdefault(entity["offset"], []).append(opening)
        ends.setdefault(entity["offset"] + entity["length"], []).insert(0, closing)
    parts, offset = [], 0
    for char in text:
        parts += [*ends.get(offset, ()), *starts.get(offset, ()), html.escape(char, quote=False)]
        offset += 2 if char > "\uffff" else 1
    return "".join([*parts, *ends.get(offset, ())])
