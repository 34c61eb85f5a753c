"""The whole database in one file, and back: by SQLite's online backup, or by PostgreSQL's own programs."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db.backends.postgresql.client import DatabaseClient

NEWLINE = "\n"
AFRESH = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
AS_ONE = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
# Who owns a table and who may write it is for the machine to say that it is restored on.
FOR_ANYBODY = ("--no-owner", "--no-privileges")


class NotPossible(Exception):
    """What stands in the way of a backup, or of restoring one: a sentence for whoever keeps the product."""


def copy_out(connection, target: Path) -> None:
    """Write the database as it stands at one moment, while people go on working."""
    if connection.vendor == "sqlite":
        # A line of its own: one that is writing would wait for itself, for ever.
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            # One file, with nothing of it in a second one beside.
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        _at(connection, "pg_dump", "--format=custom", *FOR_ANYBODY, f"--file={target}")


def copy_in(connection, source: Path) -> None:
    """Put a copy in the place of all that the database holds. It is all done, or nothing is."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        try:
            with closing(sqlite3.connect(source)) as copy:
                copy.backup(connection.connection)
        except sqlite3.Error as error:
            raise NotPossible(f"The database could not be written ({error}). It is as it was.") from error
    else:
        script = source.with_suffix(".sql")
        run([found("pg_restore"), *FOR_ANYBODY, f"--file={script}", source])
        afresh = () if is_empty(connection) else (f"--command={AFRESH}",)
        _at(connection, "psql", *AS_ONE, *afresh, f"--file={script}")


def is_empty(connection) -> bool:
    return not connection.introspection.table_names()


def _at(connection, program, *options):
    """Run one of PostgreSQL's programs at this database. The password goes through its environment."""
    path = found(program)
    connection.ensure_connection()
    fits(run([path, "--version"]), server=connection.pg_version // 10_000)
    (_, *where), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, list(options))
    run([path, *where], environment)


def found(program: str) -> str:
    """Where this program lies. Raises NotPossible where it does not."""
    path = shutil.which(program)
    if not path:
        raise NotPossible(f"{program} is not on this machine. Install the package “postgresql-client”, then try again.")
    return path


def fits(version: str, *, server: int) -> None:
    """Raise NotPossible where a program is older than the server: it could not read all of it."""
    name, major = version.split()[0], int(re.search(r"(\d+)", version)[1])
    if major < server:
        raise NotPossible(
            f"{name} is of version {major}, and the server of {server}. Install “postgresql-client-{server}”."
        )


def run(command, environment=None) -> str:
    done = subprocess.run(command, env=os.environ | (environment or {}), capture_output=True, text=True)
    if done.returncode:
        raise NotPossible(f"{Path(command[0]).name} could not do it: {done.stderr.strip().partition(NEWLINE)[0]}")
    return done.stdout
