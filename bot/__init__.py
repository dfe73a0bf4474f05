"""Asar: families in Kazakhstan ask for help, and volunteers of their own region give it.

core        what is asked, known and decided: pure functions and data
programmes  one TOML file for each campaign
data        places of the country, with their sources
store       tables, transactions, what must survive
services    use cases, one function each
telegram    the only room that knows python-telegram-bot
playground  a local Telegram for trying, testing and showing
app, cli    what puts all of it together, and the commands
"""
