"""Drafts: what the buttons of an interview and a submitted request name them by."""

from bot.store import drafts, people


async def test_the_id_of_a_draft_that_is_gone_is_never_used_again(store):
    async with store.writing() as tx:
        mother = await people.add(tx, 1001)
        first = await drafts.add(tx, mother.id, "school_aid", 0, 1, "{}")
        await drafts.remove(tx, first)
        assert await drafts.add(tx, mother.id, "school_aid", 0, 1, "{}") > first
