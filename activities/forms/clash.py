"""What is in the way of what was typed, and a word on why that is all right."""

from django.utils.functional import cached_property

from activities.clash_search import find_clashes
from activities.clashes import mark_of
from activities.forms.hinted import HintedLine

SAY_WHY = "Something is in the way on that day. Say in a word why that is all right, or change the plan."


class ClashReasonField(HintedLine):
    """A word on why a clash is all right."""

    def __init__(self):
        super().__init__(
            label="Why is that all right?",
            max_length=200,
            required=False,
            help_text="A few words are enough. No names of the people you support, please.",
        )


class ClashMixin:
    """Asks for a word where something is in the way of a plan. A clash never blocks.

    A form with this has a `user`, `today`, a `clash_reason`, and says in `wanted` what the plan would take up.
    """

    reason_before = ""

    @cached_property
    def clashes(self) -> list[str]:
        """What is in the way of what was typed, as far as it can be read; of what is saved where nothing was typed."""
        return find_clashes(user=self.user, today=self.today, **self.wanted())

    @property
    def clash_mark(self) -> str:
        """Another one as soon as something else is in the way. The page sends back the one that it shows."""
        return mark_of(self.clashes)

    def is_all_right(self) -> bool:
        """Whether nothing is in the way of this valid form, or a word says why that is all right. Else it asks for one.

        A word from before counts for what the page showed when it was sent, and not for what came up since.
        """
        if not self.clashes:
            self.cleaned_data["clash_reason"] = ""
            return True
        word, shown = self.cleaned_data["clash_reason"], self.data.get("clashes_shown", self.clash_mark)
        if word and (word != self.reason_before or shown == self.clash_mark):
            return True
        self.add_error("clash_reason", SAY_WHY)
        return False
