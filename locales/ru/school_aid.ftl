### «Дорога в школу»: вопросы, подсказки под ними (-hint), короткие имена для проверки (-short) и подписи кнопок.
### Тексты согласия этой программы: consent.ftl.

# Имя программы: в меню, в заявке, в карточке волонтёра
school-aid-title = Дорога в школу

## Кто и где

# Вопрос с кнопками
school-aid-reach = <b>Как Вам удобнее получить помощь?</b>
school-aid-reach-hint = Если через школу или центр, домашний адрес мы не спросим.
school-aid-reach-short = Как получить
school-aid-reach-school = 🏫 Через школу
school-aid-reach-home = 🏠 На дом
school-aid-reach-centre = 🤝 В центре помощи

# Вопрос с кнопками
school-aid-applicant = <b>Кем Вы приходитесь детям?</b>
school-aid-applicant-hint = Можно попросить и для другой семьи: сначала спросите разрешения у родителей или опекуна.
school-aid-applicant-short = Кем приходитесь детям
school-aid-applicant-parent = Мама или папа
school-aid-applicant-guardian = Опекун
school-aid-applicant-relative = Бабушка, дедушка, другая родня
school-aid-applicant-neighbour = Соседи, учитель, знакомые

# Вопрос, ответ пишут; имя дополняет согласие
school-aid-name = <b>Напишите Ваши фамилию, имя и отчество.</b>
school-aid-name-hint = Например: Садыкова Айгуль Маратовна. Имя нужно и для согласия, которое Вы дали.
school-aid-name-short = Ваше имя

# Вопрос, номер пишут или посылают большой кнопкой
school-aid-phone = <b>По какому номеру Вам позвонить?</b>
school-aid-phone-hint = Нажмите большую кнопку внизу экрана или напишите номер. Например: 8 701 000 00 00.
    Номер увидит волонтёр, который примет заявку, а если надо разобраться, то и координатор. Больше никто.
# The same, while a coordinator or volunteer writes down what the family says
school-aid-phone-hint-dictated = Напишите номер семьи, по которому ей звонить. Например: 8 701 000 00 00.
school-aid-phone-short = Телефон

# Вопрос, место выбирают кнопками, пишут или посылают
school-aid-place = <b>Где Вы живёте?</b>
school-aid-place-short = Где живёте

# Вопрос, ответ пишут
school-aid-settlement = <b>В каком селе или городе Вы живёте?</b>
school-aid-settlement-hint = Например: село Акжар.
school-aid-settlement-short = Село или город

# Вопрос, ответ пишут; только если помощь привезут на дом
school-aid-address = <b>По какому адресу привезти помощь?</b>
school-aid-address-hint = Например: улица Абая, дом 5, квартира 12.
    Адрес увидит волонтёр, который примет заявку, а если надо разобраться, то и координатор. Больше никто.
school-aid-address-short = Адрес

## Семья

# Вопрос с несколькими ответами
school-aid-situation = <b>Что из этого относится к семье?</b>
school-aid-situation-hint = Документы присылать не нужно.
school-aid-situation-short = О семье
school-aid-situation-large = Многодетная семья
school-aid-situation-low-income = Малообеспеченная семья
school-aid-situation-single-parent = Детей растит один родитель
school-aid-situation-disability-child = Ребёнок с инвалидностью
school-aid-situation-disability-parent = Родитель с инвалидностью
school-aid-situation-guardianship = Ребёнок под опекой
school-aid-situation-breadwinner-lost = Потеря кормильца
school-aid-situation-kandas = Семья кандасов
school-aid-situation-emergency = Пожар, паводок, другая беда
school-aid-situation-none = Ничего из этого
school-aid-situation-unsaid = Предпочитаю не говорить

# Вопрос, число
school-aid-household = <b>Сколько всего человек в семье?</b>
school-aid-household-hint = Посчитайте взрослых и детей: всех, кто живёт на доход этой семьи. Если нужного числа нет на кнопках, напишите его. Например: 11.
school-aid-household-short = Человек в семье

# Вопрос, число
school-aid-minors = <b>Сколько из них детей младше 18 лет?</b>
school-aid-minors-short = Детей младше 18 лет

# Вопрос, число
school-aid-children = <b>Скольким детям нужна помощь к школе?</b>
school-aid-children-hint = Дальше спросим о каждом из них.
school-aid-children-short = Помощь нужна детям

# Вопрос, сумма в тенге
school-aid-income = <b>Какой доход был у семьи за прошлый месяц?</b>
school-aid-income-hint = Сложите зарплаты, пенсии и пособия. Можно примерно, в тенге. Например: 180 000. Если дохода не было, напишите 0.
school-aid-income-short = Доход за прошлый месяц

# Вопрос с кнопками
school-aid-vseobuch = <b>Получали ли дети в этом году помощь от школы из фонда «Всеобуч»?</b>
school-aid-vseobuch-hint = Если получали, заявку всё равно можно подать.
school-aid-vseobuch-short = Помощь «Всеобуч» в этом году
school-aid-vseobuch-yes = Да, получали
school-aid-vseobuch-no = Нет, не получали
school-aid-vseobuch-unknown = Не знаю

## О каждом ребёнке

# Вопрос, ответ пишут
school-aid-child-name = <b>Как зовут ребёнка?</b>
school-aid-child-name-hint = Например: Алия. Фамилию напишите, только если она не такая, как у Вас.
school-aid-child-name-short = Имя

# Вопрос, дата
school-aid-child-birth-date = <b>Когда ребёнок родился?</b>
school-aid-child-birth-date-hint = Напишите день, месяц и год. Например: 14.03.2016.
school-aid-child-birth-date-short = Дата рождения
# Ошибка: по дате ребёнок ещё мал. $at_least (число): с какого возраста помогаем
school-aid-child-birth-date-error-date-too-young = { $at_least ->
    [one] Помогаем школьникам и тем, кто идёт в предшкольный класс: с { $at_least } года. Проверьте, пожалуйста, год рождения. Например: 14.03.2016.
    [few] Помогаем школьникам и тем, кто идёт в предшкольный класс: с { $at_least } лет. Проверьте, пожалуйста, год рождения. Например: 14.03.2016.
   *[many] Помогаем школьникам и тем, кто идёт в предшкольный класс: с { $at_least } лет. Проверьте, пожалуйста, год рождения. Например: 14.03.2016.
}
# Ошибка: по дате это уже не школьник. $at_most (число): до какого возраста помогаем
school-aid-child-birth-date-error-date-too-old = { $at_most ->
    [one] Помогаем школьникам: не старше { $at_most } года. Проверьте, пожалуйста, год: нужна дата рождения ребёнка, а не Ваша.
    [few] Помогаем школьникам: не старше { $at_most } лет. Проверьте, пожалуйста, год: нужна дата рождения ребёнка, а не Ваша.
   *[many] Помогаем школьникам: не старше { $at_most } лет. Проверьте, пожалуйста, год: нужна дата рождения ребёнка, а не Ваша.
}

# Вопрос с кнопками
school-aid-child-sex = <b>Это девочка или мальчик?</b>
school-aid-child-sex-short = Девочка или мальчик
school-aid-child-sex-girl = 👧 Девочка
school-aid-child-sex-boy = 👦 Мальчик

# Вопрос с кнопками
school-aid-child-grade = <b>В каком классе ребёнок в этом учебном году?</b>
school-aid-child-grade-hint = Летом выберите класс, в который он пойдёт в сентябре.
school-aid-child-grade-short = Класс

# Вопрос с кнопками
school-aid-child-language = <b>На каком языке ребёнок учится?</b>
school-aid-child-language-short = Язык обучения
school-aid-child-language-kazakh = На казахском
school-aid-child-language-russian = На русском
school-aid-child-language-uyghur = На уйгурском
school-aid-child-language-uzbek = На узбекском
school-aid-child-language-tajik = На таджикском

# Вопрос, ответ пишут
school-aid-child-school = <b>В какой школе учится ребёнок?</b>
school-aid-child-school-hint = Напишите номер или название. Например: школа № 12.
school-aid-child-school-short = Школа

# Вопрос с несколькими ответами
school-aid-child-needs = <b>Что нужно ребёнку к школе?</b>
school-aid-child-needs-short = Что нужно
school-aid-child-needs-bag = 🎒 Портфель с принадлежностями
school-aid-child-needs-uniform = 👔 Школьная форма
school-aid-child-needs-shoes = 👞 Обувь
school-aid-child-needs-sports = 🏃 Спортивная одежда
school-aid-child-needs-warm = 🧥 Тёплая одежда
# Кнопка: сразу три вещи, и дальше
school-aid-child-needs-together = Портфель, форма и обувь

# Вопрос, число в сантиметрах
school-aid-child-height = <b>Какой у ребёнка рост?</b>
school-aid-child-height-hint = Поставьте ребёнка к стене и измерьте в сантиметрах. Выберите ближайшее число или напишите точное. Например: 128.
school-aid-child-height-short = Рост

# Вопрос с кнопками; только если рост неизвестен
school-aid-child-build = <b>Какое у ребёнка телосложение?</b>
school-aid-child-build-short = Телосложение
school-aid-child-build-slim = Худощавое
school-aid-child-build-usual = Обычное
school-aid-child-build-full = Плотное

# Вопрос, размер обуви или длина стопы
school-aid-child-shoe = <b>Какой у ребёнка размер обуви?</b>
school-aid-child-shoe-hint = Не знаете размер? Измерьте стопу от пятки до большого пальца и напишите, например: 20 см.
school-aid-child-shoe-short = Обувь

# Вопрос с кнопками, можно написать свой ответ
school-aid-child-colour = <b>Какого цвета форма в школе?</b>
school-aid-child-colour-short = Цвет формы
school-aid-child-colour-navy = Тёмно-синяя
school-aid-child-colour-black = Чёрная
school-aid-child-colour-grey = Серая
school-aid-child-colour-burgundy = Бордовая
school-aid-child-colour-green = Зелёная
school-aid-child-colour-unknown = Не знаю

## В конце

# Вопрос с кнопками
school-aid-call-time = <b>Когда Вам удобнее говорить по телефону?</b>
school-aid-call-time-short = Когда звонить
school-aid-call-time-any = В любое время
school-aid-call-time-morning = Утром, 9:00–12:00
school-aid-call-time-day = Днём, 12:00–17:00
school-aid-call-time-evening = Вечером, 17:00–21:00

# Вопрос, ответ пишут; можно пропустить
school-aid-comment = <b>Хотите что-нибудь добавить?</b>
school-aid-comment-hint = Например: на звонок ответит старшая дочь. Если добавить нечего, пропустите.
school-aid-comment-short = Дополнение

# Семье, которая ждёт: где ещё можно попросить помощь (docs/SOURCES.md#vseobuch)
school-aid-other-ways = Чтобы не терять время: спросите у директора школы о помощи из фонда «Всеобуч», заявление там рассматривают до 15 дней. Совет по телефону даст и служба поддержки семей и детей: 111.
