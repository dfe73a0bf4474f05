"""Tables, transactions, and one noun per file: whatever must survive is a row.

schema         the tables                      database, inplace   the engine, its transactions, speed on SQLite
migrations/    older databases brought here    upgrade, meta       … at start, with a check of the keys
vault, rekey   sealed columns, and a new key   updates             what was handled, and what could not be

people, invites, consents      who writes, how they joined, what they agreed to
intakes                        … and what it is of a family without Telegram
drafts, requests, audit        an unfinished interview, what became of it, who did what and why
queue, waiting                 who sees which request, who waits for a programme
filters, choices, panels       the queue narrowed, by what it can be, and what somebody's message of it shows
localities                     villages and schools of requests, found again without being readable
items, handovers, stocks       what each child needs and what became of it, what a region has
groups                         chats in which an area's cards appear
reviews, complaints            why a person has to look at a request; what somebody complains of
outbox, deliveries, messages   what is to be said, what became of it, what may still be edited
letters                        words between a family and its helper
announcements, audiences       words to many at once, and who hears them
mornings                       how regions stand, counted
timers                         what is due later

Statements are constants of their module; a function takes the transaction (`database.Tx`) first and never commits.
May import: `bot.core` and SQLAlchemy. Look next: `bot.services`, whose use cases call this.
"""
