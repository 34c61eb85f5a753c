"""Everything that the product keeps in one file, which only whoever holds the private key can read.

It is a tar archive of what it is, the database and every uploaded file, encrypted with age. Uploaded files and the
archive pass through as a stream, a few KiB at a time, so that memory does not grow with what is kept. The folder for
temporary files holds a plain copy of the database while a backup is made, and of the archive while one is restored.
"""

import hashlib
import json
import os
import re
import sqlite3
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyrage
from django.core.files import File

from wyfi_coproduction.database_copy import NotPossible, copy_in, copy_out, is_empty
from wyfi_coproduction.rotation import Keep, may_go

FORM = 1
STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"planner-(\d{8}T\d{6}Z)\.tar\.age")
WHAT_IT_IS, DATABASE, FILES = "backup.json", "database", "files/"
NOT_WHOLE = "This backup is not as it was made: part of it is missing or changed. Nothing has changed here."
# By then nobody is still writing it.
GIVEN_UP_AFTER = timedelta(days=1)


class Backup(NamedTuple):
    """A backup that was made or restored: where it lies, from when it is, and how many uploaded files it holds."""

    path: Path
    made_at: datetime
    files: int


def make_backup(*, folder: Path, public_key: str, now: datetime, connection, storage) -> Backup:
    """Write a backup into the folder, with its checksum beside it. Raises NotPossible; nothing half-made is left."""
    recipient = _recipient(public_key)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"planner-{now.astimezone(UTC):{STAMP}}.tar.age"
    part = folder / f".{path.name}.part"
    try:
        with TemporaryDirectory() as aside, _only_ours(part) as sealed:
            copy_out(connection, copy := Path(aside) / DATABASE)
            with _sealing(sealed, recipient) as archive:
                files = _write(archive, now, connection.vendor, copy, storage)
        _checksum_file(path).write_text(f"{sealed.sha256.hexdigest()}  {path.name}\n")
        part.rename(path)
    except (OSError, sqlite3.Error, pyrage.EncryptError) as error:
        raise NotPossible(f"The backup could not be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(path, now, files)


def restore_backup(path: Path, *, private_key: str, replace: bool, connection, storage) -> Backup:
    """Put a backup in place, once the whole of it was read and is sound. Raises NotPossible, and changes nothing then.

    A database that holds tables is left alone unless it is to be replaced. Uploaded files come first, so that no row
    ever names one that is not there.
    """
    if not (replace or is_empty(connection)):
        raise NotPossible("This database is not empty. To put the backup in its place, add --replace.")
    identity = _identity(private_key)
    with TemporaryDirectory() as aside:
        plain = Path(aside) / "archive.tar"
        _open(path, identity, plain)
        with tarfile.open(plain) as archive:
            said = _what_it_is(archive, connection.vendor)
            archive.extract(DATABASE, aside, filter="data")
            files = _put_all_back(archive, storage)
            copy_in(connection, Path(aside) / DATABASE)
    return Backup(path, datetime.fromisoformat(said["made_at"]), files)


def rotate(folder: Path, keep: Keep, *, now: datetime) -> int:
    """Take away backups that need not be kept, and what was begun long ago and given up; return how many backups."""
    made = {_made_at(path): path for path in folder.iterdir() if NAME.fullmatch(path.name)}
    gone = may_go(made, keep)
    for moment in gone:
        made[moment].unlink()
        _checksum_file(made[moment]).unlink(missing_ok=True)
    for part in folder.glob(".planner-*.part"):
        if datetime.fromtimestamp(part.stat().st_mtime, UTC) < now - GIVEN_UP_AFTER:
            part.unlink()
    return len(gone)


def new_keys() -> tuple[str, str]:
    """A private key and its public key, as words."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


class _Hashed:
    """A file for writing that adds up a checksum of all that is written."""

    def __init__(self, file):
        self.file, self.sha256 = file, hashlib.sha256()

    def write(self, data):
        self.sha256.update(data)
        return self.file.write(data)

    def flush(self):
        self.file.flush()


@contextmanager
def _only_ours(path):
    """A new file that nobody else may read, and that is on the disk at the end."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield _Hashed(file)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _sealing(sealed, recipient) -> Iterator[tarfile.TarFile]:
    """An archive that is encrypted while it is written."""
    reader, writer = os.pipe()

    def encrypt():
        # Closed whatever happens: nobody writes for ever to somebody who no longer reads.
        with open(reader, "rb") as plain:
            pyrage.encrypt_io(plain, sealed, [recipient])

    with ThreadPoolExecutor(1) as beside:
        encrypting = beside.submit(encrypt)
        # Why nobody reads any more is said by whoever did.
        with suppress(BrokenPipeError), open(writer, "wb") as plain, tarfile.open(mode="w|", fileobj=plain) as archive:
            yield archive
        encrypting.result()


def _write(archive, now, vendor, copy, storage):
    """Fill the archive; return how many uploaded files are in it."""
    said = json.dumps({"form": FORM, "made_at": now.isoformat(), "database": vendor}).encode()
    _add(archive, WHAT_IT_IS, len(said), BytesIO(said))
    with copy.open("rb") as content:
        _add(archive, DATABASE, copy.stat().st_size, content)
    return sum(_add_kept(archive, name, storage) for name in kept_names(storage))


def _add(archive, name, size, content):
    entry = tarfile.TarInfo(name)
    entry.size = size
    archive.addfile(entry, content)


def _add_kept(archive, name, storage):
    # Somebody may take a file away meanwhile.
    with suppress(FileNotFoundError), storage.open(name) as content:
        _add(archive, FILES + name, content.size, content)
        return True
    return False


def kept_names(storage, folder: str = "") -> Iterator[str]:
    """The names of all uploaded files, wherever they are kept."""
    # There is no folder before the first file.
    with suppress(FileNotFoundError):
        folders, files = storage.listdir(folder)
        yield from (f"{folder}{name}" for name in files)
        for name in folders:
            yield from kept_names(storage, f"{folder}{name}/")


def _open(path, identity, plain):
    """Write the archive as it was before it was encrypted, once its checksum is right."""
    try:
        with path.open("rb") as sealed:
            _check(path, hashlib.file_digest(sealed, "sha256").hexdigest())
            sealed.seek(0)
            with plain.open("wb") as archive:
                pyrage.decrypt_io(sealed, archive, [identity])
    except FileNotFoundError as error:
        raise NotPossible("There is no such backup.") from error
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise NotPossible("This private key does not open it. Nothing has changed.") from error
        raise NotPossible(NOT_WHOLE) from error
    except OSError as error:
        raise NotPossible(NOT_WHOLE if error.strerror is None else f"{error.strerror}. Nothing has changed.") from error


def _check(path, sha256):
    """Without its checksum file a backup is still sound or not: age seals each part of it, and its end."""
    kept = _checksum_file(path)
    if kept.exists() and kept.read_text().split()[:1] != [sha256]:
        raise NotPossible(NOT_WHOLE)


def _what_it_is(archive, vendor):
    said = json.load(archive.extractfile(WHAT_IT_IS))
    if said["form"] != FORM:
        raise NotPossible("This backup was made by a newer version of the planner. Install that one first.")
    if said["database"] != vendor:
        raise NotPossible(
            f"This backup is of {said['database']}, and DATABASE_URL names {vendor}. Nothing has changed."
        )
    return said


def _put_all_back(archive, storage):
    try:
        return sum(_put_back(archive, member, storage) for member in archive)
    except OSError as error:
        raise NotPossible(f"An uploaded file could not be written: {error}. The database is as it was.") from error


def _put_back(archive, member, storage):
    """Put an uploaded file where it was, unless the very same is there; say whether this was an uploaded file."""
    if not member.name.startswith(FILES):
        return False
    name = member.name.removeprefix(FILES)
    content = archive.extractfile(member)
    if storage.exists(name):
        with storage.open(name) as there:
            if hashlib.file_digest(there, "sha256").digest() == hashlib.file_digest(content, "sha256").digest():
                return True
        content.seek(0)
        storage.delete(name)
    storage.save(name, File(content))
    return True


def _recipient(public_key):
    try:
        return pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError as error:
        raise NotPossible("BACKUP_PUBLIC_KEY holds no public key. Make one: manage.py backup_key.") from error


def _identity(private_key):
    """Read a private key, or a whole key file as age writes it."""
    lines = [line for line in private_key.split() if line.startswith("AGE-SECRET-KEY-")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0] if lines else "")
    except pyrage.IdentityError as error:
        raise NotPossible("That is no private key. It begins with AGE-SECRET-KEY-. Nothing has changed.") from error


def _checksum_file(path):
    return path.with_name(f"{path.name}.sha256")


def _made_at(path):
    return datetime.strptime(NAME.fullmatch(path.name)[1], STAMP).replace(tzinfo=UTC)
