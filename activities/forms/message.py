"""An e-mail to colleagues, as it will be sent."""

from uuid import uuid4

from django import forms

from activities.drafts import without_people
from activities.forms.fields import LongText, PeopleField, PlanKeyField, ShortText, VersionField
from teams.models import User

SOMEBODY_CHANGED_IT = (
    "This plan changed while you had this open. Here is the new message. It is not sent yet: look it through first."
)
REFUSED = "The mail server did not take it. Nothing was sent. Try again in a while."


class MessageForm(forms.Form):
    """To whom, and what. To one person, about no plan in particular, there is no `to` and no `opened_version`."""

    to = PeopleField(label="To", queryset=User.objects.none())
    subject = ShortText(
        label="Subject",
        max_length=150,
        help_text="No names or references, please: a subject shows on a locked phone.",
    )
    body = LongText(label="Message", max_length=5000, widget=forms.Textarea(attrs={"rows": 14}))
    key = PlanKeyField()
    opened_version = VersionField()
    # What was typed before the plan changed under it.
    typed = ""

    def __init__(self, *args, by, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        if people is None:
            del self.fields["to"], self.fields["opened_version"]
            return
        self.fields["to"].queryset = people
        self.people = list(people)
        self.initial = self.initial | {"to": [person.pk for person in self.people if person.is_concerned]}

    @property
    def chosen(self):
        return {str(pk) for pk in self["to"].value() or []}

    @property
    def concerned(self):
        return [person for person in self.people if person.is_concerned]

    @property
    def others(self):
        return [person for person in self.people if not person.is_concerned]

    @property
    def has_other(self):
        """Whether somebody is ticked whom the plan does not concern."""
        return any(str(person.pk) in self.chosen for person in self.others)

    def clean_subject(self):
        subject = self.cleaned_data["subject"]
        if len(subject.splitlines()) > 1:
            raise forms.ValidationError("Write the subject on one line.")
        if subject != without_people(subject, by=self.by):
            raise forms.ValidationError("A subject shows on a locked phone. Please take the reference out.")
        return subject

    def clean_body(self):
        """The lines as we keep them, whichever way the browser ends them."""
        return "\n".join(self.cleaned_data["body"].splitlines())

    def reopened(self, draft: dict) -> "MessageForm":
        """This form with the words of a newer `draft`; what was typed stays in sight.

        Its key is a new one: whatever went off with the old one was another message.
        """
        data = self.data.copy()
        for name, value in (draft | {"key": str(uuid4())}).items():
            data[name] = value
        form = MessageForm(data, people=self.fields["to"].queryset, by=self.by)
        form.typed = self.cleaned_data["body"]
        form.add_error(None, SOMEBODY_CHANGED_IT)
        return form

    def say_refused(self):
        """Say that nothing was sent. What was typed is still here."""
        self.add_error(None, REFUSED)
