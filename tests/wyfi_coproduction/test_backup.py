"""Nothing is lost: what was backed up comes back row for row and file for file, and a bad backup changes nothing."""

import os
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import ConnectionHandler

from activities.demo import load_demo
from tests.helpers import TODAY
from wyfi_coproduction.backup import kept_names, make_backup, new_keys, restore_backup, rotate
from wyfi_coproduction.database_copy import NotPossible, fits, found
from wyfi_coproduction.rotation import Keep

pytestmark = pytest.mark.django_db
# PostgreSQL's programs see only what is there for everybody.
for_everybody = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 10, 14, 1, 30, tzinfo=UTC)
PRIVATE, PUBLIC = new_keys()
FILES = {"0a/receipt.jpg": b"\xff\xd8\xff" + os.urandom(90_000), "7f/menu.pdf": b"%PDF-1.7 %%EOF", "7f/empty.pdf": b""}


@pytest.fixture
def kept():
    """Uploaded files, in a place of this test's own."""
    storage = InMemoryStorage()
    for name, content in FILES.items():
        storage.save(name, ContentFile(content))
    return storage


@pytest.fixture
def empty_database(tmp_path):
    """Another database, of the same kind, with nothing in it."""
    name = str(tmp_path / "other.sqlite3")
    if connection.vendor == "postgresql":
        name = f"{connection.settings_dict['NAME']}_restored"
        say_to_postgres(f'CREATE DATABASE "{name}"')
    with closing(connection_to(name)) as other:
        yield other
    if connection.vendor == "postgresql":
        say_to_postgres(f'DROP DATABASE "{name}"')


def connection_to(name):
    return ConnectionHandler({"default": connection.settings_dict | {"NAME": name}})["default"]


def say_to_postgres(words):
    with closing(connection_to("postgres")) as postgres, postgres.cursor() as cursor:
        cursor.execute(words)


def back_up(folder, storage, now=NOW):
    return make_backup(folder=folder, public_key=PUBLIC, now=now, connection=connection, storage=storage)


def restore(path, to, storage=None, *, key=PRIVATE, replace=False):
    storage = storage or InMemoryStorage()
    return restore_backup(path, private_key=key, replace=replace, connection=to, storage=storage)


def rows_of(database):
    """Every row of every table, as words."""
    with database.cursor() as cursor:
        tables = {}
        for table in database.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables


def files_of(storage):
    return {name: storage.open(name).read() for name in kept_names(storage)}


@for_everybody
def test_the_demo_comes_back_into_an_empty_database_row_for_row_and_file_for_file(tmp_path, kept, empty_database):
    load_demo(today=TODAY)
    made = back_up(tmp_path, kept)
    put_back = restore(made.path, empty_database, files := InMemoryStorage())
    before, after = rows_of(connection), rows_of(empty_database)
    assert after == before
    assert sum(map(len, after.values())) > 1_000 and len(after) > 60
    assert files_of(files) == FILES
    assert (put_back.made_at, put_back.files) == (NOW, 3)


def test_nothing_in_a_backup_can_be_read_without_the_private_key(tmp_path, kept):
    made = back_up(tmp_path, kept)
    content = made.path.read_bytes()
    assert b"activities_activity" not in content and FILES["7f/menu.pdf"] not in content
    assert made.path.stat().st_mode & 0o077 == 0


def cut(content):
    return content[: len(content) // 2]


def cut_at_the_end(content):
    return content[:-1]


def cut_between_two_parts(content):
    """Age seals 64 KiB at a time, with 16 bytes more for each."""
    header = content.index(b"\n---") + 4
    start = content.index(b"\n", header) + 1 + 16
    return content[: start + 2 * (64 * 1024 + 16)]


def one_byte_changed(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def something_else(content):
    return b"This is no backup."


@pytest.mark.parametrize("with_checksum", [True, False], ids=["with its checksum", "without"])
def test_a_backup_that_is_not_as_it_was_made_changes_nothing(with_checksum, tmp_path, kept, empty_database):
    made = back_up(tmp_path, kept)
    whole, checksum = made.path.read_bytes(), tmp_path / f"{made.path.name}.sha256"
    if not with_checksum:
        checksum.unlink()
    for spoil in (cut, cut_at_the_end, cut_between_two_parts, one_byte_changed, something_else):
        made.path.write_bytes(spoil(whole))
        with pytest.raises(NotPossible, match="not as it was made"):
            restore(made.path, empty_database, files := InMemoryStorage())
        assert rows_of(empty_database) == {} and files_of(files) == {}
    made.path.write_bytes(whole)
    assert restore(made.path, empty_database).files == 3


def test_a_wrong_key_changes_nothing(tmp_path, kept, empty_database):
    made = back_up(tmp_path, kept)
    for key, sentence in [(new_keys()[0], "does not open it"), (PUBLIC, "no private key"), ("", "no private key")]:
        with pytest.raises(NotPossible, match=sentence):
            restore(made.path, empty_database, key=key)
    assert rows_of(empty_database) == {}
    assert restore(made.path, empty_database, key=f"# made by age-keygen\n{PRIVATE}\n").files == 3


def test_a_database_that_holds_anything_is_left_alone_unless_it_is_to_be_replaced(tmp_path, kept, empty_database):
    made = back_up(tmp_path, kept)
    restore(made.path, empty_database)
    before = rows_of(empty_database)
    with empty_database.cursor() as cursor:
        cursor.execute("CREATE TABLE newer (id integer)")
    with pytest.raises(NotPossible, match="not empty"):
        restore(made.path, empty_database)
    assert "newer" in rows_of(empty_database)
    kept.delete("0a/receipt.jpg")
    kept.save("0a/receipt.jpg", ContentFile(b"half"))
    restore(made.path, empty_database, kept, replace=True)
    assert rows_of(empty_database) == before
    assert files_of(kept) == FILES


class BrokenStore(InMemoryStorage):
    def open(self, name, mode="rb"):
        raise OSError("The store does not answer")


def test_a_backup_that_could_not_be_made_leaves_nothing_behind(tmp_path):
    BrokenStore.save(store := BrokenStore(), "0a/receipt.jpg", ContentFile(b"x"))
    with pytest.raises(NotPossible, match="could not be written: The store does not answer"):
        back_up(tmp_path / "backups", store)
    assert list((tmp_path / "backups").iterdir()) == []
    with pytest.raises(NotPossible, match="no public key"):
        make_backup(folder=tmp_path, public_key="", now=NOW, connection=connection, storage=store)


def test_older_backups_go_and_nothing_else_in_the_folder_does(tmp_path, kept):
    for days in range(3):
        back_up(tmp_path, kept, now=NOW - timedelta(days=days))
    (tmp_path / "planner-notes.txt").write_text("Where the key is")
    given_up = tmp_path / ".planner-20261001T023000Z.tar.age.part"
    given_up.write_bytes(b"half")
    os.utime(given_up, (0, 0))
    assert rotate(tmp_path, Keep(days=1, weeks=1, months=1), now=NOW) == 2
    last = "planner-20261014T013000Z.tar.age"
    assert {path.name for path in tmp_path.iterdir()} == {last, f"{last}.sha256", "planner-notes.txt"}


@for_everybody
def test_the_commands_say_what_they_did_and_the_log_says_it_too(tmp_path, settings, caplog):
    settings.BACKUP_DIR, settings.BACKUP_PUBLIC_KEY, settings.BACKUP_KEEP = (
        str(tmp_path / "backups"),
        PUBLIC,
        [7, 4, 12],
    )
    (tmp_path / "key").write_text(PRIVATE)
    # A store of its own: what other tests keep is not counted.
    settings.STORAGES = dict(settings.STORAGES)
    default_storage.save("0a/menu.pdf", ContentFile(FILES["7f/menu.pdf"]))
    with caplog.at_level("INFO", logger="wyfi_coproduction.management"):
        call_command("backup", stdout=(out := StringIO()))
        (path,) = (tmp_path / "backups").glob("planner-*.tar.age")
        call_command("restore", path, key_file=tmp_path / "key", replace=True, stdout=out)
        with pytest.raises(CommandError, match="not empty"):
            call_command("restore", path, key_file=tmp_path / "key")
        settings.BACKUP_PUBLIC_KEY = "age1"
        with pytest.raises(CommandError, match=r"No backup was made\. BACKUP_PUBLIC_KEY holds no public key"):
            call_command("backup")
    assert "the database and 1 uploaded files" in out.getvalue() and "Restored: the database of " in out.getvalue()
    assert [record.getMessage() for record in caplog.records] == [
        "A backup was made: 1 files. Older ones taken away: 0.",
        "A backup was restored: 1 files.",
        "A backup was not restored.",
        "No backup was made.",
    ]


def test_a_pair_of_keys_is_shown_and_kept_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call_command("backup_key", stdout=(out := StringIO()))
    assert "BACKUP_PUBLIC_KEY=age1" in out.getvalue() and "AGE-SECRET-KEY-1" in out.getvalue()
    assert list(tmp_path.iterdir()) == []


def test_programs_of_postgresql_that_are_missing_or_too_old_are_named():
    with pytest.raises(NotPossible, match="postgresql-client"):
        found("pg_dump_that_nobody_has")
    fits("pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)", server=15)
    with pytest.raises(NotPossible, match="pg_dump is of version 13, and the server of 15"):
        fits("pg_dump (PostgreSQL) 13.2", server=15)
