"""What the bot tells about itself: getMe, commands, name, descriptions, menu button."""

import re
from typing import Any

from bot.playground.chats import find_chat
from bot.playground.errors import bad
from bot.playground.methods.register import METHODS, method
from bot.playground.model import Chat, Json, World
from bot.playground.text import units

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256
_TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


@method("getMe")
def get_me(world: World, _: Json) -> Json:
    """Who the bot is."""
    return {
        **world.bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_all_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("logOut")
@method("close")
def leave_server(world: World, _: Json) -> bool:
    """Both succeed and change nothing: there is one server."""
    return world is not None


def _language(p: Json) -> str:
    code: str = p.get("language_code", "")
    if not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _scope(world: World, p: Json) -> str:
    scope = p.get("scope") or {"type": "default"}
    kind: str = scope["type"]
    if kind not in _CHAT_SCOPES:
        if kind not in ("default", "all_private_chats", "all_group_chats", "all_chat_administrators"):
            raise bad("unsupported bot command scope type specified")
        return kind
    chat = find_chat(world, scope.get("chat_id"))
    if chat.private and kind != "chat":
        raise bad("can't use specified scope in private chats")
    if chat.private and not chat.started:
        raise bad("chat not found")
    return f"{kind}:{chat.id}" + (f":{scope.get('user_id')}" if kind == "chat_member" else "")


@method("setMyCommands")
def set_my_commands(world: World, p: Json) -> bool:
    """Set the commands of one scope and language."""
    commands = []
    for given in p.get("commands") or ():
        name = given["command"].strip().removeprefix("/")
        description = given["description"].strip()
        if not _COMMAND.fullmatch(name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(description) <= MAX_COMMAND_DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": name, "description": description})
    if len(commands) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    key = (_scope(world, p), _language(p))
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    return True


@method("getMyCommands")
def get_my_commands(world: World, p: Json) -> list[Json]:
    """The commands of exactly this scope and language."""
    return world.profile.commands.get((_scope(world, p), _language(p)), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, p: Json) -> bool:
    """Delete the commands of one scope and language."""
    world.profile.commands.pop((_scope(world, p), _language(p)), None)
    return True


def menu(world: World, person_id: int) -> list[Json]:
    """The commands a person sees in the private chat, by Telegram's order of scopes and languages."""
    return _first(world, person_id, (f"chat:{person_id}", "all_private_chats", "default"))


def group_menu(world: World, chat: Chat, person_id: int) -> list[Json]:
    """The commands a member sees in a group; administrators may have more."""
    leads = chat.members.get(person_id) in ("creator", "administrator")
    administrators = (f"chat_administrators:{chat.id}",) if leads else ()
    all_administrators = ("all_chat_administrators",) if leads else ()
    own = (f"chat_member:{chat.id}:{person_id}", *administrators, f"chat:{chat.id}")
    return _first(world, person_id, (*own, *all_administrators, "all_group_chats", "default"))


def _first(world: World, person_id: int, scopes: tuple[str, ...]) -> list[Json]:
    language = world.people[person_id].language_code[:2]
    for scope in scopes:
        for code in (language, ""):
            if commands := world.profile.commands.get((scope, code)):
                return commands
    return []


def _text_methods(suffix: str, field: str, limit: int) -> None:
    def write(world: World, p: Json) -> bool:
        text = p.get(field, "").strip()
        if units(text) > limit:
            raise bad(f"{field.replace('_', ' ')} is too long")
        key = (field, _language(p))
        if text:
            world.profile.texts[key] = text
        else:
            world.profile.texts.pop(key, None)
        return True

    def read(world: World, p: Json) -> Json:
        texts, language = world.profile.texts, _language(p)
        default = texts.get((field, ""), world.bot.first_name if field == "name" else "")
        return {field: texts.get((field, language), default)}

    METHODS[f"setMy{suffix}"] = write
    METHODS[f"getMy{suffix}"] = read


for _suffix, (_field, _limit) in _TEXTS.items():
    _text_methods(_suffix, _field, _limit)


@method("setChatMenuButton")
def set_chat_menu_button(world: World, p: Json) -> bool:
    """Set the button beside the input field, of one chat or of all."""
    key = _menu_chat(world, p)
    button: dict[str, Any] = p.get("menu_button") or {"type": "default"}
    if button["type"] == "default":
        world.profile.menu_buttons.pop(key, None)
    else:
        world.profile.menu_buttons[key] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, p: Json) -> Json:
    """The button beside the input field."""
    buttons = world.profile.menu_buttons
    return buttons.get(_menu_chat(world, p), buttons.get(0, {"type": "commands"}))


def _menu_chat(world: World, p: Json) -> int:
    return find_chat(world, p["chat_id"]).id if "chat_id" in p else 0
