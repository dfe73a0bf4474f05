# Еріктінің тарату тізімі мен жинайтын заттары. Түсініктемелер: ru/lists.ftl.

round-open = 🗺 Тарату тізімі
pack-open = 📦 Не жинау керек
round-opening = Тарату тізімі ашылып жатыр…
round-changed = Тізім өзгерді, сондықтан байланыс деректері жасырылды. Қайта ашыңыз.
round-head = { $count ->
   *[other] <b>🗺 Тарату</b>: { $count } өтінім. Бәрін толық берген өтінімдеріңізді белгілеңіз.
}
round-village = <b>🏘 { $place }</b>
round-school = 🏫 { $school }
round-who = <b>{ $who }</b>
round-things = 🎁 { $items }
round-thing = { $item } × { $count }
round-tick = ⬜️ { $number }
round-ticked = ☑️ { $number }
round-deliver = { $count ->
   *[other] ✅ Белгіленген { $count } өтінім берілді
}
round-undo = ✖️ { $number } (2 минут)
round-done = { $count ->
    [one] Сізге рақмет! Көмек берілді деп белгіледік: { $numbers }. Бәрі жетті ме, отбасынан сұраймыз.
   *[other] Сізге рақмет! Көмек берілді деп белгіледік: { $numbers }. Бәрі жетті ме, отбасылардан сұраймыз.
}
round-done-call = { $count ->
    [one] Сізге рақмет! Көмек берілді деп белгіледік: { $numbers }. Бәрі жетті ме, үйлестіруші отбасына қоңырау шалып сұрайды.
   *[other] Сізге рақмет! Көмек берілді деп белгіледік: { $numbers }. Бәрі жетті ме, үйлестіруші отбасыларға қоңырау шалып сұрайды.
}
round-gone = Белгіленбеді, өйткені өзгерген не енді Сізде емес: { $numbers }. Қарап шығыңызшы: /mine

pack-head = <b>📦 Өтінімдеріңіз бойынша не жинау керек</b>
pack-nothing = Жинайтын зат жоқ: өтінімдеріңіздегі заттың бәрі берілген не тізімі әлі жазылмаған.
pack-item = <b>{ $item }</b>: { $count }
pack-kind = · { $kind }: { $sizes }
pack-sizes = · { $sizes }
pack-height = бойы { $cm } (өлшемі { $size }) × { $count }
pack-shoe = { $size } × { $count }
pack-unknown = өлшемі белгісіз × { $count }
