"""What is done to accounts and memberships. Each answers only once the database holds it."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from teams import trail
from teams.models import Membership, Session, Team, TrailEntry, User

# Where the address of an account ends whose person is not known any more: no e-mail ever arrives there.
LEFT = "@left.invalid"


class CannotMove(Exception):
    """Somebody stays in the team that they are in. The message says why, for several people at once."""


def invite_user(*, user: User) -> None:
    """Send somebody a link for choosing their own password. Raises OSError where the message cannot be sent."""
    adapter = get_adapter()
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    context = {
        "user": user,
        "link": adapter.get_reset_password_from_key_url(key),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    adapter.send_mail("account/email/invitation", user.email, context)


@transaction.atomic
def forget_old_addresses(*, user: User) -> None:
    """Let nothing but somebody's present address open their account.

    allauth keeps every address that it ever made a link for, signs people in with it and sends new links to it.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()


def end_sessions(*, users, but: str = "") -> int:
    """Sign these people out at once wherever they are signed in, `but` for one session; return how many ended."""
    ended, _ = Session.objects.filter(user__in=users).exclude(session_key=but).delete()
    return ended


@transaction.atomic
def forget_second_factors(*, users) -> list[User]:
    """Take away the passkeys, apps and recovery codes of these people, who lost them. Return those who had any."""
    kept = Authenticator.objects.filter(user__in=users)
    had = list(users.filter(pk__in=kept.values("user")))
    kept.delete()
    end_sessions(users=had)
    return had


@transaction.atomic
def deactivate_users(*, users, by: User) -> list[User]:
    """Stop these people signing in, and return those for whom that was new. Nobody shuts themselves out."""
    return _set_active(users.exclude(pk=by.pk), to=False)


@transaction.atomic
def reactivate_users(*, users) -> list[User]:
    """Let these people sign in again, and return those for whom that was new."""
    return _set_active(users, to=True)


def _set_active(users, *, to):
    changed = list(users.select_for_update().filter(is_active=not to))
    trail.update(User.objects.filter(pk__in=[user.pk for user in changed]), is_active=to)
    end_sessions(users=changed)
    return changed


@transaction.atomic
def forget_colleague(*, user: User) -> None:
    """Leave nothing of who somebody was who worked here. What they did stays, by “a colleague who left”."""
    end_sessions(users=[user])
    for rows in (user.memberships, user.leave, user.working_patterns, user.training, user.caseload.through.objects):
        rows.filter(user=user).delete()
    for rows in (EmailAddress.objects, Authenticator.objects):
        rows.filter(user=user).delete()
    user.name, user.email = "A colleague who left", f"{user.pk}{LEFT}"
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    # What Django admin and the trail say of the account itself holds its name and address.
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=user.pk).update(object_repr=user.name, change_message="")
    TrailEntry.objects.filter(content_type=kind, object_id=user.pk).delete()


@transaction.atomic
def move_to_team(*, user: User, to_team: Team, from_team: Team | None = None) -> Team:
    """Take somebody's role with them to another team, and return the team that they left.

    `from_team` counts only for a person in several teams. Raises CannotMove and changes nothing where they are in
    the new team already, have no team, or have several and `from_team` is none of them.
    """
    # A membership that somebody else adds meanwhile waits for this row.
    User.objects.select_for_update().get(pk=user.pk)
    memberships = list(user.memberships.select_related("team"))
    if any(membership.team == to_team for membership in memberships):
        raise CannotMove(f"Already in {to_team}")
    leaving = _membership_to_leave(memberships, from_team)
    left, leaving.team = leaving.team, to_team
    leaving.save(update_fields=["team"])
    end_sessions(users=[user])
    return left


def _membership_to_leave(memberships, from_team):
    if not memberships:
        raise CannotMove("In no team yet, so add a team on their own page")
    if len(memberships) == 1:
        return memberships[0]
    for membership in memberships:
        if membership.team == from_team:
            return membership
    raise CannotMove(f"In several teams, but not in {from_team}" if from_team else "In several teams, so choose which")


@transaction.atomic
def save_membership(*, membership: Membership) -> None:
    """Save somebody's name and their role in a team. A new account has no password until they choose one.

    What one may see was decided at sign-in, so whoever has a new role signs in again.
    """
    user = membership.user
    if user.pk is None:
        user.set_unusable_password()
    user.save()
    # Set again: the membership was made before a new person had an id.
    membership.user = user
    membership.save()
    end_sessions(users=[user])
