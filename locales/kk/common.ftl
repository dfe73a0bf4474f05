### Көп жерде қайталанатын жалпы сөздер. Түсініктемелер: ru/common.ftl.

common-yes = Иә
common-no = Жоқ
common-back = ⬅️ Артқа
common-cancel = Болдырмау
common-menu = 🏠 Мәзір
common-language-kk = Қазақша
common-language-ru = Русский
common-number = № { $number }
common-district-unknown = ауданы белгісіз
common-children = { $count ->
   *[other] { $count } бала
}
common-days = { $count ->
   *[other] { $count } күн
}
common-hours = { $count ->
   *[other] { $count } сағат
}
common-minutes = { $count ->
   *[other] { $count } минут
}
