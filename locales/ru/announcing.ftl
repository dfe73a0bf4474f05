# /announce: написать сразу многим. Координатор готовит сообщение, люди получают его с кнопкой «больше не присылать».

announce-whom = Кому пишем?
announce-audience-applicants = 👪 Семьям, чьи заявки ещё открыты
announce-audience-volunteers = 🤝 Волонтёрам
# Above each question that follows. $whom (list): whom and where, as far as chosen
announce-to = Кому: { $whom }
announce-region = В какой области?
announce-country = 🇰🇿 Вся страна
# $region (text)
announce-where =
    Область: { $region }

    Всем в области или в одном районе?
announce-whole = Вся область
announce-programme = По какой программе?
announce-all = По всем
# $at_most (number): characters
announce-words-kk =
    <b>Текст на казахском</b>

    Напишите его одним сообщением, не больше { $at_most } знаков. Каждый прочитает на своём языке, поэтому потом спрошу и русский текст. Имена, адреса и телефоны семей писать нельзя.
announce-words-ru =
    <b>Текст на русском</b>

    Напишите то же самое по-русски одним сообщением, не больше { $at_most } знаков.
# Buttons: only one language is written
announce-without-kk = Без казахского: всем по-русски
announce-without-ru = Без русского: всем по-казахски
# $at_most, $length (numbers): characters
announce-long = Так не получится. Знаков в тексте: { $length }, а можно не больше { $at_most }, и пустым он быть не может. Напишите, пожалуйста, ещё раз.
# Under the preview. $audience, $area (text), $count, $kk, $ru, $unreached (numbers)
announce-confirm =
    <b>Так это прочитают. Отправляем?</b>

    Кому: { $audience }
    Где: { $area }
    Получат: { $count }, из них на казахском: { $kk }, на русском: { $ru }
    Бот до них не доходит, им можно только позвонить: { $unreached }
# Only one language is written. $others (number): who chose the other one
announce-only-kk = ⚠️ Русского текста нет: казахский получат и те, кто выбрал русский язык. Таких: { $others }. Лучше дописать.
announce-only-ru = ⚠️ Казахского текста нет: русский получат и те, кто выбрал казахский язык. Таких: { $others }. Лучше дописать.
# What to look at again
announce-caution-card = ⚠️ В тексте что-то похожее на номер карты или счёта. Мы ни у кого не просим денег: люди примут такое за обман.
announce-caution-money = ⚠️ В тексте говорится о деньгах. Проверьте, что это не похоже на просьбу заплатить.
announce-caution-phone = ⚠️ В тексте есть телефон: его увидят все получатели. Это не телефон семьи?
announce-night = 🌙 Ночью никого не будим: отправка идёт с 8 утра до 10 вечера.
# $count (number)
announce-send = ✅ Отправить, получателей: { $count }
announce-edit-kk = ✏️ Казахский текст
announce-edit-ru = ✏️ Русский текст
announce-anew = ↩️ Выбрать заново, кому
announce-cancel = ✖️ Не отправлять
announce-dropped = Хорошо, ничего не отправлено. Начать снова: /announce
announce-only-preview = Это только образец. У получателей кнопка работает.
announce-busy = В этой области уже идёт другое сообщение. Дождитесь, пока оно дойдёт до всех или будет остановлено, и нажмите «Отправить» ещё раз.
# $count (number)
announce-enough = Сегодня в этой области уже писали всем столько раз, сколько можно за сутки: { $count }. Черновик сохранён, отправьте его завтра: /announce
# The live message. $area (text), $sent, $total (numbers)
announce-progress = 📣 { $area }: отправлено { $sent } из { $total }
announce-stop = ⛔ Остановить
announce-stopping = Останавливаю.
# The end. $area (text), $sent, $unreached, $rest (numbers)
announce-done =
    📣 { $area }: сообщение разослано.

    Получили: { $sent }
    Бот до них не доходит: { $unreached }
    Не успели до конца срока: { $rest }
announce-stopped =
    ⛔ { $area }: рассылка остановлена.

    Уже получили: { $sent }
    Бот до них не доходит: { $unreached }
    Не получат: { $rest }

# What people receive. $area (text), $words (text): the coordinator's own
announcement-head = 📣 <b>Сообщение координатора.</b> Где: { $area }
announcement-words = { $words }
announcement-foot = <i>Такие сообщения можно отключить кнопкой ниже. О заявках мы всё равно напишем.</i>
announcement-off = 🔕 Больше не присылать
announcement-off-done = Хорошо, общих сообщений больше не будет. О заявках мы всё равно напишем.
announcement-on = 🔔 Снова присылать
announcement-on-done = Хорошо, общие сообщения снова будут приходить.
