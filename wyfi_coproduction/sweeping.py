"""Goes through the words in every table, and through what is kept for a while, and leaves one person out of them."""

from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from beneficiaries.mentions import Mentions
from beneficiaries.models import ProfileEntry
from beneficiaries.profile import FOUND_BY
from beneficiaries.spoken_of import likely_rows, tables_of_words
from beneficiaries.words import kept
from teams.models import Session


def leave_out_everywhere(mentions: Mentions) -> None:
    """Put “somebody” in the place of a person in all words that are held. To be called in a transaction."""
    for model, fields in tables_of_words():
        _leave_out(model, fields, mentions)
    for session in Session.objects.iterator():
        said = session.get_decoded()
        if mentions.left_out_of(said) != said:
            session.delete()
    # Pages that were counted, files whose preview is open, and counts of tries: all are soon there again.
    cache.clear()


def write_file_anew() -> None:
    """Let nothing of what was deleted stay in the file of an SQLite database. PostgreSQL sees to it by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _leave_out(model, fields, mentions):
    names = [field.name for field in fields]
    for pk, *held in likely_rows(model, fields, mentions).values_list("pk", *names):
        clean = {name: mentions.left_out_of(words) for name, words in zip(names, held, strict=True)}
        changed = {name: clean[name] for name, words in zip(names, held, strict=True) if clean[name] != words}
        if changed:
            _write(model, pk, changed)
            if model is ProfileEntry:
                _keep_terms(pk)


def _write(model, pk, changed):
    row = model._base_manager.filter(pk=pk)
    try:
        with transaction.atomic():
            row.update(**{name: _fitting(model, name, words) for name, words in changed.items()})
    except IntegrityError:
        # Something else says “somebody” too, where each may be said once: a number tells them apart.
        row.update(**{name: _fitting(model, name, words, f" {pk}") for name, words in changed.items()})


def _fitting(model, name, words, ending=""):
    longest = getattr(model._meta.get_field(name), "max_length", None)
    if not isinstance(words, str):
        return words
    return (words[: longest - len(ending)] if longest else words) + ending


def _keep_terms(pk):
    """What is said is found by other terms now."""
    entry = ProfileEntry.objects.get(pk=pk)
    ProfileEntry.objects.filter(pk=pk).update(terms=kept(entry.words) if entry.part in FOUND_BY else "")
