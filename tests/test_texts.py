"""Every word of `locales/`: whole in both languages, sayable, polite, and written in its own letters."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.core.answers.codes import CODES
from bot.core.form import missing_texts, read_programme
from bot.core.interview import texts as interview
from bot.core.speech import LANGUAGES, Field, Language, Text
from bot.ftl import PLURAL_FORMS
from bot.i18n import Texts

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "locales").glob("*/*.ftl"))
PROGRAMMES = sorted((ROOT / "bot/programmes").glob("*.toml"))
TAGS = {"b", "i", "u", "s", "code", "pre", "blockquote"}
TELEGRAM_LIMIT = 4096
BILINGUAL = ("language-ask", "language-kk", "language-ru")  # said before a language is chosen, or naming one
LABEL_LIMIT = 40  # longer ones are cut off on an old phone, even in one column

TEXTS = Texts(ROOT / "locales")
IDS = sorted(TEXTS.ids("ru"))
both_languages = pytest.mark.parametrize("language", LANGUAGES)


class _Choices(Visitor):
    def __init__(self) -> None:
        self.found: list[ast.SelectExpression] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        self.found.append(node)
        self.generic_visit(node)


@cache
def choices(language: Language) -> dict[str, list[ast.SelectExpression]]:
    found = {}
    for path in FILES:
        if path.parent.name == language:
            for entry in FluentResource(path.read_text(encoding="utf-8")).body:
                if isinstance(entry, ast.Message):
                    visitor = _Choices()
                    visitor.visit(entry)
                    found[entry.id.name] = visitor.found
    return found


def keys(choice: ast.SelectExpression) -> set[str]:
    return {variant.key.name for variant in choice.variants if isinstance(variant.key, ast.Identifier)}


def sayings(text_id: str, language: Language) -> Iterator[str]:
    """The text with numbers that reach each of its variants, and each of its words."""
    use = TEXTS._both[text_id]
    words = {
        choice.selector.id.name: sorted(keys(choice))
        for choice in choices(language)[text_id]
        if isinstance(choice.selector, ast.VariableReference)
    }
    for number in range(122) if use.numbers else (5,):
        for place in range(max(map(len, words.values()), default=1)):
            fields: dict[str, Field] = dict.fromkeys(use.fields, "Әлия <3")
            fields |= dict.fromkeys(use.numbers, number)
            fields |= {name: words[name][place % len(words[name])] if name in words else "x" for name in use.words}
            yield TEXTS.say(Text(text_id, fields), language)


def words_of(path: Path) -> str:
    """What people read of a file: no comments, no ids, no fields; texts that are in both languages are left out."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    source = re.sub(rf"^({'|'.join(BILINGUAL)}) =.*\n(?:(?: +.*)?\n)*", "", "\n".join(lines), flags=re.MULTILINE)
    words = re.sub(r"^[a-z0-9-]+ =", "", source, flags=re.MULTILINE)
    return re.sub(r"\{ *[$a-z][^{}>]*?(->|\})|\[[a-z0-9_]+\]|</?[a-z]+>|/[a-z]+", " ", words)


def test_every_text_exists_in_both_languages():
    assert TEXTS.differences() == []


@pytest.mark.parametrize("text_id", IDS)
def test_both_languages_show_the_same_fields(text_id: str):
    assert TEXTS.fields("kk", text_id) == TEXTS.fields("ru", text_id)


@both_languages
@pytest.mark.parametrize("phrase", interview.PHRASES, ids=lambda phrase: phrase.id)
def test_every_phrase_of_the_interview_has_words(phrase: interview.Phrase, language: Language):
    assert TEXTS.fields(language, phrase.id) == set(phrase.fields)


def test_the_interview_has_no_words_it_never_says():
    said = {phrase.id for phrase in interview.PHRASES}
    assert {text_id for text_id in IDS if text_id.startswith("interview-")} <= said
    errors = said | {f"error-{code.replace('.', '-')}" for code in CODES}
    assert {text_id for text_id in IDS if text_id.startswith("error-")} <= errors


@both_languages
@pytest.mark.parametrize("code", CODES)
def test_every_error_has_words(code: str, language: Language):
    assert TEXTS.fields(language, f"error-{code.replace('.', '-')}") == set(CODES[code])


@pytest.mark.parametrize("text_id", [text_id for text_id in IDS if "-error-" in text_id])
def test_an_error_of_one_question_shows_what_the_common_error_shows(text_id: str):
    assert TEXTS.fields("ru", text_id) == TEXTS.fields("ru", f"error-{text_id.partition('-error-')[2]}")


@pytest.mark.parametrize("path", PROGRAMMES, ids=lambda path: path.stem)
def test_every_programme_has_its_words(path: Path):
    programme = read_programme(path.read_text(encoding="utf-8"), path.name)
    assert missing_texts(programme, TEXTS.has) == ()
    assert TEXTS.has("kk", f"{path.stem.replace('_', '-')}-title")


@both_languages
@pytest.mark.parametrize("text_id", IDS)
def test_a_text_can_be_said_with_any_number_and_is_good_html(text_id: str, language: Language):
    for said in set(sayings(text_id, language)):
        assert 0 < len(said.strip()) <= TELEGRAM_LIMIT
        assert said == said.strip()
        assert "\ue000" not in said
        _Balance().check(said)


class _Balance(HTMLParser):
    def check(self, html: str) -> None:
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, html
        bare = re.sub(r"</?[a-z]+>", "", html)
        assert not re.search(r"[<>]|&(?!lt;|gt;|amp;)", bare), html

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@both_languages
def test_every_plural_form_of_the_language_is_written(language: Language):
    # After a numeral a Kazakh noun stays singular: one form is enough.
    whole = {"kk": [{"other"}, {"one", "other"}], "ru": [{"one", "few", "many"}, {"one", "few", "many", "other"}]}
    for text_id, found in choices(language).items():
        for choice in found:
            forms = keys(choice)
            if forms & PLURAL_FORMS and forms != {"other"}:
                assert forms in whole[language], text_id


@pytest.mark.parametrize(
    ("number", "child"),
    [
        *[(number, "ребёнок") for number in (1, 21, 101, 121)],
        *[(number, "ребёнка") for number in (2, 3, 4, 22, 34, 102)],
        *[(number, "детей") for number in (0, 5, 11, 12, 14, 20, 25, 111, 112)],
    ],
)
def test_children_are_counted_as_people_count(number: int, child: str):
    assert TEXTS.say(interview.COUNT_IS(count=number), "ru").endswith(f": {number} {child}")
    assert TEXTS.say(interview.COUNT_IS(count=number), "kk").endswith(f": {number} бала")


def _labels() -> Iterator[str]:
    for path in PROGRAMMES:
        for part in read_programme(path.read_text(encoding="utf-8"), path.name).outline:
            for slot in getattr(part, "slots", (part,)):
                question = slot.question
                listed = (*getattr(question, "choices", ()), *getattr(question, "alone", ()))
                listed += ("together",) if getattr(question, "together", ()) else ()
                yield from (f"{slot.text}-{choice.replace('_', '-')}" for choice in listed)
                if question.kind != "consent":
                    yield f"{slot.text}-short"  # the button that leads from the review to the question
    for phrase in (
        *(interview.BACK, interview.NEXT, interview.SKIP, interview.DONE, interview.CALL_ME, interview.FULL_FORM),
        *(interview.UNSAID, interview.UNKNOWN, interview.YES, interview.NO, interview.SAME_YES, interview.SAME_NO),
        *(interview.CONSENT_AGREE, interview.CONSENT_REFUSE, interview.CONSENT_WHOLE, interview.CONSENT_SHORT),
        *(interview.PLACE_UNKNOWN, interview.PLACE_LIST, interview.PLACE_LOCATION, interview.PHONE_SHARE),
        *(interview.PHOTO_AGAIN, interview.COUNT_ADD, interview.REVIEW_EDIT, interview.REVIEW_BACK),
        *(interview.ADD_CHILD, interview.REMOVE_YES, interview.REMOVE_NO, interview.SUBMIT, interview.SAVE),
    ):
        yield phrase.id


LABELS = sorted(_labels())


@both_languages
@pytest.mark.parametrize("text_id", LABELS)
def test_a_label_is_short_and_bare(text_id: str, language: Language):
    label = TEXTS.label(text_id, language)
    assert len(label) <= LABEL_LIMIT
    assert not re.search(r"[<>&\n]", label)


@both_languages
def test_no_two_answers_of_a_question_are_called_the_same(language: Language):
    # A label may be typed instead of pressed: it must say which button is meant.
    questions = {text_id.removesuffix("short") for text_id in LABELS if text_id.endswith("-short")}
    for question in questions:
        answers = [text_id for text_id in LABELS if text_id.startswith(question) and not text_id.endswith("-short")]
        assert len({TEXTS.label(text_id, language).casefold() for text_id in answers}) == len(answers)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
class TestLetters:
    def test_are_composed_and_of_one_alphabet_within_a_word(self, path: Path):
        source = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", source)
        assert re.findall(r"\w*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])\w*", words_of(path)) == []

    def test_russian_has_no_kazakh_letters(self, path: Path):
        if path.parent.name == "ru":
            assert re.findall(r"\w*[әғқңөұүһі]\w*", words_of(path), re.IGNORECASE) == []

    def test_kazakh_has_no_russian_words(self, path: Path):
        if path.parent.name == "kk":
            words = set(re.findall(r"\w+", words_of(path).casefold()))
            assert words & RUSSIAN == set()

    def test_address_people_politely(self, path: Path):
        rude = RUDE_RU if path.parent.name == "ru" else RUDE_KK
        assert re.findall(rude, words_of(path)) == []


RUSSIAN = set(
    re.findall(
        r"\w+",
        """и или для что это как но вы вас вам ваш ваша ваше нажмите напишите выберите отправьте проверьте пожалуйста
        заявка заявки заявку помощь помощи ребёнок ребёнка детей дети семья семьи школа школы волонтёр номер город
        область район село улица дом адрес согласие данные спасибо здравствуйте ответ вопрос кнопка кнопку ещё если
        можно нужно""",
    )
)
# "ты" and its imperatives; and "вы" to one person is written with a capital.
RUDE_RU = (
    r"\b(?:[Тт]ы|[Тт]ебя|[Тт]ебе|[Тт]обой|[Тт]во(?:й|я|ё|и|его|ей|ему|их)|вы|вас|вам|вами|ваш\w*"
    r"|[Нн]апиши|[Нн]ажми|[Вв]ыбери|[Оо]тправь|[Пп]роверь|[Пп]озвони|[Сс]кажи|[Пп]одожди|[Уу]кажи|[Вв]веди|[Пп]одтверди)\b"
)
RUDE_KK = (
    r"\b(?:[Сс]ен|[Сс]аған|[Сс]ені|[Сс]енің|[Сс]енде|[Сс]енен|сіз(?:ге|ді|дің|де|ден|бен)?"
    r"|[Тт]аңда|[Жж]ібер|[Кк]үт|[Рр]аста|[Тт]ексер|[Аа]йт|[Жж]аз(?! айлары)|[Бб]ер)\b"
)


def fields_of(text_id: str) -> dict[str, Field]:
    return {name: 90 if name == "retention_days" else f"<{name}>" for name in TEXTS.fields("ru", text_id)}


@both_languages
def test_the_consent_names_what_the_law_asks_for(language: Language):
    whole = TEXTS.say(Text("school-aid-consent-whole", fields_of("school-aid-consent-whole")), language)
    assert re.findall(r"<b>(\d)\.", whole) == list("12345678")  # docs/SOURCES.md#consent
    for named in ("operator", "bin", "contact", "responsible", "place"):
        assert f"&lt;{named}&gt;" in whole
    assert all(part in whole for part in ("90", "Telegram", "/delete", "/mydata", "15", "3"))


@both_languages
def test_the_short_consent_fits_a_small_screen_and_tells_the_way_out(language: Language):
    short = TEXTS.say(Text("school-aid-consent", fields_of("school-aid-consent")), language)
    assert len(short.splitlines()) <= 8
    assert all(part in short for part in ("&lt;operator&gt;", "90", "Telegram", "/delete"))


@both_languages
def test_the_helplines_come_first_in_the_text_and_say_what_the_bot_is_not(language: Language):
    said = TEXTS.label("helplines", language)
    assert all(number in said for number in ("112", "102", "103", "111"))
    assert {"kk": "қызметі емес", "ru": "не экстренная служба"}[language] in said.splitlines()[-1]
    assert all(number in TEXTS.label("helplines-short", language) for number in ("112", "102", "111"))
