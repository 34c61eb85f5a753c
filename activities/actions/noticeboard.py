"""What is done to a noticeboard, and to what is on it."""

from datetime import date

from django.db import transaction
from django.db.models import F

from activities import noticeboard
from activities.models import Activity, Noticeboard, RegularActivity, RegularDay
from activities.recurrence import Said, rule_of
from beneficiaries.models import Beneficiary
from teams import trail
from teams.models import Team, User

REGULAR_FIELDS = (
    "description", "kind", "place", "starts_at", "ends_at", "first_day", "last_day", "rule", "about", "is_on_board",
)  # fmt: skip


class NotForTheBoard(Exception):
    """A plan cannot be on the noticeboard. The message says why."""


class StaleRegular(Exception):
    """Somebody else changed the regular activity after it was opened."""


class StaleBoard(Exception):
    """Somebody else changed what the team keeps about its board after it was opened."""


@transaction.atomic
def put_on_board(*, activity: Activity) -> None:
    """Show a plan on its team's noticeboard. Raises NotForTheBoard where its kind or its words forbid it."""
    plan = Activity.objects.select_for_update().get(pk=activity.pk)
    named = Beneficiary.objects.named_in(plan.description, plan.place)
    if problem := plan.board_problem or noticeboard.reference_problem(named):
        raise NotForTheBoard(problem)
    trail.update(Activity.objects.filter(pk=plan.pk), is_on_board=True)


def take_off_board(*, activity: Activity) -> None:
    """Show a plan on the noticeboard no more."""
    trail.update(Activity.objects.filter(pk=activity.pk), is_on_board=False)


def add_regular(*, regular: RegularActivity, every: str, team: Team, by: User) -> RegularActivity:
    """Keep a new regular activity of a team. Sent twice, it is kept once."""
    regular.rule = rule_of(every, regular.first_day)
    kept = {field: getattr(regular, field) for field in REGULAR_FIELDS} | {"team": team, "added_by": by}
    return RegularActivity.objects.get_or_create(form_key=regular.form_key, defaults=kept)[0]


@transaction.atomic
def change_regular(*, regular: RegularActivity, every: str, opened_version: int) -> None:
    """Save an edited regular activity. Raises StaleRegular where somebody else changed it since `opened_version`."""
    row = RegularActivity.objects.filter(pk=regular.pk, version=opened_version)
    if not row.update(version=F("version") + 1):
        raise StaleRegular
    regular.rule = rule_of(every, regular.first_day)
    regular.save(update_fields=REGULAR_FIELDS)


def say_of_day(*, regular: RegularActivity, day: date, what: str, moved_to: date | None, why: str, by: User) -> None:
    """Keep what somebody says of one day. What was said of it before is written over."""
    said = {"what": what, "moved_to": moved_to if what == Said.MOVED else None, "why": why, "by": by}
    RegularDay.objects.update_or_create(regular=regular, day=day, defaults=said)


@transaction.atomic
def change_board(*, team: Team, ask: str, opened_version: int) -> None:
    """Keep whom people can ask. Raises StaleBoard where somebody else changed it since `opened_version`."""
    Noticeboard.objects.get_or_create(team=team)
    row = Noticeboard.objects.filter(team=team, version=opened_version)
    if not row.update(ask=ask, version=F("version") + 1):
        raise StaleBoard


@transaction.atomic
def switch_screen(*, team: Team, is_on: bool) -> None:
    """Let a screen show the board, or no longer. Once it was off, every earlier address leads nowhere."""
    Noticeboard.objects.get_or_create(team=team)
    boards = Noticeboard.objects.filter(team=team, has_screen=not is_on)
    boards.update(has_screen=is_on, screen_number=F("screen_number") + 1)


def renew_screen(*, team: Team) -> None:
    """Give the board a new address. Every earlier one leads nowhere from now on."""
    Noticeboard.objects.filter(team=team, has_screen=True).update(screen_number=F("screen_number") + 1)
