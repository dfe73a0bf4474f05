"""Use cases: one function each, inside one transaction (`unit.Unit`). They know neither Telegram nor HTML.

unit          the transaction, who is writing, and how something is said
interviews    a person and a draft: applying, going on, correcting, keeping, discarding
families      a family and its request: status, withdrawal, "it has arrived"
queue         where a waiting request goes and who hears of it
cards         what a volunteer sees of a request, before and after the claim
volunteer     accepting, releasing, delivering, the calls between
team          invitations, joining, leaving
housekeeping  what is due: reminders, deadlines, forgetting
"""
