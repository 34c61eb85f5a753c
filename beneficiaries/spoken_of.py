"""Where in the whole database words may speak of one person: every column that somebody may have typed into."""

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from beneficiaries.mentions import Mentions

# What is left out: it names others, who may be called the same, or is no words at all.
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


def tables_of_words() -> list[tuple[type[models.Model], list[models.Field]]]:
    """Each model that has words which somebody may have typed, with the fields that hold them."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in OF_DJANGO:
            fields = [field for field in model._meta.concrete_fields if _holds_words(field)]
            found += [(model, fields)] if fields else []
    return found


def likely_rows(model, fields, mentions):
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


def passages(mentions: Mentions, value) -> list[str]:
    """The paragraphs that speak of the person, of words or of a list or JSON that holds words."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        return [passage for each in value for passage in passages(mentions, each)]
    lines = value.splitlines() if isinstance(value, str) else []
    return [line.strip() for line in lines if mentions.left_out_of(line) != line]


def _holds_words(field):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    own = is_text and not (field.choices or field.primary_key or field.remote_field)
    return own and f"{field.model._meta.label}.{field.name}" not in LEFT_AS_IT_IS
