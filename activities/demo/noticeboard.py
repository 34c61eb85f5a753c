"""What is on the noticeboards of the demo: something regular, days that differ, and plans that anybody can come to."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from activities.actions import add_regular, change_board, put_on_board, say_of_day, switch_screen
from activities.models import Activity, RegularActivity
from activities.noticeboard import KINDS
from activities.recurrence import Every, Said
from teams.models import Team


@dataclass(frozen=True)
class Regular:
    """Something regular, from a weekday of last month on."""

    team: str
    description: str
    every: str
    weekday: int  # Monday is 0
    starts_at: time
    ends_at: time
    place: str
    kind: str = "group"
    about: str = ""


REGULAR = [
    Regular("Calderdale", "Mindful meditation", Every.WEEK, 4, time(10, 30), time(11, 30), "The Lantern Rooms"),
    Regular("Calderdale", "Tea and dominoes", Every.WEEK, 1, time(14), time(16), "The Copper Kettle"),
    Regular("Calderdale", "Gardening with the regulars", Every.TWO_WEEKS, 2, time(13, 30), time(15, 30),
            "Mill Bank community garden", "community"),
    Regular("Calderdale", "Network meeting: come and have your say", Every.MONTH, 3, time(11), time(13), "The Hub",
            "network"),
    Regular("Leeds", "Slow walk", Every.WEEK, 0, time(11), time(12), "Park gates, by the café", "community"),
    Regular("Wakefield", "Lunch club", Every.WEEK, 3, time(12, 15), time(13, 45), "Corner café, back table"),
]  # fmt: skip


def fill_noticeboards(*, today: date) -> None:
    """Add what is regular, say of two days that they differ, and put what is coming on the boards."""
    regulars = [_add(regular, today) for regular in REGULAR]
    by = regulars[0].added_by
    fridays, tuesdays = (_days_ahead(regular, today) for regular in regulars[:2])
    painted = {"what": Said.OFF, "moved_to": None, "why": "The room is being painted."}
    say_of_day(regular=regulars[0], day=fridays[1], by=by, **painted)
    closed = {"what": Said.MOVED, "moved_to": tuesdays[1] + timedelta(days=1), "why": "The café is closed."}
    say_of_day(regular=regulars[1], day=tuesdays[1], by=by, **closed)
    for plan in Activity.objects.coming(today).filter(kind__in=KINDS):
        put_on_board(activity=plan)
    calderdale = regulars[0].team
    change_board(team=calderdale, ask="Ask any champion, or ring the office", opened_version=1)
    switch_screen(team=calderdale, is_on=True)


def _add(regular, today):
    team = Team.objects.get(name=regular.team)
    month_ago = today - timedelta(days=28)
    first_day = month_ago + timedelta(days=(regular.weekday - month_ago.weekday()) % 7)
    names = ("description", "kind", "starts_at", "ends_at", "place", "about")
    kept = RegularActivity(first_day=first_day, is_on_board=True, **{name: getattr(regular, name) for name in names})
    by = team.people.filter(memberships__role="champion").first()
    return add_regular(regular=kept, every=regular.every, team=team, by=by)


def _days_ahead(regular, today):
    times = regular.occurrences([], first=today + timedelta(days=1), last=today + timedelta(days=28))
    return [each.day for each in times]
