"""How the templates speak: dates, times and small building blocks, in plain English."""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html

from activities.pounds import say_pounds
from activities.rules import say_span, say_time
from teams.working_days import MONDAY_TO_FRIDAY, say_away, say_weekdays

register = template.Library()


@register.filter
def day(value):
    """A date as people say it: "Friday 31 October 2026"."""
    return date_format(value) if value else ""


@register.filter
def short_day(value):
    """A date where there is little room: "Fri 31 Oct"."""
    return date_format(value, "SHORT_DATE_FORMAT") if value else ""


@register.filter
def clock(value):
    """A time of day as people say it: "1.30pm"."""
    return say_time(value) if value else ""


@register.simple_tag
def person_link(person, css="", place=""):
    """Somebody supported, as a link to (a place on) their page. Whoever is erased has none: only the words stand."""
    if person.is_gone:
        return format_html('<span class="{}">{}</span>', css, person.called)
    return format_html('<a class="{}" href="{}{}">{}</a>', css, person.get_absolute_url(), place, person.called)


@register.filter
def pounds(amount):
    """An amount of money: "£84.50"; nothing where there is none."""
    return "" if amount is None else say_pounds(amount)


@register.filter
def number(value):
    """A whole number as people read it: "1,284"."""
    return f"{value:,}"


@register.filter
def working(pattern):
    """Somebody's pattern as people say it: "Tuesdays and Thursdays, 9am to 2pm"; Mondays to Fridays where none is."""
    if pattern is None:
        return say_weekdays(MONDAY_TO_FRIDAY)
    said = say_weekdays(frozenset(pattern.weekdays))
    return f"{said}, {say_span(pattern.starts_at, pattern.ends_at)}" if pattern.starts_at else said


@register.filter
def away(leave):
    """When somebody is away, as people say it: "from Monday 26 to Friday 30 October 2026"."""
    return say_away(leave)
