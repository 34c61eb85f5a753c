"""Which passwords somebody who knows this product would guess first, besides those that everybody uses."""

import re

from django.core.exceptions import ValidationError

OWN_WORDS = re.compile(
    "activity|planner|wyfi|coproduction|champions?|navigators?|coordinator|hub|network|westyorkshire|"
    "bradford|calderdale|kirklees|leeds|wakefield|password|welcome|letmein"
)
# So many letters and digits have to be somebody's own.
OWN_LETTERS = 8
DIFFERENT_LETTERS = 5


class GuessablePasswordValidator:
    """Refuse what is little more than the product's own words, or one thing over and over."""

    def validate(self, password, user=None):
        letters = re.sub(r"[\W_]", "", password.casefold())
        if len(OWN_WORDS.sub("", letters)) < OWN_LETTERS:
            raise ValidationError("This is easy to guess for whoever knows us. Use other words.", code="own_words")
        if len(set(letters)) < DIFFERENT_LETTERS:
            raise ValidationError("This repeats itself. Use more different letters.", code="repeats")

    def get_help_text(self):
        return "Leave out our own words, and names of our teams."
