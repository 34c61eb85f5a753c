"""Keeping somebody's words, changing with whom they are shared, and letting them go."""

from django.db.models import F

from activities.models import Reflection
from teams import trail
from teams.keeping import keep_once


class StaleReflection(Exception):
    """Somebody else changed it, or took it back, after the form was opened."""


def write_reflection(*, reflection: Reflection) -> Reflection:
    """Keep it. Sent twice with the same `key` it is kept once."""
    return keep_once(reflection, by=reflection.by, key=reflection.key)


def change_reflection(*, reflections, reflection: Reflection, opened_version: int) -> None:
    """Write the words and the consent as they are given now.

    Raises StaleReflection where it was changed since `opened_version`, or is there no more.
    """
    told = {name: getattr(reflection, name) for name in ("words", "shared", "signed", "on")}
    rows = reflections.filter(pk=reflection.pk)
    if rows.filter(**told).exists():
        return
    if not trail.update(rows.filter(version=opened_version), version=F("version") + 1, **told):
        raise StaleReflection


def let_reflection_go(*, reflections, reflection_id: int) -> bool:
    """Delete it, as consent is taken back: nothing of it is kept. Return whether it was there."""
    return bool(reflections.filter(pk=reflection_id).delete()[0])


def is_let_go(reflection_id: int) -> bool:
    """Whether nothing of it is left, as after a second press on taking it back."""
    return not Reflection.objects.filter(pk=reflection_id).exists()
