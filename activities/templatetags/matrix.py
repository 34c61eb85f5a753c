"""The small picture of a risk: five by five, with where it is now and where it will be.

Written in Python because a page has one for each hazard. The words stand beside it: the picture only repeats them.
"""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from activities.risk import Likelihood, Severity, band_of, score

register = template.Library()

CELL = 12
WIDE = 5 * CELL


@register.simple_tag
def matrix_ground():
    """The 25 squares, drawn once on a page. Every picture on it uses them."""
    squares = (
        f'<rect class="risk-{band_of(score(likelihood, severity), bands=settings.RISK_BANDS)}"'
        f' x="{_left(likelihood)}" y="{_top(severity)}" width="{CELL}" height="{CELL}"/>'
        for likelihood in Likelihood
        for severity in Severity
    )
    return mark_safe(
        '<svg width="0" height="0" class="risk-ground" aria-hidden="true">'
        f'<symbol id="risk-ground" viewBox="0 0 {WIDE} {WIDE}">{"".join(squares)}</symbol></svg>'
    )


@register.simple_tag
def matrix(hazard):
    """Where one risk stands: an open ring with nothing done, a full dot with all that is done."""
    before = _middle(hazard.likelihood, hazard.severity)
    after = _middle(hazard.likelihood_after, hazard.severity_after)
    return format_html(
        '<svg class="risk-matrix" viewBox="0 0 {wide} {wide}" aria-hidden="true" focusable="false">'
        '<use href="#risk-ground" width="{wide}" height="{wide}"/>'
        '<line class="risk-way" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<circle class="risk-before" cx="{}" cy="{}" r="4.2"/><circle class="risk-after" cx="{}" cy="{}" r="3"/></svg>',
        *before, *after, *before, *after, wide=WIDE,
    )  # fmt: skip


def _left(likelihood):
    return (likelihood - 1) * CELL


def _top(severity):
    return (5 - severity) * CELL


def _middle(likelihood, severity):
    return _left(likelihood) + CELL // 2, _top(severity) + CELL // 2
