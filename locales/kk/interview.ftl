### Сұхбаттың өз сөздері. Әр мәтіннің қайда көрінетіні мен өрістері ru/interview.ftl файлында жазылған.

## Әр сұрақтың экранында

interview-progress = <i>{ $step }-сұрақ, барлығы { $total }</i>
interview-your-answer = Жауабыңыз: <b>{ $answer }</b>
interview-no-longer-fits = Бұрынғы жауап енді сәйкес келмейді: { $answer }. Қайта жауап беріңізші.
interview-child-of = { $number }-бала (барлығы { $total }): <b>{ $name }</b>
interview-child-number = { $number }-бала (барлығы { $total })

## Батырмалар

interview-back = ⬅️ Артқа
interview-next = ➡️ Әрі қарай
interview-skip = Өткізіп жіберу
interview-done = ➡️ Дайын
interview-call-me = 📞 Маған қоңырау шалыңызшы
interview-full-form = 📝 Сұрақтарға осында жауап беру

## Жауаптар

interview-unsaid = Айтқым келмейді
interview-unknown = Білмеймін
interview-skipped = көрсетілмеген
interview-yes = Иә
interview-no = Жоқ
interview-chosen = ✅ { $label }
interview-other = Ешқайсысы сәйкес келмесе, өз жауабыңызды жазыңыз.
interview-several = Сәйкес келетінінің бәрін белгілеп, «{ interview-done }» батырмасын басыңыз.
interview-grade = { $grade ->
    [0] Мектепалды сынып
   *[other] { $grade }-сынып
}
interview-height = { $cm } см
interview-shoe = { $size }-өлшем
interview-foot = табаны { $cm } см, шамамен { $size }-өлшем

## Келісім

interview-consent-agree = ✅ Келісемін
interview-consent-refuse = Келіспеймін
interview-consent-whole = 📄 Толық мәтінін оқу
interview-consent-short = ⬅️ Қысқаша мәтінге оралу
interview-consent-given = келісім берілді

## Мекен

interview-place-region = Облысты немесе қаланы таңдаңыз. Тұратын жеріңізді жазып жіберсеңіз де болады.
interview-place-district = <b>{ $region }: ауданды немесе қаланы таңдаңыз.</b>
interview-place-unknown = Ауданымды білмеймін
interview-place-found = 📍 Тұрған жеріңіз: <b>{ $region }</b>. Қате болса, «{ interview-back }» батырмасын басыңыз.
interview-place-did-you-mean = Осылардың қайсысы?
interview-place-in = { $district } ({ $region })
interview-place-list = Бұл жерде жоқ, тізімді көру
interview-place-location = 📍 Тұрған жерімді жіберу
interview-place-location-ask = Экранның астындағы үлкен батырманы басыңыз. Немесе қайда тұратыныңызды жазып жіберіңіз.
interview-place-location-outside = Бұл нүкте Қазақстаннан тыс жерде сияқты. Тұратын жеріңізді батырмамен таңдаңыз немесе атауын жазыңыз.
interview-address-location-ask = Экранның астындағы үлкен батырманы басыңыз. Немесе мекенжайды жазып жіберіңіз.
interview-address-location-saved = 📍 Картадағы нүкте сақталды. Көше мен үй нөмірін де жазыңыз немесе «{ interview-next }» батырмасын басыңыз.
interview-address-on-map = картадағы нүкте

## Телефон

interview-phone-share = 📱 Өз нөмірімді жіберу
interview-phone-foreign = Нөмір сақталды: { $phone }. Бұл басқа елдің нөмірі. Қазақстандық нөміріңіз болса, «{ interview-back }» батырмасын басып, соны жазыңыз: қоңырау шалу оңайырақ болады.
interview-phone-saved = Нөмір сақталды: { $phone }

## Фото

interview-photo-send = { $most ->
    [1] Фотосуретті жіберіңіз.
   *[other] Фотосуреттерді жіберіңіз: ең көбі { $most } сурет.
}
interview-photo-saved = Фотосурет сақталды: { $count } / { $most }.
interview-photo-count = { $count } фотосурет
interview-photo-again = 🔄 Басқа фотосурет жіберу

## Балалар кезекпен

interview-same = <b>{ $name }</b>: { $summary }

    Бұл бала үшін де дәл солай ма?
interview-same-yes = 👍 Иә, дәл солай
interview-same-no = Жоқ, басқаша
interview-count-mismatch = Басында көрсетілген бала саны: <b>{ $stated }</b>. Толтырылғаны: <b>{ $filled }</b>. Қайсысы дұрыс?
interview-count-add = ➕ Тағы бір бала қосу
interview-count-is = { $count ->
   *[other] Дұрысы: { $count } бала
}
interview-count-remove = 🗑 Тізімнен алып тастау: { $name }

## Жіберер алдында тексеру

interview-review-lines = { $lines }
interview-review-head = <b>Тексеріп көріңізші: бәрі дұрыс па?</b>
interview-review-head-call = <b>Ерікті Сізге қоңырау шалып, бәрін өзі жазып алады.</b> Тексеріп көріңізші: бәрі дұрыс па?
interview-review-head-save = <b>Сіздің өтініміңіз.</b> Керегін түзетіп, «{ interview-review-save }» батырмасын басыңыз.
interview-review-line = { $label }: <b>{ $answer }</b>
interview-review-child = <b>{ $number }. { $name }</b>
    { $answers }
interview-review-edit = ✏️ Түзету
interview-review-what = Нені түзетеміз?
interview-review-what-child = <b>{ $name }</b>. Нені түзетеміз?
interview-review-child-named = { $number }. { $name }
interview-review-back = ⬅️ Тексеруге оралу
interview-review-add-child = ➕ Бала қосу
interview-review-remove-child = 🗑 Тізімнен алып тастау: { $name }
interview-review-remove-sure = Өтінімнен алып тастаймыз ба: <b>{ $name }</b>? Бұл бала туралы жауаптар өшіріледі.
interview-review-remove-yes = Иә, алып тастау
interview-review-remove-no = Жоқ, қалдыру
interview-nameless = { $number }-бала
interview-review-submit = 📨 Өтінімді жіберу
interview-review-save = 💾 Сақтау

## Басқа нәрсе жіберілгенде

interview-not-text-voice = Өкінішке қарай, дауыстық хабарламаны тыңдай алмаймын. Сөзбен жазып жіберіңізші. Жазу қиын болса, «{ interview-call-me }» батырмасын басыңыз.
interview-not-text-sticker = Рақмет! Бірақ бұл сұраққа сөзбен немесе батырмамен жауап беру керек.
interview-not-text-media = Мұнда файл мен бейнежазба керек емес. Сөзбен немесе батырмамен жауап беріңізші.
interview-not-text-album = Мұнда фотосуреттер керек емес. Сөзбен немесе батырмамен жауап беріңізші.
interview-not-text-edited = Бұрынғы хабарламаңызды өзгерттіңіз, бірақ мен оны көре алмаймын. Жауапты түзету үшін «{ interview-back }» батырмасын басып, қайта жазыңыз.
interview-not-text-contact = Мұнда телефон нөмірі керек емес. Төмендегі сұраққа жауап беріңізші.
interview-not-text-location = Мұнда орналасқан жер керек емес. Төмендегі сұраққа жауап беріңізші.
interview-not-text-photo = Мұнда фотосурет керек емес, құжаттардың суретін де жібермеңіз. Сөзбен немесе батырмамен жауап беріңізші.
interview-not-text-contact-foreign = Бұл басқа адамның контактісі. Дәл сол кісіге қоңырау шалу керек болса, нөмірін цифрмен жазып жіберіңіз.
interview-press-a-button = Төмендегі батырмалардың бірін басыңызшы.
interview-stale = Бұл батырма ескірген. Қазіргі сұрақ төменде.
interview-understood = Жақсы.
