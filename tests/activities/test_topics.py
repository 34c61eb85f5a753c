"""Have your say: people answer from home, what they say stands apart from who they are, and they hear what was done."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities import actions
from activities.models import Topic, TopicAsked, Voice
from activities.topics import LINK_LASTS, Numbers, new_link
from beneficiaries.profile import Part, SharedWith, Way
from tests.factories import BeneficiaryFactory, ProfileEntryFactory, TopicFactory
from tests.helpers import TODAY, client_of, text_of

pytestmark = pytest.mark.django_db

GONE = "This link has been used or is too old. Ask the person who gave it to you for a new one."


@pytest.fixture
def topic(champion, calderdale):
    return TopicFactory(team=calderdale, by=champion)


@pytest.fixture
def robin(calderdale):
    return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)


@pytest.fixture
def client(champion):
    return client_of(champion)


def address(name, topic, *more):
    return reverse(f"activities:topic_{name}", args=[topic.pk, *more])


def link_of(topic, robin, today=None):
    today = today or timezone.localdate()
    asked = actions.ask_person(topic=topic, person=robin, on=today)
    return reverse("activities:say", args=[actions.make_link(asked=asked, today=today)])


def test_a_link_lasts_two_weeks_or_until_the_topic_closes():
    assert new_link(today=TODAY, closes_on=TODAY + timedelta(days=60)).until == TODAY + LINK_LASTS
    assert new_link(today=TODAY, closes_on=TODAY).until == TODAY


class TestALink:
    def test_is_shown_once_and_only_its_hash_is_kept(self, client, topic, robin):
        client.post(address("ask", topic), {"reference": "cal014"})
        asked = TopicAsked.objects.get()
        response = client.post(address("link", topic, asked.pk))
        secret = response.context["link"].split("/")[-2]
        assert len(secret) >= 32 and "no-store" in response["Cache-Control"]
        kept = TopicAsked.objects.values().get()
        assert secret not in str(kept) and secret not in text_of(client.get(address("detail", topic)))

    def test_opens_a_page_without_sign_in_that_names_nobody(self, topic, robin):
        response = Client().get(link_of(topic, robin))
        said = text_of(response)
        assert topic.question in said
        assert not any(telling in said for telling in ("CAL-014", "Robin", topic.by.name, "<nav", "masthead"))
        assert response["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in response["Cache-Control"]

    def test_is_used_up_by_answering_and_the_words_hold_nobody(self, topic, robin):
        link, browser = link_of(topic, robin), Client()
        assert "Thank you." in text_of(browser.post(link, {"words": "More tea. CAL-014"}))
        again = browser.post(link, {"words": "More cake"})
        assert again.status_code == 404 and GONE in text_of(again)
        voice = Voice.objects.get()
        assert (voice.words, voice.written_by, voice.written_on) == ("More tea. a beneficiary", None, None)
        assert TopicAsked.objects.get().has_answered

    def test_that_is_used_too_old_or_unknown_is_told_the_same(self, topic, robin):
        unknown = Client().get(reverse("activities:say", args=["guessed"]))
        old = Client().get(link_of(topic, robin, today=timezone.localdate() - timedelta(days=15)))
        assert (unknown.status_code, unknown.content) == (old.status_code, old.content)
        assert unknown.status_code == 404 and GONE in text_of(unknown)

    def test_no_longer_works_once_another_is_made(self, topic, robin):
        first, second = link_of(topic, robin), link_of(topic, robin)
        assert [Client().get(link).status_code for link in (first, second)] == [404, 200]

    @pytest.mark.parametrize("words", ["", "x" * 10_000, "a\0b", None])
    def test_says_beside_the_field_what_cannot_be_kept_and_still_works(self, topic, robin, words):
        link = link_of(topic, robin)
        response = Client().post(link, {} if words is None else {"words": words})
        assert response.status_code == 200 and response.context["form"].errors
        assert Client().get(link).status_code == 200 and not Voice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_one_link_at_once_one_is_heard(topic, robin):
    start = Barrier(2)

    def answer(link, words):
        start.wait()
        try:
            return Client().post(link, {"words": words}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for turn in range(10):
            link = link_of(topic, robin)
            assert sorted(pool.map(answer, [link] * 2, ["More tea", "More cake"])) == [200, 404]
            assert topic.voices.count() == turn + 1


def test_whoever_prefers_home_is_offered_only_as_far_as_they_agreed(client, topic, robin, calderdale):
    for person, shared in ((robin, SharedWith.TEAM), (BeneficiaryFactory(team=calderdale), SharedWith.NOBODY)):
        ways = [Way.GROUP, Way.WRITING]
        ProfileEntryFactory(beneficiary=person, part=Part.TAKING_PART, choices=ways, shared_with=shared)
    assert list(client.get(address("detail", topic)).context["offered"]) == [robin]


def test_nobody_of_another_team_can_be_asked(client, topic, leeds):
    BeneficiaryFactory(reference="LDS-001", team=leeds)
    response = client.post(address("ask", topic), {"reference": "LDS-001"})
    assert response.context["form"].errors and not TopicAsked.objects.exists()


def test_what_is_sent_twice_is_kept_once(client, topic, calderdale):
    typed = {"words": "Warmer soup", "came": "card", "key": "0f0e0d0c-0000-4000-8000-000000000001"}
    asks = {"question": "Where?", "background": "A trip.", "closes_on": timezone.localdate(), "team": calderdale.pk}
    for _ in range(2):
        client.post(address("voice_add", topic), typed)
        client.post(reverse("activities:topic_new"), asks | {"key": typed["key"]})
    assert (Voice.objects.count(), Topic.objects.filter(question="Where?").count()) == (1, 1)


def test_an_answer_is_taken_back_that_day_by_whoever_wrote_it_down(client, topic, champion, navigator):
    voice = Voice.objects.create(
        topic=topic, words="Soup", came="card", written_by=champion, written_on=timezone.localdate()
    )
    take_back = address("voice_take_back", topic, voice.pk)
    client_of(navigator).post(take_back)
    assert Voice.objects.exists()
    client.post(take_back)
    assert not Voice.objects.exists()


def test_what_was_done_goes_back_and_a_stale_save_shows_both(client, topic):
    typed = {"heard": "It is cold.", "done": "A heater.", "opened_version": topic.version}
    client.post(address("done", topic), typed)
    assert "A heater." in text_of(client.get(address("sheet_print", topic)))
    stale = text_of(client.post(address("done", topic), typed | {"done": "Blankets."}))
    assert "A heater." in stale and "Blankets." in stale


class TestChangingATopic:
    def typed(self, topic, **more):
        asks = {"question": topic.question, "background": topic.background, "closes_on": topic.closes_on}
        return asks | {"opened_version": topic.version} | more

    def test_keeps_who_was_asked_and_a_stale_save_shows_both(self, client, topic, robin):
        actions.ask_person(topic=topic, person=robin, on=timezone.localdate())
        client.post(address("edit", topic), self.typed(topic, question="What would warm us?"))
        page = client.get(address("detail", topic))
        assert "What would warm us?" in text_of(page) and "1 person was asked, nobody answered." in text_of(page)
        stale = text_of(client.post(address("edit", topic), self.typed(topic, question="Tea or soup?")))
        assert "What would warm us?" in stale and "Tea or soup?" in stale

    def test_ends_a_link_with_the_topic_and_never_makes_one_last_longer(self, client, topic, robin):
        today = timezone.localdate()
        link_of(topic, robin)
        until = today + LINK_LASTS
        for days, expected in ((40, until), (2, today + timedelta(days=2)), (40, today + timedelta(days=2))):
            topic.refresh_from_db()
            client.post(address("edit", topic), self.typed(topic, closes_on=today + timedelta(days=days)))
            assert TopicAsked.objects.get().link_until == expected

    def test_leaves_a_day_that_is_over_as_it_is_but_sets_no_other(self, client, topic):
        yesterday = timezone.localdate() - timedelta(days=1)
        Topic.objects.update(closes_on=yesterday)
        topic.refresh_from_db()
        earlier = self.typed(topic, closes_on=yesterday - timedelta(days=1))
        assert client.post(address("edit", topic), earlier).context["form"].errors.keys() == {"closes_on"}
        assert client.post(address("edit", topic), self.typed(topic, question="Warm?")).status_code == 302


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_numbers_of_a_topic_are_said_in_words(asked, answered):
    said = str(Numbers(asked + answered, answered))
    numbers = [int(word) for word in re.findall("[0-9]+", said)]
    assert numbers == [each for each in (asked + answered, answered) if each]


def test_whoever_has_not_answered_comes_first_and_all_are_counted(client, topic, calderdale, monkeypatch):
    monkeypatch.setattr("activities.views.topic.MOST_SHOWN", 2)
    for number, has_answered in enumerate((True, False, True, False)):
        person = BeneficiaryFactory(reference=f"CAL-10{number}", team=calderdale)
        topic.asked.create(beneficiary=person, on=timezone.localdate(), has_answered=has_answered)
    response = client.get(address("detail", topic))
    assert "4 people were asked, 2 answered." in text_of(response) and "Here are 2 of them." in text_of(response)
    assert [asked.beneficiary.reference for asked in response.context["asked"]] == ["CAL-101", "CAL-103"]
    assert "4 people were asked, 2 answered" in text_of(client.get(reverse("activities:topic_list")))


class TestWhereSomebodyWaits:
    @pytest.mark.parametrize(
        ("days", "has_answered", "done", "waits"),
        [
            (5, False, "", True),
            (5, True, "", False),
            (-1, True, "", True),
            (-1, True, "Soup", False),
            (-61, False, "", False),
        ],
    )
    def test_my_week_leads_whoever_asked_to_the_topic(
        self, client, navigator, topic, robin, days, has_answered, done, waits
    ):
        Topic.objects.update(closes_on=timezone.localdate() + timedelta(days=days), done=done)
        topic.asked.create(beneficiary=robin, on=timezone.localdate(), has_answered=has_answered)
        week = reverse("activities:week")
        assert (topic.question in text_of(client.get(week))) == waits
        assert topic.question not in text_of(client_of(navigator).get(week))

    @pytest.mark.parametrize(
        ("days", "has_answered", "done", "said"),
        [
            (5, False, "", "Not answered yet"),
            (5, True, "", ""),
            (-1, True, "Soup", "what was done"),
            (-61, True, "Soup", ""),
        ],
    )
    def test_a_persons_page_says_what_to_bring_to_them(self, client, topic, robin, days, has_answered, done, said):
        Topic.objects.update(closes_on=timezone.localdate() + timedelta(days=days), done=done)
        topic.asked.create(beneficiary=robin, on=timezone.localdate(), has_answered=has_answered)
        page = text_of(client.get(robin.get_absolute_url()))
        assert (topic.question in page) == bool(said) and said in page


@pytest.mark.parametrize("name, typed", [("edit", {"background": "a\n" * 7}), ("done", {"heard": "a\n" * 9})])
def test_more_lines_than_a_page_has_are_refused(client, topic, name, typed):
    asks = {"question": "Where?", "background": "A trip.", "closes_on": topic.closes_on, "heard": "a", "done": "b"}
    response = client.post(address(name, topic), asks | typed | {"opened_version": topic.version})
    assert "lines at most" in text_of(response)


def test_a_reference_in_what_everybody_reads_is_refused(client, topic):
    BeneficiaryFactory(reference="CAL-114")
    for named in ("CAL-014", "CAL 014", "cal 114"):
        said = {"heard": f"{named} is cold", "done": "On bus 508", "opened_version": 1}
        response = client.post(address("done", topic), said)
        assert response.context["form"].errors.keys() == {"heard"}, named


def test_a_page_costs_as_much_for_many_as_for_one(client, topic, calderdale, django_assert_max_num_queries):
    for _ in range(15):
        person = BeneficiaryFactory(team=calderdale)
        ProfileEntryFactory(beneficiary=person, part=Part.TAKING_PART, choices=[Way.HOME], written_by=topic.by)
        actions.ask_person(topic=topic, person=BeneficiaryFactory(team=calderdale), on=timezone.localdate())
        TopicFactory(team=calderdale, by=topic.by)
    for page in (reverse("activities:topic_list"), address("detail", topic)):
        with django_assert_max_num_queries(10):
            assert client.get(page).status_code == 200
