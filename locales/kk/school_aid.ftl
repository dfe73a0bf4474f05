### «Мектепке жол!»: сұрақтар, олардың астындағы түсіндірме (-hint), тексерудегі қысқа атауы (-short) және батырмалар.
### Осы бағдарламаның келісім мәтіндері: consent.ftl. Түсініктемелер: ru/school_aid.ftl.

school-aid-title = Мектепке жол!

## Өтініш беруші

school-aid-reach = <b>Көмекті қалай алған ыңғайлы?</b>
school-aid-reach-hint = Мектеп немесе орталық арқылы алсаңыз, үйіңіздің мекенжайын сұрамаймыз.
school-aid-reach-short = Көмекті алу жолы
school-aid-reach-school = 🏫 Мектеп арқылы
school-aid-reach-home = 🏠 Үйге жеткізу
school-aid-reach-centre = 🤝 Көмек орталығынан

school-aid-applicant = <b>Сіз балалардың кімі боласыз?</b>
school-aid-applicant-hint = Басқа отбасына да көмек сұрауға болады: алдымен ата-анасынан немесе қорғаншысынан рұқсат алыңыз.
school-aid-applicant-short = Балалардың кімі боласыз
school-aid-applicant-parent = Анасы немесе әкесі
school-aid-applicant-guardian = Қорғаншысы
school-aid-applicant-relative = Әжесі, атасы, басқа туысы
school-aid-applicant-neighbour = Көршісі, мұғалімі, танысы

school-aid-name = <b>Тегіңізді, атыңызды, әкеңіздің атын жазыңыз.</b>
school-aid-name-hint = Мысалы: Садықова Айгүл Маратқызы. Бұл өзіңіз берген келісімге де керек.
school-aid-name-short = Аты-жөніңіз

school-aid-phone = <b>Қай нөмірге қоңырау шалайық?</b>
school-aid-phone-hint = Экранның астындағы үлкен батырманы басыңыз немесе нөмірді жазыңыз. Мысалы: 8 701 000 00 00.
    Нөміріңізді өтінімді қабылдаған ерікті көреді, мән-жайды анықтау керек болса, үйлестіруші де көреді. Басқа ешкім көрмейді.
school-aid-phone-hint-dictated = Отбасына қоңырау шалатын нөмірді жазыңыз. Мысалы: 8 701 000 00 00.
school-aid-phone-short = Телефон

school-aid-place = <b>Қайда тұрасыз?</b>
school-aid-place-short = Тұратын жер

school-aid-settlement = <b>Қай ауылда немесе қалада тұрасыз?</b>
school-aid-settlement-hint = Мысалы: Ақжар ауылы.
school-aid-settlement-short = Ауыл немесе қала

school-aid-address = <b>Көмекті қай мекенжайға жеткізейік?</b>
school-aid-address-hint = Мысалы: Абай көшесі, 5-үй, 12-пәтер.
    Мекенжайды өтінімді қабылдаған ерікті көреді, мән-жайды анықтау керек болса, үйлестіруші де көреді. Басқа ешкім көрмейді.
school-aid-address-short = Мекенжай

## Отбасы

school-aid-situation = <b>Отбасының жағдайына қайсысы сәйкес келеді?</b>
school-aid-situation-hint = Құжат жіберудің қажеті жоқ.
school-aid-situation-short = Отбасы жағдайы
school-aid-situation-large = Көпбалалы отбасы
school-aid-situation-low-income = Аз қамтылған отбасы
school-aid-situation-single-parent = Анасы не әкесі жалғыз өсіріп отыр
school-aid-situation-disability-child = Мүгедектігі бар бала
school-aid-situation-disability-parent = Мүгедектігі бар ата-ана
school-aid-situation-guardianship = Қорғаншылықтағы бала
school-aid-situation-breadwinner-lost = Асыраушысынан айырылған отбасы
school-aid-situation-kandas = Қандастар отбасы
school-aid-situation-emergency = Өрт, су тасқыны, басқа апат
school-aid-situation-none = Ешқайсысы емес
school-aid-situation-unsaid = Айтқым келмейді

school-aid-household = <b>Отбасында барлығы неше адам бар?</b>
school-aid-household-hint = Осы отбасының табысымен күн көретін үлкендер мен балалардың бәрін санаңыз. Керек сан батырмаларда болмаса, жазып жіберіңіз. Мысалы: 11.
school-aid-household-short = Отбасындағы адам саны

school-aid-minors = <b>Оның нешеуі 18 жасқа толмаған бала?</b>
school-aid-minors-short = 18 жасқа толмаған балалар

school-aid-children = <b>Неше баланы мектепке дайындауға көмек керек?</b>
school-aid-children-hint = Әрі қарай әрқайсысы туралы сұраймыз.
school-aid-children-short = Көмек керек балалар

school-aid-income = <b>Өткен айда отбасының табысы қанша болды?</b>
school-aid-income-hint = Жалақының, зейнетақының, жәрдемақының бәрін қосып, теңгемен жазыңыз. Шамамен болса да болады. Мысалы: 180 000. Табыс болмаса, 0 деп жазыңыз.
school-aid-income-short = Өткен айдағы табыс

school-aid-vseobuch = <b>Балалар биыл мектептен «Жалпыға бірдей оқыту» («Всеобуч») қорының көмегін алды ма?</b>
school-aid-vseobuch-hint = Алған болса да, өтінім бере аласыз.
school-aid-vseobuch-short = Биылғы «Жалпыға бірдей оқыту» көмегі
school-aid-vseobuch-yes = Иә, алды
school-aid-vseobuch-no = Жоқ, алған жоқ
school-aid-vseobuch-unknown = Білмеймін

## Әр бала туралы

school-aid-child-name = <b>Баланың аты кім?</b>
school-aid-child-name-hint = Мысалы: Әлия. Тегі Сіздікінен бөлек болса ғана, тегін де жазыңыз.
school-aid-child-name-short = Аты

school-aid-child-birth-date = <b>Бала қашан туған?</b>
school-aid-child-birth-date-hint = Күнін, айын, жылын жазыңыз. Мысалы: 14.03.2016.
school-aid-child-birth-date-short = Туған күні
school-aid-child-birth-date-error-date-too-young = Біз оқушыларға және мектепалды сыныпқа баратындарға көмектесеміз: бала кемінде { $at_least } жаста болуы керек. Туған жылын тексеріңізші. Мысалы: 14.03.2016.
school-aid-child-birth-date-error-date-too-old = Біз оқушыларға көмектесеміз: бала { $at_most } жастан аспауы керек. Жылын тексеріңізші: Сіздің емес, баланың туған күні керек.

school-aid-child-sex = <b>Қыз ба, ұл ма?</b>
school-aid-child-sex-short = Қыз немесе ұл
school-aid-child-sex-girl = 👧 Қыз
school-aid-child-sex-boy = 👦 Ұл

school-aid-child-grade = <b>Бала осы оқу жылында нешінші сыныпта?</b>
school-aid-child-grade-hint = Жазғы демалыс болса, қыркүйекте баратын сыныбын таңдаңыз.
school-aid-child-grade-short = Сыныбы

school-aid-child-language = <b>Бала қай тілде оқиды?</b>
school-aid-child-language-short = Оқу тілі
school-aid-child-language-kazakh = Қазақ тілінде
school-aid-child-language-russian = Орыс тілінде
school-aid-child-language-uyghur = Ұйғыр тілінде
school-aid-child-language-uzbek = Өзбек тілінде
school-aid-child-language-tajik = Тәжік тілінде

school-aid-child-school = <b>Бала қай мектепте оқиды?</b>
school-aid-child-school-hint = Мектептің нөмірін немесе атауын жазыңыз. Мысалы: № 12 мектеп.
school-aid-child-school-short = Мектебі

school-aid-child-needs = <b>Балаға мектепке бару үшін не керек?</b>
school-aid-child-needs-short = Не керек
school-aid-child-needs-bag = 🎒 Сөмке және керек-жарақтар
school-aid-child-needs-uniform = 👔 Мектеп формасы
school-aid-child-needs-shoes = 👞 Аяқ киім
school-aid-child-needs-sports = 🏃 Спорт киімі
school-aid-child-needs-warm = 🧥 Жылы киім
school-aid-child-needs-together = Сөмке, форма және аяқ киім

school-aid-child-height = <b>Баланың бойы қанша?</b>
school-aid-child-height-hint = Баланы қабырғаға тіке тұрғызып, сантиметрмен өлшеңіз. Ең жақын санды таңдаңыз немесе нақты бойын жазыңыз. Мысалы: 128.
school-aid-child-height-short = Бойы

school-aid-child-build = <b>Баланың дене бітімі қандай?</b>
school-aid-child-build-short = Дене бітімі
school-aid-child-build-slim = Арықша
school-aid-child-build-usual = Орташа
school-aid-child-build-full = Толықша

school-aid-child-shoe = <b>Баланың аяқ киімінің өлшемі қандай?</b>
school-aid-child-shoe-hint = Өлшемін білмесеңіз, табанын өкшесінен үлкен башпайына дейін өлшеп жазыңыз. Мысалы: 20 см.
school-aid-child-shoe-short = Аяқ киімі

school-aid-child-colour = <b>Мектеп формасының түсі қандай?</b>
school-aid-child-colour-short = Форма түсі
school-aid-child-colour-navy = Қою көк
school-aid-child-colour-black = Қара
school-aid-child-colour-grey = Сұр
school-aid-child-colour-burgundy = Күрең қызыл
school-aid-child-colour-green = Жасыл
school-aid-child-colour-unknown = Білмеймін

## Соңында

school-aid-call-time = <b>Қай уақытта қоңырау шалған ыңғайлы?</b>
school-aid-call-time-short = Қоңырау шалатын уақыт
school-aid-call-time-any = Кез келген уақытта
school-aid-call-time-morning = Таңертең, 9:00–12:00
school-aid-call-time-day = Күндіз, 12:00–17:00
school-aid-call-time-evening = Кешке, 17:00–21:00

school-aid-comment = <b>Тағы айтқыңыз келетін нәрсе бар ма?</b>
school-aid-comment-hint = Мысалы: қоңырауға үлкен қызым жауап береді. Айтатын ештеңе болмаса, өткізіп жіберіңіз.
school-aid-comment-short = Қосымша сөз

school-aid-other-ways = Уақыт оздырмау үшін: мектеп директорынан «Жалпыға бірдей оқыту» («Всеобуч») қорының көмегін сұраңыз, өтініш онда 15 күнге дейін қаралады. Отбасылар мен балаларды қолдау қызметі де телефонмен кеңес береді: 111.
