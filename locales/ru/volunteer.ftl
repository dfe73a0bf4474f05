# What the team reads: the queue, cards, accepted requests, calls. $number (text): "№ 100047-3"

## Cards: a request without personal data

# $programme: its title
card-head = <b>{ $number }</b> · { $programme }
# $lines: the lines below, one under another
card-lines = { $lines }
# $place: district and region
card-place = 📍 { $place }
# $km (number): roughly from the district's centre, where the village must not be named
card-distance = ≈ { $km } км от центра
card-near-centre = рядом с центром
# $schools: names that several families of the district wrote
card-schools = 🏫 { $schools }
# $answer: a choice of the programme
card-reach = Как передать: { $answer }
card-language-kk = 🗣 Семья говорит по-казахски
card-language-ru = 🗣 Семья говорит по-русски
# $waited: "3 дня"; $since (date and time)
card-since = ⏳ Ждёт { $waited }: с { $since }
card-urgent = ❗️ Срочная заявка
# A family that asked to be called instead of answering the questions
card-call = ☎️ Семья просит позвонить: всё расскажет по телефону
# Instead of the number of children, in a list
card-by-phone = подробности по телефону
# $number (number): which child; $facts: a list
card-child = { $number }. { $facts }
# $age (number): full years
card-age = { $age ->
    [one] { $age } год
    [few] { $age } года
   *[many] { $age } лет
}
# $cm (number), $size (text): a hint
card-height = рост { $cm } см, одежда примерно { $size }
card-height-unknown = рост неизвестен
card-shoe = обувь { $size }
card-shoe-unknown = размер обуви неизвестен
# $cm (text): "22,5"; $size (number): a hint
card-foot = стопа { $cm } см, обувь примерно { $size }
# $colour: a choice of the programme
card-colour = цвет формы: { $colour }
card-colour-other = цвет формы назовёт семья
# Counted things. $count (number)
card-children = { $count ->
    [one] { $count } ребёнок
    [few] { $count } ребёнка
   *[many] { $count } детей
}
card-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
card-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
# Before the region, when the family does not know its district
card-district-unknown = район неизвестен
# Copies of a card that lost their buttons
card-taken = ✅ Заявка { $number } принята.
card-taken-other = Заявку { $number } принял другой волонтёр.
card-gone = Заявки { $number } больше нет в очереди.
card-skipped = Карточка закрыта.
# A line of the queue. $place, $children ("3 ребёнка"), $waited ("2 дня")
card-line = { $number } · { $place } · { $children } · { $waited }
card-line-urgent = ❗️ { $number } · { $place } · { $children } · { $waited }

## Contacts, after accepting

# For a second, before the contacts appear
card-contacts-open = Открываем контакты семьи…
# Instead of the contacts, when they are not needed any more
card-blanked = Контакты по заявке { $number } скрыты.
card-name = 👤 { $name }
card-phone = 📞 { $phone }
card-settlement = 🏘 { $settlement }
card-address = 🏠 { $address }
card-call-time = 🕐 Когда звонить: { $answer }
card-comment = 💬 { $comment }
card-unreachable = Сообщения бота до семьи не доходят: обо всём договоритесь, пожалуйста, по телефону.
# $word (text): "ҚҰС / ПТИЦА"
card-code-word = Кодовое слово: <b>{ $word }</b>. Назовите его, когда позвоните: семья видит то же слово.
# Buttons
card-whatsapp = 💬 WhatsApp
card-copy-address = 📋 Скопировать адрес
card-map = 🗺 На карте
card-agreed = 📅 Договорились
card-no-answer = 📵 Не отвечают
card-wrong-number = ☎️ Не тот номер
card-not-needed = 🙅 Уже не нужно
card-done = ✅ Помощь передана
card-release = ↩️ Вернуть в очередь
card-undo = ✖️ Отменить (2 минуты)
# Which day was agreed on
card-which-day = О каком дне Вы договорились с семьёй? Заявка { $number }
card-today = Сегодня
card-tomorrow = Завтра
# A button: "ср, 25.11"
card-day = { $weekday }, { $date }
card-weekday-0 = пн
card-weekday-1 = вт
card-weekday-2 = ср
card-weekday-3 = чт
card-weekday-4 = пт
card-weekday-5 = сб
card-weekday-6 = вс

## The queue

# $count (number): requests that wait
volunteer-panel = { $count ->
    [0] Сейчас в Вашей очереди никто не ждёт. Спасибо, что Вы с нами!
    [one] В Вашей очереди ждёт { $count } семья.
    [few] В Вашей очереди ждут { $count } семьи.
   *[many] В Вашей очереди ждут { $count } семей.
}
volunteer-panel-how = Нажмите номер, чтобы увидеть заявку. Это сообщение обновляется само.
# A digest. $count (number); $waited: how long the first of them has waited
volunteer-digest = { $count ->
    [one] В Вашей очереди ждёт { $count } семья, уже { $waited }. Посмотрите, пожалуйста, сможете ли помочь.
    [few] В Вашей очереди ждут { $count } семьи, первая уже { $waited }. Посмотрите, пожалуйста, кому сможете помочь.
   *[many] В Вашей очереди ждут { $count } семей, первая уже { $waited }. Посмотрите, пожалуйста, кому сможете помочь.
}
# Buttons
volunteer-next = ➡️ Следующая
volunteer-queue = 📋 Очередь
volunteer-mine = 🤝 Мои заявки
volunteer-accept = ✅ Принять
volunteer-skip = Пропустить
volunteer-news = 🔔 О чём сообщать
# What to hear of
volunteer-news-ask = О чём Вам сообщать? С десяти вечера до восьми утра мы Вас не тревожим.
volunteer-news-every = О каждой заявке
volunteer-news-digest = В 9:00 и 18:00, одним сообщением
volunteer-news-silent = Ни о чём, буду смотреть очередь
# The button of the current choice. $label: one of the three above
volunteer-chosen = ✅ { $label }
volunteer-none-waiting = Сейчас никто не ждёт: все заявки приняты или их смотрят другие. Спасибо!
volunteer-no-other = Других свободных заявок сейчас нет. Все, что ждут, видны в очереди.
volunteer-paused = Хорошо, отдыхайте. Новых заявок не предлагаем, принятые остаются у Вас.
volunteer-resume = ▶️ Снова помогать
volunteer-resumed = Рады, что Вы снова с нами!
volunteer-is-paused = У Вас сейчас пауза, новых заявок мы не предлагаем. Вернуться: /resume

## Accepting

# Above the contacts
volunteer-accepted = Спасибо, что взялись! Позвоните, пожалуйста, сегодня: семья уже знает, что заявка принята.
# The same where the family reads nothing of the bot: it has no Telegram or has blocked it. So are all "-call" below
volunteer-accepted-call = Спасибо, что взялись! Позвоните, пожалуйста, сегодня: о том, что заявка принята, семья узнает от Вас.
volunteer-taken = Заявку { $number } уже принял другой волонтёр. Есть и другие семьи: /next
volunteer-closed = Заявки { $number } больше нет в очереди. Есть и другие семьи: /next
# A request of the volunteer's own account or phone
volunteer-own = Заявка { $number } Ваша или с Вашим номером телефона, поэтому займётся ею другой человек. Что с Вашей заявкой: /status
volunteer-held = Заявку { $number } сейчас смотрит другой волонтёр. Попробуйте через пять минут или возьмите другую: /next
volunteer-not-this-one = Эту заявку примет другой волонтёр. Есть и другие семьи: /next
# $count (number): the most at a time
volunteer-enough = { $count ->
    [one] У Вас уже { $count } заявка в работе. Сначала завершите её, пожалуйста: /mine
    [few] У Вас уже { $count } заявки в работе. Сначала завершите одну из них, пожалуйста: /mine
   *[many] У Вас уже { $count } заявок в работе. Сначала завершите одну из них, пожалуйста: /mine
}
# $example (text)
volunteer-unknown-number = Такой заявки среди Ваших нет. Проверьте, пожалуйста, номер. Он выглядит так: { $example }
# To somebody who is not on the team
volunteer-only = Это команда для волонтёров. Хотите помогать? Попросите ссылку у координатора Вашей области. Если помощь нужна Вам: /apply
volunteer-claim-undone = Отменили: заявка { $number } снова в очереди.
volunteer-undo-late = Отменить можно только в первые две минуты.
# First line of /mine. $count (number): accepted and not delivered yet
volunteer-claims = { $count ->
    [0] У Вас сейчас нет заявок в работе.
    [one] У Вас в работе { $count } заявка. Спасибо Вам!
    [few] У Вас в работе { $count } заявки. Спасибо Вам!
   *[many] У Вас в работе { $count } заявок. Спасибо Вам!
}

## Delivering and giving back

volunteer-done = Спасибо Вам! Отметили, что помощь по заявке { $number } передана. Мы спросим семью, всё ли дошло.
volunteer-done-call = Спасибо Вам! Отметили, что помощь по заявке { $number } передана. Координатор позвонит семье и спросит, всё ли дошло.
volunteer-done-undone = Отменили: заявка { $number } снова у Вас в работе.
volunteer-why = Почему Вы возвращаете заявку { $number }? Ничего страшного, её примет другой волонтёр.
volunteer-why-typed = Напишите, пожалуйста, почему Вы возвращаете заявку { $number }. Например: уезжаю на месяц. Семья этого не увидит.
volunteer-reason-far = Далеко ехать
volunteer-reason-no-time = Не хватает времени
volunteer-reason-no-goods = Нет нужных вещей
volunteer-reason-no-contact = Не дозвониться
volunteer-reason-other = ✏️ Другая причина
volunteer-keep = Оставить у себя
volunteer-released = Заявка { $number } снова в очереди. Спасибо, что предупредили!
# A claim without news. $claimed (date and time); $days (number): until it returns by itself
volunteer-idle = Как дела с заявкой { $number }? Вы приняли её { $claimed }. Если не получается, верните её в очередь. Сама она вернётся через { $days ->
        [one] { $days } день.
        [few] { $days } дня.
       *[many] { $days } дней.
    }
volunteer-returned = Заявка { $number } вернулась в очередь: от Вас не было вестей. Спасибо за готовность помочь!

## What came of a call

volunteer-noted-already = Уже отмечено.
volunteer-day-agreed = Записали по заявке { $number }: { $day }. Семья получила сообщение.
volunteer-day-agreed-call = Записали по заявке { $number }: { $day }.
volunteer-no-answer = Отметили звонок по заявке { $number }. Попробуйте, пожалуйста, ещё раз в другое время.
volunteer-no-answer-asked = Отметили звонок по заявке { $number } и спросили семью, когда ей удобно. Ответ придёт Вам сразу.
volunteer-wrong-number = Спросили семью о верном номере. Он появится в заявке { $number }, и мы Вам напишем.
volunteer-not-needed = Спросили семью, закрыть ли заявку { $number }. Ответ придёт Вам сразу.
volunteer-no-answer-call = Отметили звонок по заявке { $number }. Бот до семьи тоже не доходит, поэтому мы попросили координатора её найти. Заявка пока остаётся у Вас.
volunteer-wrong-number-call = Отметили, что номер неверный. Бот до семьи тоже не доходит, поэтому мы попросили координатора её найти. Заявка { $number } пока остаётся у Вас.
volunteer-not-needed-call = Отметили. Координатор проверит и закроет заявку { $number }, если помощь и правда не нужна. Пока она остаётся у Вас.

## What the family said or did

# $time: when a call suits
volunteer-suits = Семья ответила по заявке { $number }. Когда звонить: { $time }.
volunteer-new-phone = У семьи по заявке { $number } новый номер телефона.
volunteer-still-needed = Семья ответила: помощь по заявке { $number } ещё нужна.
volunteer-confirmed = Семья подтвердила: помощь по заявке { $number } получена. Спасибо Вам!
volunteer-partly = Семья получила по заявке { $number } не всё. Позвоните, пожалуйста, и узнайте, чего не хватает.
volunteer-disputed = Семья сообщила, что помощь по заявке { $number } до неё не дошла. Заявка вернулась в очередь, координатор может Вам написать.
volunteer-withdrawn = Семья отозвала заявку { $number }. Спасибо, что откликнулись!
volunteer-corrected = Семья исправила заявку { $number }. Посмотрите, пожалуйста, что изменилось.
volunteer-moved-away = Семья по заявке { $number } живёт в другом районе, и заявка ушла туда. Спасибо, что откликнулись!
volunteer-unreachable = Сообщения бота не доходят до семьи по заявке { $number }. Договоритесь, пожалуйста, по телефону.
# … and they do again
volunteer-reachable = Семья по заявке { $number } снова читает сообщения бота: ей можно и написать.

# /show of a request this volunteer has delivered. $number (text)
volunteer-delivered = По заявке { $number } Вы отметили, что помощь передана. Ждём ответа семьи, от Вас больше ничего не нужно. Спасибо!
# A button under the contacts of a family that asked to be called
card-write-down = 📝 Записать со слов семьи
# Before the questions in the volunteer's chat
volunteer-write-down = Спрашивайте семью по телефону и записывайте ответы здесь. Когда сохраните, они появятся в заявке, а вопросы и ответы бота из этой переписки исчезнут.
# Instead of the hours, in the first one
card-just-now = меньше часа
# Instead of what a volunteer wrote down for a family, when the claim has ended
written-down-gone = Удалено: эти ответы принадлежат семье.
