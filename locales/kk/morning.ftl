# Үйлестірушіге таңғы есеп. Түсініктемелер: ru/morning.ftl.

morning-head = ☀️ Қайырлы таң!
morning-quiet = ☀️ Қайырлы таң! Сізде бәрі тыныш: күтіп отырған ешкім жоқ, жаңалық та жоқ. Бірдеңе болса, бірден жазамын.
morning-region = <b>{ $region }</b>
morning-all = <b>Сіздің барлық облыстарыңыз</b>
morning-country = <b>Бүкіл ел</b>
morning-new = 🆕 Бір тәулікте келген жаңа өтінім: { $count }
morning-waiting = ⏳ Еріктіні күтіп тұр: { $count }
morning-longest = { $days ->
    [0] Ең ұзақ күткені { $number }: бір тәулікке жеткен жоқ
   *[other] Ең ұзақ күткені { $number }: { $days } күн
}
morning-review = 🔍 Сіздің шешіміңізді күтіп тұр: { $count }
morning-disputed = ⚖️ Оның ішінде даулысы мен қарсылығы: { $count }
morning-complaints = ⚠️ Жауапсыз шағым: { $count }
morning-idle = 💤 Еріктісінен хабар жоқ өтінім: { $count }
morning-unreached = 📵 Хабарлама отбасына жетпейді, қоңырау шалу керек: { $count }
morning-waitlisted = 📦 Қойма толғанын күтіп тұр: { $count }
morning-out = 📦 Таусылған зат түрі: { $count }. Қойма: /stock
morning-done = 💛 Бір тәулікте берілді: { $delivered }, отбасы растады: { $confirmed }
morning-nobody = 🙋 Облыста қазір бірде-бір ерікті жоқ. Шақыру: /invite
morning-deserted = 🙋 Күтіп отырғандар бар, ал ерікті жоқ: { $districts }. Шақыру: /invite
morning-deserted-more = тағы ерікті жоқ аудан: { $count }
morning-deserted-regions = 🙋 Күтіп отырғандар бар, ал бірде-бір ерікті жоқ: { $regions }
morning-resting = ⏸ Үзіліс алған ерікті: { $count }
morning-line = { $days ->
    [0] { $region }: жаңасы { $new }, күтіп тұрғаны { $waiting }
   *[other] { $region }: жаңасы { $new }, күтіп тұрғаны { $waiting }, ең ұзақ күткені { $days } күн
}
morning-region-unknown = Жері көрсетілмеген
morning-team = 👥 Команда
