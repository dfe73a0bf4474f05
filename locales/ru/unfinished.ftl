# After a command in the middle of the questions, above a button that leads back to them
draft-goes-on = Ваша заявка ждёт, ответы сохранены.
# "No" to the consent when answers are already there; below: delete the answers, back to the questions
consent-sure = Без согласия мы не можем хранить Ваши ответы. Удалить их?
# A correction begun and not saved. $number (text)
correction-waits = Исправления к заявке { $number } ещё не сохранены. Сама заявка на месте, с ней всё в порядке.
correction-closed = Исправления к заявке { $number } не сохранены: к ним не возвращались девять дней. Сама заявка на месте, без изменений. Исправить её: /status
# To coordinators and admins. $number (text), $volunteer: name and phone of the volunteer
coordinator-money-report = ⚠️ По заявке { $number } семья сообщает: у неё просили деньги. Разберитесь, пожалуйста. Волонтёр: { $volunteer }. Ему об этом не сообщили.
coordinator-disputed = ⚠️ По заявке { $number } волонтёр отметил, что помощь передана, а семья отвечает, что ничего не получила. Разберитесь, пожалуйста. Заявка снова в очереди, среди первых. Волонтёр: { $volunteer }.
coordinator-nobody = пока нет
# /show of a request this volunteer has delivered. $number (text)
volunteer-delivered = По заявке { $number } Вы отметили, что помощь передана. Ждём ответа семьи, от Вас больше ничего не нужно. Спасибо!
# A button under the contacts of a family that asked to be called
card-write-down = 📝 Записать со слов семьи
# Before the questions in the volunteer's chat
volunteer-write-down = Спрашивайте семью по телефону и записывайте ответы здесь. Когда сохраните, они появятся в заявке, а вопросы и ответы бота из этой переписки исчезнут.
# $number (text)
family-written-down = Волонтёр записал с Ваших слов заявку { $number }. Посмотреть и исправить: /status
# Instead of the hours, in the first one
card-just-now = меньше часа
# To the family, after each week at the national desk. $number (text)
family-still-waiting = Заявка { $number } ещё ждёт: мы не забыли о Вас и ищем, кто поможет. Посмотреть или исправить её: /status
# To the family: nobody could take the request in all this time
family-expired = Простите нас: заявку { $number } за долгое время никто не смог принять, её срок вышел. Если помощь ещё нужна, подайте её снова: /apply. Телефон поддержки семей и детей: 111.
# Instead of what a volunteer wrote down for a family, when the claim has ended
written-down-gone = Удалено: эти ответы принадлежат семье.
# "No" to the consent while correcting a submitted request
consent-of-request = Ваша заявка подана с этим согласием. Отозвать согласие — значит удалить и заявку, и все данные: кнопка ниже. Можно и просто вернуться, заявка останется как была.
