# What a family reads while a volunteer has its request. $number (text): "№ 100047-3"

# A volunteer has accepted
family-claimed = Хорошая новость: Вашу заявку { $number } принял волонтёр. Вам скоро позвонят, пусть телефон будет рядом.
# $word (text): "ҚҰС / ПТИЦА", the same for the family and the volunteer
family-code-word = Кодовое слово: <b>{ $word }</b>. Волонтёр назовёт его по телефону. Если не назовёт, спросите сами.
family-warning = Помощь бесплатна. Никто из нас не просит деньги, номер карты, коды из СМС или документы. Если попросят, нажмите кнопку ниже.
# Button
family-money = ⚠️ У меня просят деньги

# The request waits again: released, idle, or its volunteer left the team
family-returned = Заявка { $number } снова в очереди: этот волонтёр не сможет её выполнить. Ваше место сохранилось, мы напишем, как только её примет другой.
# Instead of family-claimed, within two minutes
family-claim-undone = Заявка { $number } снова ждёт: волонтёр принял её и сразу вернул. Мы напишем, как только её примет другой.

# The volunteer says the help was handed over
family-delivered = Волонтёр сообщил, что передал Вам помощь по заявке { $number }. Скажите, пожалуйста: Вы её получили?
family-delivered-reminder = Ждём Вашего ответа по заявке { $number }. Скажите, пожалуйста: Вы получили помощь?
# Nobody answered for nine days
family-lapsed = По заявке { $number } мы не дождались Вашего ответа и больше не спрашиваем. У нас записано: передано, но не подтверждено. Ответить можно и сейчас: Вы получили помощь?
# Instead of family-delivered, within two minutes
family-done-undone = Волонтёр исправил отметку: помощь по заявке { $number } ещё не передана. Он продолжает ею заниматься.
# Buttons
family-got = ✅ Да, всё получили
family-partly = 🟡 Получили часть
family-not = ❌ Ничего не получили

# Calls
# $day (date)
family-day-agreed = По заявке { $number } Вы с волонтёром договорились о дне: { $day }. Если планы изменятся, скажите ему по телефону.
family-when-suits = Волонтёр звонил Вам по заявке { $number }, но не дозвонился. Когда Вам удобнее говорить?
family-wrong-number = Волонтёр не смог дозвониться по заявке { $number }: кажется, в номере ошибка. Нажмите кнопку и пришлите, пожалуйста, верный номер.
family-not-needed = Волонтёр сообщил, что помощь по заявке { $number } Вам больше не нужна. Это так? Без Вашего слова мы её не закроем.
# Buttons
family-answer-morning = Утром, 9:00–12:00
family-answer-day = Днём, 12:00–17:00
family-answer-evening = Вечером, 17:00–21:00
family-answer-any = В любое время
family-answer-ph = 📱 У меня другой номер
family-answer-still = Помощь ещё нужна
family-answer-wy = Больше не нужна
# $time: one of the buttons above
family-suits-thanks = Спасибо! Передали волонтёру: { $time }.
family-phone-ask = Напишите номер, по которому Вам звонить, или нажмите кнопку ниже. Например: 8 701 000 00 00.
family-phone-saved = Записали: { $phone }. Волонтёр увидит новый номер.
family-still-thanks = Хорошо, заявка остаётся. Волонтёр продолжает ею заниматься.

# $number (text)
family-written-down = Волонтёр записал с Ваших слов заявку { $number }. Посмотреть и исправить: /status
# To the family, after each week at the national desk. $number (text)
family-still-review = Заявку { $number } ещё смотрит координатор: мы о Вас помним и напишем, как только решим. Если стало совсем трудно, позвоните 111, бесплатно и круглосуточно.
family-still-waiting = Заявка { $number } ещё ждёт: мы не забыли о Вас и ищем, кто поможет. Посмотреть или исправить её: /status
# To the family: nobody could take the request in all this time
family-expired = Простите нас: заявку { $number } за долгое время никто не смог принять, её срок вышел. Если помощь ещё нужна, подайте её снова: /apply. Телефон поддержки семей и детей: 111.
