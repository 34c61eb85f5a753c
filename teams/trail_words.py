"""What an entry in the trail says in plain words."""

from django.core.exceptions import FieldDoesNotExist

DID = {0: "Added", 1: "Changed", 2: "Removed", 3: "Opened"}
# Who and when stand beside every entry.
SAID_ALREADY = ("_by", "_at")


def say(action: int, what: str, labels=()) -> str:
    """“Changed a contact: when, minutes.”"""
    fields = f": {', '.join(labels)}" if labels else ""
    return f"{DID[action]} {what}{fields}"


def labels_of(model, changes: dict) -> list[str]:
    """What the changed fields of a model are called, without those that say who and when."""
    names = sorted(name for name in changes if not name.endswith(SAID_ALREADY))
    return [_label(model, name) for name in names]


def _label(model, name):
    try:
        label = str(model._meta.get_field(name).verbose_name)
    except (AttributeError, FieldDoesNotExist):
        # Of a model or a field that there was once.
        label = name.replace("_", " ")
    return label.rstrip("?").lower()
