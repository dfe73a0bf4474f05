### Общие слова, одни и те же во многих местах.

# Кнопка
common-yes = Да
# Кнопка
common-no = Нет
# Кнопка: на прежний экран
common-back = ⬅️ Назад
# Кнопка: ничего не делать, вернуться
common-cancel = Отмена
# Кнопка: главное меню
common-menu = 🏠 Меню
# Имя языка, на нём самом: кнопка выбора языка
common-language-kk = Қазақша
common-language-ru = Русский
# Номер заявки. $number: «1047-3»
common-number = № { $number }
# Вместо района, которого человек не знает
common-district-unknown = район неизвестен
# Дети в заявке. $count (число)
common-children = { $count ->
    [one] { $count } ребёнок
    [few] { $count } ребёнка
   *[many] { $count } детей
}
# Сколько прошло или ждать. $count (число)
common-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
common-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
common-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[many] { $count } минут
}
