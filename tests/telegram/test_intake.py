import asyncio
import logging
import random
import subprocess
import sys

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import IntegrityError

from bot.store import updates
from bot.store.schema import dead_letters, meta
from bot.store.schema import updates as seen
from bot.telegram.intake import BATCH
from bot.telegram.request import TokenRefused, Transport

HOLD = """
import sqlite3, sys
lock = sqlite3.connect(sys.argv[1], isolation_level=None)
lock.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
lock.execute("ROLLBACK")
"""


def _message(number, words="сәлем"):
    return {"update_id": number, "message": {"text": words}}


async def _effect(tx, update):
    """What a handler writes: exactly one row an update."""
    await tx.execute(insert(meta), {"key": f"did {update['update_id']}", "value": update["message"]["text"]})


async def _effects(edge):
    return {row["key"] for row in await edge.table(meta) if row["key"].startswith("did")}


def _did(*numbers):
    return {f"did {number}" for number in numbers}


# -- taking from Telegram


async def test_what_people_write_is_handled_in_order_and_then_confirmed(edge):
    mother = await edge.town.person()
    async with edge.polling():
        for number in range(30):
            await mother.say(str(number))
        await edge.town.settled(quiet=0.05)
    assert [update["message"]["text"] for update in edge.handled] == [str(number) for number in range(30)]
    assert (await edge.town.status())["pending"] == 0
    polls = await edge.town.calls("getUpdates")
    assert "offset" not in polls[0]["params"], "ids may have restarted lower"
    assert polls[0]["params"]["allowed_updates"] == ["message", "callback_query"]


async def test_nothing_is_confirmed_before_it_is_committed(edge):
    mother = await edge.town.person()
    began, go = asyncio.Event(), asyncio.Event()

    async def slow(tx, update):
        began.set()
        await go.wait()

    await mother.say("бір")
    async with edge.polling(handle=slow):
        await began.wait()
        assert len(await edge.town.calls("getUpdates")) == 1
        assert (await edge.town.status())["pending"] == 1
        go.set()
        await edge.town.settled(quiet=0.05)


async def test_a_crash_in_the_middle_of_a_batch_loses_nothing_and_doubles_nothing(edge):
    mother = await edge.town.person()
    for number in range(10):
        await mother.say(str(number))
    stuck = asyncio.Event()

    async def dying(tx, update):
        await _effect(tx, update)
        if update["message"]["text"] == "7":
            stuck.set()
            await asyncio.Event().wait()

    crashed = asyncio.create_task(edge.new_intake(handle=dying).run())
    await stuck.wait()
    crashed.cancel()
    await asyncio.gather(crashed, return_exceptions=True)
    assert await _effects(edge) == set()
    async with edge.polling(handle=_effect):
        await edge.town.settled(quiet=0.05)
    assert len(await _effects(edge)) == 10
    assert await edge.table(dead_letters) == []


async def test_redelivered_updates_change_nothing(edge):
    mother = await edge.town.person()
    async with edge.polling(handle=_effect):
        for number in range(5):
            await mother.say(str(number))
        await edge.town.settled(quiet=0.05)
        await edge.town.redeliver()
        await edge.town.settled(quiet=0.05)
    await edge.town.redeliver(last=3)
    async with edge.polling(handle=_effect):
        await edge.town.settled(quiet=0.05)
    assert len(await _effects(edge)) == 5
    assert await edge.table(dead_letters) == []


async def test_ids_that_restart_lower_are_new(edge):
    mother = await edge.town.person()
    async with edge.polling():
        await edge.town.do("next_update_id", id=500_000)
        await mother.say("бір")
        await edge.town.settled(quiet=0.05)
        await edge.town.do("next_update_id", id=300)
        await mother.say("екі")
        await mother.say("үш")
        await edge.town.settled(quiet=0.05)
    assert [update["message"]["text"] for update in edge.handled] == ["бір", "екі", "үш"]
    assert [row["update_id"] for row in await edge.table(seen)] == [300, 301, 500_000]


@pytest.mark.parametrize("kind", ["html", "reset", "lost", "error"])
async def test_a_poll_without_an_answer_is_repeated(edge, kind):
    mother = await edge.town.person()
    await edge.town.fault(kind, method="getUpdates", count=3)
    async with edge.polling():
        await mother.say("бір")
        await edge.until(lambda: edge.handled)
        await edge.town.settled(quiet=0.05)
    assert len(edge.handled) == 1


async def test_another_instance_is_named_and_waited_for(edge, caplog):
    await edge.town.fault(
        "error",
        method="getUpdates",
        code=409,
        count=2,
        description="Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    mother = await edge.town.person()
    async with edge.polling():
        await mother.say("бір")
        await edge.until(lambda: edge.handled)
    assert "another instance takes this bot's updates" in caplog.text


async def test_a_flooded_poll_waits_as_long_as_it_is_told(edge):
    await edge.town.fault("flood", method="getUpdates", retry_after=1)
    mother = await edge.town.person()
    async with edge.polling():
        await mother.say("бір")
        await edge.until(lambda: edge.handled)
    polls = await edge.town.calls("getUpdates")
    assert polls[1]["at"] - polls[0]["at"] >= 1


async def test_a_revoked_token_ends_the_intake_without_showing_it(edge, caplog):
    caplog.set_level(logging.DEBUG)
    await edge.town.do("revoke")
    with pytest.raises(TokenRefused, match="BotFather"):
        await edge.new_intake().run()
    assert "tests-of-the-edge" not in caplog.text


async def test_stopping_ends_a_waiting_poll_at_once_and_finishes_the_batch_in_hand(edge):
    async with asyncio.timeout(5), edge.polling():
        await edge.until(lambda: edge.town.calls("getUpdates"))
    mother = await edge.town.person()
    await mother.say("бір")
    began, go = asyncio.Event(), asyncio.Event()

    async def slow(tx, update):
        began.set()
        await go.wait()
        await _effect(tx, update)

    async with edge.polling(handle=slow) as intake:
        await began.wait()
        intake.stop()
        go.set()
    assert len(await _effects(edge)) == 1


async def test_nothing_is_asked_of_a_server_that_is_away_more_often_than_the_waits_allow(edge, unused_tcp_port, caplog):
    caplog.set_level(logging.WARNING)
    async with Transport("1:a", f"http://127.0.0.1:{unused_tcp_port}") as nowhere:
        edge.transport = nowhere
        async with edge.polling():
            await edge.until(lambda: caplog.text.count("no answer from Telegram") >= 3)
    assert "1:a" not in caplog.text


# -- batches and transactions


async def test_a_batch_shares_one_commit(edge):
    commits = []
    event.listen(edge.database.engine.sync_engine, "commit", commits.append)
    assert await edge.new_intake(longest_transaction=60).process([_message(number) for number in range(BATCH)])
    assert len(commits) == edge.commits == 1


async def test_a_long_batch_is_split_so_that_no_transaction_lasts(edge):
    async def slow(tx, update):
        await asyncio.sleep(0.01)
        await _effect(tx, update)

    assert await edge.new_intake(handle=slow, longest_transaction=0.03).process([_message(n) for n in range(12)])
    assert await _effects(edge) == _did(*range(12))
    assert edge.commits >= 3


async def test_more_than_a_batch_is_taken_in_batches(edge):
    assert await edge.new_intake(longest_transaction=60).process([_message(n) for n in range(250)])
    assert len(edge.handled) == 250
    assert edge.commits == 3


async def test_an_update_twice_in_one_batch_counts_once(edge):
    assert await edge.new_intake(handle=_effect).process([_message(1), _message(2), _message(1)])
    assert await _effects(edge) == _did(1, 2)
    assert await edge.table(dead_letters) == []


async def test_an_update_that_another_process_handled_meanwhile_is_undone_here(edge):
    async def overtaken(tx, update):
        await _effect(tx, update)
        if not edge.handled:
            edge.handled.append(update)
            await updates.remember(tx, [update["update_id"]])  # as if by a replica, in the eyes of our own insert

    intake = edge.new_intake(handle=overtaken)
    assert await intake.process([_message(1)])
    assert await _effects(edge) == _did(1)
    assert [row["update_id"] for row in await edge.table(seen)] == [1]


# -- poison


async def test_an_update_nobody_can_handle_is_kept_apologised_for_and_holds_nobody_up(edge, caplog):
    async def picky(tx, update):
        await _effect(tx, update)
        if update["message"]["text"] == "Айгүл Абай 5":
            raise ValueError(f"cannot read {update['message']['text']}")

    poison = _message(2, "Айгүл Абай 5")
    assert await edge.new_intake(handle=picky).process([_message(1), poison, _message(3)])
    assert await _effects(edge) == _did(1, 3), "the half-done work of the poison is undone"
    (letter,) = await edge.table(dead_letters)
    assert edge.vault.open(updates.SEALED, letter["sealed_update"]) == poison
    assert letter["error"].startswith("ValueError at test_intake.py:")
    assert "Айгүл" not in letter["error"] + caplog.text
    assert edge.apologies == [poison]
    assert await edge.new_intake(handle=picky).process([poison])
    assert len(await edge.table(dead_letters)) == 1, "it is remembered like any other"


async def test_an_apology_that_fails_is_undone_alone(edge):
    async def broken(tx, update):
        await _effect(tx, update)
        raise KeyError("text")

    assert await edge.new_intake(handle=broken, apologise=broken).process([_message(1), _message(2)])
    assert await _effects(edge) == set()
    assert len(await edge.table(dead_letters)) == 2


async def test_bad_data_of_one_update_does_not_count_as_a_failing_database(edge):
    async def twice(tx, update):
        await _effect(tx, update)
        if update["update_id"] == 2:
            await _effect(tx, update)

    assert await edge.new_intake(handle=twice).process([_message(n) for n in (1, 2, 3)])
    assert await _effects(edge) == _did(1, 3)
    (letter,) = await edge.table(dead_letters)
    assert letter["error"].startswith(IntegrityError.__name__)


@pytest.mark.parametrize(
    "odd",
    [
        *(None, 5, "text", [], {}),
        *({"update_id": number} for number in (None, "7", True, -1, 2**63, 1.5)),
        {"message": {"text": "\ud800"}},
    ],
)
async def test_what_is_not_even_an_update_is_a_dead_letter(edge, odd):
    assert await edge.new_intake(handle=_effect).process([_message(1), odd, _message(2)])
    assert await _effects(edge) == _did(1, 2)
    (letter,) = await edge.table(dead_letters)
    assert (letter["update_id"], letter["error"]) == (0, "not an update")
    assert edge.vault.open(updates.SEALED, letter["sealed_update"]) == odd


async def test_a_batch_that_cannot_be_acknowledged_is_kept_once_and_not_asked_for_in_a_storm(edge):
    async with edge.polling() as intake:
        batch = [{"message": {"text": "нөмірсіз"}}]
        assert not await intake._take(batch)
        assert not await intake._take(batch)
    assert len(await edge.table(dead_letters)) == 1


async def test_mutilated_updates_of_every_kind_never_stop_the_others(edge):
    """A handler as trusting as can be, against two thousand updates that lost or changed a field."""
    chance = random.Random(21)
    values = [None, 0, -1, 2**70, "", "\ud800", "x" * 9000, [], {}, [[[]]], True, 1.5, {"id": {"id": {}}}]

    def mutilated(number):
        update = {"update_id": number, "message": {"from": {"id": 5}, "chat": {"id": 5}, "text": "сәлем"}}
        place = chance.choice([update, update["message"], update["message"]["from"], update["message"]["chat"]])
        field = chance.choice([name for name in place if name != "update_id"])
        if chance.random() < 0.3:
            del place[field]
        else:
            place[field] = chance.choice(values)
        return update

    async def trusting(tx, update):
        words = update["message"]["text"].strip() + str(
            update["message"]["from"]["id"] + update["message"]["chat"]["id"]
        )
        await tx.execute(insert(meta), {"key": f"did {update['update_id']}", "value": words})

    batch = [mutilated(number) if number % 2 else _message(number) for number in range(2000)]
    for update in batch[::2]:
        update["message"] |= {"from": {"id": 5}, "chat": {"id": 5}}
    assert await edge.new_intake(handle=trusting).process(batch)
    assert _did(*range(0, 2000, 2)) <= await _effects(edge)
    assert len(await _effects(edge)) + len(await edge.table(dead_letters)) == 2000
    assert len(await edge.table(seen)) == 2000


# -- the database


async def _fill_the_disk(edge):
    async with edge.writing() as tx:
        pages = (await tx.connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await tx.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


async def _lift(edge):
    async with edge.writing() as tx:
        await tx.connection.exec_driver_sql("PRAGMA max_page_count=1000000")


async def test_a_full_disk_in_the_middle_of_a_batch_loses_nothing(edge, caplog):
    async def large(tx, update):
        await tx.execute(insert(meta), {"key": f"did {update['update_id']}", "value": "х" * 3000})

    mother = await edge.town.person()
    for number in range(8):
        await mother.say(str(number))
    await _fill_the_disk(edge)
    async with edge.polling(handle=large):
        await edge.until(lambda: caplog.text.count("failed alone") >= 5)
        assert (await edge.town.status())["pending"] == 8, "nothing is acknowledged"
        assert await edge.table(dead_letters) == []
        await _lift(edge)
        await edge.town.settled(quiet=0.05)
    assert len(await _effects(edge)) == 8
    assert await edge.table(dead_letters) == []


@pytest.fixture
def elsewhere(edge):
    """Another process holds the write lock; a line to it, and it lets go."""
    command = [sys.executable, "-c", HOLD, edge.database.url.database]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    if process.poll() is None:
        process.communicate("\n", timeout=10)


async def test_a_lock_of_another_process_pauses_the_intake_and_loses_nothing(edge, elsewhere, caplog):
    mother = await edge.town.person()
    await mother.say("бір")
    async with edge.polling(handle=_effect):
        await edge.until(lambda: "nothing is acknowledged" in caplog.text)
        assert (await edge.town.status())["pending"] == 1
        elsewhere.communicate("\n", timeout=10)
        await edge.town.settled(quiet=0.05)
    assert len(await _effects(edge)) == 1


async def test_an_update_that_alone_breaks_a_working_database_is_a_dead_letter_in_the_end(edge):
    tried = []

    async def breaking(tx, update):
        await _effect(tx, update)
        if update["update_id"] == 2:
            tried.append(update)
            await tx.execute(text("INSERT INTO no_such_table VALUES (1)"))

    assert await edge.new_intake(handle=breaking).process([_message(n) for n in (1, 2, 3)])
    assert await _effects(edge) == _did(1, 3)
    assert len(tried) == 1 + 3, "once in the batch, three times alone"
    (letter,) = await edge.table(dead_letters)
    assert (letter["update_id"], letter["error"]) == (2, "the database refused it 3 times")
    assert [update["update_id"] for update in edge.apologies] == [2]
    assert {row["update_id"] for row in await edge.table(seen)} == {1, 2, 3}


async def test_a_poison_update_behind_a_broken_one_is_still_told_apart(edge):
    async def breaking(tx, update):
        if update["update_id"] == 1:
            await tx.execute(text("INSERT INTO no_such_table VALUES (1)"))
        raise ValueError

    assert await edge.new_intake(handle=breaking).process([_message(1), _message(2)])
    errors = [row["error"].split(" at ")[0] for row in await edge.table(dead_letters)]
    assert errors == ["the database refused it 3 times", "ValueError"]


async def test_stopping_while_the_database_fails_acknowledges_nothing(edge, caplog):
    await _fill_the_disk(edge)

    async def large(tx, update):
        await tx.execute(insert(meta), {"key": "did 1", "value": "х" * 300_000})

    intake = edge.new_intake(handle=large)
    task = asyncio.create_task(intake.process([_message(1)]))
    await edge.until(lambda: "failed alone" in caplog.text)
    intake.stop()
    assert await task is False
    await _lift(edge)
    assert await edge.table(seen) == []
