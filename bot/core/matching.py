"""Folding and fuzzy comparison: what two people type differently and mean alike.

Two strengths: `plain` only unifies letters (Kazakh to Russian, Latin to Cyrillic, look-alikes), `fold` also merges
sounds that are mixed up in writing (ы, и, й; я and иа; doubled letters; нг and ң). Names, labels, months and number
words are compared folded; words whose meaning hangs on ы or и (быть, бить) are compared plain. Neither is ever stored
or shown.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

STEM = 4  # letters that must agree before a declined or half-typed form is taken for a name
CLOSE = 75  # rapidfuzz ratio, percent, from which a name is worth suggesting
AT_MOST = 5  # suggestions a person can read at a glance

_SPACES = re.compile(r"[^\S\n]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D\u00AD]")
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")
_LATIN = re.compile(r"[a-z]")
_ONE_FOR_I = re.compile(r"(?<=[\u0400-\u04FF])1(?!\d)|(?<!\d)1(?=[\u0400-\u04FF])")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_NG = re.compile("нг+")
_DIGRAPHS = re.compile("sh|ch|zh|kh|gh|ts|y[aue]")

# Letters without a decomposition, and those whose decomposition would lose the sound (ş is not s). Latin ones become
# Latin, so that a word in the new Latin alphabet stays one that is read by its sounds.
_LETTERS = str.maketrans(
    {"ә": "а", "қ": "к", "ғ": "г", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ҳ": "х", "ј": "й"}
    | {"Ә": "А", "Қ": "К", "Ғ": "Г", "Ң": "Н", "Ө": "О", "Ұ": "У", "Ү": "У", "Һ": "Х", "І": "И", "Ҳ": "Х", "Ј": "Й"}
    | {"ş": "sh", "ç": "ch", "ŋ": "ng", "ı": "y", "ə": "a", "Ş": "SH", "Ç": "CH", "Ŋ": "NG", "Ə": "A"}
)
_DIGRAPH_LETTERS = {"sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "г", "ts": "ц", "ya": "я", "yu": "ю", "ye": "е"}
_SOUNDS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстуувхыз")
_SHAPES = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмноркрстуувхуз")
_CAPITAL_SHAPES = str.maketrans("ABCEHIKMOPTXYaeopcxyi", "АВСЕНИКМОРТХУаеорсхуи")
_MERGED = str.maketrans({"ы": "и", "й": "и", "э": "е", "щ": "ш", "ь": "", "ъ": "", "я": "иа", "ю": "иу"})


def tidy(text: str) -> str:
    """The same text with one kind of digit, dash and space, and nothing invisible.

    >>> tidy("８７０１\u00a0234–56")
    '8701 234-56'
    """
    text = unicodedata.normalize("NFKC", _DASHES.sub("-", text))
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if category == "Nd":
            kept.append(str(unicodedata.decimal(letter)))
        elif letter == "\n" or category not in {"Cc", "Cf", "Cs", "Me", "Mn"}:
            kept.append(letter)
        elif letter in "\t\r":
            kept.append(" ")
        elif category == "Mn" and not "\ufe00" <= letter <= "\ufe0f":
            kept.append(letter)
    return _SPACES.sub(" ", "".join(kept)).strip()


def lookalikes(text: str) -> str:
    """Latin letters read by their shape: ACTAHA on a Latin keyboard is meant as АСТАНА.

    >>> lookalikes("ACTAHA").casefold()
    'астана'
    """
    return text.translate(_CAPITAL_SHAPES)


def plain(text: str) -> str:
    """Lower-case words of Russian letters and digits, joined by single spaces; ы, й, ь, э, ю, я are kept.

    In a word that has a Cyrillic letter a Latin one is read by its shape (Cемей), in any other by its sound (Semey).
    A single 1 beside a Cyrillic letter is an і (Жет1су).

    >>> plain("Өлтіремін!  Жет1су, Şymkent")
    'олтиремин жетису шымкент'
    """
    return " ".join(_plain_word(word) for word in _words(text))


def fold(text: str) -> str:
    """`plain` with merged sounds: the key under which spellings of one name meet. Folding twice changes nothing.

    >>> fold("Қызылорда"), fold("Кизил-Орда"), fold("Qyzylorda")
    ('кизилорда', 'кизил орда', 'кизилорда')
    """
    merged = _DOUBLED.sub(r"\1", plain(text).translate(_MERGED))
    return " ".join(_DOUBLED.sub(r"\1", _NG.sub("н", merged)).split())


def _words(text: str) -> list[str]:
    """Lower-case words without accents; й is a letter of its own, not an accented и."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(_LETTERS))
    whole = apart.replace("и\u0306", "й").replace("И\u0306", "Й")
    letters = "".join(letter for letter in whole if unicodedata.category(letter) not in {"Mn", "Me", "Cf"})
    letters = letters.translate(_LETTERS)  # once more: ї came apart into і and its dots
    # Capitals are read by their shape before their case is lost: H is Н, but h is һ.
    return [(lookalikes(word) if _CYRILLIC.search(word) else word).casefold() for word in _WORD.findall(letters)]


def _plain_word(word: str) -> str:
    if _CYRILLIC.search(word):
        word = word.translate(_SHAPES)
    elif _LATIN.search(word):
        word = _DIGRAPHS.sub(lambda found: _DIGRAPH_LETTERS[found[0]], word).translate(_SOUNDS)
    return _ONE_FOR_I.sub("и", word)


def place_words(text: str) -> tuple[str, frozenset[str]]:
    """A place's name folded, without kind words and prepositions, and the kinds those words spoke of.

    Kinds are "oblast", "district", "city" and "village". Text of nothing but such words keeps them as its name.

    >>> place_words("г. Алматы"), place_words("из Актобе")
    (('алмати', frozenset({'city'})), ('актобе', frozenset()))
    """
    kinds = set()
    kept = []
    words = fold(_DISTRICT_SHORT.sub(" район ", text)).split()
    for word in words:
        if word in _KINDS:
            kinds.add(_KINDS[word])
        elif word not in _NOISE:
            kept.append(word)
    return (" ".join(kept), frozenset(kinds)) if kept else (" ".join(words), frozenset())


_DISTRICT_SHORT = re.compile(r"(?i)\bр\s*[-–/.]\s*о?н\w?\b\.?")
# Words that say what kind of place a name is; a name is compared without them.
_KINDS = {
    word: kind
    for kind, words in {
        "oblast": "обл облс область области областью облыс облысы облысында облысынан облысының region oblast oblysy",
        "district": "рн район района районе районы ауд аудан ауданы ауданында ауданынан ауданының district raion rayon"
        " audany",
        "city": "г гор город города городе қ қал қала қаласы қаласында қаласынан қаласының шаһары city gorod qalasy",
        "village": "а с п ауыл ауылы ауылында аул село селе села кент кенті пос поселок поселке посёлка станция аулы",
    }.items()
    for word in fold(words).split()
}
_NOISE = frozenset(fold("в во из на у около под я мы живу живём имени им атындағы тұрамын тұрамыз").split())


def likeness(typed: str, name: str) -> float:
    """How alike two folded texts are, 0 to 100; one that only continues the other's stem counts as very alike.

    >>> likeness("семеиде", "семеи") > 90
    True
    """
    score = fuzz.ratio(typed, name)
    shared = 0
    for mine, theirs in zip(typed, name, strict=False):
        if mine != theirs:
            break
        shared += 1
    if shared >= STEM and shared >= min(len(typed), len(name)) - 1:
        score = max(score, 91 + score / 20)
    return score


def candidates(text: str, names: Iterable[str], *, at_most: int = AT_MOST) -> tuple[str, ...]:
    """Names worth suggesting for what was typed, the likeliest first. To be confirmed by the person, never taken.

    >>> candidates("Карагнда", ["Қарағанды", "Қарқаралы", "Павлодар"])
    ('Қарағанды',)
    """
    return tuple(name for _, name in _ranked(fold(text), [(fold(name), name) for name in names])[:at_most])


def _ranked(typed: str, names: Sequence[tuple[str, str]]) -> list[tuple[float, str]]:
    scored = [(likeness(typed, folded), name) for folded, name in names]
    return sorted((pair for pair in scored if pair[0] >= CLOSE), key=lambda pair: -pair[0])
