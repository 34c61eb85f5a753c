"""Whether a page came back because something is wrong, or only with a hint."""

from django import template

from activities.forms.hinted import HINT

register = template.Library()


@register.filter
def only_hints(form) -> bool:
    """Whether nothing is wrong with a form: it came back once, with a hint before it is saved."""
    wrong = form.errors.as_data() if form else {}
    return {error.code for errors in wrong.values() for error in errors} == {HINT}
