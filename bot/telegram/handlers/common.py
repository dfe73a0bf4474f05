"""What several handlers share."""

from telegram.ext import filters

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
"""Words and commands count in a private chat, and only when sent: an edited message fires them again."""
