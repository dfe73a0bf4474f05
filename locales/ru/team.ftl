# Команда: приглашения, вступление, /team, ссылки для школ, /programmes.

# Кому команда не предназначена
coordinators-only = Эта команда для координаторов. Чем могу помочь Вам: /help
admins-only = Эта команда для администраторов. Чем могу помочь Вам: /help

area-country = вся страна
role-volunteer = волонтёр
role-coordinator = координатор
role-admin = администратор

# /invite. Кнопки и вопросы по порядку
invite-whom = Кого приглашаем?
invite-volunteer = 🤝 Волонтёра
invite-coordinator = ⭐ Координатора
# $programme (text): the programme's title
invite-school = 🏫 Ссылка для школы: { $programme }
invite-region-volunteer = В какой области будет помогать волонтёр?
invite-region-coordinator = За какую область будет отвечать координатор?
# $region (text)
invite-areas =
    Область: { $region }

    Вся область или отдельные районы? Отметьте районы, а потом нажмите верхнюю кнопку.
invite-whole = Вся область
# $count (number): how many districts are ticked
invite-chosen = ✅ Готово, районов: { $count }
# $district (text)
invite-district-on = ✅ { $district }
# After "/invite Абай": several places have this name
invite-which = Какое место Вы имеете в виду?
# $words (text): what was typed
invite-no-place = В Ваших областях такого места не нашлось: { $words }. Выберите кнопками:
# The links. $areas (text), $until (time), $link (text)
invite-link-volunteer =
    Приглашение для волонтёра. Где: { $areas }

    { $link }

    Перешлите его одному человеку, которому доверяете. Оно сработает один раз, до { $until }.
invite-link-coordinator =
    Приглашение для координатора. Область: { $areas }

    { $link }

    Перешлите его одному человеку, которому доверяете. Координатор видит команду области и приглашает волонтёров. Приглашение сработает один раз, до { $until }.
invite-share = Переслать
invite-revoke = Отозвать приглашение
invite-revoked = Приглашение отозвано: войти по нему больше нельзя. Новое: /invite
invite-over = Отозвать уже нельзя: приглашением воспользовались или его срок вышел. Кто в команде: /team

# Ссылка для дверей школы
school-region = В какой области школа?
# $region (text)
school-district =
    Область: { $region }

    В каком районе школа?
# $district (text)
school-ask-name =
    Район: { $district }

    Напишите название школы так, как его знают родители. Например: школа № 12
# $at_most (number)
school-name-long = Название пустое или слишком длинное: нужно не больше { $at_most } знаков. Напишите, пожалуйста, короче.
# $school, $district, $link (text)
school-link =
    Ссылка для школы: { $school }. Район: { $district }

    { $link }

    Кто её откроет, тому не придётся выбирать область, район и школу. Она работает для всех семей и без срока.
school-link-print = Чтобы повесить её на дверь школы, сделайте из неё QR-код в любой программе для QR-кодов. Распечатайте и подпишите: «Помощь к школе, бесплатно».

# Вступление. $areas (text), $until (time)
join-volunteer =
    Вас приглашают в команду Асара волонтёром. Спасибо, что Вы здесь!

    Где: { $areas }. Приглашение действует до { $until }.
join-coordinator =
    Вас приглашают в команду Асара координатором. Спасибо, что Вы здесь!

    Область: { $areas }. Приглашение действует до { $until }.
join-conduct =
    <b>О чём мы договариваемся</b>

    🔒 Имена, телефоны и адреса семей остаются между нами: никому их не пересылаем и после передачи помощи не храним.
    🚫 Денег, карт, кодов из СМС и документов не просим и не берём. Помощь бесплатна.
    💛 Говорим бережно, без жалости и упрёков. Семью и детей не снимаем.
    🆘 Если кому-то грозит опасность, звоним 112 или 102 и пишем координатору.
join-accept = Договорились, вступаю
join-decline = Не сейчас
join-declined = Хорошо. Если передумаете, откройте приглашение снова: пока его срок не вышел, оно действует.
join-phone = Осталось одно: поделитесь своим номером, кнопка внизу. Его видит только Ваш координатор, а бот следит, чтобы Вам не досталась Ваша же заявка.
join-share = 📱 Поделиться своим номером
join-later = Позже
join-put-off = Хорошо. Когда будет удобно, откройте приглашение снова: пока его срок не вышел, оно действует.
join-phone-typed = Здесь нужна кнопка внизу: так мы знаем, что номер Ваш. Если её не видно, нажмите на значок клавиатуры рядом с полем ввода.
join-phone-foreign = Это номер другого человека. Поделитесь, пожалуйста, своим: кнопка внизу.
join-phone-unreadable = Этот номер не получилось прочитать. Попробуйте, пожалуйста, ещё раз: кнопка внизу.
join-welcome = 🎉 Добро пожаловать в команду!
join-first-volunteer =
    С чего начать:
    /queue: кто ждёт помощи в Ваших местах
    /next: я предложу одну заявку
    /help: всё остальное с примерами
join-first-coordinator =
    С чего начать:
    /invite: пригласить волонтёров
    /team: кто в команде
    /queue: кто ждёт помощи в Вашей области
    /help: всё остальное с примерами
# To who invited. $name, $areas (text)
join-told-volunteer = 🎉 Волонтёр принял Ваше приглашение: { $name }. Где: { $areas }
join-told-coordinator = 🎉 Координатор принял Ваше приглашение: { $name }. Область: { $areas }
# Why a link does not work, and whom to ask. $contact (text)
join-unknown = Такого приглашения нет. Возможно, ссылка скопирована не целиком.
join-used = Этим приглашением уже воспользовались: каждое действует один раз.
join-expired = Срок этого приглашения вышел: оно действует семь дней.
join-revoked = Это приглашение отозвали.
join-ask = Попросите новое у того, кто его прислал, или напишите нам: { $contact }. Если помощь нужна Вам: /apply
join-own = Это приглашение сделали Вы. Перешлите его тому, кого зовёте: хотя Вы его и открыли, оно действует.
join-own-revoked = Это приглашение Вы отозвали. Новое: /invite
join-already = Всё, что даёт это приглашение, у Вас уже есть. Оно не израсходовано, его можно передать другому. Ваши команды: /help

# /team
team-which = Команда какой области?
# A button. $region (text), $count (number)
team-region = { $region } · { $count }
# $area (text), $count (number)
team-head = <b>Команда: { $area }</b>. Человек: { $count }
# $name, $roles, $areas, $state (text), $claims, $days (numbers)
team-member =
    <b>{ $name }</b>, { $roles }
    Где: { $areas }
    Заявок в работе: { $claims }. { $days ->
        [0] Последний визит сегодня.
        [one] Последний визит { $days } день назад.
        [few] Последний визит { $days } дня назад.
       *[many] Последний визит { $days } дней назад.
    } { $state }
team-active = Принимает заявки.
team-paused = На паузе.
team-unreachable = Бот заблокирован: только по телефону.
# $id (text): Telegram's id of somebody whose name we do not know
team-nameless = Telegram { $id }
# $phone
team-phone = Телефон: { $phone }
team-remove = Исключить из команды
team-cannot-remove = Исключить этого человека может только администратор; администраторов задают настройки бота.
team-back = ⬅️ К списку
team-previous = ⬅️ Раньше
team-next = Дальше ➡️
team-regions = Другая область
# $name (text), $claims (number)
team-remove-sure =
    Исключить из команды: { $name }?

    Заявки в работе вернутся в очередь: { $claims }. Контакты семей исчезнут из переписки этого человека с ботом.
team-remove-yes = Да, исключить
team-remove-no = Нет, оставить
team-removed = Исключили. Заявки снова в очереди.
# To who was taken off the team
team-left = Вы больше не в команде Асара: Ваши заявки вернулись в очередь, контакты семей закрыты, Ваш номер мы удалили. Спасибо за каждую семью, которой Вы помогли. Если это ошибка, напишите своему координатору.

# Сезоны программ: что видит семья. $day (date)
season-opens = Сейчас заявки не принимаются. Откроемся: { $day }
season-closed = Сейчас заявки не принимаются. День открытия пока не назначен.
season-offer = Хотите, сообщим Вам, как только откроемся? Нажмите кнопку.
season-will-tell = Договорились: напишем Вам, как только начнём принимать заявки.
# $programme (text)
season-opened = 🔔 Заявки снова принимаются: { $programme }. Вы просили сообщить.
season-apply = 🎒 Подать заявку
programme-choose = Какая помощь Вам нужна?

# /programmes. $programme, $state, $dates (text)
programmes-head = <b>Программы</b>
programmes-line =
    <b>{ $programme }</b>
    { $state }
    { $dates }
programmes-open-by-dates = 🟢 Открыта по датам.
programmes-open-by-hand = 🟢 Открыта вручную, даты не действуют.
programmes-closed-by-dates = 🔴 Закрыта по датам.
programmes-closed-by-hand = 🔴 Закрыта вручную, даты не действуют.
# $opens, $closes (dates)
programmes-dates = Даты: { $opens } – { $closes }
programmes-year-round = Даты: круглый год
# Buttons. $programme (text)
programmes-open = Открыть: { $programme }
programmes-closed = Закрыть: { $programme }
programmes-by-dates = По датам: { $programme }
programmes-saved = Готово. Кто ждал открытия, тем напишем.

# To coordinators and admins. $number (text), $volunteer: name and phone of the volunteer
coordinator-money-report = ⚠️ По заявке { $number } семья сообщает: у неё просили деньги. Разберитесь, пожалуйста. Волонтёр: { $volunteer }. Ему об этом не сообщили.
coordinator-disputed = ⚠️ По заявке { $number } волонтёр отметил, что помощь передана, а семья отвечает, что ничего не получила. Разберитесь, пожалуйста. Заявка снова в очереди, среди первых. Волонтёр: { $volunteer }.
coordinator-nobody = пока нет
