# What a family reads outside the questions.

# The very first message, in both languages at once: nobody has chosen one yet.
language-ask =
    Сәлеметсіз бе! Сізге қай тілде жазған ыңғайлы?

    Здравствуйте! На каком языке Вам удобнее?
language-kk = Қазақша
language-ru = Русский
language-chosen = Хорошо, пишу Вам по-русски. Язык можно сменить в любой момент: /language

# The menu after the language is chosen.
welcome =
    <b>Асар</b> — это когда соседи вместе помогают одной семье.

    Здесь можно попросить помощь к школе: портфель с принадлежностями, форму, обувь и одежду для детей. Волонтёры Вашей области увидят заявку и позвонят Вам.

    Это бесплатно. Вопросы простые, ответы сохраняются: можно прерваться и вернуться.
# $school (text): the name from the link on a school's door
welcome-school = Ваша школа: { $school }. Её и место мы уже записали, их можно будет исправить.
menu-apply = 🎒 Подать заявку
menu-status = 📄 Моя заявка
menu-queue = 📋 Очередь
menu-help = Справка
menu-tell = 🔔 Сообщите мне об открытии
menu-continue = Продолжить
menu-anew = Начать заново
menu-keep = Сохранить на потом
menu-discard = Удалить ответы
menu-go-on = Вернуться к вопросам
menu-another-family = Заявка для другой семьи

# An application waits, unfinished.
draft-waits = У Вас есть незаконченная заявка. Все ответы сохранены.
draft-kept = Сохранили. Вернуться можно в любой момент: кнопкой ниже или командой /apply
draft-discarded = Ответы удалены. Если понадобится помощь, начните снова: /apply
draft-reminder = Вы начали заявку и не закончили её. Все ответы сохранены. Если трудно писать, нажмите «{ menu-continue }», а потом «{ interview-call-me }».
draft-closed = Девять дней в незаконченной заявке ничего не менялось: мы закрыли её и удалили ответы. Если помощь ещё нужна, нажмите кнопку ниже и подайте заявку снова.
cancel-ask = Прервать заявку? Ответы можно сохранить и вернуться к ним позже.
cancel-nothing = Сейчас нечего прерывать. Подать заявку: /apply
consent-refused = Понимаем. Без согласия мы не можем хранить Ваши данные, поэтому ничего не записали. Если передумаете: /apply

# Right after a request is stored. $number (text): "№ 100047-3"
submitted = ✅ Заявка принята. Её номер: <b>{ $number }</b>
submitted-next = Что дальше: волонтёр примет заявку, и мы сразу напишем Вам. Потом он позвонит. Узнать, что с заявкой: /status
submitted-call = Что дальше: волонтёр примет заявку и позвонит Вам, остальное запишет сам. Узнать, что с заявкой: /status
submitted-nobody-here = Скажем честно: в Вашем районе пока нет волонтёров. Заявку видит республиканский штаб и ищет, кто поможет. Это может занять больше времени.
submitted-warning = Помощь бесплатна. Никто из нас не просит деньги, номер карты, коды из СМС или документы.
already-open = У Вас уже есть открытая заявка: { $number }. Вторая для той же семьи не нужна: эту можно исправить или дополнить.

# The live status message. $number (text), $asked and $changed (date and time)
status-head = Заявка <b>{ $number }</b>
status-none = У Вас пока нет заявок.
status-several = Ваши заявки. О какой рассказать?
# A button of the list. $state is one of the short states below.
status-choose = { $number } · { $state }
# $days (number): the median of similar requests
status-usual = { $days ->
    [one] Похожие заявки в Вашей области обычно выполняли за { $days } день. Обещать срок мы не можем.
    [few] Похожие заявки в Вашей области обычно выполняли за { $days } дня. Обещать срок мы не можем.
   *[many] Похожие заявки в Вашей области обычно выполняли за { $days } дней. Обещать срок мы не можем.
}
# $word (text): the code word shown to the family and to the volunteer
status-code-word = Кодовое слово волонтёра: <b>{ $word }</b>. Спросите его по телефону.
status-correct = ✏️ Исправить
status-withdraw = Отозвать заявку
# After the family has confirmed that the help came: the way to a complaint
status-wrong = Что-то было не так?
state-queued = Ждёт волонтёра с { $asked }.
state-queued-next = Как только волонтёр примет её, мы напишем Вам.
state-queued-short = ждёт волонтёра
state-claimed = Волонтёр принял её { $changed }.
state-claimed-next = Он позвонит Вам. Пусть телефон будет рядом.
state-claimed-short = у волонтёра
state-delivered = Волонтёр отметил { $changed }, что помощь передана.
state-delivered-next = Скажите, пожалуйста: Вы её получили?
state-delivered-short = передана
state-confirmed = Вы подтвердили { $changed }: помощь получена.
state-confirmed-next = Рады за Вас! Если снова понадобится помощь: /apply
state-confirmed-short = помощь получена
state-unconfirmed = Волонтёр передал помощь, а Вашего ответа мы не дождались.
state-unconfirmed-next = Ответить можно и сейчас: Вы получили помощь?
state-unconfirmed-short = передана, без ответа
state-withdrawn = Вы отозвали её { $changed }.
state-withdrawn-next = Если снова понадобится помощь: /apply
state-withdrawn-short = отозвана
state-expired = Её срок вышел { $changed }.
state-expired-next = Простите, что не успели. Подайте её снова, пожалуйста: /apply
state-expired-short = срок вышел
state-review = Координатор смотрит её с { $changed }.
state-review-next = Она не потерялась: мы напишем Вам, как только он ответит.
state-review-short = у координатора
state-declined = Координатор посмотрел её { $changed }: выполнить её не получится.
state-declined-next = Ниже написано почему, кто ещё поможет и что можно сделать.
state-declined-short = отказ
withdraw-sure = Отозвать заявку { $number }? Волонтёры её больше не увидят.
withdraw-yes = Да, отозвать
withdraw-no = Нет, оставить
correct-saved = Исправили заявку { $number }.
correct-too-late = Эту заявку уже нельзя исправить. Посмотрите, пожалуйста, что с ней сейчас.
family-got-thanks = Спасибо, что сказали! Здоровья Вам и хорошей учёбы детям.
# Пришла часть; не пришло ничего
family-partly-thanks = Спасибо, что сказали. Волонтёр уже знает, что пришло не всё. Когда придёт остальное, мы спросим Вас снова.
family-not-thanks = Простите нас, пожалуйста. Заявка снова ждёт волонтёра, среди первых, и координатор об этом знает. Если нужно, он сам свяжется с Вами.
family-money-thanks = Спасибо, что сказали. Ничего не платите и не сообщайте. Координатор получил Ваше сообщение и разберётся. Волонтёр о нём не узнает.

# /mydata and /delete
mydata-nothing = Мы ничего о Вас не храним, кроме выбранного языка.
# $requests, $drafts (numbers)
mydata-head = Вот всё, что мы о Вас храним. Заявок: { $requests }, незаконченных: { $drafts }.
mydata-request = <b>Заявка { $number }</b>
# the fields of the consent
mydata-how =
    Данные хранит: { $operator } (БИН { $bin }). База данных: { $place }.
    { $retention_days ->
        [one] После завершения заявки данные хранятся { $retention_days } день.
        [few] После завершения заявки данные хранятся { $retention_days } дня.
       *[many] После завершения заявки данные хранятся { $retention_days } дней.
    }
    Вопросы: { $contact }. За данные отвечает: { $responsible }.
    Исправить заявку: /status. Чтобы удалить всё, нажмите кнопку ниже.
mydata-delete = 🗑 Удалить мои данные
delete-sure = Удалить все Ваши данные? Открытые заявки будут отозваны, волонтёры больше не увидят Ваших контактов. Вернуть удалённое мы не сможем.
delete-yes = Да, удалить всё
delete-no = Нет, оставить
delete-kept = Ничего не удалили.
delete-done = Ваши данные удалены, согласие отозвано. Если помощь понадобится снова, напишите: /start

# Answers to what was not asked
# An outdated, foreign or forged button (a toast, at most 200 characters)
stale = Эта кнопка устарела. Ниже — как дела сейчас.
# The message that takes the keyboard away when there is nothing else to say
keys-removed = Хорошо.
not-asked = Я понимаю текст и кнопки. Подать заявку: /apply. Что с заявкой: /status. Справка: /help
unknown-command = Такой команды у меня нет. Что я умею: /help
# An update that could not be handled
apology = Простите, это сообщение у меня не получилось обработать. Всё, что Вы написали раньше, сохранено. Попробуйте, пожалуйста, ещё раз или напишите /help
# /mydata of a member of the team. $name, $roles, $languages (lists)
mydata-team = Вы в команде Асара. Храним Ваше имя и номер: { $name }. Роли: { $roles }. Языки, на которых говорите с семьями: { $languages }.
