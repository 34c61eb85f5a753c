"""Goes through the words in every table, and through what is kept for a while, and leaves one person out of them."""

from django.apps import apps
from django.core.cache import cache
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from beneficiaries.mentions import Mentions
from beneficiaries.models import ProfileEntry
from beneficiaries.profile import FOUND_BY
from beneficiaries.words import kept
from teams.models import Session

# What is left as it is: it names others, who may be called the same, or is no words at all.
LEFT_AS_IT_IS = {
    "account.EmailAddress.email": "a colleague’s own",
    "account.EmailConfirmation.key": "a code",
    "activities.Room.name": "what a room is called",
    "activities.Venue.name": "what a place is called",
    "beneficiaries.Beneficiary.known_as": "what somebody else chose to be called",
    "beneficiaries.Beneficiary.reference": "somebody else’s",
    "mfa.Authenticator.data": "the key to a colleague’s account",
    "teams.Session.session_data": "written in code: whole sessions are ended instead",
    "teams.Team.name": "what a team is called",
    "teams.User.email": "a colleague’s own",
    "teams.User.name": "a colleague’s own",
    "teams.User.password": "a code from which no password can be read",
}
# Django’s own lists of what there is in the product, and a table of sessions in which there are none.
OF_DJANGO = {"auth", "contenttypes", "sessions"}


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


def tables_of_words() -> list[tuple[type[models.Model], list[models.Field]]]:
    """Each model that has words which somebody may have typed, with the fields that hold them."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in OF_DJANGO:
            fields = [field for field in model._meta.concrete_fields if _holds_words(field)]
            found += [(model, fields)] if fields else []
    return found


def write_file_anew() -> None:
    """Let nothing of what was deleted stay in the file of an SQLite database. PostgreSQL sees to it by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _holds_words(field):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    own = is_text and not (field.choices or field.primary_key or field.remote_field)
    return own and f"{field.model._meta.label}.{field.name}" not in LEFT_AS_IT_IS


def _leave_out(model, fields, mentions):
    names = [field.name for field in fields]
    for pk, *held in _likely(model, fields, mentions).values_list("pk", *names):
        clean = {name: mentions.left_out_of(words) for name, words in zip(names, held, strict=True)}
        changed = {name: clean[name] for name, words in zip(names, held, strict=True) if clean[name] != words}
        if changed:
            _write(model, pk, changed)
            if model is ProfileEntry:
                _keep_terms(pk)


def _likely(model, fields, mentions):
    """The rows that may speak of the person: the database looks quickly, then each is read carefully."""
    rows, found = model._base_manager.order_by(), Q()
    for field in fields:
        name = field.name
        if isinstance(field, models.JSONField):
            name = f"{field.name}_as_text"
            rows = rows.alias(**{name: Cast(field.name, models.TextField())})
        for part in mentions.likely:
            found |= Q(**{f"{name}__icontains": part})
    return rows.filter(found)


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
