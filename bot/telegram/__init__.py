"""The only room that knows Telegram: from raw updates to use cases, and from outbox rows to messages.

In:       intake    batches of updates in one transaction; acknowledged after the commit
          dispatch  one update, one unit of work, one handler           handlers/  read, call one use case
          callbacks what a button carries
Out:      sender    the loop over the outbox       lanes, pacing  whose turn it is, and how fast
          delivery  one row becomes its calls      verdicts       what Telegram's answer means
          render    a message as HTML and keyboard menus          commands and descriptions Telegram shows
          fitting   what is too long, cut where it ends well
Between:  request   one call, four outcomes: ok, refused, never sent, unknown

May import: `bot.services`, `bot.store`, `bot.core`, python-telegram-bot, aiohttp.
Look next: `bot.app`, which starts it.
"""
