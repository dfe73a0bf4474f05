import asyncio
import logging
import tracemalloc
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.store import messages, outbox
from bot.store.outbox import Rank
from bot.store.schema import messages as records
from bot.telegram import sender as sending
from bot.telegram.pacing import Backoff, Pace, Rate
from bot.telegram.request import TokenRefused, Transport

NEVER = Backoff(first=3600, most=3600)


async def _sent(edge, chat_id=None):
    """The texts Telegram accepted, in order."""
    return [call["params"]["text"] for call in await edge.town.calls("sendMessage", chat_id=chat_id, ok=True)]


# -- order, rank, pace


async def test_messages_of_a_chat_arrive_in_order_and_are_erased(edge):
    one, two = await edge.person(), await edge.person("Болат")
    for number in range(20):
        await edge.say(one, f"бір {number}")
        await edge.say(two, f"екі {number}", rank=Rank.NOTICE)
    await edge.send_all()
    assert await edge.texts(one) == [f"бір {number}" for number in range(20)]
    assert await edge.texts(two) == [f"екі {number}" for number in range(20)]
    rows = await edge.table(outbox.outbox)
    assert {(row["state"], row["sealed_payload"]) for row in rows} == {("sent", None)}


async def test_a_thousand_mixed_rows_of_many_chats_keep_their_order_under_faults(edge):
    chats = [await edge.person(f"Адам {number}") for number in range(20)]
    ranks = (Rank.REPLY, Rank.NOTICE, Rank.ANNOUNCEMENT)
    async with edge.writing() as tx:
        for number in range(1000):
            chat, rank = chats[number * 7 % 20], ranks[number % 3]
            payload = {"text": f"{number:04}"}
            await outbox.append(tx, chat_id=chat, rank=rank, method="sendMessage", payload=payload)
    for skip, kind in enumerate(["lost", "reset", "html", "error", "flood"]):
        await edge.town.fault(kind, method="sendMessage", skip=100 * skip, count=3)
    floods = Pace.unlimited()
    await edge.send_all(pace=floods, unclear=Backoff(0.01, 0.05))
    assert await edge.states() == ["sent"] * 1000
    for chat in chats:
        accepted = await _sent(edge, chat)
        assert accepted == sorted(accepted)
        assert len(set(accepted)) == 50
    repeated = len(await _sent(edge)) - 1000
    assert repeated <= 3, "only what was accepted and lost may arrive twice"


async def test_replies_overtake_announcements_of_other_chats(edge):
    crowd = [await edge.person(f"Адам {number}") for number in range(6)]
    mother = await edge.person()
    for chat in crowd:
        await edge.say(chat, "хабарландыру", rank=Rank.ANNOUNCEMENT)
    await edge.say(mother, "хабарлама", rank=Rank.NOTICE)
    await edge.say(mother, "жауап", rank=Rank.REPLY)
    await edge.send_all(slots=1)
    assert await _sent(edge) == ["хабарлама", "жауап", *["хабарландыру"] * 6], (
        "her older notice goes as fast as her reply"
    )


async def test_an_answer_to_a_press_waits_for_nobody(edge, monkeypatch):
    monkeypatch.setattr(sending, "GRACE", 0.1)
    await edge.town.fault("hang", method="sendMessage", count=None)
    for chat in [await edge.person(f"Адам {number}") for number in range(9)]:
        await edge.say(chat, "толып кетті")
    async with edge.sending(slots=8) as sender:
        await edge.until(lambda: _called(edge, 6))
        async with edge.writing() as tx:
            await outbox.append(
                tx,
                chat_id=(await edge.table(outbox.outbox))[0]["chat_id"],
                rank=Rank.FAST,
                method="answerCallbackQuery",
                payload={"callback_query_id": "17"},
            )
        sender.wake()
        await edge.until(lambda: edge.town.calls("answerCallbackQuery"))
        await edge.until(lambda: _states_are(edge, ["pending"] * 9 + ["dropped"]))
        assert len(await edge.town.calls("sendMessage")) == 6, "a quarter of the slots is kept for presses"


async def _called(edge, count):
    return len(await edge.town.calls("sendMessage")) == count


async def test_a_private_chat_gets_its_burst_and_then_one_a_second_while_others_go_on(edge):
    mother, father = await edge.person(), await edge.person("Болат")
    await edge.say(mother, *"абвгде")
    pace = Pace(overall=None, private=Rate(1 / 3600, 4), group=None)
    async with edge.sending(pace=pace) as sender:
        await edge.until(lambda: _count_is(edge, mother, 4))
        await edge.say(father, "басқаға")
        sender.wake()
        await edge.until(lambda: _count_is(edge, father, 1))
        assert await edge.texts(mother) == list("абвг")


async def _count_is(edge, chat_id, count):
    return len(await edge.texts(chat_id)) == count


async def test_the_natural_limits_of_telegram_are_kept_without_a_refusal(edge):
    await edge.town.do("limits", on=True)
    chats = [await edge.person(f"Адам {number}") for number in range(4)]
    for chat in chats:
        await edge.say(chat, *"абвг")
    await edge.send_all(pace=Pace())
    assert not await edge.town.calls("sendMessage", ok=False)


async def test_what_is_scheduled_goes_at_its_time_and_not_before(edge):
    mother = await edge.person()
    await edge.say(mother, "таңертең", not_before=edge.now() + timedelta(hours=8), rank=Rank.NOTICE)
    await edge.say(mother, "қазір")
    async with edge.sending() as sender:
        await edge.until(lambda: _count_is(edge, mother, 1))
        edge.ahead = timedelta(hours=8)
        sender.wake()
        await edge.until(edge.at_rest)
    assert await edge.texts(mother) == ["қазір", "таңертең"]


# -- edits, deletions, cancelling


async def _card(edge, chat_id, text="карточка"):
    async with edge.writing() as tx:
        record = await messages.add(tx, chat_id, "card", 1)
        await outbox.append(
            tx, chat_id=chat_id, rank=Rank.REPLY, method="sendMessage", payload={"text": text}, message=record
        )
    return record


async def _edit(edge, chat_id, record, text, otherwise="send", method="editMessageText"):
    async with edge.writing() as tx:
        payload = {"text": text} if method == "editMessageText" else {}
        await outbox.append(
            tx, chat_id=chat_id, rank=Rank.REPLY, method=method, payload=payload, message=record, otherwise=otherwise
        )


async def test_a_row_edits_the_message_that_another_row_sends(edge):
    mother = await edge.person()
    record = await _card(edge, mother)
    await _edit(edge, mother, record, "байланыс")
    await edge.send_all()
    assert await edge.texts(mother) == ["байланыс"]


async def test_an_edit_of_a_message_that_is_gone_goes_out_anew_or_not_at_all(edge):
    mother = await edge.person()
    record, other = await _card(edge, mother), await _card(edge, mother, "екінші")
    await edge.send_all()
    for row in await edge.table(records):
        async with edge.writing() as tx:
            await outbox.append(
                tx,
                chat_id=mother,
                rank=Rank.REPLY,
                method="deleteMessage",
                payload={"message_id": row["message_id"]},
                otherwise="drop",
            )
    await edge.send_all()
    await _edit(edge, mother, record, "жаңа")
    await _edit(edge, mother, other, "ескі", otherwise="drop")
    await _edit(edge, mother, record, "тағы да жаңа")
    await edge.send_all()
    assert await edge.texts(mother) == ["тағы да жаңа"], "the second edit found the new message"
    assert (await edge.states())[-3:] == ["sent", "dropped", "sent"]


@pytest.mark.parametrize(
    ("method", "otherwise", "state", "texts"),
    [
        ("editMessageText", "send", "sent", ["жаңа"]),
        ("editMessageText", "drop", "dropped", []),
        ("editMessageReplyMarkup", "send", "dropped", []),
        ("deleteMessage", "send", "dropped", []),
    ],
)
async def test_an_edit_of_what_was_never_sent(edge, method, otherwise, state, texts):
    mother = await edge.person()
    async with edge.writing() as tx:
        record = await messages.add(tx, mother, "card", 1)
    await _edit(edge, mother, record, "жаңа", otherwise, method)
    await edge.send_all()
    assert await edge.states() == [state]
    assert await edge.texts(mother) == texts


async def test_an_edit_that_changes_nothing_counts_as_sent(edge):
    mother = await edge.person()
    record = await _card(edge, mother, "бірдей")
    await _edit(edge, mother, record, "бірдей")
    await edge.send_all()
    assert await edge.states() == ["sent", "sent"]
    refused = (await edge.town.calls("editMessageText"))[0]
    assert "message is not modified" in refused["description"]


async def test_a_card_cancelled_while_its_send_is_under_way_is_deleted(edge):
    mother = await edge.person()
    record = await _card(edge, mother)
    await edge.town.fault("late", method="sendMessage", seconds=0.3)
    async with edge.sending():
        await edge.until(lambda: edge.town.calls("sendMessage"))
        async with edge.writing() as tx:
            assert await outbox.cancel(tx, record) == 1
        await edge.until(lambda: edge.town.calls("deleteMessage", ok=True))
        await edge.until(edge.at_rest)
    assert await edge.texts(mother) == []
    assert [row["message_id"] for row in await edge.table(records)] == [None]


# -- what Telegram answers


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (403, "Forbidden: bot was kicked from the group chat"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_an_unreachable_person_is_marked_and_all_that_waits_for_them_is_dead(edge, code, description):
    mother, father = await edge.person(), await edge.person("Болат")
    await edge.say(mother, "бір", "екі", "үш")
    await edge.say(father, "басқаға")
    await edge.town.fault("error", chat_id=mother, code=code, description=description, count=None)
    await edge.send_all()
    assert edge.unreachable == [mother]
    assert await edge.states() == ["dead", "dead", "dead", "sent"]
    assert len(await edge.town.calls("sendMessage", chat_id=mother)) == 1
    assert all(row["sealed_payload"] is None for row in await edge.table(outbox.outbox))


async def test_what_the_unreachable_hook_says_to_others_goes_out_at_once(edge):
    mother, volunteer = await edge.person(), await edge.person("Болат")
    await edge.say(mother, "бір")
    await edge.town.fault("error", chat_id=mother, code=403, description="Forbidden: bot was blocked by the user")

    async def tell(tx, chat_id, _):
        payload = {"text": f"{chat_id}: жазу мүмкін емес"}
        await outbox.append(tx, chat_id=volunteer, rank=Rank.NOTICE, method="sendMessage", payload=payload)

    async with edge.sending(unreachable=tell):
        await edge.until(lambda: _count_is(edge, volunteer, 1))


async def test_a_flooded_chat_waits_as_long_as_it_is_told_alone_and_in_order(edge):
    mother, father = await edge.person(), await edge.person("Болат")
    await edge.town.fault("flood", method="sendMessage", chat_id=mother, retry_after=1)
    await edge.say(mother, "бір", "екі")
    await edge.say(father, "басқаға")
    async with edge.sending():
        await edge.until(lambda: _count_is(edge, father, 1))
        assert await edge.texts(mother) == []
        await edge.until(edge.at_rest)
    calls = await edge.town.calls("sendMessage", chat_id=mother)
    assert calls[1]["at"] - calls[0]["at"] >= 1
    assert await edge.texts(mother) == ["бір", "екі"]


async def test_a_flood_outlives_a_restart(edge):
    mother = await edge.person()
    await edge.town.fault("flood", method="sendMessage", chat_id=mother, retry_after=300)
    await edge.say(mother, "бір", "екі")
    async with edge.sending():
        await edge.until(lambda: _attempted(edge, 1))
    async with edge.sending() as sender:
        sender.wake()
        await edge.say(await edge.person("Болат"), "белгі")
        sender.wake()
        await edge.until(lambda: _states_are(edge, ["pending", "pending", "sent"]))
        assert len(await edge.town.calls("sendMessage", chat_id=mother)) == 1
    edge.ahead = timedelta(seconds=301)
    await edge.send_all()
    assert await edge.texts(mother) == ["бір", "екі"]


async def _attempted(edge, attempts):
    return (await edge.table(outbox.outbox))[0]["attempts"] == attempts


async def _states_are(edge, states):
    return await edge.states() == states


async def test_three_flooded_chats_within_five_seconds_make_everybody_wait(edge):
    chats = [await edge.person(f"Адам {number}") for number in range(4)]
    for chat in chats[:3]:
        await edge.town.fault("flood", method="sendMessage", chat_id=chat, retry_after=1)
        await edge.say(chat, "бір")
    async with edge.sending() as sender:
        await edge.until(lambda: _floods(edge, 3))
        await edge.until(lambda: sender._paused_until)
        await edge.say(chats[3], "бір")
        sender.wake()
        await edge.until(edge.at_rest)
    calls = await edge.town.calls("sendMessage")
    last_flood = max(call["at"] for call in calls if not call["ok"])
    assert min(call["at"] for call in calls if call["ok"]) - last_flood >= 0.9


async def _floods(edge, count):
    return len(await edge.town.calls("sendMessage", ok=False)) == count


@pytest.mark.parametrize("kind", ["lost", "reset", "html", "error"])
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "answerCallbackQuery"])
async def test_an_unclear_outcome_is_repeated_until_it_is_definite(edge, kind, method):
    mother = await edge.person()
    record = await _card(edge, mother)
    await edge.send_all()
    async with edge.writing() as tx:
        await outbox.append(
            tx,
            chat_id=mother,
            rank=Rank.FAST if method == "answerCallbackQuery" else Rank.REPLY,
            method=method,
            payload={"callback_query_id": "1"} if method == "answerCallbackQuery" else {"text": "жаңа"},
            message=record if method == "editMessageText" else None,
        )
    await edge.town.fault(kind, method=method, count=2)
    await edge.send_all()
    row = (await edge.table(outbox.outbox))[-1]
    assert row["state"] == ("dropped" if method == "answerCallbackQuery" else "sent")
    assert row["attempts"] == 2
    texts = await edge.texts(mother)
    copies = 3 if kind == "lost" else 1
    assert (
        texts
        == {
            "sendMessage": ["карточка", *["жаңа"] * copies],
            "editMessageText": ["жаңа"],
            "answerCallbackQuery": ["карточка"],
        }[method]
    )


async def test_a_call_without_an_answer_is_given_up_and_repeated(edge):
    mother = await edge.person()
    await edge.say(mother, "бір")
    await edge.town.fault("hang", method="sendMessage")
    await edge.send_all(reply_timeout=0.2)
    assert await edge.texts(mother) == ["бір"]
    assert (await edge.table(outbox.outbox))[0]["attempts"] == 1


async def test_while_nothing_can_be_reached_nothing_counts_as_an_attempt(edge, unused_tcp_port):
    mother = await edge.person()
    await edge.say(mother, "бір", "екі")
    async with Transport("1:a", f"http://127.0.0.1:{unused_tcp_port}") as nowhere:
        there, edge.transport = edge.transport, nowhere
        async with edge.sending() as sender:
            await edge.until(lambda: sender._offline_ticks >= 3)
    edge.transport = there
    assert [row["attempts"] for row in await edge.table(outbox.outbox)] == [0, 0]
    await edge.send_all()
    assert await edge.texts(mother) == ["бір", "екі"]


async def test_a_row_whose_time_is_over_is_uncertain_and_alarms_but_a_late_answer_is_just_late(edge, caplog):
    mother = await edge.person()
    await edge.town.fault("html", method="sendMessage", chat_id=mother, count=None)
    await edge.say(mother, "бір")
    async with edge.sending() as sender:
        await edge.until(lambda: _attempted(edge, 2))
        await edge.say(mother, "екі", expires_at=edge.now() + timedelta(days=9))
        async with edge.writing() as tx:
            payload = {"callback_query_id": "1"}
            await outbox.append(
                tx, chat_id=mother, rank=Rank.FAST, method="answerCallbackQuery", payload=payload, expires_at=edge.now()
            )
        await edge.town.clear_faults()
        await edge.town.fault("html", method="sendMessage", chat_id=mother, count=None)
        edge.ahead = outbox.EXPIRY[Rank.REPLY]
        sender.wake()
        await edge.until(lambda: _states_are(edge, ["uncertain", "pending", "expired"]))
        await edge.town.clear_faults()
        await edge.until(edge.at_rest)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == [
        "outbox row 1 (sendMessage) ran out of time, nobody knows whether it arrived"
    ]
    assert not await edge.town.calls("answerCallbackQuery")


async def test_a_message_refused_for_good_is_dead_alarms_and_lets_the_next_pass(edge, caplog):
    mother = await edge.person()
    await edge.say(mother, "ұзын" * 2000, "екі")
    await edge.send_all()
    assert await edge.states() == ["dead", "sent"]
    assert "message is too long" in caplog.text
    assert (await edge.table(outbox.outbox))[0]["error"] == "400 Bad Request: message is too long"


async def test_broken_formatting_goes_out_as_plain_text_with_an_alarm_that_quotes_nobody(edge, caplog):
    mother = await edge.person()
    async with edge.writing() as tx:
        payload = {"text": "<b>Айша</b> &lt;3 <айгүл>анасы</b>", "parse_mode": "HTML"}
        await outbox.append(tx, chat_id=mother, rank=Rank.REPLY, method="sendMessage", payload=payload)
    await edge.send_all()
    assert await edge.states() == ["sent"]
    assert await edge.texts(mother) == ["Айша <3 <айгүл>анасы"]
    assert "goes out as plain text" in caplog.text
    assert "айгүл" not in caplog.text


async def test_an_upgraded_group_is_written_to_under_its_new_id(edge):
    mother = await edge.town.person()
    group = await edge.town.group("Көмек", mother, type="group")
    record = await _card(edge, group.id)
    new = await group.migrate()
    await edge.say(group.id, "екі")
    await edge.send_all()
    assert await edge.texts(new.id) == ["карточка", "екі"]
    assert [(row["id"], row["chat_id"]) for row in await edge.table(records)] == [(record, new.id)]


@pytest.mark.parametrize(("code", "description"), [(401, "Unauthorized"), (404, "Not Found")])
async def test_a_refused_token_ends_the_sender_and_keeps_every_row(edge, caplog, code, description):
    caplog.set_level(logging.DEBUG)
    mother, father = await edge.person(), await edge.person("Болат")
    await edge.say(mother, "бір")
    await edge.say(father, "екі")
    await edge.town.fault("error", method="sendMessage", code=code, description=description, count=None)
    with pytest.raises(TokenRefused, match="BotFather") as caught:
        await edge.new_sender().run()
    assert await edge.states() == ["pending", "pending"]
    assert edge.transport._base.path.split("/")[1] not in caplog.text + repr(caught.value)


# -- crashes, restarts, the database


async def test_a_crash_between_send_and_record_repeats_at_most_what_was_under_way(edge):
    chats = [await edge.person(f"Адам {number}") for number in range(8)]
    for chat in chats:
        await edge.say(chat, "бір", "екі", "үш")
    await edge.town.fault("late", method="sendMessage", seconds=30, count=None, skip=8)
    crashed = asyncio.create_task(edge.new_sender(slots=4).run())
    await edge.until(lambda: _accepted(edge, 8 + 3))
    crashed.cancel()
    await asyncio.gather(crashed, return_exceptions=True)
    await edge.town.clear_faults()
    await edge.send_all()
    for chat in chats:
        texts = await edge.texts(chat)
        assert sorted(set(texts), key=["бір", "екі", "үш"].index) == ["бір", "екі", "үш"]
        assert texts == sorted(texts, key=["бір", "екі", "үш"].index)
    assert len(await _sent(edge)) <= 24 + 3


async def _accepted(edge, count):
    return len(await _sent(edge)) >= count


async def test_stopping_lets_calls_under_way_end_and_records_them(edge):
    mother = await edge.person()
    await edge.say(mother, "бір", "екі")
    await edge.town.fault("late", method="sendMessage", seconds=0.3)
    async with edge.sending():
        await edge.until(lambda: edge.town.calls("sendMessage"))
    assert await edge.states() == ["sent", "pending"]
    await edge.send_all()
    assert await _sent(edge, mother) == ["бір", "екі"]


async def test_stopping_does_not_wait_for_a_call_that_never_ends(edge, monkeypatch):
    monkeypatch.setattr(sending, "GRACE", 0.1)
    await edge.say(await edge.person(), "бір")
    await edge.town.fault("hang", method="sendMessage")
    async with asyncio.timeout(5), edge.sending():
        await edge.until(lambda: edge.town.calls("sendMessage"))
    assert await edge.states() == ["pending"]


async def test_outcomes_survive_a_database_that_cannot_be_written_to(edge):
    mother = await edge.person()
    await edge.say(mother, "бір", "екі")
    await edge.town.fault("late", method="sendMessage", seconds=0.2)
    async with edge.sending() as sender:
        await edge.until(lambda: edge.town.calls("sendMessage"))
        async with edge.database.read() as connection:  # a writer of another process
            await connection.exec_driver_sql("COMMIT")
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
            await edge.until(lambda: sender._failed_ticks >= 2)
        await edge.until(lambda: _count_is(edge, mother, 2))
        await edge.until(edge.at_rest)
    assert await _sent(edge, mother) == ["бір", "екі"], "nothing was sent twice"


async def test_many_outcomes_share_a_commit(edge):
    chats = [await edge.person(f"Адам {number}") for number in range(40)]
    async with edge.writing() as tx:
        for chat in chats * 5:
            await outbox.append(tx, chat_id=chat, rank=Rank.REPLY, method="sendMessage", payload={"text": "сәлем"})
    commits = []
    event.listen(edge.database.engine.sync_engine, "commit", commits.append)
    await edge.send_all()
    assert len(commits) < 120


async def test_a_large_announcement_neither_fills_memory_nor_delays_a_reply_and_survives_a_restart(edge):
    mother = await edge.person()
    async with edge.writing() as tx:
        for chat in range(30_000):
            row = {"chat_id": 10**9 + chat, "rank": Rank.ANNOUNCEMENT, "method": "sendMessage"}
            await outbox.append(tx, payload={"text": "мектепке жол"}, **row)
    pace = Pace(overall=Rate(50, 1), private=None, group=None)
    for reply in ("бірінші", "екінші"):
        tracemalloc.start()
        async with edge.sending(pace=pace, slots=4) as sender:
            await edge.until(lambda: _announced(edge))
            await edge.say(mother, reply)
            sender.wake()
            at = len(await edge.town.calls("sendMessage"))
            await edge.until(lambda reply=reply: _said(edge, mother, reply))
            assert len(await edge.town.calls("sendMessage")) - at < 12
            assert len(sender._lanes) <= sending.WINDOW + 4
        grown = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert grown < 8_000_000
    called = [
        call["params"]["chat_id"]
        for call in await edge.town.calls("sendMessage")
        if call["params"]["chat_id"] != mother
    ]
    assert len(called) == len(set(called)), "after the restart it went on where it was"


async def _announced(edge):
    return len(await edge.town.calls("sendMessage")) > 3


async def _said(edge, chat_id, text):
    return text in await edge.texts(chat_id)


async def test_a_clock_set_back_holds_nobody_up(edge):
    mother = await edge.person()
    await edge.town.fault("error", method="sendMessage", code=500, count=2)
    await edge.say(mother, "бір", expires_at=edge.now() + timedelta(days=9))
    async with edge.sending() as sender:
        await edge.until(lambda: _attempted(edge, 1))
        edge.ahead = -timedelta(days=1)
        sender.wake()
        await edge.until(edge.at_rest)
    assert await edge.texts(mother) == ["бір"]
