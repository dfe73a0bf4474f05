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
# Any button that can be ticked, such as a district's. $label (text)
team-ticked = ✅ { $label }
invite-desk = 🇰🇿 Вся страна
# Only where there are several programmes
invite-programmes = С какими программами будет помогать этот человек? Отметьте их, а потом нажмите верхнюю кнопку.
invite-all-programmes = Со всеми
# $count (number): how many programmes are ticked
invite-chosen-programmes = ✅ Готово, программ: { $count }
# Under an invitation, and beside a place in /team. $programmes (list)
team-only = Только программы: { $programmes }
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
invite-link-desk =
    Приглашение для координатора. Где: { $areas }

    { $link }

    Перешлите его одному человеку, которому доверяете. Координатор всей страны видит все команды и заявки, с которыми не справились области. Приглашение сработает один раз, до { $until }.
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

# Вступление. $areas (text)
join-volunteer =
    Вас приглашают в команду Асара волонтёром. Спасибо, что Вы здесь!

    Где: { $areas }
join-coordinator =
    Вас приглашают в команду Асара координатором. Спасибо, что Вы здесь!

    Область: { $areas }
join-desk =
    Вас приглашают в команду Асара координатором. Спасибо, что Вы здесь!

    Где: { $areas }
# $until (time)
join-until = Приглашение действует до { $until }.
join-conduct =
    <b>О чём мы договариваемся</b>

    🔒 Имена, телефоны и адреса семей остаются между нами: никому их не пересылаем и после передачи помощи не храним.
    🚫 Денег, карт, кодов из СМС и документов не просим и не берём. Помощь бесплатна.
    💛 Говорим бережно, без жалости и упрёков. Семью и детей не снимаем.
    🆘 Если кому-то грозит опасность, звоним 112 или 102 и пишем координатору.
join-accept = Договорились, вступаю
join-decline = Не сейчас
join-declined = Хорошо. Если передумаете, откройте приглашение снова: пока его срок не вышел, оно действует.
join-speaks = Спасибо! На каком языке Вам удобно говорить с семьями?
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
    Сначала соберите команду:
    /invite: пригласить волонтёров
    /team: кто в команде
    /bind: добавить группу, где появятся новые заявки
    /stock: сколько каких вещей есть
    Потом каждый день:
    /review: заявки, которые ждут Вашего решения
    /queue: кто ждёт помощи в Вашей области
    /assign 100047-3: поручить заявку волонтёру
    /audit 100047-3: что было с заявкой
    /intake: записать семью без Telegram
    /announce: написать сразу многим
    Утром мы пришлём, как дела в области. Всё с примерами: /help
# To who invited. $name, $areas, $languages (text)
join-told-volunteer = 🎉 Волонтёр принял Ваше приглашение: { $name }. Где: { $areas }. Языки: { $languages }
join-told-coordinator = 🎉 Координатор принял Ваше приглашение: { $name }. Область: { $areas }. Языки: { $languages }
join-told-desk = 🎉 Координатор принял Ваше приглашение: { $name }. Где: { $areas }. Языки: { $languages }
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
# $name, $roles, $areas, $languages, $state (text), $claims, $days (numbers)
team-member =
    <b>{ $name }</b>, { $roles }
    Где: { $areas }
    Языки: { $languages }
    Заявок в работе: { $claims }. { $days ->
        [0] Последний визит сегодня.
        [one] Последний визит { $days } день назад.
        [few] Последний визит { $days } дня назад.
       *[many] Последний визит { $days } дней назад.
    } { $state }
team-active = Принимает заявки.
# Why somebody is paused
team-paused-self = ⏸ Отдыхает.
team-paused-lead = ⏸ На паузе: так решил координатор.
team-paused-idle = ⏸ На паузе: давно нет вестей.
team-paused-returns = ⏸ На паузе: заявки возвращались сами.
# A place where only some programmes are helped with. $area (text), $only: "team-only"
team-area-only = { $area } ({ $only })
team-unreachable = Бот заблокирован: только по телефону.
# $id (text): Telegram's id of somebody whose name we do not know
team-nameless = Telegram { $id }
# $phone
team-phone = Телефон: { $phone }
team-areas = 🗺 Изменить места
team-pause = ⏸ Поставить на паузу
team-resume = ▶️ Снять с паузы
team-remove = Исключить из команды
team-not-yours = Менять роль этого человека может только администратор. Администраторов задают настройки бота.
team-helps-elsewhere = Этот человек помогает и в других областях. Вы можете менять только места в Вашей области.
# A button under a message about a volunteer
team-open = 👤 Открыть карточку
team-back = ⬅️ К списку
team-previous = ⬅️ Раньше
team-next = Дальше ➡️
team-regions = Другая область
# $name (text), $claims (number)
team-remove-sure =
    Исключить из команды: { $name }?

    Заявки в работе вернутся в очередь: { $claims }. Контакты семей исчезнут из переписки этого человека с ботом.
# The same for somebody who helps in other regions too. $name, $region (text)
team-remove-part-sure =
    Исключить из команды: { $name }?

    Область: { $region }. В других областях этот человек продолжит помогать. Заявки отсюда вернутся в очередь, контакты семей исчезнут из переписки с ботом.
team-remove-yes = Да, исключить
team-remove-no = Нет, оставить
team-removed = Исключили. Заявки снова в очереди.
team-paused = Поставили на паузу и сообщили.
team-resumed = Сняли с паузы и сообщили.
# Where a volunteer helps. $name, $region (text)
team-areas-ask =
    Где помогает { $name }? Область: { $region }

    Отметьте районы или всю область и сохраните.
team-areas-one = Нужно отметить хотя бы одно место. Если этот человек больше не помогает, исключите его из команды.
team-areas-save = 💾 Сохранить
team-areas-keep = ⬅️ Оставить как было
team-areas-saved = Сохранили и сообщили.
# To the volunteer. $areas (list); $returned (number): accepted requests that went back to the queue
team-areas-changed =
    Координатор изменил, где Вы помогаете. Теперь это: { $areas }

    { $returned ->
        [0] Ваши заявки остались у Вас. Спасибо, что Вы с нами!
        [one] { $returned } заявка из другого места вернулась в очередь. Спасибо, что Вы с нами!
        [few] { $returned } заявки из других мест вернулись в очередь. Спасибо, что Вы с нами!
       *[many] { $returned } заявок из других мест вернулось в очередь. Спасибо, что Вы с нами!
    }
# To the coordinators: a volunteer has blocked the bot. $name, $areas (list)
team-lost = 🔕 Бот больше не доходит до волонтёра: { $name }. Где помогает: { $areas }. Что было принято, снова в очереди. Позвоните, пожалуйста: вернуться можно в любой день, написав боту.
# To the coordinators. $areas (list)
# $more (number): districts that are not named
team-nobody-left = { $more ->
    [0] ⚠️ Здесь теперь нет ни одного волонтёра: { $areas }. Заявки отсюда пойдут дальше, к остальной команде. Пригласить: /invite
   *[other] ⚠️ Здесь теперь нет ни одного волонтёра: { $areas } и ещё районов: { $more }. Заявки отсюда пойдут дальше, к остальной команде. Пригласить: /invite
}

# Паузы. To a volunteer whom Asar has paused. $days, $count (numbers)
rest-idle = Вас давно не было, поэтому новых заявок мы пока не предлагаем. Спасибо за всё, что Вы сделали! Когда захотите помогать снова, нажмите кнопку.
rest-returns = Бывает, что не до того: { $count ->
    [one] { $count } заявка вернулась
    [few] { $count } заявки подряд вернулись
   *[many] { $count } заявок подряд вернулось
} в очередь без вестей от Вас. Отдохните, новых мы пока не предлагаем. Когда захотите помогать снова, нажмите кнопку.
# To a volunteer whom a coordinator has paused, and called back
rest-lead = Координатор поставил Вам паузу: новых заявок мы пока не предлагаем, принятые остаются у Вас. Хотите вернуться раньше? Напишите /resume, и мы передадим это координатору.
rest-over = Координатор снял паузу: мы снова предлагаем Вам заявки. Рады, что Вы с нами!
rest-asked-back = Паузу поставил координатор. Мы передали ему, что Вы хотите вернуться.
# To the coordinators. $name (text), $areas (list)
rest-told-idle = Волонтёр на паузе: { $name }. { $days ->
    [one] Нет вестей { $days } день.
    [few] Нет вестей { $days } дня.
   *[many] Нет вестей { $days } дней.
} Где: { $areas }
rest-told-returns = Волонтёр на паузе: { $name }. Подряд вернулось само, без вестей: { $count }. Где: { $areas }
rest-asks-back = { $name } хочет снова помогать. Сейчас у этого человека пауза от координатора.

# Языки, на которых человек говорит с семьями
speaks-ask = На каком языке Вам удобно говорить с семьями? Заявки на этом языке мы предложим Вам первыми.
speaks-kk = По-казахски
speaks-ru = По-русски
speaks-both = На обоих языках
speaks-name-kk = казахский
speaks-name-ru = русский
# A button under "what to hear of"
volunteer-speaks = 🗣 На каких языках я говорю
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
