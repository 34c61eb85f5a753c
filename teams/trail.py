"""The trail: who changed, read or took out what somebody's life has left with us, and when.

Rows that are saved and deleted one by one are followed by django-auditlog (`teams/following.py`). What is only read is
said with `keep_reading` and `keep_taking_out`, one INSERT each. Nothing in the product changes or deletes an entry.
"""

from ipaddress import ip_address, ip_network

from django.db.models import Model

from teams.models import TrailEntry, User

WRITTEN = "written"


def keep_reading(*, by: User, of: Model, words: str = "") -> None:
    """Somebody opened a page that says something of one person; `words` are the reason that they gave."""
    TrailEntry.objects.log_create(of, force_log=True, action=TrailEntry.Action.ACCESS, actor=by, words=words)


def keep_taking_out(*, by: User, what: str, filters: str = "", rows: int) -> None:
    """Somebody took so many rows out of the product: as a file, or on paper. `filters` are the choices that made it."""
    action = TrailEntry.Action.ACCESS
    TrailEntry.objects.log_create(
        by, force_log=True, action=action, actor=by, object_repr=what, words=filters[:300], rows=rows
    )


def hide_words(words: str) -> str:
    """What the trail holds instead of words that somebody typed: only whether there were any."""
    return "" if words in ("", "None", "[]") else WRITTEN


def network_of(address: str | None) -> str | None:
    """The network that an address belongs to, of 256 or more: enough to see that it was not the office's."""
    if not address:
        return None
    size = 24 if ip_address(address).version == 4 else 48
    return str(ip_network((address, size), strict=False).network_address)
