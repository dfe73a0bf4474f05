# Координатору: /review и всё, что решается на странице заявки, /assign, перенос, /audit. $number (text): "№ 100047-3"

## What has to be looked at is told

# $count (number): requests that wait for a look
review-waiting = { $count ->
    [one] { $count } заявка ждёт Вашего решения.
    [few] { $count } заявки ждут Вашего решения.
   *[many] { $count } заявок ждут Вашего решения.
}
review-told-objection = ⚖️ Семья не согласна с отказом по заявке { $number }. Посмотрите, пожалуйста, ещё раз: на ответ есть срок по закону.
review-told-disputed = ⚠️ По заявке { $number } семья сказала по телефону, что ничего не получила. Заявка снова в очереди, среди первых. Разберитесь, пожалуйста.
review-told-again = ⏰ Заявка { $number } всё ещё ждёт Вашего решения.
review-told-desk = ⏰ Заявку { $number } в области вовремя не решили. Посмотрите, пожалуйста, Вы.
# $day (date): by the end of which the law wants the answer
review-told-due = ⚖️ По заявке { $number } семья ждёт ответа на возражение. Срок по закону: { $day }
review-told-late = 🔴 Возражение по заявке { $number } осталось без ответа, а срок по закону прошёл: { $day }. Семье мы это честно сказали. Ответьте, пожалуйста, сегодня.
# Buttons. On a card for who leads there: ⚙️
review-decide = ⚙️ Решить
review-open = Открыть { $number }
review-open-list = 🔎 Всё, что надо посмотреть

## /review: the list

# $count (number)
review-head = { $count ->
    [0] Сейчас смотреть нечего: все заявки идут своим ходом. Спасибо Вам!
    [one] Надо посмотреть { $count } заявку.
    [few] Надо посмотреть { $count } заявки.
   *[many] Надо посмотреть { $count } заявок.
}
review-how = Нажмите номер, чтобы увидеть заявку и решить. Сверху те, на которые надо ответить к сроку по закону.
review-refresh = 🔄 Обновить
# A line of the list. $place, $why: a list of the short reasons below; $day (date)
review-line = { $number } · { $place } · { $why }
review-line-due = ⚖️ { $number } · { $place } · { $why } · ответить до: { $day }
review-short-objection = возражение
review-short-disputed = помощь не пришла
review-short-unclear = непонятно
review-short-call = просят позвонить
review-short-vouch = дошла ли помощь
review-short-asked = взята посмотреть
review-short-lost = семью не найти
review-short-needless = помощь, может быть, не нужна

## The page of one request

# $reasons: the lines below, one under another
review-reasons = <b>Почему её надо посмотреть</b>
    { $reasons }
# $since (date and time), $day (date)
review-why-objection = ⚖️ Семья не согласна с отказом: с { $since }. Ответить до: { $day }
review-why-disputed = ⚠️ Волонтёр отметил, что передал, а семья ничего не получила: с { $since }
review-why-unclear = ❓ Место неизвестно, или тот же телефон есть в другой открытой заявке: с { $since }
review-why-unclear-place = ❓ Неизвестно, где живёт семья: с { $since }
# $numbers: a list of other requests
review-why-unclear-phone = ❓ Тот же телефон в других открытых заявках ({ $numbers }): с { $since }
# In a request of another coordinator's
review-why-unclear-phone-elsewhere = ❓ Тот же телефон есть в открытой заявке из другого места: с { $since }
review-why-call = ☎️ Семья просит позвонить: с { $since }
review-why-vouch = 📞 Помощь передана, а семья без Telegram. Позвоните и спросите, дошла ли она: с { $since }
review-why-asked = 🔎 Координатор взял её посмотреть: с { $since }
review-why-lost = 📵 До семьи не дозвониться или номер неверный, и бот до неё не доходит: с { $since }
review-why-needless = 🙅 Волонтёр говорит, что помощь семье уже не нужна. Позвоните ей, пожалуйста, и проверьте: с { $since }
# How it stands. $changed (date and time)
review-state-queued = Сейчас: в очереди.
review-state-review = Сейчас: у координатора, с { $changed }. Принять её пока нельзя.
review-state-claimed = Сейчас: у волонтёра, с { $changed }.
review-state-delivered = Сейчас: помощь передана { $changed }, ждём ответа семьи.
review-state-confirmed = Сейчас: помощь получена, { $changed }.
review-state-unconfirmed = Сейчас: помощь передана, но семья не ответила.
review-state-withdrawn = Сейчас: отозвана семьёй, { $changed }.
review-state-expired = Сейчас: срок вышел, { $changed }.
review-state-declined = Сейчас: отказ, { $changed }.
# $name
review-claimer = Волонтёр: { $name }
review-nameless = имя неизвестно
# $level (number): 1 to 5
review-urgency = Срочность: { $level } из 5
review-unreachable = Сообщения бота до семьи не доходят: связаться можно только по телефону.
# $reason, $at (date and time)
review-refused = Отказ { $at }: { $reason }
# $words: what the family wrote
review-objection = Семья пишет: { $words }
# How often it came back
review-past = Возвращали сами: { $released }, вернулась без вестей: { $returned }, помощь не пришла: { $disputed }. Волонтёров было: { $people }
# $reasons: the last ones
review-past-why = Почему возвращали: { $reasons }
review-for-another = На возражение отвечает не тот, кто отказал: решит другой координатор.
# A coordinator's question to the family. $at (date and time): of the last letter
review-asked = ✉️ Семью спросили { $at }, ответа пока нет.
review-answered = ✉️ Семья ответила { $at }. Прочитать можно кнопкой «{ letter-thread }».
# Buttons
review-back = ⬅️ К заявке
review-vouch-got = ✅ Семья говорит: всё пришло
review-vouch-partly = 🟡 Семья говорит: пришла часть
review-vouch-not = ❌ Семья говорит: ничего не пришло
review-admit = ✅ В очередь
review-looked = ✅ Посмотрели, пусть идёт дальше
review-contacts = 📞 Контакты
review-ask = ✍️ Спросить семью
review-assign = 🤝 Поручить
review-move = 🗺 Передать в другое место
review-urgent = ❗️ Срочность
review-hold = 🔎 Взять посмотреть
review-decline = ✖️ Отказать
review-audit = 📜 Вся история
# Answers to the buttons
review-admitted = Заявка { $number } в очереди. Семья получила сообщение.
review-looked-done = Отметили: заявку { $number } Вы посмотрели.
review-hold-sure = Заявка { $number } сейчас у волонтёра. Взять её у него, чтобы посмотреть? Мы ему сообщим, контакты семьи у него скроются.
review-hold-yes = Да, взять посмотреть
review-held = Заявка { $number } у Вас: пока Вы не решите, её никто не примет.
review-vouched = Записали со слов семьи: по заявке { $number } помощь получена.
review-vouched-open = Записали со слов семьи. Заявка { $number } снова в работе.

## Urgency

# $level (number)
review-urgent-ask = Заявка { $number }, срочность { $level } из 5. Что изменилось?
review-urgent-up-fire = ⬆️ Пожар, паводок
review-urgent-up-school = ⬆️ Ребёнок не ходит в школу
review-urgent-up-health = ⬆️ Болезнь в семье
review-urgent-up-long = ⬆️ Ждёт очень долго
review-urgent-up-other = ⬆️ Поднять по другой причине
review-urgent-down-eased = ⬇️ Уже не так срочно
review-urgent-down-mistake = ⬇️ Подняли по ошибке
review-urgent-down-other = ⬇️ Снизить по другой причине
review-urgent-typed = Напишите, пожалуйста, почему Вы меняете срочность заявки { $number }. Семья этого не увидит.
review-urgent-set = Срочность заявки { $number } теперь { $level } из 5.

## Refusing

review-decline-ask = Почему отказываем по заявке { $number }? Семья прочитает причину на своём языке. Прежде чем отправить, мы покажем Вам письмо.
review-decline-elsewhere = Эту помощь семья уже получила
review-decline-area = Не для этой программы
review-decline-goods = Просят то, чего у нас нет
review-decline-duplicate = Повтор другой заявки
review-decline-unreached = Много раз не дозвонились
review-decline-other = ✏️ Другая причина
# $language: one of the two below
review-decline-typed = Напишите причину отказа по заявке { $number } так, как прочитает её семья: коротко и тепло, { $language }. Мы передадим Ваши слова без изменений.
review-language-kk = по-казахски
review-language-ru = по-русски
review-decline-preview = Вот что прочитает семья по заявке { $number }:
# $words: a paragraph of the letter
review-decline-quote = <i>{ $words }</i>
review-decline-send = ✖️ Отправить отказ
review-declined = Отказ по заявке { $number } отправлен.

## /assign

assign-whom = Кому поручить? Сверху те, кому это ближе всего.
assign-nobody = В этих местах сейчас некому её поручить. Пригласить волонтёра: /invite
# $name, $languages, $claims (number), $notes: a list of the marks below
assign-line = { $name } · { $languages } · в работе: { $claims }
assign-line-noted = { $name } · { $languages } · в работе: { $claims } · { $notes }
assign-speaks-kk = по-казахски
assign-speaks-ru = по-русски
assign-unreachable = 🚫 бот заблокирован
assign-paused = ⏸ на паузе
assign-had-it = ↩️ прежний волонтёр
assign-full = ⚠️ заявок уже много
assign-yourself = это Вы
# $name, $claims, $limit (numbers)
assign-sure = Поручить заявку { $number }? Её получит: <b>{ $name }</b>. Сейчас в работе: { $claims }, обычно не больше { $limit }.
assign-takes-away = Сейчас она у другого волонтёра: мы ему сообщим, контакты семьи у него скроются.
assign-does-not-speak-kk = Семья говорит по-казахски, а этот волонтёр, по его словам, нет.
assign-does-not-speak-ru = Семья говорит по-русски, а этот волонтёр, по его словам, нет.
assign-warning = Обратите внимание: { $notes }
assign-yes = ✅ Поручить
assign-other = Выбрать другого
assign-done = Заявка { $number } поручена.
# To volunteers
volunteer-assigned = Координатор поручил эту семью Вам. Позвоните ей, пожалуйста, сегодня: она уже знает. Если не сможете, верните заявку кнопкой ниже.
volunteer-assigned-call = Координатор поручил эту семью Вам. Позвоните ей, пожалуйста, сегодня: она узнает об этом от Вас. Если не сможете, верните заявку кнопкой ниже.
volunteer-urgent = ❗️ Координатор отметил заявку { $number } как более срочную. Помогите, пожалуйста, этой семье в первую очередь. Если не получается, верните заявку: её возьмёт другой.
volunteer-reassigned = Координатор передал заявку { $number } другому волонтёру. Вам больше ничего делать не нужно. Спасибо!
volunteer-held-back = Координатор взял заявку { $number }, чтобы в ней разобраться. Вам больше ничего делать не нужно. Спасибо!
volunteer-moved-by-coordinator = Координатор передал заявку { $number } в другое место. Вам больше ничего делать не нужно. Спасибо!

## Moving to another area

# $place
move-where = Куда передать заявку { $number }? Сейчас она здесь: { $place }. Выберите или напишите название района.
move-other-region = Другая область
move-desk = 🏛 Республиканский штаб
move-which-region = В какую область передать заявку { $number }?
move-which-district = В какой район передать заявку { $number }? Область: { $place }
move-whole-region = Вся область
# $words: what was typed
move-no-place = Такого места мы не нашли: { $words }. Напишите иначе или выберите кнопкой.
move-why = Почему заявка { $number } уходит сюда: { $place }? Причину увидит команда, семья её не увидит.
move-why-lives = Семья живёт там
move-why-moves = Семья туда переезжает
move-why-help = Там смогут помочь
move-why-hard = Нам самим не справиться
move-why-nobody = У нас нет людей
move-why-other = ✏️ Другая причина
move-why-typed = Напишите, пожалуйста, почему Вы передаёте заявку { $number }. Семья этого не увидит.
move-to-desk = республиканский штаб
move-done = Заявка { $number } теперь здесь: { $place }. Мы сообщили семье и координаторам обоих мест.
move-done-call = Заявка { $number } теперь здесь: { $place }. Мы сообщили координаторам обоих мест. Семье, пожалуйста, позвоните: сообщения бота до неё не доходят.
# To the coordinators of both places. $reason
move-told = 🗺 Заявка { $number } передана сюда: { $place }. Причина: { $reason }

## /audit. $page, $pages (numbers)

story-head = <b>История заявки { $number }</b>, страница { $page } из { $pages }
story-earlier = ◀️ Раньше
story-later = Позже ▶️
# $at (date and time), $who, $what: one of the events below; $why: words or a list
story-line = { $at }
    { $who }: { $what }
story-line-why = { $at }
    { $who }: { $what }
    <i>{ $why }</i>
# $count (number)
story-photos = 🖼 Фото: { $count }
story-asar = Асар
story-family = семья
story-left-team = уже не в команде:
story-by-phone = со слов семьи, по телефону
# A request was given to another area. $place (area)
story-moved-to = Куда: { $place }
story-stage-district = район
story-stage-region = вся область
story-stage-neighbour = соседняя область
story-stage-coordinator = координатор
story-stage-desk = республиканский штаб
story-submit = подана заявка
story-claim = заявка принята
story-undo-claim = принятие отменено
story-release = возвращена в очередь
story-return = возвращена в очередь: вестей не было или волонтёр ушёл
story-deliver = помощь передана
story-undo-deliver = отметка о передаче отменена
story-confirm = помощь получена
story-partly = получена только часть
story-dispute = помощь не пришла
story-lapse = семья не ответила, вопрос закрыт
story-correct = заявка исправлена
story-move = передана в другое место
story-escalate = никто не принял, теперь её видят и там
story-withdraw = заявка отозвана
story-expire = срок заявки вышел
story-reveal = показаны контакты семьи
story-agree = договорились о дне
story-no-answer = не дозвонились
story-wrong-number = номер оказался не тот
story-not-needed = по телефону сказали, что помощь не нужна
story-report = поступила жалоба
story-erase = данные семьи удалены
story-hold = взята, чтобы посмотреть
story-admit = посмотрели, снова в очереди
story-decline = отказ
story-object = семья не согласна с отказом
story-assign = поручена волонтёру
story-raise = изменена срочность
story-note = заметка
story-given = отмечено, что передано
story-photo = приложено фото
story-report-closed = жалоба рассмотрена
story-letter = письмо
story-read = прочитаны письма
story-waitlist = нужных вещей нет, в листе ожидания
story-stocked = вещи поступили, подошла очередь
