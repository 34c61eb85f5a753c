"""Writing down with somebody what lights them up: nothing is overwritten, lost, or told further than they agreed."""

import pytest
from django.urls import reverse

from beneficiaries.models import Interest, ProfileEntry, ProfileVersion
from beneficiaries.profile import Part, SharedWith
from beneficiaries.profile_actions import stamp
from tests.factories import BeneficiaryFactory, InterestFactory, ProfileEntryFactory
from tests.helpers import client_of, text_of, words_of

pytestmark = pytest.mark.django_db
NOBODY, NAVIGATORS, TEAM = SharedWith
FORM, OLDER, PRINT = (
    reverse(f"activities:{name}", args=["CAL-014"]) for name in ("profile_edit", "profile_older", "profile_print")
)


@pytest.fixture
def robin(calderdale, navigator):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale, navigators=[navigator])


@pytest.fixture
def hope(robin, champion):
    return ProfileEntryFactory(beneficiary=robin, words="To sing.", written_by=champion, shared_with=TEAM)


def say(user, **typed):
    return client_of(user).post(FORM, typed, follow=True)


def change(user, entry, **typed):
    """Save one entry as it was opened, apart from what is given."""
    opened = {"words": entry.words, "choices": entry.choices, "shared": entry.shared_with, "opened": stamp(entry)}
    return say(user, **{f"{name}_{entry.pk}": value for name, value in (opened | typed).items()})


def now(entry):
    entry.refresh_from_db()
    return entry.words, entry.shared_with, entry.written_by


class TestSaving:
    def test_everything_typed_is_kept_at_once_and_shared_with_nobody_unless_they_agree(self, champion, robin):
        said = {
            "words_new_interests": "music, Hair",
            "words_new_hopes": "To cut hair.",
            "shared_new_hopes": "navigators",
        }
        choices = {"words_new_asked": "", "choices_new_asked": ["card", "call"]}
        assert words_of(say(champion, **said, **choices)) == ["Saved. Thank you both."]
        kept = ProfileEntry.objects.values_list("part", "words", "choices", "shared_with", "written_by")
        assert list(kept) == [
            (Part.INTERESTS, "music, Hair", [], NOBODY, champion.pk),
            (Part.HOPES, "To cut hair.", [], NAVIGATORS, champion.pk),
            (Part.ASKED, "", ["card", "call"], NOBODY, champion.pk),
        ]
        assert {interest.word for interest in Interest.objects.all()} == {"music", "Hair"}

    def test_pressing_save_twice_keeps_one(self, champion, robin):
        for _ in range(2):
            say(champion, words_new_hopes="To cut hair.")
        assert ProfileEntry.objects.count() == 1

    def test_what_was_said_before_is_kept_with_whom_it_was_shared_with(self, champion, navigator, hope):
        change(navigator, hope, words="To cut hair.", shared="navigators")
        assert now(hope) == ("To cut hair.", NAVIGATORS, navigator)
        before = ProfileVersion.objects.get()
        assert (before.words, before.shared_with, before.written_by) == ("To sing.", TEAM, champion)
        assert "To sing." in text_of(client_of(navigator).get(OLDER))
        assert "To sing." not in text_of(client_of(champion).get(OLDER))

    def test_a_change_of_who_may_know_is_no_version(self, champion, hope):
        change(champion, hope, shared="nobody")
        assert now(hope)[1] == NOBODY and not ProfileVersion.objects.exists()

    def test_what_one_does_not_see_is_neither_shown_nor_overwritten(self, champion, navigator, hope):
        change(champion, hope, shared="nobody")
        assert "To sing." not in text_of(client_of(navigator).get(FORM))
        say(navigator, words_new_hopes="To dance.", shared_new_hopes="team")
        assert {entry.words for entry in ProfileEntry.objects.all()} == {"To sing.", "To dance."}

    def test_ticking_what_others_said_adds_it_to_ones_own(self, champion, robin):
        InterestFactory(word="dogs", is_kept=True)
        say(champion, words_new_interests="music", ticked_new_interests=["dogs"])
        assert ProfileEntry.objects.get().words == "music, dogs"

    def test_an_interest_is_one_word_for_all_however_it_is_typed(self, champion, robin):
        kept = InterestFactory(word="Hairdressing", is_kept=True)
        say(champion, words_new_interests=" hairdressing ,  HAIRDRESSING")
        assert list(ProfileEntry.objects.get().interests.all()) == [kept]
        assert Interest.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            ({"words_new_hopes": "x" * 301}, "words_new_hopes", "There is room for 300 characters, and you typed 301."),
            ({"words_new_hopes": "a\0"}, "words_new_hopes", "There is a character in here that cannot be kept."),
            ({"words_new_interests": "x" * 41}, "words_new_interests", "One is longer than 40 letters."),
            ({"words_new_interests": ",".join(map(str, range(21)))}, "words_new_interests", "There is room for 20."),
            ({"words_new_asked": "", "choices_new_asked": ["owl"]}, "choices_new_asked", "Choose from this list only."),
            ({"words_new_hopes": "a", "shared_new_hopes": "all"}, "shared_new_hopes", "Choose from this list only."),
        ],
    )
    def test_what_cannot_be_kept_gets_a_plain_sentence_beside_its_field(self, champion, robin, typed, field, sentence):
        [(name, [error])] = say(champion, **typed).context["form"].errors.items()
        assert name == field and sentence in error
        assert not ProfileEntry.objects.exists()


class TestTakingAwayFromTheForm:
    def test_keeps_what_was_typed_elsewhere_and_asks_then(self, champion, hope):
        response = say(champion, words_new_strengths="I listen.", take_away=hope.pk)
        asked = reverse("activities:profile_take_away", args=["CAL-014", hope.pk])
        assert response.redirect_chain == [(asked, 302)]
        assert {entry.words for entry in ProfileEntry.objects.all()} == {"To sing.", "I listen."}

    def test_first_asks_to_put_right_what_cannot_be_kept(self, champion, hope):
        response = say(champion, words_new_strengths="x" * 301, take_away=hope.pk)
        assert response.context["form"].errors and "x" * 301 in text_of(response)


class TestStale:
    def test_where_somebody_saved_first_both_are_shown_and_the_next_save_is_meant(self, champion, navigator, hope):
        opened = ProfileEntry.objects.get()
        change(navigator, hope, words="To dance.")
        response = change(champion, opened, words="To cut hair.")
        assert response.context["both"] == [("What I hope for", "To dance.", "To cut hair.")]
        assert ProfileEntry.objects.get().words == "To dance."
        assert stamp(ProfileEntry.objects.get()) in text_of(response)

    def test_what_was_not_touched_stays_as_somebody_else_left_it(self, champion, navigator, hope):
        opened = ProfileEntry.objects.get()
        change(navigator, hope, words="To dance.")
        change(champion, opened)
        assert ProfileEntry.objects.get().words == "To dance."

    def test_what_is_not_shared_any_more_is_not_shown_and_what_was_typed_there_is(self, champion, navigator, hope):
        opened = ProfileEntry.objects.get()
        change(champion, hope, words="In trust.", shared="nobody")
        page = text_of(change(navigator, opened, words="To cut hair."))
        assert "not shared with you any more" in page and "To cut hair." in page and "In trust." not in page
        assert "not shared with you any more" not in text_of(change(navigator, opened))


class TestTakingAway:
    def address(self, entry):
        return reverse("activities:profile_take_away", args=["CAL-014", entry.pk])

    def test_emptying_the_words_takes_it_off_the_page_and_says_where_it_is(self, champion, robin, hope):
        assert "still stands under “Before”" in words_of(change(champion, hope, words=""))[0]
        assert not client_of(champion).get(robin.get_absolute_url()).context["profile"]
        assert "To sing." in text_of(client_of(champion).get(OLDER))

    def test_taking_it_away_asks_first_and_keeps_what_was_said(self, champion, hope):
        client = client_of(champion)
        client.get(self.address(hope))
        assert now(hope)[0] == "To sing."
        for _ in range(2):
            client.post(self.address(hope))
        assert now(hope)[0] == "" and ProfileVersion.objects.get().words == "To sing."

    def test_for_good_nothing_is_left_of_it_nor_of_interests_that_nobody_else_named(self, champion, robin):
        say(champion, words_new_interests="hair, music")
        entry = ProfileEntry.objects.get()
        change(champion, entry, words="music, dogs")
        Interest.objects.get(word="dogs").entries.add(ProfileEntryFactory(part=Part.INTERESTS))
        client_of(champion).post(self.address(entry), {"for_good": "yes"})
        assert not ProfileVersion.objects.exists() and not ProfileEntry.objects.filter(pk=entry.pk).exists()
        assert [interest.word for interest in Interest.objects.all()] == ["dogs"]

    def test_what_one_does_not_see_one_cannot_take_away(self, champion, navigator, hope):
        change(champion, hope, shared="nobody")
        assert client_of(navigator).post(self.address(hope), {"for_good": "yes"}).status_code == 404
        assert ProfileEntry.objects.exists()


def test_the_print_holds_what_this_user_may_see_under_the_name_they_like_and_no_colleague(champion, navigator, hope):
    ProfileEntryFactory(beneficiary=hope.beneficiary, words="Told Ruby.", written_by=champion, shared_with=NOBODY)
    page = client_of(navigator).get(PRINT, {"called": "reference"})
    sheet = text_of(page).split("<article")[1].split("</article>")[0]
    assert "To sing." in sheet and "Told Ruby." not in sheet
    assert "CAL-014" in sheet and "Robin" not in sheet and "Sanjay" not in sheet and "Ruby" not in sheet
    assert client_of(champion).get(PRINT, {"called": "x"}).context["called"] == "name"


class TestInterestsInAdmin:
    LIST = reverse("admin:beneficiaries_interest_changelist")

    @pytest.fixture
    def words(self, champion, robin):
        """Two spellings that the team knows, and one that only Ruby knows."""
        say(champion, words_new_interests="hair, Hairdresing, music", shared_new_interests="team")
        say(champion, words_new_interests="hairdressing", shared_new_interests="nobody")
        return {interest.word: interest for interest in Interest.objects.all()}

    def test_an_admin_sees_only_what_a_team_knows_and_never_whose_it_is(self, admin, words):
        page = text_of(client_of(admin).get(self.LIST))
        assert "Hairdresing" in page and "hairdressing" not in page and "CAL-014" not in page
        hidden = reverse("admin:beneficiaries_interest_change", args=[words["hairdressing"].pk])
        assert client_of(admin).get(hidden).status_code == 302

    def test_merging_asks_which_word_stays_then_everybody_names_that_one(self, admin, words):
        both = {"action": "merge", "_selected_action": [words["hair"].pk, words["Hairdresing"].pk]}
        assert "Which word stays?" in text_of(client_of(admin).post(self.LIST, both))
        client_of(admin).post(self.LIST, both | {"stays": words["hair"].pk})
        entry = ProfileEntry.objects.get(shared_with=TEAM)
        assert entry.words == "hair, music"
        assert {interest.word for interest in entry.interests.all()} == {"hair", "music"}
        assert not Interest.objects.filter(word="Hairdresing").exists()

    def test_renaming_goes_to_the_people_and_takes_in_a_word_that_is_told_in_trust(self, admin, words):
        typed = {"spelled": "Hairdressing", "is_kept": "on"}
        client_of(admin).post(
            reverse("admin:beneficiaries_interest_change", args=[words["Hairdresing"].pk]), typed, follow=True
        )
        assert {entry.words for entry in ProfileEntry.objects.all()} == {"hair, Hairdressing, music", "Hairdressing"}
        assert Interest.objects.get(word__iexact="hairdressing").is_kept

    def test_renaming_to_a_word_that_is_there_leads_to_merging(self, admin, words):
        address = reverse("admin:beneficiaries_interest_change", args=[words["hair"].pk])
        assert "merge them" in text_of(client_of(admin).post(address, {"spelled": "MUSIC"}))
