"""Every answer of BOTAPI-documented servers that the sender can meet, and what it means."""

import pytest

from bot.store.groups import Lost
from bot.telegram.request import NeverSent, Ok, Refused, Unknown
from bot.telegram.verdicts import Fate, anew, judge, loss, unformatted, without_quotes


@pytest.mark.parametrize(
    ("method", "code", "description", "fate"),
    [
        ("sendMessage", 400, "Bad Request: chat not found", Fate.UNREACHABLE),
        ("sendMessage", 403, "Forbidden: bot was blocked by the user", Fate.UNREACHABLE),
        ("sendMessage", 403, "Forbidden: user is deactivated", Fate.UNREACHABLE),
        ("sendMessage", 403, "Forbidden: bot can't initiate conversation with a user", Fate.UNREACHABLE),
        ("sendMessage", 403, "Forbidden: bot was kicked from the supergroup chat", Fate.UNREACHABLE),
        ("sendMessage", 403, "Forbidden: the group chat was deleted", Fate.UNREACHABLE),
        (
            "sendMessage",
            400,
            "Bad Request: not enough rights to send text messages to the chat",
            Fate.UNREACHABLE,
        ),
        ("sendMessage", 400, "Bad Request: have no rights to send a message", Fate.UNREACHABLE),
        ("sendMessage", 400, "Bad Request: CHAT_WRITE_FORBIDDEN", Fate.UNREACHABLE),
        ("sendMessage", 400, "Bad Request: message thread not found", Fate.UNREACHABLE),
        ("sendMessage", 400, "Bad Request: TOPIC_CLOSED", Fate.UNREACHABLE),
        ("sendMessage", 400, "Bad Request: TOPIC_DELETED", Fate.UNREACHABLE),
        ("setMyCommands", 400, "Bad Request: chat not found", Fate.DEAD),
        ("sendMessage", 400, "Bad Request: message text is empty", Fate.DEAD),
        ("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID", Fate.DEAD),
        ("sendMessage", 400, "Bad Request: reply markup is too long", Fate.DEAD),
        ("sendDocument", 413, "Request Entity Too Large", Fate.DEAD),
        ("sendMessage", 404, "Not Found: method not found", Fate.DEAD),
        ("sendMessage", 404, "Not Found", Fate.TOKEN_REFUSED),
        ("sendMessage", 401, "Unauthorized", Fate.TOKEN_REFUSED),
        ("sendMessage", 401, "Unauthorized: invalid token specified", Fate.TOKEN_REFUSED),
        (
            "sendMessage",
            400,
            "Bad Request: can't parse entities: Unclosed start tag at byte offset 5",
            Fate.UNFORMATTED,
        ),
        (
            "editMessageText",
            400,
            "Bad Request: message is not modified: specified new message content and …",
            Fate.SENT,
        ),
        ("editMessageText", 400, "Bad Request: message to edit not found", Fate.GONE),
        ("editMessageText", 400, "Bad Request: message can't be edited", Fate.GONE),
        ("editMessageText", 400, "Bad Request: there is no text in the message to edit", Fate.GONE),
        ("deleteMessage", 400, "Bad Request: message to delete not found", Fate.DROPPED),
        ("deleteMessage", 400, "Bad Request: message can't be deleted", Fate.DROPPED),
        (
            "answerCallbackQuery",
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            Fate.DROPPED,
        ),
    ],
)
def test_refusals(method, code, description, fate):
    assert judge(method, Refused(code, description)).fate is fate


@pytest.mark.parametrize(
    ("description", "lost"),
    [
        ("403 Forbidden: bot was kicked from the supergroup chat", Lost.REMOVED),
        ("403 Forbidden: bot is not a member of the supergroup chat", Lost.REMOVED),
        ("403 Forbidden: the group chat was deleted", Lost.GONE),
        ("400 Bad Request: chat not found", Lost.GONE),
        ("400 Bad Request: not enough rights to send text messages to the chat", Lost.RIGHTS),
        ("400 Bad Request: CHAT_WRITE_FORBIDDEN", Lost.RIGHTS),
        ("400 Bad Request: message thread not found", Lost.TOPIC),
        ("400 Bad Request: TOPIC_CLOSED", Lost.TOPIC),
    ],
)
def test_what_became_of_a_group_is_told_by_the_refusal(description, lost):
    assert loss(description) is lost


def test_a_flood_says_for_how_long():
    assert judge("sendMessage", Refused(429, "Too Many Requests: retry after 35", {"retry_after": 35})).seconds == 35
    assert judge("sendMessage", Refused(429, "Too Many Requests")).seconds == 1


def test_an_upgraded_group_names_its_new_id():
    refused = Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1005})
    verdict = judge("sendMessage", refused)
    assert (verdict.fate, verdict.chat_id) == (Fate.MIGRATED, -1005)


@pytest.mark.parametrize(
    ("method", "result", "message_id"),
    [
        ("sendMessage", {"message_id": 7, "text": ""}, 7),
        ("copyMessage", {"message_id": 8}, 8),
        ("sendMediaGroup", [{"message_id": 9}, {"message_id": 10}], 9),
        ("editMessageText", {"message_id": 7}, None),
        ("answerCallbackQuery", True, None),
        ("sendMessage", True, None),
    ],
)
def test_only_a_send_makes_a_message(method, result, message_id):
    verdict = judge(method, Ok(result))
    assert (verdict.fate, verdict.message_id) == (Fate.SENT, message_id)


def test_never_sent_and_unknown_are_told_apart():
    assert judge("sendMessage", NeverSent("ClientConnectorError")).fate is Fate.AGAIN
    assert judge("sendMessage", Unknown("ServerDisconnectedError")).fate is Fate.UNCLEAR


def test_a_message_without_its_formatting_says_the_same():
    payload = {"text": '<b>№ 1047-3</b> &lt;3 <a href="tel:+7">қоңырау</a> 2 < 3', "parse_mode": "HTML", "chat_id": 5}
    assert unformatted(payload) == {"text": "№ 1047-3 <3 қоңырау 2 < 3", "chat_id": 5}
    assert unformatted({"text": "<b>"}) is None


def test_only_an_edited_text_can_be_said_anew():
    edit = {"text": "сәлем", "message_id": 5, "chat_id": 6, "reply_markup": {"inline_keyboard": []}}
    assert anew("editMessageText", edit) == {"text": "сәлем", "chat_id": 6, "reply_markup": {"inline_keyboard": []}}
    assert anew("editMessageReplyMarkup", {"message_id": 5, "chat_id": 6}) is None
    assert anew("deleteMessage", {"message_id": 5, "chat_id": 6, "text": ""}) is None


def test_nothing_that_people_wrote_gets_into_a_reason():
    said = 'Bad Request: can\'t parse entities: Unsupported start tag "айгүл" at byte offset 3'
    assert "айгүл" not in judge("sendMessage", Refused(400, said)).reason
    assert without_quotes('broken "and never closed') == 'broken "…"'
