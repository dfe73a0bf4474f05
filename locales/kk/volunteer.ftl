# Еріктілер оқитын хабарламалар: кезек, карточкалар, қабылданған өтінімдер, қоңыраулар. Түсініктемелер: ru/volunteer.ftl.

card-head = <b>{ $number }</b> · { $programme }
card-lines = { $lines }
card-place = 📍 { $place }
card-distance = орталықтан ≈ { $km } км
card-near-centre = орталыққа жақын
card-schools = 🏫 { $schools }
card-reach = Көмекті беру жолы: { $answer }
card-language-kk = 🗣 Отбасы қазақша сөйлейді
card-language-ru = 🗣 Отбасы орысша сөйлейді
card-since = ⏳ Күткеніне { $waited } болды: { $since }
card-urgent = ❗️ Шұғыл өтінім
card-call = ☎️ Отбасы қоңырау күтіп отыр: бәрін телефонмен айтады
card-by-phone = толығы телефонмен
card-child = { $number }. { $facts }
card-age = { $age ->
   *[other] { $age } жас
}
card-height = бойы { $cm } см, киімі шамамен { $size }
card-height-unknown = бойы белгісіз
card-shoe = аяқ киімі { $size }
card-shoe-unknown = аяқ киімінің өлшемі белгісіз
card-foot = табаны { $cm } см, аяқ киімі шамамен { $size }
card-colour = форманың түсі: { $colour }
card-colour-other = форманың түсін отбасы айтады
card-children = { $count ->
   *[other] { $count } бала
}
card-days = { $count ->
   *[other] { $count } күн
}
card-hours = { $count ->
   *[other] { $count } сағат
}
card-district-unknown = ауданы белгісіз
card-taken = ✅ { $number } өтінімі қабылданды.
card-taken-other = { $number } өтінімін басқа ерікті қабылдады.
card-gone = { $number } өтінімі енді кезекте жоқ.
card-skipped = Карточка жабылды.
card-line = { $number } · { $place } · { $children } · { $waited }
card-line-urgent = ❗️ { $number } · { $place } · { $children } · { $waited }

card-contacts-open = Отбасының байланыс деректері ашылып жатыр…
card-blanked = { $number } өтінімінің байланыс деректері жасырылды.
card-name = 👤 { $name }
card-phone = 📞 { $phone }
card-settlement = 🏘 { $settlement }
card-address = 🏠 { $address }
card-call-time = 🕐 Қоңырау шалатын уақыт: { $answer }
card-comment = 💬 { $comment }
card-unreachable = Боттың хабарламалары отбасына жетпейді: бәрін телефонмен келісіңіз.
card-code-word = Құпия сөз: <b>{ $word }</b>. Қоңырау шалғанда осыны айтыңыз: отбасы да осы сөзді көріп тұр.
card-whatsapp = 💬 WhatsApp
card-copy-address = 📋 Мекенжайды көшіру
card-map = 🗺 Картадан көру
card-agreed = 📅 Келістік
card-no-answer = 📵 Жауап жоқ
card-wrong-number = ☎️ Нөмір қате
card-not-needed = 🙅 Енді керек емес
card-done = ✅ Көмек берілді
card-release = ↩️ Кезекке қайтару
card-undo = ✖️ Болдырмау (2 минут)
card-which-day = Отбасымен қай күнге келістіңіз? { $number } өтінімі
card-today = Бүгін
card-tomorrow = Ертең
card-day = { $weekday }, { $date }
card-weekday-0 = дс
card-weekday-1 = сс
card-weekday-2 = ср
card-weekday-3 = бс
card-weekday-4 = жм
card-weekday-5 = сб
card-weekday-6 = жс

volunteer-panel = { $count ->
    [0] Қазір кезегіңізде ешкім күтіп тұрған жоқ. Бізбен бірге болғаныңызға рақмет!
   *[other] Кезегіңізде { $count } отбасы күтіп тұр.
}
volunteer-panel-how = Өтінімді көру үшін нөмірін басыңыз. Бұл хабарлама өзі жаңарып тұрады.
volunteer-digest = { $count ->
    [one] Кезегіңізде { $count } отбасы күтіп тұр, күткеніне { $waited } болды. Көмектесе аласыз ба, қарап көріңізші.
   *[other] Кезегіңізде { $count } отбасы күтіп тұр, ең алғашқысының күткеніне { $waited } болды. Кімге көмектесе аласыз, қарап көріңізші.
}
volunteer-next = ➡️ Келесі
volunteer-queue = 📋 Кезек
volunteer-mine = 🤝 Менің өтінімдерім
volunteer-accept = ✅ Қабылдау
volunteer-skip = Өткізіп жіберу
volunteer-news = 🔔 Хабарламалар
volunteer-news-ask = Сізге не туралы хабарлайық? Кешкі оннан таңғы сегізге дейін Сізді мазаламаймыз.
volunteer-news-every = Әр өтінім туралы
volunteer-news-digest = 9:00 және 18:00-де, бір хабарламамен
volunteer-news-silent = Керек емес, өзім қараймын
volunteer-chosen = ✅ { $label }
volunteer-none-waiting = Қазір ешкім күтіп тұрған жоқ: өтінімдер қабылданған не оларды басқалар қарап жатыр. Рақмет!
volunteer-no-other = Қазір басқа бос өтінім жоқ. Күтіп тұрғандардың бәрі кезекте көрінеді.
volunteer-paused = Жарайды, демалыңыз. Жаңа өтінім ұсынбаймыз, қабылдағандарыңыз өзіңізде қалады.
volunteer-resume = ▶️ Қайта көмектесу
volunteer-resumed = Қайта қосылғаныңызға қуаныштымыз!
volunteer-is-paused = Сізде қазір үзіліс, жаңа өтінім ұсынбаймыз. Қайта қосылу: /resume

volunteer-accepted = Көмекке келгеніңізге рақмет! Бүгін қоңырау шалыңызшы: отбасы өтінімнің қабылданғанын біледі.
volunteer-accepted-call = Көмекке келгеніңізге рақмет! Бүгін қоңырау шалыңызшы: өтінімнің қабылданғанын отбасы Сізден естиді.
volunteer-taken = { $number } өтінімін басқа ерікті қабылдап қойды. Басқа отбасылар да бар: /next
volunteer-closed = { $number } өтінімі енді кезекте жоқ. Басқа отбасылар да бар: /next
volunteer-own = { $number } өтінімі Сіздікі не Сіздің нөміріңізбен берілген, сондықтан онымен басқа адам айналысады. Өз өтініміңіздің жағдайы: /status
volunteer-held = { $number } өтінімін қазір басқа ерікті қарап жатыр. Бес минуттан кейін қайта көріңіз немесе басқасын қараңыз: /next
volunteer-not-this-one = Бұл өтінімді басқа ерікті қабылдайды. Басқа отбасылар да бар: /next
volunteer-enough = { $count ->
   *[other] Қолыңызда { $count } өтінім бар. Алдымен біреуін аяқтаңызшы: /mine
}
volunteer-unknown-number = Сіздің өтінімдеріңіздің арасында мұндай өтінім жоқ. Нөмірін тексеріңізші. Ол мынадай болады: { $example }
volunteer-only = Бұл команда еріктілерге арналған. Көмектескіңіз келе ме? Облысыңыздың үйлестірушісінен сілтеме сұраңыз. Көмек өзіңізге керек болса: /apply
volunteer-claim-undone = Жарайды, { $number } өтінімі қайтадан кезекте.
volunteer-undo-late = Алғашқы екі минутта ғана болдырмауға болады.
volunteer-claims = { $count ->
    [0] Қазір қолыңызда өтінім жоқ.
   *[other] Қолыңызда { $count } өтінім бар. Сізге рақмет!
}

volunteer-done = Сізге рақмет! { $number } өтінімі бойынша көмек берілді деп белгіледік. Бәрі жетті ме, отбасынан сұраймыз.
volunteer-done-call = Сізге рақмет! { $number } өтінімі бойынша көмек берілді деп белгіледік. Бәрі жетті ме, үйлестіруші отбасына қоңырау шалып сұрайды.
volunteer-done-undone = Жарайды, { $number } өтінімі қайтадан қолыңызда.
volunteer-why = { $number } өтінімін неге қайтарып жатырсыз? Оқасы жоқ, басқа ерікті қабылдайды.
volunteer-why-typed = { $number } өтінімін неге қайтарып жатқаныңызды жазыңызшы. Мысалы: бір айға кетемін. Отбасы мұны көрмейді.
volunteer-reason-far = Жолы алыс
volunteer-reason-no-time = Уақыт жетпейді
volunteer-reason-no-goods = Керек заттар жоқ
volunteer-reason-no-contact = Хабарласа алмадым
volunteer-reason-other = ✏️ Басқа себеп
volunteer-keep = Өзімде қалсын
volunteer-released = { $number } өтінімі қайтадан кезекте. Ескерткеніңізге рақмет!
volunteer-idle = { $number } өтінімі қалай болып жатыр? Қабылдаған уақытыңыз: { $claimed }. Реті келмесе, кезекке қайтарыңыз: { $days } күннен кейін өзі қайтады.
volunteer-returned = { $number } өтінімі кезекке қайтты: Сізден хабар болмады. Көмектесуге ниет еткеніңізге рақмет!

volunteer-noted-already = Белгіленіп қойған.
volunteer-day-agreed = { $number } өтінімі бойынша жазып алдық: { $day }. Отбасына хабар бердік.
volunteer-day-agreed-call = { $number } өтінімі бойынша жазып алдық: { $day }.
volunteer-no-answer = { $number } өтінімі бойынша қоңырауды белгіледік. Басқа уақытта тағы хабарласып көріңізші.
volunteer-no-answer-asked = { $number } өтінімі бойынша қоңырауды белгілеп, отбасынан ыңғайлы уақытын сұрадық. Жауабы Сізге бірден келеді.
volunteer-wrong-number = Отбасынан дұрыс нөмірін сұрадық. Ол { $number } өтінімінде шығады, Сізге жазамыз.
volunteer-not-needed = Отбасынан { $number } өтінімін жабу керек пе деп сұрадық. Жауабы Сізге бірден келеді.
volunteer-no-answer-call = { $number } өтінімі бойынша қоңырауды белгіледік. Боттың хабарламалары да отбасына жетпейді, сондықтан үйлестірушіден көмек сұрадық. Өтінім әзірге өзіңізде қалады.
volunteer-wrong-number-call = Нөмірдің қате екенін белгіледік. Боттың хабарламалары да отбасына жетпейді, сондықтан дұрыс нөмірін табуды үйлестірушіден сұрадық. { $number } өтінімі әзірге өзіңізде қалады.
volunteer-not-needed-call = Белгіледік. Үйлестіруші тексеріп, көмек шынымен керек болмаса, { $number } өтінімін жабады. Оған дейін өтінім өзіңізде қалады.

volunteer-suits = Отбасы { $number } өтінімі бойынша жауап берді. Қоңырау шалатын уақыт: { $time }.
volunteer-new-phone = { $number } өтінімі бойынша отбасының телефон нөмірі жаңарды.
volunteer-still-needed = Отбасы жауап берді: { $number } өтінімі бойынша көмек әлі керек.
volunteer-confirmed = Отбасы растады: { $number } өтінімі бойынша көмек қолына тиді. Сізге рақмет!
volunteer-partly = Отбасы { $number } өтінімі бойынша бәрін алған жоқ. Қоңырау шалып, не жетпейтінін біліңізші.
volunteer-disputed = Отбасы хабарлады: { $number } өтінімі бойынша көмек жетпеген. Өтінім кезекке қайтты, үйлестіруші Сізге жазуы мүмкін.
volunteer-withdrawn = Отбасы { $number } өтінімін қайтарып алды. Көмекке келгеніңізге рақмет!
volunteer-corrected = Отбасы { $number } өтінімін түзетті. Не өзгергенін қарап шығыңызшы.
volunteer-moved-away = { $number } өтінімінің отбасы басқа ауданда тұрады, өтінім сонда кетті. Көмекке келгеніңізге рақмет!
volunteer-unreachable = Боттың хабарламалары { $number } өтінімінің отбасына жетпейді. Телефонмен келісіңізші.
volunteer-reachable = { $number } өтінімінің отбасы боттың хабарламаларын қайтадан оқи алады: енді хат жазуға да болады.

volunteer-delivered = { $number } өтінімі бойынша көмек берілді деп белгіледіңіз. Отбасының жауабын күтіп отырмыз, енді Сізге ештеңе істеудің қажеті жоқ. Рақмет!
card-write-down = 📝 Отбасының айтқанын жазу
volunteer-write-down = Отбасына қоңырау шалып сұраңыз да, жауаптарын осында жазыңыз. Сақтасаңыз, олар өтінімге қосылады, ал боттың сұрақтары осы чаттан өшіріледі.
card-just-now = 1 сағаттан аз
written-down-gone = Өшірілді: бұл жауаптар отбасына тиесілі.
