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
