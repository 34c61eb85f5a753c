"""A phone that is handed over: its session opens one page, until whoever handed it over has it back.

The address of that page names no plan: which one it is for stands in the session, out of reach of whoever holds it.
"""

from django.contrib.auth.hashers import check_password, make_password

SESSION_KEY = "handed_over"
# So often a code may be mistyped; after that only the password gives the phone back.
MOST_TRIES = 5


def hand_over(session, *, activity_id: int, code: str) -> None:
    """Lock this session to saying how one activity was. Without a code only the password opens it again.

    The session gets a new key, so that no page which a browser kept for Back is shown.
    """
    session.cycle_key()
    session[SESSION_KEY] = {"activity": activity_id, "code": make_password(code) if code else "", "tries": 0}


def is_handed_over(session) -> bool:
    return SESSION_KEY in session


def activity_of(session) -> int | None:
    """The number of the activity for which the phone is handed over."""
    return session.get(SESSION_KEY, {}).get("activity")


def is_code_open(session) -> bool:
    """Whether a code was chosen, and was not mistyped too often."""
    held = session.get(SESSION_KEY, {})
    return bool(held.get("code")) and held.get("tries", 0) < MOST_TRIES


def take_back(session, *, typed: str, user) -> bool:
    """Open the session again where this is its code or the user's password; return whether it is."""
    held = session[SESSION_KEY]
    is_code = is_code_open(session) and check_password(typed, held["code"])
    if is_code or user.check_password(typed):
        del session[SESSION_KEY]
        session.cycle_key()
        return True
    session[SESSION_KEY] = held | {"tries": held["tries"] + 1}
    return False
