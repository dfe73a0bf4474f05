"""A conversation as text: both sides, keyboards as rows of [ labels ], edits, presses and toasts in their order."""

from typing import Any

from bot.playground.seen import body

Json = dict[str, Any]

_MEDIA = ("photo", "document", "voice", "audio", "sticker", "video", "animation", "video_note")


def transcript(story: Json, *, ids: bool = False) -> str:
    """Readable text of what `story` of the control interface tells. ids: with message ids (not for golden files)."""
    lines: list[str] = []
    for event in story["events"]:
        name = story["names"].get(str(event.get("by")), "")
        block = _block(event, name, bot=event.get("by") == story["bot"], ids=ids)
        if block:
            lines += [*block, ""]
    return "\n".join(lines)


def _block(event: Json, name: str, *, bot: bool, ids: bool) -> list[str]:
    mark = f" #{event['message_id']}" if ids and "message_id" in event else ""
    match event["kind"]:
        case "message":
            return _said(f"{name}{mark}: ", event["data"], event["keyboard"])
        case "edit":
            return _edited(f"{name}{mark} ✎ ", event["data"], event["before"])
        case "press":
            return [f"{name}{mark} ▸ [ {event['label']} ]"]
        case "toast":
            sign = "‼" if event["alert"] else "💬"
            return [f"    {sign} {event['text'] or event['url']}"]
        case "delete":
            return [f"    ✗ message deleted{mark}"]
        case "bot":
            return [f"    ({name}: bot {event['status']})"]
    return []


def _said(head: str, data: Json, keyboard: Json | None) -> list[str]:
    return [*_indented(head, content(data)), *_rows(data), *_keyboard(keyboard)]


def _edited(head: str, data: Json, before: Json) -> list[str]:
    same_text = content(data) == content(before)
    rows = _rows(data)
    if same_text and not rows:
        return [f"{head}(buttons gone) {_short(content(data))}"]
    if same_text:
        return [f"{head}(new buttons) {_short(content(data))}", *rows]
    return [*_indented(head, content(data)), *rows]


def _short(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) <= 60 else first[:57] + "…"


def content(data: Json) -> str:
    """The content of a Message in words."""
    text, _ = body(data)
    parts = [f"({kind})" for kind in _MEDIA if kind in data]
    if contact := data.get("contact"):
        parts.append(f"(contact: {contact['phone_number']} {contact['first_name']})")
    if place := data.get("location"):
        parts.append(f"(location: {place['latitude']:.5f}, {place['longitude']:.5f})")
    if "pinned_message" in data:
        parts.append("(pinned a message)")
    parts += [
        f"({name})"
        for name in ("migrate_to_chat_id", "migrate_from_chat_id", "new_chat_members", "left_chat_member")
        if name in data
    ]
    return " ".join([*parts, text]).strip()


def _indented(head: str, text: str) -> list[str]:
    first, *rest = text.split("\n")
    return [(head + first).rstrip(), *(f"    {line}".rstrip() for line in rest)]


def _rows(data: Json) -> list[str]:
    rows = data.get("reply_markup", {}).get("inline_keyboard", [])
    return ["    " + " ".join(f"[ {_label(button)} ]" for button in row) for row in rows]


def _label(button: Json) -> str:
    if url := button.get("url"):
        return f"{button['text']} ↗ {url}"
    return str(button["text"])


def _keyboard(keyboard: Json | None) -> list[str]:
    if keyboard is None:
        return []
    if "remove_keyboard" in keyboard:
        return ["    ⌨ (keyboard gone)"]
    return ["    ⌨ " + " ".join(f"⟦ {button['text']} ⟧" for button in row) for row in keyboard.get("keyboard", [])]
