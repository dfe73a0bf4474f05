import pytest

from bot.store.vault import Vault, VaultError

OLD, NEW, FOREIGN = b"o" * 32, b"n" * 32, b"f" * 32


@pytest.mark.parametrize(
    "value",
    [
        {"name": "Әйгерім Қасымқызы", "ages": [7, 9], "shoes": None},
        "й́ ё \u202e 👩‍👧",
        [],
        12.5,
        {"text": "\ud800"},  # a lone surrogate, as in a poison update
    ],
)
def test_what_is_sealed_opens_as_it_was(value):
    vault = Vault([NEW])
    assert vault.open("drafts.sealed_state", vault.seal("drafts.sealed_state", value)) == value


def test_a_sealed_value_shows_nothing_and_never_looks_the_same_twice():
    vault = Vault([NEW])
    one, two = vault.seal("a", "Айгүл"), vault.seal("a", "Айгүл")
    assert one != two
    assert "Айгүл".encode() not in one


def test_a_value_moved_to_another_column_does_not_open():
    vault = Vault([NEW])
    with pytest.raises(VaultError, match=r"audit\.sealed_reason"):
        vault.open("audit.sealed_reason", vault.seal("drafts.sealed_state", "secret"))


@pytest.mark.parametrize("place", [1, 5, 20, -1])
def test_a_damaged_value_does_not_open_and_is_not_shown(place):
    vault = Vault([NEW])
    damaged = bytearray(vault.seal("a", "Айгүл"))
    damaged[place] ^= 1
    with pytest.raises(VaultError) as caught:
        vault.open("a", bytes(damaged))
    assert "Айгүл" not in str(caught.value)


def test_after_a_rotation_old_values_open_and_new_ones_use_the_new_key():
    before, after = Vault([OLD]), Vault([NEW, OLD])
    old = before.seal("a", 1)
    assert after.open("a", old) == 1
    assert not after.is_current(old)
    assert after.is_current(after.seal("a", 1))
    with pytest.raises(VaultError, match="DATA_KEYS"):
        before.open("a", after.seal("a", 1))
    with pytest.raises(VaultError, match="DATA_KEYS"):
        Vault([FOREIGN]).open("a", old)


def test_a_keyed_hash_is_found_again_after_a_rotation():
    before, after = Vault([OLD]), Vault([NEW, OLD])
    assert before.blind("+77011234567") in after.blinds("+77011234567")
    assert after.blind("+77011234567") == after.blinds("+77011234567")[0]
    assert after.blind("+77011234567") != before.blind("+77011234567")
    assert before.blind("+77011234567") not in after.blinds("+77011234568")


@pytest.mark.parametrize("keys", [[], [b"short"], [NEW, b""]])
def test_unusable_keys_are_refused(keys):
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(keys)
