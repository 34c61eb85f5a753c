"""Who is to be spoken to about a task, and that somebody was."""

from django import forms
from django.urls import reverse

from activities.forms.fields import IdField, LongText, ShortText
from activities.speak_to import join_names, split_names
from checklist.form import SpeakTo

LONGEST = 200


class SpokenForm(forms.Form):
    """That somebody was spoken to about a step (`spoken=yes`), or was not after all, and what they said."""

    step = IdField()
    who = forms.CharField(max_length=220)
    spoken = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    answer = ShortText(label="What did they say?", max_length=200, required=False)
    came_from_page = forms.ChoiceField(
        choices=[("", "the task"), ("speak-to", "who to speak to"), ("speak-to-all", "the same, with all of it")],
        required=False,
    )

    @property
    def said(self) -> str | None:
        """What they said, or None where that was not asked: a tick alone leaves an earlier answer as it is."""
        return self.cleaned_data["answer"] if "answer" in self.data else None

    @property
    def is_from_list(self) -> bool:
        return self.cleaned_data["came_from_page"].startswith("speak-to")

    @property
    def shows_all(self) -> bool:
        return self.cleaned_data["came_from_page"] == "speak-to-all"

    def came_from(self, talk):
        """The address to go back to, where the page could not answer in place."""
        if self.is_from_list:
            shown = f"person={talk.who.anchor}{'&all=yes' if self.shows_all else ''}"
            return f"{reverse('activities:speak_to_list')}?{shown}#{talk.anchor}"
        return f"{reverse('activities:task_detail', args=[talk.activity.pk, talk.step.task_id])}#{talk.anchor}"


class SpeakToMixin(forms.Form):
    """Who has to be spoken to: roles of the form, colleagues, and others outside."""

    roles = forms.MultipleChoiceField(
        label="Who do I need to speak to?",
        choices=SpeakTo,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    colleague = forms.ChoiceField(
        label="A colleague by name", required=False, error_messages={"invalid_choice": "Choose from the list."}
    )
    others = LongText(
        label="Others by name",
        max_length=LONGEST,
        required=False,
        help_text="One on each line. For somebody outside add their number: Jo at the hall 01422 555 012.",
    )

    field_order = ["text", "area", "note", "stages", "roles", "colleague", "others"]

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.colleagues = colleagues
        self.fields["colleague"].choices = [("", "Nobody else"), *((user.name, user.name) for user in colleagues)]
        self.fields["others"].widget.attrs["rows"] = 2

    def clean(self):
        cleaned = super().clean()
        named = [*cleaned.get("roles", []), *cleaned.get("others", "").splitlines(), cleaned.get("colleague", "")]
        cleaned["speak_to"] = join_names(split_names("\n".join(name.replace(",", " ") for name in named)))
        if len(cleaned["speak_to"]) > LONGEST:
            self.add_error("others", "That is too many names for one line. Take some out.")
        for name in ("roles", "others", "colleague"):
            cleaned.pop(name, None)
        return cleaned


def roles_and_others(speak_to: str) -> dict:
    """A line's text as the fields of this form show it."""
    names = split_names(speak_to)
    roles = [name for name in names if name in SpeakTo.values]
    return {"roles": roles, "others": "\n".join(name for name in names if name not in roles)}
