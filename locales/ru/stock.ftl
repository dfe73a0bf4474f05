# Stock and the waiting list. $number (text): "№ 100047-3"

## What the team reads

# On cards and with the contacts. $items: a list of things
stock-out-now = 📦 Сейчас нет на складе: { $items }
# To a volunteer who wants to accept a request for which nothing is left
volunteer-out-of-stock = Для заявки { $number } сейчас на складе ничего нет. Семья ждёт поступления, об очереди мы ей сами напишем. Есть и другие семьи: /next
# Instead of a card
card-out-of-stock = Заявка { $number } ждёт поступления на склад.

## What the family reads

# With "a volunteer has accepted". $items: a list of things
family-out-now = Сейчас у нас нет: { $items }. Остальное волонтёр привезёт, а об этих вещах напишем отдельно.
# $place (number): 1 is the next
family-waitlisted =
    Скажем честно: вещи, которые Вы просили по заявке { $number }, сейчас закончились.

    Мы поставили Вас в лист ожидания, Ваше место: { $place }. Это не отказ. Когда вещи поступят, мы сразу напишем.
submitted-waitlisted = Скажем честно: вещи, которые Вы просите, сейчас закончились. Вы в листе ожидания, Ваше место: { $place }. Это не отказ: когда вещи поступят, мы сразу напишем.
# Other ways to help, for a programme without words of its own (school-aid-other-ways)
waitlist-other-ways = Пока Вы ждёте, совет по телефону даст служба поддержки семей и детей: 111.
family-waitlist-still = По заявке { $number } вещи пока не поступили. Мы о Вас помним, Ваше место в листе ожидания: { $place }. Посмотреть, исправить или отозвать заявку: /status
family-stocked = Хорошая новость по заявке { $number }: на склад поступили вещи из Вашей заявки, подошла Ваша очередь. Волонтёры уже видят Вашу заявку, мы напишем, как только её примут.
# /status of a family on the waiting list
status-waitlisted = Вещи, которые Вы просили, сейчас закончились. Ваше место в листе ожидания: { $place }. Когда они поступят, мы сразу напишем.

## /stock

stock-which-region = В какой области смотрим склад?
stock-which-programme = По какой программе?
# $region: the name; $programme: its title; $lines: one thing a line
stock-head =
    <b>📦 Склад</b>: { $region }
    { $programme }

    { $lines }
# One thing. $item; all (number)
stock-line = { $item }: всего { $amount }, в принятых заявках { $reserved }, передано { $given }, <b>осталось { $left }</b>, ждут { $waiting }
# More is accepted than there is. $short (number)
stock-line-short = { $item }: всего { $amount }, в принятых заявках { $reserved }, передано { $given }, <b>не хватает { $short }</b>, ждут { $waiting }
stock-line-open = { $item }: без учёта, передано { $given }, ждут { $waiting }
# $count (number): families on the waiting list
stock-listed = { $count ->
    [0] В листе ожидания никого нет.
    [one] В листе ожидания { $count } семья. Когда добавите вещи, она узнает об этом сама.
    [few] В листе ожидания { $count } семьи. Когда добавите вещи, они узнают об этом сами.
   *[many] В листе ожидания { $count } семей. Когда добавите вещи, они узнают об этом сами.
}
stock-how = Нажмите на вещь, чтобы изменить количество.
# One thing: how much of it came. $item
stock-ask =
    <b>{ $item }</b>
    { $line }

    Сколько поступило всего, вместе с уже переданным? Нажмите кнопку или напишите число, например 40. Прибавить: +40.
# Buttons. $count (text): "10"
stock-add = +{ $count }
stock-none-left = ⛔️ Закончились
stock-uncounted = ♾ Без учёта
stock-back = ↩️ К складу
# Below what families already have. $given (number)
stock-below-given = Так не получится: { $item }, уже передано { $given }. Число не может быть меньше. Если вещей больше нет, нажмите «Закончились».
# Fewer than families already count on. $short (number)
stock-below-reserved = Записали. Но волонтёры уже приняли заявки, и не хватает: { $short }. В заявках, принятых последними, появилась пометка «нет на складе». Договоритесь, пожалуйста, с волонтёрами.
stock-not-a-number = Напишите, пожалуйста, число от 0 до 99999, например 40, или сколько прибавить: +40.
