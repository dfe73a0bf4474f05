"""Families of the stories: what they type, and the labels they press. Invented, all of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil: name and birth date as typed, the labels of the buttons pressed."""

    name: str
    born: str
    sex: str


@dataclass(frozen=True, slots=True)
class Words:
    """The labels a person presses in one language."""

    language: str
    apply: str
    agree: str
    school: str
    parent: str
    share_phone: str
    large: str
    done: str
    not_received: str
    taught_in: str
    together: str
    navy: str
    same: str
    any_time: str
    skip: str
    submit: str
    call_me: str


KAZAKH = Words(
    language="Қазақша",
    apply="🎒 Өтінім беру",
    agree="✅ Келісемін",
    school="🏫 Мектеп арқылы",
    parent="Анасы немесе әкесі",
    share_phone="📱 Өз нөмірімді жіберу",
    large="Көпбалалы отбасы",
    done="➡️ Дайын",
    not_received="Жоқ, алған жоқ",
    taught_in="Қазақ тілінде",
    together="Сөмке, форма және аяқ киім",
    navy="Қою көк",
    same="👍 Иә, дәл солай",
    any_time="Кез келген уақытта",
    skip="Өткізіп жіберу",
    submit="📨 Өтінімді жіберу",
    call_me="📞 Маған қоңырау шалыңызшы",
)

RUSSIAN = Words(
    language="Русский",
    apply="🎒 Подать заявку",
    agree="✅ Даю согласие",
    school="🏫 Через школу",
    parent="Мама или папа",
    share_phone="📱 Отправить мой номер",
    large="Многодетная семья",
    done="➡️ Готово",
    not_received="Нет, не получали",
    taught_in="На русском",
    together="Портфель, форма и обувь",
    navy="Тёмно-синяя",
    same="👍 Да, так же",
    any_time="В любое время",
    skip="Пропустить",
    submit="📨 Отправить заявку",
    call_me="📞 Лучше позвоните мне",
)


@dataclass(frozen=True, slots=True)
class Family:
    """Somebody who applies, and for whom; places as on the buttons, the rest as typed."""

    words: Words
    name: str
    region: str
    district: str
    settlement: str | None
    household: int
    minors: int
    income: str
    school: str
    children: tuple[Child, ...]


SADYKOVA = Family(
    KAZAKH,
    name="Садықова Айгүл Маратқызы",
    region="Түркістан облысы",
    district="Сауран ауданы",
    settlement="Шорнақ ауылы",
    household=6,
    minors=4,
    income="180 мың",
    school="№ 7 мектеп",
    children=(
        Child("Әлия", "14.03.2017", "👧 Қыз"),
        Child("Нұрлан", "2 қараша 2014", "👦 Ұл"),
        Child("Ғани", "05.06.2012", "👦 Ұл"),
    ),
)

PETROVA = Family(
    RUSSIAN,
    name="Петрова Ольга Ивановна",
    region="Туркестанская область",
    district="район Сауран",
    settlement="село Старый Икан",
    household=4,
    minors=2,
    income="150 тыс.",
    school="школа № 3",
    children=(Child("Миша", "12 марта 2016", "👦 Мальчик"),),
)
