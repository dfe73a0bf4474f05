"""/help, by role and in plain words."""

from telegram import Update
from telegram.ext import CommandHandler

from bot.core.roles import Role
from bot.core.speech import Action, Button, Language, Text
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE

PARTS = {
    Role.VOLUNTEER: "help-volunteer",
    Role.COORDINATOR: "help-coordinator",
    Role.ADMIN: "help-admin",
}
"""What a role reads after the help for everybody, beside the parts of the roles before it."""


async def help_(_: Update, context: Context) -> None:
    """/help: what Asar does, how to ask, helplines; the commands of the team for who is on it."""
    unit = context.unit
    held = [place for place, role in enumerate(PARTS) if unit.person.holds(role)]
    parts = list(PARTS.values())[: max(held) + 1] if held else []
    other: Language = "ru" if unit.language == "kk" else "kk"
    rows = (
        (Button(Text("menu-apply"), Action("m", ("apply",))),),
        (Button(Text("menu-status"), Action("m", ("status",))),),
        (Button(Text(f"language-{other}"), Action("l", (other,))),),
    )
    head = ("help-about", "help-how", "help-free", "helplines-short")
    await unit.reply(*map(Text, (*head, *parts)), rows=rows)


HANDLERS = [CommandHandler("help", help_, PRIVATE)]
