# Handing over: what came, what is missing and why, a photo, notes. $number (text): "№ 100047-3"

## Things, as the team and the family read them. $item: a choice of the programme; $why: one of item-why-* or own words

item-given = ✅ { $item }
item-asked = ▫️ { $item }
item-missing = ❌ { $item }
item-missing-why = ❌ { $item }: { $why }
# Still owed: a delivery came without it
item-asked-why = ⏳ { $item }: { $why }
# $number (number): which child; $items: a list of the above
item-child = { $number }. { $items }
# $name (text): the child's name, for the family
item-of =
    <b>{ $name }</b>
    { $items }
# Of a child that the family has taken out of its request since then, or of the only one
item-earlier = { $items }
# $lines: one child a line
item-lines = { $lines }
item-progress =
    <b>Что уже передано и чего не хватает</b>
    { $lines }
# Why something did not come: buttons, and said to the family
item-why-stock = нет в наличии
item-why-size = нет нужного размера
item-why-have = уже есть
item-why-later = будет позже
item-why-other = другая причина

## Buttons under an accepted request

card-part = 🟡 Передано не всё
card-note = 🗒 Заметка

## Marking what is missing

handing-no-list = В этой заявке нет списка вещей: семья просила позвонить. Запишите с её слов, что нужно, или нажмите «Помощь передана».
handing-ask = Заявка { $number }. Нажмите на то, чего Вы <b>не передали</b>.
# Buttons. $thing: a thing, or "2 · 👞 Обувь"
handing-came = ✅ { $thing }
handing-missing = ❌ { $thing }
# $number (number): which child
handing-of = { $number } · { $item }
handing-next = ➡️ Дальше
handing-all = ✅ Всё передано
handing-back = ↩️ К заявке
handing-change = ✏️ Изменить отметки
# $thing as in the buttons
handing-why = Заявка { $number }. Почему не передано: { $thing }?
# A button: the reason just given, for all the others too. $why
handing-same = Всё остальное: { $why }
handing-why-typed = Напишите коротко, почему не передано: { $item }. Семья это прочитает.
# $came (number): how many things came; $lines: what did not, and why
handing-end-ask =
    Заявка { $number }. { $came ->
        [0] Ничего не передано:
        [one] Передана { $came } вещь, не передано:
        [few] Передано { $came } вещи, не передано:
       *[many] Передано { $came } вещей, не передано:
    }
    { $lines }

    Что дальше?
# Nothing came at all
handing-nothing =
    Заявка { $number }. По Вашим отметкам пока ничего не передано:
    { $lines }

    Заявка остаётся у Вас. Если не получится, верните её в очередь.
# Buttons
handing-later = 🔁 Остальное привезу позже
handing-end = 🏁 Больше передать не смогу
handing-noted = Записали, что передано по заявке { $number }. Заявка остаётся у Вас, семья знает, что остальное будет позже. Спасибо!
handing-noted-call = Записали, что передано по заявке { $number }. Заявка остаётся у Вас. Скажите, пожалуйста, семье сами, что остальное будет позже. Спасибо!

## What the family reads

# Above the list of what came
family-part-came = Волонтёр передал Вам часть помощи по заявке { $number }:
family-rest-follows = Остальное он обещал привезти позже. Заявка остаётся открытой, ничего делать не нужно.
family-delivered-part = Волонтёр сообщил, что смог передать Вам не всё по заявке { $number }:
family-part-arrived = Скажите, пожалуйста: всё, что отмечено ✅, Вы получили?

## A photo of what was given

photo-offer = 📷 Если хотите, пришлите сюда одно фото вещей, которые передали. Пожалуйста, без лиц и без документов. Фото увидит только координатор.
# Button
photo-skip = Без фото
photo-skipped = Хорошо, без фото.
photo-kept = Спасибо! Фото добавлено к заявке { $number }. Его увидит только координатор.
# Something else than a photo came, a file perhaps
photo-as-photo = Пришлите, пожалуйста, одно фото, не файлом. Или просто продолжайте: фото присылать не обязательно.
# Under the photo, for a coordinator
photo-caption = Фото к заявке { $number }: что передано

## Notes

# Asks for the text
note-ask = Напишите заметку к заявке { $number }: что важно знать тому, кто поможет. Например: звонить после шести, дома бабушка. Семья её в переписке не увидит.
note-kept = Заметка к заявке { $number } сохранена. Её прочитает тот, кто займётся заявкой, и координатор.
note-from-coordinator = Новая заметка к Вашей заявке { $number }. Она под контактами семьи.
# With the contacts. $lines: one note a line
note-list =
    <b>🗒 Заметки</b>
    { $lines }
# $at (date and time), $words (text): the note
note-line = { $at }: { $words }
# /mydata. $count (number): notes the team made about the request
mydata-notes = { $count ->
    [one] К заявке { $number } есть { $count } заметка волонтёров. Она удаляется вместе с заявкой.
    [few] К заявке { $number } есть { $count } заметки волонтёров. Они удаляются вместе с заявкой.
   *[many] К заявке { $number } есть { $count } заметок волонтёров. Они удаляются вместе с заявкой.
}
# $count (number): photos of what was handed over
mydata-photos = { $count ->
    [one] К заявке { $number } есть { $count } фото переданных вещей. Оно удаляется вместе с заявкой.
    [few] К заявке { $number } есть { $count } фото переданных вещей. Они удаляются вместе с заявкой.
   *[many] К заявке { $number } есть { $count } фото переданных вещей. Они удаляются вместе с заявкой.
}
