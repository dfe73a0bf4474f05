# Каждое утро координатору: как дела в его областях. Числа без слов после них: так они верны при любом числе.

morning-head = ☀️ Доброе утро!
# Nothing at all to tell
morning-quiet = ☀️ Доброе утро! У Вас спокойно: никто не ждёт, ничего не случилось. Напишу, как только что-то появится.
# $region (text)
morning-region = <b>{ $region }</b>
# The first line where there are many regions, and where it is the whole country
morning-all = <b>Все Ваши области</b>
morning-country = <b>Вся страна</b>
# $count (number): requests since the morning before
morning-new = 🆕 Новых за сутки: { $count }
morning-waiting = ⏳ Ждут волонтёра: { $count }
# $number (text), $days (number): the request that waits longest
morning-longest = { $days ->
    [0] Дольше всех ждёт { $number }: меньше суток
    [one] Дольше всех ждёт { $number }: { $days } день
    [few] Дольше всех ждёт { $number }: { $days } дня
   *[many] Дольше всех ждёт { $number }: { $days } дней
}
morning-review = 🔍 Ждут Вашего решения: { $count }
# Of these: the family got nothing, or objects to a refusal
morning-disputed = ⚖️ Из них споров и возражений: { $count }
morning-complaints = ⚠️ Жалобы без ответа: { $count }
morning-idle = 💤 Заявок, по которым волонтёр молчит: { $count }
morning-unreached = 📵 Сообщения до семьи не доходят, нужен звонок: { $count }
morning-waitlisted = 📦 Ждут пополнения склада: { $count }
morning-out = 📦 Видов вещей, которые кончились: { $count }. Склад: /stock
# $delivered, $confirmed (numbers)
morning-done = 💛 За сутки передано: { $delivered }, семьи подтвердили: { $confirmed }
# Families wait, and there are no volunteers at work. $districts (text)
morning-nobody = 🙋 В области сейчас нет волонтёров, готовых помочь. Пригласить: /invite
morning-deserted = 🙋 Ждут, а волонтёров нет: { $districts }. Пригласить: /invite
# $count (number): districts that are not named
morning-deserted-more = и ещё районов без волонтёров: { $count }
# $regions (text)
morning-deserted-regions = 🙋 Ждут, а волонтёров нет совсем: { $regions }
morning-resting = ⏸ Волонтёров на отдыхе: { $count }
# One region among many. $region (text), $new, $waiting, $days (numbers): how long the first has been waiting
morning-line = { $days ->
    [0] { $region }: новых { $new }, ждут { $waiting }
    [one] { $region }: новых { $new }, ждут { $waiting }, дольше всех { $days } день
    [few] { $region }: новых { $new }, ждут { $waiting }, дольше всех { $days } дня
   *[many] { $region }: новых { $new }, ждут { $waiting }, дольше всех { $days } дней
}
morning-region-unknown = Место не указано
morning-team = 👥 Команда
