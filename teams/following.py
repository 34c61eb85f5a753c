"""Which models the trail follows, and how much of each. Each room says in its `followed` what it holds."""

from dataclasses import dataclass
from operator import attrgetter

from auditlog.registry import auditlog
from django.db import models

# They say nothing of anybody: how often a row was saved, and when a form was opened.
NEVER = {"id", "version", "talks_version", "plan_version", "key", "form_key", "plan_key"}


@dataclass(frozen=True)
class Followed:
    """What an entry says of a model, and the way from a row to the number of the person it is about."""

    says: str
    person: str = ""


_FOLLOWED: dict[type[models.Model], Followed] = {}


def follow(model, says, *, person="", in_full=(), without=(), links=()):
    """Keep in the trail who adds, changes and deletes rows of this model.

    `says` is what one is called, in plain words. `person` is the way from a row to the number of the person supported
    that it is about: "participation.beneficiary_id". Words that somebody typed are kept as “written”, never as they
    were: what is let go must be gone. `in_full` names the few that an account is known by. `without` are fields that
    the trail never sees, such as secrets. `links` are many-to-many fields that it follows too.
    """
    _FOLLOWED[model] = Followed(says, person)
    fields = [field for field in model._meta.concrete_fields if field.name not in NEVER.union(without)]
    auditlog.register(
        model,
        include_fields=[field.name for field in fields],
        mask_fields=[field.name for field in fields if _is_typed(field) and field.name not in in_full],
        m2m_fields=set(links),
    )


def is_followed(model) -> bool:
    """Whether the trail holds what is done to rows of this model."""
    return model in _FOLLOWED


def is_seen(model, field: str) -> bool:
    """Whether the trail holds a change of this field."""
    return is_followed(model) and field in auditlog.get_model_fields(model)["include_fields"]


def about(row) -> dict:
    """What an entry about this row says of it: never who or what it is by name."""
    followed = _FOLLOWED.get(type(row))
    if not followed:
        return {"object_repr": str(row._meta.verbose_name)}
    return {"object_repr": followed.says, "person": attrgetter(followed.person)(row) if followed.person else None}


def _is_typed(field) -> bool:
    """Whether it holds words that somebody typed, or a list that they chose from."""
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
