"""What an e-mail about plans says before somebody changes it."""

from datetime import date
from types import SimpleNamespace as Some

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import messages
from activities.speak_to import Somebody, Talk
from beneficiaries.references import leave_out
from checklist.schedule import Chance, SpeakBy
from tests.helpers import TODAY

FRIDAY = date(2026, 10, 30)


def a_talk(text, *, day=None, is_spoken=False, pk=1):
    plan = Some(description="Gardening", when="Friday", get_absolute_url=lambda: "/activities/5/")
    step = Some(task=Some(text=text), checklist=Some(activity=plan), due_on=day, pk=pk, is_marked=False)
    return Talk(
        step=step,
        who=Somebody("colleague", 7, "Mel Carter"),
        speak_by=day and SpeakBy(Chance.IN_TIME, day),
        conversation=Some(is_spoken=True) if is_spoken else None,
    )


class TestTheTextForOnePerson:
    def test_is_soonest_first_with_links_where_there_is_a_site(self):
        talks = [a_talk("Get cash", day=FRIDAY), a_talk("Request cash", day=TODAY), a_talk("Later")]
        text = messages.speak_to_text(to="Mel", talks=talks, by="Ruby Oyelaran", site="https://plans.test")
        assert text.splitlines()[4:8] == [
            "Gardening. Friday. https://plans.test/activities/5/",
            "- Request cash. By Wednesday 14 October, please.",
            "- Get cash. By Friday 30 October, please.",
            "- Later.",
        ]

    def test_says_once_what_comes_round_twice_and_leaves_out_what_was_spoken_about(self):
        talks = [a_talk("Done", is_spoken=True), a_talk("Open", day=FRIDAY), a_talk("Open", day=TODAY)]
        assert messages.speak_to_text(to="Mel", talks=talks, by="Ruby") == (
            "Hello Mel,\n\n"
            "There is something that I would like to speak to you about:\n\n"
            "Gardening. Friday.\n"
            "- Open. By Wednesday 14 October, please.\n\n"
            "When would suit you?\n\n"
            "Ruby"
        )

    def test_is_never_too_long_to_send(self):
        talks = [a_talk(f"{pk:0200}", pk=pk) for pk in range(400)]
        text = messages.speak_to_text(to="Mel", talks=talks, by="Ruby", site="https://plans.test")
        assert len(text) <= 5000
        assert "And 383 more." in text


@given(st.text(), st.from_regex(r"\A[A-Za-z]{2,4}-[0-9]{3,5}\Z"), st.text())
def test_no_reference_stays_in_a_text(before, reference, after):
    assert reference not in leave_out(f"{before} {reference} {after}")


@pytest.mark.parametrize("typed", ["CAL-014", "cal-1014", "CAL014", "cal014", "Cal 014", "cal 007", "WY1014"])
def test_a_reference_goes_however_it_is_typed(typed):
    assert leave_out(f"Chess with {typed}, at 2") == "Chess with a beneficiary, at 2"


@pytest.mark.parametrize(
    "words",
    ["room 101", "bus 508", "act 2", "NHS 111", "May 2026", "at 1030", "tel 01422 555 012", "on 020 7946 0018", "M62"],
)
def test_other_words_with_a_number_stay(words):
    assert leave_out(words) == words
