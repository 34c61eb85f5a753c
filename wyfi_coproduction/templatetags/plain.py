"""How the templates speak: dates, times and small building blocks, in plain English."""

from django import template
from django.utils.formats import date_format

from activities.rules import say_time

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
