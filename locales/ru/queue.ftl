# The queue narrowed by buttons, and several requests accepted at once. $count (number)

# Buttons of the queue
filter-open = 🔎 Кого показать
filter-clear = ✖️ Показать всех
ticks-open = ☑️ Принять несколько
# The choice, above the queue and above a card. $chosen: what was chosen, in a list
filter-chosen = 🔎 { $chosen }
filter-only-urgent = только срочные
# The first line of a narrowed queue. $count: requests that wait
filter-panel = { $count ->
    [0] По Вашему выбору сейчас никто не ждёт. Чтобы увидеть остальных, нажмите «Показать всех».
    [one] По Вашему выбору ждёт { $count } семья.
    [few] По Вашему выбору ждут { $count } семьи.
   *[many] По Вашему выбору ждут { $count } семей.
}
# Instead of a card: the choice is the paragraph above
filter-none-waiting = По Вашему выбору сейчас никто не ждёт, или эти заявки смотрят другие. Остальные семьи: «Показать всех».

# The menu of what can be chosen
filter-menu = Кого показать в очереди? Можно выбрать несколько условий, они запомнятся и для /next.
filter-district = 📍 Район
filter-village = 🏘 Село, посёлок
filter-school = 🏫 Школа
filter-programme = 📋 Программа
filter-language = 🗣 Язык семьи
filter-urgent = ❗️ Только срочные · { $count }
filter-longest = ⏳ Сначала те, кто ждёт дольше
# One kind of choice
filter-ask-district = Какой район?
filter-ask-village = Какое село? Мы называем только те, откуда написали хотя бы пять семей.
filter-ask-school = Какая школа? Мы называем только те, которые указали хотя бы пять семей.
filter-ask-programme = Какая программа?
filter-ask-language = На каком языке говорит семья?
filter-language-kk = По-казахски
filter-language-ru = По-русски
filter-nothing-here = Здесь сейчас никто не ждёт.
# A button: a choice. $name: of a district, a village …; $count: how many wait there
filter-choice = { $name } · { $count }
filter-any = Не важно
filter-back = ◀️ Назад к выбору

# Above a list with ticks. $count: ticked; $room: how many more may be accepted
ticks-ask = { $room ->
    [0] У Вас уже столько заявок в работе, сколько можно. Сначала завершите, пожалуйста, одну из них: /mine
   *[other] Отметьте заявки, которые возьмёте вместе. Отмечено: { $count }, ещё можно взять: { $room }.
}
# Buttons. $number (text)
ticks-on = ✅ { $number }
ticks-off = ▫️ { $number }
# $count: ticked
ticks-accept = { $count ->
    [one] 🤝 Принять { $count } заявку
    [few] 🤝 Принять { $count } заявки
   *[many] 🤝 Принять { $count } заявок
}
# $count: how many may be accepted
ticks-enough = { $count ->
    [0] Больше взять пока нельзя: сначала завершите, пожалуйста, одну из своих заявок.
    [one] Сейчас можно взять только { $count } заявку.
    [few] Сейчас можно взять только { $count } заявки.
   *[many] Сейчас можно взять только { $count } заявок.
}
# After accepting. $numbers: a list
several-accepted = { $count ->
    [one] Вы приняли { $count } заявку: { $numbers }. Контакты семьи выше. Спасибо Вам!
    [few] Вы приняли { $count } заявки: { $numbers }. Контакты семей выше. Спасибо Вам!
   *[many] Вы приняли { $count } заявок: { $numbers }. Контакты семей выше. Спасибо Вам!
}
several-missed = { $count ->
    [one] Заявка { $numbers } Вам не досталась: её уже принял или сейчас смотрит другой волонтёр, или она изменилась.
    [few] Эти заявки Вам не достались: { $numbers }. Их уже приняли или сейчас смотрят другие, или они изменились.
   *[many] Эти заявки Вам не достались: { $numbers }. Их уже приняли или сейчас смотрят другие, или они изменились.
}

# To coordinators. $name: the volunteer; $count: families whose contacts they opened within a day
curiosity-told = { $count ->
    [one] { $name }: за сутки открыты контакты { $count } семьи. Это необычно много. Спросите, пожалуйста, всё ли в порядке: /team
    [few] { $name }: за сутки открыты контакты { $count } семей. Это необычно много. Спросите, пожалуйста, всё ли в порядке: /team
   *[many] { $name }: за сутки открыты контакты { $count } семей. Это необычно много. Спросите, пожалуйста, всё ли в порядке: /team
}
# Instead of a name nobody knows
curiosity-somebody = Участник команды
