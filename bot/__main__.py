"""`python -m bot` is `asar`."""

from bot.cli import main

main()
