# The delivery list and the packing list of a volunteer. $number (text): "№ 100047-3"

## The delivery list. It holds contacts

# Buttons under /mine
round-open = 🗺 Список для развоза
pack-open = 📦 Что собрать
round-opening = Открываем список для развоза…
# Instead of a list of which something has changed
round-changed = Список изменился, поэтому контакты из него убраны. Откройте его заново.
# $count (number): claims on all pages
round-head = { $count ->
    [one] <b>🗺 Развоз</b>: { $count } заявка. Отметьте, что передали полностью.
    [few] <b>🗺 Развоз</b>: { $count } заявки. Отметьте те, по которым передали всё.
   *[many] <b>🗺 Развоз</b>: { $count } заявок. Отметьте те, по которым передали всё.
}
# $place: a village's name, or the district
round-village = <b>🏘 { $place }</b>
round-school = 🏫 { $school }
# $who: number and name
round-who = <b>{ $who }</b>
round-things = 🎁 { $items }
# $item: a thing; $count (text): how many
round-thing = { $item } × { $count }
# Buttons
round-tick = ⬜️ { $number }
round-ticked = ☑️ { $number }
# $count (number): ticked ones
round-deliver = { $count ->
    [one] ✅ Передана { $count } отмеченная
    [few] ✅ Переданы { $count } отмеченные
   *[many] ✅ Переданы { $count } отмеченных
}
round-undo = ✖️ { $number } (2 минуты)
# $numbers: a list
round-done = { $count ->
    [one] Спасибо Вам! Отметили, что помощь передана: { $numbers }. Мы спросим семью, всё ли дошло.
    [few] Спасибо Вам! Отметили, что помощь передана: { $numbers }. Мы спросим семьи, всё ли дошло.
   *[many] Спасибо Вам! Отметили, что помощь передана: { $numbers }. Мы спросим семьи, всё ли дошло.
}
round-done-call = { $count ->
    [one] Спасибо Вам! Отметили, что помощь передана: { $numbers }. Координатор позвонит семье и спросит, всё ли дошло.
    [few] Спасибо Вам! Отметили, что помощь передана: { $numbers }. Координатор позвонит семьям и спросит, всё ли дошло.
   *[many] Спасибо Вам! Отметили, что помощь передана: { $numbers }. Координатор позвонит семьям и спросит, всё ли дошло.
}
round-gone = Не отмечены, потому что изменились или уже не у Вас: { $numbers }. Посмотрите, пожалуйста: /mine

## The packing list

pack-head = <b>📦 Что собрать по Вашим заявкам</b>
pack-nothing = Собирать нечего: в Ваших заявках всё передано или список вещей ещё не записан.
# $item: a thing of the programme; $count (text)
pack-item = <b>{ $item }</b>: { $count }
# $kind: "👧 Девочка, Тёмно-синяя"; $sizes: a list of the below
pack-kind = · { $kind }: { $sizes }
pack-sizes = · { $sizes }
# $cm (text): "128" or "123–128"; $size (text): "32–34"
pack-height = рост { $cm } (размер { $size }) × { $count }
pack-shoe = { $size } × { $count }
pack-unknown = размер неизвестен × { $count }
