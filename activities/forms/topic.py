"""A topic: what is asked, whom, what they say, and what was done because of it."""

from django import forms

from activities.forms.fields import DayField, PlanKeyField, RowField, ShortText, VersionedForm
from activities.forms.hinted import HintedLine, HintedText
from activities.models import Topic, Voice
from activities.topics import Came
from beneficiaries import references
from beneficiaries.models import Beneficiary
from teams.models import Team

# On a reply card of A5, and on each half of the sheet that says what was done.
LINES_ON_A_CARD, LINES_ON_THE_SHEET = 6, 8
NO_REFERENCES = "Everybody who is asked reads this. Please leave out the reference."


class PublicWords:
    """Words that people outside read: a reference in them is refused."""

    def refuse_references(self, *names):
        for name in names:
            if Beneficiary.objects.named_in(self.cleaned_data.get(name, "")):
                self.add_error(name, NO_REFERENCES)

    def refuse_more_lines(self, *names, most):
        """So much prints on one page."""
        for name in names:
            if len(self.cleaned_data.get(name, "").splitlines()) > most:
                self.add_error(name, f"That is more than fits on the page. Use {most} lines at most.")


class TopicForm(PublicWords, forms.ModelForm):
    """One question, in plain words, and until when."""

    question = HintedLine(
        label="What do you ask?", max_length=160, help_text="One question: What would make the café warmer?"
    )
    background = HintedText(label="What should people know first?", max_length=600, help_text="A few plain sentences.")
    closes_on = DayField(label="Last day to answer", error_messages={"required": "Choose a day."})

    class Meta:
        model = Topic
        fields = ["question", "background", "closes_on"]

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        self.refuse_references("question", "background")
        self.refuse_more_lines("background", most=LINES_ON_A_CARD)
        closes_on = self.cleaned_data.get("closes_on")
        if closes_on and closes_on < self.today and closes_on != self.initial.get("closes_on"):
            self.add_error("closes_on", "Choose today or a day to come.")


class NewTopicForm(TopicForm):
    """The same, and which team asks. That stays: the people who are asked are of this team."""

    team = RowField(
        label="Which team asks?",
        queryset=Team.objects.none(),
        error_messages={"required": "Choose a team.", "invalid_choice": "Choose one of these teams."},
    )
    key = PlanKeyField()

    class Meta(TopicForm.Meta):
        fields = [*TopicForm.Meta.fields, "team"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams = Team.objects.visible_to(user).order_by("name")
        self.initial.setdefault("team", teams.first())


class ChangeTopicForm(TopicForm, VersionedForm):
    """The same, of a topic that was asked already."""


class AskForm(forms.Form):
    """One person of the topic's team, by reference."""

    reference = ShortText(label="Ask somebody else", max_length=20, help_text="Their reference, such as CAL-014.")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_reference(self):
        """The person: somebody of the topic's team whom the user may see."""
        typed = references.parse(self.cleaned_data["reference"]).once
        person = self.people.filter(reference__in=typed[:1]).first()
        if person is None or len(typed) > 1:
            raise forms.ValidationError("Type one reference of somebody in this team, such as CAL-014.")
        return person


class WordsForm(forms.Form):
    """What one person says. Nothing in it asks who they are."""

    words = HintedText(label="What do you think?", max_length=600, help_text="No names, please.")

    def clean_words(self):
        """Without references: an answer is nobody's."""
        return Beneficiary.objects.left_out_of(self.cleaned_data["words"].strip())


class VoiceForm(WordsForm):
    """What somebody said to a champion, or wrote on a reply card."""

    came = forms.ChoiceField(
        label="How did it come?",
        choices=[choice for choice in Came.choices if choice[0] != Came.LINK],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these.", "invalid_choice": "Choose one of these."},
    )
    key = PlanKeyField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What did they say?"
        self.fields["words"].help_text = "Word for word. No names, please."

    def voice(self, **whole):
        """The answer as it is to be kept."""
        typed = self.cleaned_data
        return Voice(pk=typed["key"], words=typed["words"], came=typed["came"], **whole)


class DoneForm(PublicWords, VersionedForm):
    """What goes back to everybody who was asked."""

    heard = HintedText(label="What was said, in short", max_length=1000)
    done = HintedText(
        label="What was done because of it", max_length=1000, help_text="If nothing could be done, say why."
    )

    class Meta:
        model = Topic
        fields = ["heard", "done"]

    def clean(self):
        self.refuse_references("heard", "done")
        self.refuse_more_lines("heard", "done", most=LINES_ON_THE_SHEET)
