# /intake: координатор записывает заявку семьи, у которой нет Telegram. Читает координатор; что читают семье, отмечено.

intake-whence = Заявка семьи без Telegram. Откуда она?
intake-walk-in = 🚪 Семья пришла сама
intake-phone = ☎️ Семья позвонила
# Several programmes are open. $programme (text)
intake-from-walk-in = 🚪 Пришла: { $programme }
intake-from-phone = ☎️ Позвонила: { $programme }
# A form that was begun. $begun (time)
intake-go-on = ▶️ Продолжить начатую { $begun }
intake-which-language = На каком языке говорит семья?
intake-language-kk = По-казахски
intake-language-ru = По-русски
# Under the consent in the family's language
intake-consent-walk-in = Дайте семье прочитать этот текст или прочитайте его вслух. Лучше, если она подпишет его на бумаге: бумага остаётся у организации. Что ответила семья?
intake-consent-phone = Прочитайте этот текст семье по телефону, целиком и не спеша. Что она ответила? Запишем, кто, когда и на какой текст получил согласие.
intake-consent-paper = ✍️ Согласна, подписала на бумаге
intake-consent-aloud = 🗣 Согласна, сказала вслух
intake-consent-no = Не согласна
intake-no-consent = Хорошо, ничего не записано. Семье можно назвать телефоны помощи: 111, 102, 112.
# Before the questions
intake-begin = Теперь вопросы. Читайте их семье и записывайте ответы. Телефон семьи напишите цифрами или пришлите её контакт. Когда отправите заявку, вопросы и ответы бота исчезнут из этой переписки. Прервать: /cancel
intake-own-contact = Это Ваш номер. Нужен номер семьи: напишите его цифрами.
# Notes on the phone that was written. $number (text)
intake-own-phone = Это Ваш собственный номер. Себе помощь просят через /apply. Если это заявка Ваших близких, её можно отправить, но сначала на неё посмотрит другой координатор.
intake-phone-open = С этим телефоном уже есть открытая заявка: { $number }. Посмотрите, не та ли это семья.
intake-phone-known = С этим телефоном кто-то пользуется Асаром в Telegram. Если это сама семья, ей проще подать заявку там: /apply. Можно и продолжить здесь: заявка с тем человеком не связана, и он её не увидит.
# Before sending. $number (text)
intake-twice = С этим телефоном уже есть открытая заявка: { $number }. Отправить ещё одну?
intake-another = Да, это другая семья
# Sent. $number (text)
intake-done = ✅ Заявка принята: <b>{ $number }</b>. Семье ничего не придёт в Telegram, поэтому прочитайте ей или перепишите для неё то, что ниже.
intake-done-review = ✅ Заявка записана: <b>{ $number }</b>. В ней Ваш номер, поэтому сначала её посмотрит другой координатор. Семье прочитайте то, что ниже.
intake-elsewhere = Семья живёт в другой области: дальше заявкой займутся там.
# For the family, in its language. $number, $contact (text)
intake-slip =
    <b>Для семьи</b>

    Номер Вашей заявки: <b>{ $number }</b>. Запишите его.
    Вам позвонит волонтёр и назовёт этот номер. Он скажет и кодовое слово: с тем же словом он придёт.
    Помощь бесплатна. Никто из нас не просит деньги, карты, коды из СМС и документы.
    Исправить или отозвать заявку, удалить свои данные: { $contact }
# Reminders of a form that was begun. $begun (time)
intake-waits = Заявка семьи, начатая { $begun }, ещё не отправлена. Ответы сохранены.
intake-closed = Заявка семьи, начатая { $begun }, удалена вместе с ответами: к ней не возвращались девять дней. Новая: /intake
# /show: what a coordinator does at the family's word. $number (text)
intake-word = ☎️ У семьи нет Telegram. По заявке { $number } за неё говорите Вы, с её слов:
intake-co = ✏️ Исправить
intake-wd = Отозвать заявку
intake-er = 🗑 Удалить данные семьи
intake-withdraw-sure = Семья просит отозвать заявку { $number }? Волонтёры её больше не увидят.
intake-wy = Да, семья так просит
intake-keep = Нет, оставить
intake-withdrawn = Заявка { $number } отозвана со слов семьи.
intake-erase-sure = Семья отзывает согласие и просит удалить свои данные? Заявка { $number } закончится, имена, телефон и адрес будут стёрты. Вернуть их нельзя.
intake-ey = Да, удалить
intake-erased = Данные семьи по заявке { $number } удалены.
# In the audit
intake-on-word = со слов семьи, у неё нет Telegram
# On cards, for volunteers
card-entered = ☎️ Записал координатор: у семьи нет Telegram
# $word, $number (text)
card-code-word-entered = У семьи нет Telegram: когда позвоните, назовите номер заявки { $number }, он у неё записан. Скажите ей и кодовое слово, с ним Вы придёте: <b>{ $word }</b>
