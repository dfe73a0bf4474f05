from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from bot.store import deliveries, messages, outbox, updates
from bot.store.deliveries import Result
from bot.store.outbox import Rank, State
from bot.store.schema import dead_letters
from bot.store.schema import messages as messages_table
from bot.store.schema import outbox as table
from bot.store.schema import updates as updates_table

CHAT, OTHER = 700, 701


async def _say(tx, text="Сәлем", *, chat_id=CHAT, rank=Rank.REPLY, **more):
    return await outbox.append(tx, chat_id=chat_id, rank=rank, method="sendMessage", payload={"text": text}, **more)


async def _row(tx, key):
    return (await tx.execute(select(table).where(table.c.id == key))).mappings().one()


async def _head(tx, chat_id=CHAT):
    found = await deliveries.heads(tx, [chat_id])
    return found[0] if found else None


async def test_a_payload_is_sealed_while_it_waits_and_erased_when_it_is_sent(store):
    async with store.writing() as tx:
        key = await _say(tx, "Айгүл, Абай көшесі 5")
        row = await _row(tx, key)
        assert "Айгүл".encode() not in row["sealed_payload"]
        assert tx.vault.open(outbox.SEALED, row["sealed_payload"]) == {"text": "Айгүл, Абай көшесі 5"}
        await deliveries.record(tx, [Result(await _head(tx), State.SENT, message_id=5)])
        row = await _row(tx, key)
        assert (row["state"], row["sealed_payload"]) == ("sent", None)


@pytest.mark.parametrize(("rank", "lasts"), outbox.EXPIRY.items())
async def test_a_message_is_worth_sending_for_a_time_that_its_rank_decides(store, rank, lasts):
    async with store.writing() as tx:
        assert (await _row(tx, await _say(tx, rank=rank)))["expires_at"] == tx.now + lasts
        later = tx.now + timedelta(hours=9)
        assert (await _row(tx, await _say(tx, rank=rank, not_before=later)))["expires_at"] == later + lasts


async def test_the_oldest_row_of_a_chat_goes_first_whatever_its_rank(store):
    async with store.writing() as tx:
        first = await _say(tx, rank=Rank.ANNOUNCEMENT)
        await _say(tx, rank=Rank.REPLY)
        await _say(tx, rank=Rank.FAST)
        foreign = await _say(tx, chat_id=OTHER)
        assert {head.id for head in await deliveries.heads(tx, [CHAT, OTHER, 999])} == {first, foreign}


async def test_a_scheduled_row_is_invisible_until_its_time_and_holds_nobody_up(store):
    async with store.writing() as tx:
        scheduled = await _say(tx, not_before=tx.now + timedelta(hours=8))
        now = await _say(tx)
        assert (await _head(tx)).id == now
        assert await deliveries.next_due(tx) == tx.now + timedelta(hours=8)
        assert [row for row, _ in await deliveries.window(tx, Rank.REPLY, 0, 10)] == [now]
    store.advance(hours=8)
    async with store.reading() as tx:
        assert (await _head(tx)).id == scheduled
        assert await deliveries.next_due(tx) is None


async def test_a_row_waiting_for_its_next_attempt_holds_its_chat(store):
    async with store.writing() as tx:
        first = await _say(tx)
        await _say(tx)
        then = tx.now + timedelta(seconds=30)
        await deliveries.record(tx, [Result(await _head(tx), State.PENDING, error="HTTP 502", not_before=then)])
        head = await _head(tx)
        assert (head.id, head.attempts, head.not_before) == (first, 1, then)


async def test_a_send_fills_in_the_id_that_a_later_edit_needs(store):
    async with store.writing() as tx:
        record = await messages.add(tx, CHAT, "card", 1)
        await _say(tx, message=record)
        await outbox.append(
            tx, chat_id=CHAT, rank=Rank.REPLY, method="editMessageText", payload={"text": "Енді былай"}, message=record
        )
        send = await _head(tx)
        assert send.message_id is None
        await deliveries.record(tx, [Result(send, State.SENT, message_id=77)])
        edit = await _head(tx)
        assert (edit.method, edit.message_id) == ("editMessageText", 77)


async def test_what_is_cancelled_is_never_a_head_again_and_its_text_is_gone(store):
    async with store.writing() as tx:
        record = await messages.add(tx, CHAT, "card", 1)
        key = await _say(tx, message=record)
        other = await _say(tx)
        assert await outbox.cancel(tx, record) == 1
        assert await outbox.cancel(tx, record) == 0
        assert (await _head(tx)).id == other
        row = await _row(tx, key)
        assert (row["state"], row["sealed_payload"]) == ("cancelled", None)


async def test_a_send_cancelled_while_under_way_is_deleted_and_its_id_not_recorded(store):
    async with store.writing() as tx:
        record = await messages.add(tx, CHAT, "card", 1)
        await _say(tx, message=record)
        under_way = await _head(tx)
        await outbox.cancel(tx, record)
        assert await deliveries.record(tx, [Result(under_way, State.SENT, message_id=77)])
        head = await _head(tx)
        assert head.method == "deleteMessage"
        assert tx.vault.open(outbox.SEALED, head.sealed_payload) == {"message_id": 77}
        assert (await tx.execute(select(messages_table.c.message_id))).scalar() is None


async def test_an_unreachable_chat_buries_all_that_waits_for_it_and_nothing_else(store):
    async with store.writing() as tx:
        rows = [await _say(tx), await _say(tx), await _say(tx, rank=Rank.FAST)]
        other = await _say(tx, chat_id=OTHER)
        gone = Result(await _head(tx), State.DEAD, error="403 Forbidden: bot was blocked by the user", unreachable=True)
        await deliveries.record(tx, [gone])
        buried = [await _row(tx, row) for row in rows]
        assert {(row["state"], row["sealed_payload"]) for row in buried} == {("dead", None)}
        assert (await _row(tx, other))["state"] == "pending"


async def test_a_migrated_group_takes_its_rows_and_records_along(store):
    async with store.writing() as tx:
        record = await messages.add(tx, -5, "card", 1)
        await _say(tx, chat_id=-5, message=record)
        await deliveries.record(tx, [Result(await _head(tx, -5), State.PENDING, migrated_to=-1005)])
        assert await _head(tx, -5) is None
        assert (await _head(tx, -1005)).attempts == 0
        assert (await tx.execute(select(messages_table.c.chat_id))).scalar() == -1005
        assert [sent.id for sent in await messages.live(tx, ("card",), 1)] == [record]


async def test_what_was_sent_before_a_migration_is_not_taken_for_a_message_of_the_new_chat(store):
    async with store.writing() as tx:
        record = await messages.add(tx, -5, "card", 1)
        await tx.execute(update(messages_table).where(messages_table.c.id == record).values(message_id=12))
        await deliveries.migrate(tx, -5, -1005)
        assert await messages.seen(tx, -1005, 12) is None
        assert await messages.live(tx, ("card",), 1) == []


async def test_only_old_finished_rows_are_purged(store):
    async with store.writing() as tx:
        await _say(tx)
        await deliveries.record(tx, [Result(await _head(tx), State.SENT)])
        waiting = await _say(tx, expires_at=tx.now + timedelta(days=30))
    store.advance(days=4)
    async with store.writing() as tx:
        fresh = await _say(tx, chat_id=OTHER)
        await deliveries.record(tx, [Result(await _head(tx, OTHER), State.SENT)])
        assert await outbox.purge(tx) == 1
        assert await outbox.purge(tx) == 0
        assert [row[0] for row in await tx.execute(select(table.c.id))] == [waiting, fresh]


async def test_a_thousand_rows_of_every_kind_keep_their_order_by_chat(store):
    chats = list(range(10))
    async with store.writing() as tx:
        expected = {chat: [] for chat in chats}
        for number in range(1000):
            chat, rank = number * 7 % 10, (Rank.REPLY, Rank.NOTICE, Rank.ANNOUNCEMENT)[number % 3]
            expected[chat].append(await _say(tx, str(number), chat_id=chat, rank=rank))
        sent = {chat: [] for chat in chats}
        while found := await deliveries.heads(tx, chats):
            for head in found:
                sent[head.chat_id].append(head.id)
            await deliveries.record(tx, [Result(head, State.SENT, message_id=head.id) for head in found])
        assert sent == expected


async def test_no_question_of_the_sender_reads_the_whole_outbox(store):
    asked = []
    event.listen(
        store.database.engine.sync_engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3]))
    )
    async with store.writing() as tx:
        await _say(tx)
        head = await _head(tx)
        asked.clear()
        await deliveries.window(tx, Rank.REPLY, 0, 10)
        await deliveries.heads(tx, [CHAT, OTHER])
        await deliveries.single(tx, [1, 2])
        await deliveries.next_due(tx)
        await deliveries.record(tx, [Result(head, State.DEAD, error="403", unreachable=True)])
        statements = [(sql, values[0] if isinstance(values, list) else values) for sql, values in asked]
        assert len(statements) == 6
        for sql, values in statements:
            plan = [row[3] for row in await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert not any(step.startswith("SCAN outbox") for step in plan), (sql, plan)
            assert not any("TEMP B-TREE" in step for step in plan), (sql, plan)


async def test_updates_are_known_by_equality_and_forgotten_after_three_days(store):
    async with store.writing() as tx:
        await updates.remember(tx, [900, 5])
        assert await updates.known(tx, [1, 5, 900, 901]) == {5, 900}
    store.advance(days=2)
    async with store.writing() as tx:
        await updates.remember(tx, [3])
        assert await updates.purge(tx) == 0
    store.advance(days=2)
    async with store.writing() as tx:
        assert await updates.purge(tx) == 2
        assert [row[0] for row in await tx.execute(select(updates_table.c.update_id))] == [3]


async def test_a_dead_letter_is_sealed_and_kept_for_a_month(store):
    async with store.writing() as tx:
        await updates.bury(tx, 5, {"update_id": 5, "message": {"text": "Айгүл"}}, "ValueError at x.py:1")
        row = (await tx.execute(select(dead_letters))).mappings().one()
        assert "Айгүл".encode() not in row["sealed_update"]
        assert tx.vault.open(updates.SEALED, row["sealed_update"])["message"] == {"text": "Айгүл"}
    store.advance(days=29)
    async with store.writing() as tx:
        await updates.purge(tx)
        assert (await tx.execute(select(dead_letters.c.id))).scalar() is not None
    store.advance(days=2)
    async with store.writing() as tx:
        await updates.purge(tx)
        assert (await tx.execute(select(dead_letters.c.id))).scalar() is None
