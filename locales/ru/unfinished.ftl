# After a command in the middle of the questions, above a button that leads back to them
draft-goes-on = Ваша заявка ждёт, ответы сохранены.
# "No" to the consent when answers are already there; below: delete the answers, back to the questions
consent-sure = Без согласия мы не можем хранить Ваши ответы. Удалить их?
# A correction begun and not saved. $number (text)
correction-waits = Исправления к заявке { $number } ещё не сохранены. Сама заявка на месте, с ней всё в порядке.
correction-closed = Исправления к заявке { $number } не сохранены: к ним не возвращались девять дней. Сама заявка на месте, без изменений. Исправить её: /status
# "No" to the consent while correcting a submitted request
consent-of-request = Ваша заявка подана с этим согласием. Отозвать согласие — значит удалить и заявку, и все данные: кнопка ниже. Можно и просто вернуться, заявка останется как была.
