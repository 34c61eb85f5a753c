"""Finding a person."""

from django import forms


class SearchForm(forms.Form):
    """A few letters of a reference or a chosen name."""

    q = forms.CharField(label="Reference or name", max_length=60, required=False)
