"""Use cases: one function each, inside one transaction (`unit.Unit`). They know neither Telegram nor HTML.

unit                       the transaction, who is writing, and how something is said

A family:
welcome, programmes        the first words, the menu; when a programme is open
interviews, worlds         applying, going on, keeping, discarding; what the questions need from outside
submission, unfinished     from answers to a request; drafts that wait
families                   its request: status, correcting, withdrawing, "it has arrived"
schools                    a link on a school's door
erasure, forgetting, reach its data at its word; what goes with a request; whether Telegram still reaches it

A volunteer:
queue, panel, offers       where a waiting request goes, the live queue message, one request at a time
filters, picking, several  the queue narrowed; several requests ticked, and accepted at once
curiosity                  unusually many contacts opened by one person
views, localities          which waiting requests each of the team works on; villages and schools that may be named
cards, looking             a request before the claim; what one may look at
resting, speaking          pausing and coming back; the languages spoken to families
volunteer, claims          accepting, delivering, undoing; what becomes of an accepted request
contacts, calls, by_phone  contacts shown and blanked; what came of a call, or was written down in it
delivering, handing        everything was given, or a part: what is missing and why
items, photos              what each child needs and what became of it; a photo of what was given
stock, stocking, waitlist   what a region has of each thing, who says so, who waits for more
lists, packing, rounds     what to put into the car, and where to drive; contacts taken from such lists
notes, noting              what the next helper should know
releasing, telling         giving back with a reason; what the family reads meanwhile

A coordinator:
reviewing, refusals        why a person must look, reminders; what a family reads of a refusal
review_pages, deciding     /review and the page of one request; into the queue, out of it, urgency
declining, objecting       a refusal with a reason; the family does not agree
assigning, moving          to somebody of the team, to another area or the desk
vouching, revealing        whether help arrived, asked by phone; contacts for a coordinator
story                      /audit: the whole story in plain words

Talking:
letters, post, thread      words between a family and its helper; handed over and taken away; read back
talking                    words without being asked for them: who they are meant for
complaints, complaint_desk somebody complains; a coordinator looks at it

The team, and time:
invitations, joining       links into the team, and what a newcomer does with one
team, members, placing     leaving; who is on it; where a volunteer helps
areas, leaders, rights     areas by their codes; who leads there; who may do what
staffing                   where nobody helps, and telling the coordinators
screens, ticks             wizards: the live message, several things chosen by buttons
morning                    how the regions stand, every morning
intake, on_behalf          a request of a family without Telegram, entered by the team
family_word                … and what is done at its word
announcing, broadcasting   words to many people at once, prepared and on their way
groups, group_cards        what is said in groups: cards that follow their request, one live message for many
binding, group_life        /bind; groups that move, vanish or fall silent
prompts                    questions that the next message answers
housekeeping               what is due: reminders, deadlines, forgetting

May import: `bot.store`, `bot.core`, `bot.i18n`. Look next: `bot.telegram.handlers`, which calls this.
"""
