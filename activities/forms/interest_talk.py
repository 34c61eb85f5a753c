"""One press on the page of talks about interests."""

from django import forms

from activities.forms.fields import IdField


class TalkForm(forms.Form):
    """With whom on the plan the user talked; nobody, where the line of the form is all that is left."""

    person = IdField(required=False)
