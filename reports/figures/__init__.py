"""The figures of a report, in the order in which they stand on the page. Each is `f(scope) -> Table`."""

from reports.figures.activities import (
    activities_by_kind,
    activities_by_month,
    activities_by_team,
    chosen,
    whose_idea,
)
from reports.figures.coming import attendance, first_timers, invitations, places_by_kind, places_offered
from reports.figures.money import paid_to_people, spent_by_budget, spent_by_team, spent_by_what
from reports.figures.network import milestones, new_network_members
from reports.figures.people import moved_on, people_by_champion, people_by_contact, people_by_team
from reports.figures.planning import days_ahead, steps_in_time
from reports.figures.said import faces, have_your_say

FIGURES = (
    people_by_team,
    people_by_champion,
    people_by_contact,
    activities_by_kind,
    activities_by_team,
    activities_by_month,
    whose_idea,
    chosen,
    have_your_say,
    places_offered,
    invitations,
    attendance,
    places_by_kind,
    first_timers,
    moved_on,
    new_network_members,
    milestones,
    steps_in_time,
    days_ahead,
    spent_by_budget,
    spent_by_team,
    spent_by_what,
    paid_to_people,
    faces,
)
