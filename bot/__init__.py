"""Asar: families in Kazakhstan ask for help, and volunteers of their own region give it.

core         what is asked, known and decided: pure functions and data
programmes   one TOML file for each campaign
data         places of the country, with their sources
store        tables, transactions, what must survive
services     use cases, one function each
telegram     the only room that knows python-telegram-bot
playground   a local Telegram for trying, testing and showing

app, parts                       what puts all of it together, and what it reads before it starts
cli, play, demo_bot, __main__    the commands; a programme in the terminal; the bot beside the page
settings, organisation, keys     what the operator decides, who the operator is, the keys that encrypt
i18n, ftl                        words in two languages, and what is wrong with a file of them
logs, problems                   what is logged; what keeps Asar from starting

core <- store <- services <- telegram <- app: nothing points back (docs/ARCHITECTURE.md).
"""
