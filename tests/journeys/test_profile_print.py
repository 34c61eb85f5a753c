"""What lights somebody up prints on one page, however much it is, and nothing of it is cut off."""

import re

import pytest
from django.urls import reverse

from beneficiaries.models import ProfileEntry
from tests.beneficiaries.test_profile_sheet import most_said
from tests.factories import BeneficiaryFactory

pytestmark = pytest.mark.look
A4_WITHIN_MARGINS = {"width": 688, "height": 1017}
LAST_IS_INSIDE = """() => {
    const bottom = document.querySelector(".profile-sheet").getBoundingClientRect().bottom;
    return [...document.querySelectorAll(".profile-card")].every(card => card.getBoundingClientRect().bottom <= bottom);
}"""


def test_the_most_and_the_least_that_somebody_says_print_on_one_page(browser_for, champion, calderdale):
    robin = BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)
    page = browser_for(champion, viewport=A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    for times, letters in ((0, 0), (1, 40), (1, 300), (3, 300)):
        robin.profile_entries.all().delete()
        for entry in [*most_said(letters=letters)] * times:
            said = {"part": entry.part, "words": entry.words, "choices": entry.choices}
            ProfileEntry.objects.create(beneficiary=robin, written_by=champion, **said)
        page.goto(reverse("activities:profile_print", args=["CAL-014"]))
        assert page.evaluate(LAST_IS_INSIDE), (times, letters)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 1, (times, letters)
