"""What is known of a place, and whether it fits a group: the rules alone."""

from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.venue_facts import (
    ASK,
    ASKED_OF_ANY,
    GOOD_FOR,
    WANTED,
    Answer,
    Fit,
    contradiction,
    fit,
    heads,
    is_all_known,
    is_old,
    merge_facts,
    say_fact,
    stamp,
    wants_of,
)
from beneficiaries.needs import AccessNeed
from tests.helpers import TODAY


class Fact(NamedTuple):
    name: str
    answer: str
    number: int | None = None
    checked_on: object = TODAY
    room_id: int | None = None


LONG_AGO = TODAY - GOOD_FOR - timedelta(days=1)
names = st.sampled_from(sorted(ASK))
needs_shared = st.sets(st.sampled_from(list(AccessNeed)))
people_coming = st.integers(0, 30)


@st.composite
def known_facts(draw):
    found = draw(st.dictionaries(names, st.tuples(st.sampled_from(Answer.values), st.none() | st.integers(0, 60))))
    days = st.sampled_from([TODAY, TODAY - GOOD_FOR, LONG_AGO])
    return {name: Fact(name, answer, number, draw(days)) for name, (answer, number) in found.items()}


def found(needs, people=0, **answers):
    """How a place of which these answers are known stands, as `{need: fit}`."""
    facts = {name: Fact(name, answer) for name, answer in answers.items()}
    return {finding.need: finding.fit for finding in fit(needs, facts, today=TODAY, people=people)}


@given(needs_shared, known_facts(), people_coming)
def test_what_does_not_fit_is_said_first_then_what_is_not_known(needs, facts, people):
    findings = fit(needs, facts, today=TODAY, people=people)
    assert all(before.fit <= after.fit for before, after in pairwise(findings))


@given(needs_shared, known_facts(), people_coming)
def test_each_need_is_answered_once_and_with_a_reason(needs, facts, people):
    findings = fit(needs, facts, today=TODAY, people=people)
    said = [finding.need for finding in findings]
    assert len(said) == len(set(said)) and {need.label for need in needs} <= set(said)
    assert all(finding.why for finding in findings)
    assert all(len(why.split()) <= 25 for finding in findings for why in finding.why)


@given(needs_shared, known_facts(), people_coming)
def test_finding_out_is_done_when_nothing_that_is_needed_is_unknown_or_old(needs, facts, people):
    wanted = {want.fact for _, wants in wants_of(needs, people) for want in wants}
    known = {name for name, fact in facts.items() if fact.answer != "not_known" and fact.checked_on != LONG_AGO}
    uncounted = (
        {"size"} if people and (size := facts.get("size")) and size.answer == "yes" and size.number is None else set()
    )
    assert is_all_known(fit(needs, facts, today=TODAY, people=people)) == (wanted <= known - uncounted)


@given(needs_shared, known_facts(), people_coming, names)
def test_a_good_answer_never_makes_a_place_fit_worse(needs, facts, people, name):
    good = Fact(name, Answer.NO if name == "alcohol" else Answer.YES, 500)
    before = {each.need: each.fit for each in fit(needs, facts, today=TODAY, people=people)}
    after = {each.need: each.fit for each in fit(needs, facts | {name: good}, today=TODAY, people=people)}
    assert all(after[need] >= before[need] for need in before)


@given(needs_shared, known_facts(), people_coming, names, st.sampled_from(Answer.values))
def test_what_nobody_needs_changes_nothing(needs, facts, people, name, answer):
    wanted = {want.fact for _, wants in wants_of(needs, people) for want in wants}
    if name not in wanted:
        more = facts | {name: Fact(name, answer)}
        assert fit(needs, more, today=TODAY, people=people) == fit(needs, facts, today=TODAY, people=people)


@given(needs_shared)
def test_a_place_of_which_nothing_is_known_is_never_told_to_fit(needs):
    assert {finding.fit for finding in fit(needs, {}, today=TODAY)} == {Fit.NOT_KNOWN}


def test_every_need_that_can_be_shared_asks_for_a_fact_of_the_list():
    assert set(WANTED) == set(AccessNeed)
    assert all(want.fact in ASK for wants in WANTED.values() for want in wants)
    assert set(ASKED_OF_ANY) <= set(ASK)


def test_not_known_is_never_the_same_as_no():
    lift = AccessNeed.LIFT
    assert found([lift], lift="no") == {lift.label: Fit.DOES_NOT_FIT}
    assert found([lift], lift="not_known") == found([lift]) == {lift.label: Fit.NOT_KNOWN}
    assert found([lift], lift="yes") == {lift.label: Fit.FITS}


def test_for_a_group_without_alcohol_the_good_answer_is_no():
    need = AccessNeed.NO_ALCOHOL
    assert found([need], alcohol="no") == {need.label: Fit.FITS}
    assert found([need], alcohol="yes") == {need.label: Fit.DOES_NOT_FIT}


def test_level_access_and_a_bus_stop_ask_if_it_is_level_between_the_two():
    both = found([AccessNeed.LEVEL_ACCESS, AccessNeed.BUS_STOP], level_bus_stop="no")
    assert both["Level from the bus stop to the door"] == Fit.DOES_NOT_FIT
    assert "Level from the bus stop to the door" not in found([AccessNeed.BUS_STOP], level_bus_stop="no")


def test_where_nobody_shared_needs_the_forms_own_questions_only_have_to_be_known():
    said = found([], **dict.fromkeys(ASKED_OF_ANY, "no"))
    assert set(said.values()) == {Fit.KNOWN} and len(said) == len(ASKED_OF_ANY)


@pytest.mark.parametrize(
    ("size", "fits"),
    [
        (Fact("size", "yes", 6), Fit.FITS),
        (Fact("size", "yes", 5), Fit.DOES_NOT_FIT),
        (Fact("size", "yes"), Fit.NOT_KNOWN),
        (Fact("size", "no"), Fit.DOES_NOT_FIT),
    ],
)
def test_there_must_be_room_for_those_who_come_and_their_champion(size, fits):
    findings = fit([AccessNeed.LIFT], {"size": size}, today=TODAY, people=heads(5))
    assert {finding.need: finding.fit for finding in findings}["Room for 6 people"] == fits
    assert heads(0) == 0


def test_a_fact_asks_to_be_checked_after_a_year_and_what_does_not_fit_still_does_not():
    assert not is_old(TODAY - GOOD_FOR, today=TODAY) and is_old(LONG_AGO, today=TODAY)
    for answer, expected in (("yes", Fit.OUT_OF_DATE), ("no", Fit.DOES_NOT_FIT)):
        [finding] = fit([AccessNeed.LIFT], {"lift": Fact("lift", answer, None, LONG_AGO)}, today=TODAY)
        assert (finding.fit, finding.is_known) == (expected, False)
        assert "over a year ago" in finding.why[0]


def test_a_reason_says_what_was_measured():
    step = {"level_to_room": Fact("level_to_room", "no", 12), "level_drop_off": Fact("level_drop_off", "yes")}
    [finding] = fit([AccessNeed.LEVEL_ACCESS], step, today=TODAY)
    assert finding.why[0] == "Not level from the door to the room: a step of 12 cm."


@pytest.mark.parametrize(
    ("name", "answer", "number", "is_wrong"),
    [
        ("level_to_room", "yes", 12, True),
        ("level_to_room", "yes", 1, False),
        ("level_to_room", "yes", 2, True),
        ("level_to_room", "no", 1, False),
        ("level_to_room", "no", 12, False),
        ("wide_doors", "yes", 74, True),
        ("wide_doors", "yes", 75, False),
        ("wide_doors", "no", 78, False),
        ("wide_doors", "no", 68, False),
        ("size", "no", 12, True),
        ("size", "not_known", 12, True),
        ("size", "yes", None, False),
    ],
)
def test_an_answer_and_a_number_that_cannot_both_be_right_are_told_so(name, answer, number, is_wrong):
    assert bool(contradiction(name, answer, number)) == is_wrong


def test_a_room_has_what_the_whole_place_has_unless_something_else_is_known_of_it():
    facts = [
        Fact("lift", "yes"),
        Fact("size", "yes", 40),
        Fact("size", "yes", 6, room_id=7),
        Fact("lift", "not_known", room_id=7),
    ]
    assert merge_facts(facts, 7) == {"lift": facts[0], "size": facts[2]}
    assert merge_facts(facts, 8) == merge_facts(facts, None) == {"lift": facts[0], "size": facts[1]}


@given(known_facts())
def test_two_facts_have_one_stamp_where_they_say_the_same(facts):
    for one in facts.values():
        assert stamp(one) == stamp(one._replace(checked_on=LONG_AGO))
        assert stamp(one) != stamp(one._replace(answer="yes", number=(one.number or 0) + 1))
    assert stamp(None) == stamp(Fact("lift", "not_known")) == ""
    assert say_fact(ASK["lift"], None) == "Not known"
