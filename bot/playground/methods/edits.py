"""Edits of messages, and answers to presses of their buttons."""

from bot.playground import keyboards
from bot.playground.chats import living, revise, writable
from bot.playground.errors import bad
from bot.playground.methods.messages import caption_content, text_content
from bot.playground.methods.register import method
from bot.playground.model import Chat, Json, Message, World
from bot.playground.text import units

ANSWERABLE = 150.0
MAX_ANSWER = 200
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def _editable(world: World, p: Json) -> tuple[Chat, Message]:
    chat = writable(world, p.get("chat_id"))
    if not p.get("message_id"):
        raise bad("message identifier is not specified")
    message = living(chat, p["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if not message.by_bot or message.keyboard is not None or "forward_origin" in message.data:
        raise bad("message can't be edited")
    return chat, message


def _apply(world: World, chat: Chat, message: Message, changes: Json) -> Json:
    if all(message.data.get(name) == value for name, value in changes.items()):
        raise bad(NOT_MODIFIED)
    return revise(world, chat, message, changes)


@method("editMessageText")
def edit_message_text(world: World, p: Json) -> Json:
    """Replace text and keyboard; without reply_markup the keyboard goes."""
    content = text_content(world, p)
    markup = keyboards.inline_only(keyboards.parse(p.get("reply_markup")))
    chat, message = _editable(world, p)
    if "text" not in message.data:
        raise bad("there is no text in the message to edit")
    gone: Json = {"entities": None, "link_preview_options": None}
    return _apply(world, chat, message, {**gone, **content, "reply_markup": markup})


@method("editMessageCaption")
def edit_message_caption(world: World, p: Json) -> Json:
    """Replace caption and keyboard of a photo or document."""
    content = caption_content(world, p)
    markup = keyboards.inline_only(keyboards.parse(p.get("reply_markup")))
    chat, message = _editable(world, p)
    if not {"photo", "document", "video", "voice"} & message.data.keys():
        raise bad("there is no caption in the message to edit")
    gone: Json = {"caption": None, "caption_entities": None}
    return _apply(world, chat, message, {**gone, **content, "reply_markup": markup})


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, p: Json) -> Json:
    """Replace the keyboard; without reply_markup it goes."""
    markup = keyboards.inline_only(keyboards.parse(p.get("reply_markup")))
    chat, message = _editable(world, p)
    return _apply(world, chat, message, {"reply_markup": markup})


@method("answerCallbackQuery")
def answer_callback_query(world: World, p: Json) -> bool:
    """Answer a press, once and in time; the person sees the text as a toast or an alert."""
    text = p.get("text", "")
    if units(text) > MAX_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    press = world.presses.get(p.get("callback_query_id", ""))
    if press is None or press.answer is not None or world.clock.now() - press.at > ANSWERABLE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if (url := p.get("url")) and not url.startswith(
        (f"https://t.me/{world.bot.username}?", f"tg://resolve?domain={world.bot.username}")
    ):
        raise bad("URL_INVALID")
    press.answer = {"text": text, "alert": bool(p.get("show_alert")), "url": p.get("url", ""), "at": world.clock.now()}
    kind = "toast" if text or url else "answered"
    world.event(world.chats[press.chat_id], kind, by=press.person_id, press=press.id, **press.answer)
    return True
