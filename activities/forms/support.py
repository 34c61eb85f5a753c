"""What helps somebody. The form stands here, beside the fields that it shares with plans."""

from django import forms

from activities.forms.fields import ShortText, VersionedForm
from activities.forms.hinted import HintedText
from beneficiaries.models import SupportNeeds
from beneficiaries.needs import AccessNeed

NO_STORIES = "No names, no diagnosis, no history."


class SupportForm(VersionedForm):
    """What helps, what to avoid, what a place must have, and whom to ring. All of it can stay empty."""

    helps = HintedText(
        label="What helps?",
        max_length=300,
        required=False,
        help_text=f"Such as: a seat near the door, a walk half-way through. {NO_STORIES}",
    )
    avoid = HintedText(
        label="What is best avoided?",
        max_length=300,
        required=False,
        help_text=f"Such as: loud music, being asked to read aloud. {NO_STORIES}",
    )
    access_needs = forms.MultipleChoiceField(
        label="What must a place have?",
        choices=AccessNeed,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The champion sees these for the whole group, to find a place that suits everybody.",
        error_messages={"invalid_choice": "Choose from this list only."},
    )
    ring = ShortText(
        label="Whom to ring",
        max_length=120,
        required=False,
        help_text="Somebody at work and their number, if the person needs support on the day.",
    )

    class Meta:
        model = SupportNeeds
        fields = ["helps", "avoid", "access_needs", "ring"]


def differences(saved: SupportNeeds, typed: SupportNeeds) -> list[tuple[str, str, str]]:
    """How what is saved now differs from what was typed: `(label, saved, typed)` for each field that differs."""
    now, then = in_words(saved), in_words(typed)
    return [(label, now[label], then[label]) for label in now if now[label] != then[label]]


def in_words(needs: SupportNeeds) -> dict[str, str]:
    """Everything that the form asks, as text under its label."""
    return {
        "What helps?": needs.helps,
        "What is best avoided?": needs.avoid,
        "What must a place have?": ", ".join(need.label for need in needs.needs),
        "Whom to ring": needs.ring,
    }
