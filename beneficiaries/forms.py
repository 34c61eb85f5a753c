"""Finding a person."""

from django import forms


class SearchForm(forms.Form):
    """A few letters of a reference or a chosen name."""

    q = forms.CharField(label="Reference or name", max_length=60, required=False)


class FindForm(forms.Form):
    """What somebody may be interested in, good at or hoping for."""

    q = forms.CharField(label="What would they like?", max_length=100, required=False, help_text="Gardening, or hair")
