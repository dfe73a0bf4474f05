"""Live messages with buttons that lead somebody through several choices, such as a wizard."""

from bot.services.unit import Unit
from bot.store import messages


async def is_live(unit: Unit, what: str) -> bool:
    """Whether the pressed button stands under this person's live message as it is now; a typed command needs none."""
    if unit.press is None:
        return True
    sent = await messages.live(unit, (what,), unit.person.id, unit.person.telegram_id)
    # Telegram's id is recorded a moment after Telegram showed the message: a very quick press may come before.
    # A typed label stands under no message.
    pressed = unit.press.message_id
    return any(pressed is None or one.message_id in (None, pressed) for one in sent)
