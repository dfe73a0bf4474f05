"""What is asked, known and decided: pure functions and data, which are told the time and the words of people.

speech        what Asar says, as data          roles, rights       who holds what where, and what it allows
commands      which commands each role has     deadlines           how long what waits may wait
form          reading a programme file         requests, routing   the life of a request, and who is offered it
form_model    what may stand in one            cards, numbers      what volunteers see of it, and what it is called
form_checks   what must hold between questions code_words          how a family knows who is calling
form_texts    which texts it needs             places, borders     regions and districts, by name and by point
conditions    when a question is asked         matching            what two people type differently and mean alike
working_days  when an answer is due by law     items, stock        what each child needs, and who gets it when
caution       what many should not be told unseen
letters       words passed between two people  masking             … without phones and accounts
answers/      from what people type to values  interview/          the engine: one event, one step, one screen
localities    when a village may be named

May import: itself, and libraries that neither read nor write. No clock, no chance, no file, no network, no await.
Look next: `interview/`, then `bot.services`, which carries out what is decided here.
"""
