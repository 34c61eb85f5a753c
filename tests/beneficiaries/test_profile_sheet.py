"""What lights somebody up fits on one page, in type as large as there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from beneficiaries.models import ProfileEntry
from beneficiaries.profile import (
    CHOSEN_FROM,
    LONGEST_INTEREST,
    MOST_INTERESTS,
    MOST_LETTERS,
    Part,
    join_interests,
    split_interests,
)
from beneficiaries.profile_sheet import SIZES, lay_out

entries = st.lists(
    st.builds(ProfileEntry, pk=st.integers(1, 99), part=st.sampled_from(Part), words=st.text(max_size=MOST_LETTERS)),
    max_size=40,
)


def most_said(letters=MOST_LETTERS, interests=MOST_INTERESTS):
    """One entry for each part, with all that has room in it."""
    for number, part in enumerate(Part):
        words = ("I like it by the water where it is quiet. " * 8)[:letters]
        if part == Part.INTERESTS:
            words = ", ".join(f"{each} ".ljust(LONGEST_INTEREST, "x") for each in range(interests))
        yield ProfileEntry(pk=number, part=part, words=words, choices=[*CHOSEN_FROM.get(part, [])])


@given(entries)
def test_more_to_say_never_makes_it_larger(said):
    sizes = [lay_out(said[:number]).size for number in range(0, len(said) + 1, 5)]
    assert sizes == sorted(sizes, reverse=True) and set(sizes) <= set(SIZES)


@given(entries)
def test_what_stands_on_it_is_what_comes_first_and_it_says_whether_that_is_all(said):
    sheet = lay_out(said)
    shown = [entry for _, of_part in sheet.parts for entry in of_part]
    meant = [entry for entry in said if entry.words]
    assert sheet.is_all == (len(shown) == len(meant))
    assert [part for part, _ in sheet.parts] == [part for part in Part if part in dict(sheet.parts)]


def test_one_entry_for_each_part_with_all_that_has_room_stands_there_whole_and_a_few_words_stand_large():
    assert lay_out(most_said()).is_all
    assert lay_out(most_said(letters=60, interests=4)).size >= 12


@given(st.text(max_size=200))
def test_interests_are_found_again_as_they_were_kept(words):
    found = split_interests(words)
    assert split_interests(join_interests(found)) == found
    assert len({each.casefold() for each in found}) == len(found)


def test_an_interest_said_twice_is_kept_once_as_it_was_first_written():
    assert split_interests(" Music,music ;  growing   things\nMUSIC,, ") == ["Music", "growing things"]
