"""The calendar feed: somebody's plans, as a calendar on a phone reads them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
import time_machine
from dateutil.tz import tzical
from django.test import Client
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from activities.actions import call_off_activity, move_activity, put_activity_back_on
from activities.entries import LONDON, calendar_of, entry_of_plan
from activities.feed import KEPT_FOR
from activities.models import Activity, Conversation
from beneficiaries.models import Beneficiary
from checklist.form import State
from checklist.models import Step
from teams.calendar_address import owner_of, renew_address, token_of
from teams.models import Leave, User
from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import TODAY, client_of, text_of
from wyfi_coproduction.logs import Json

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)  # the clock changes
CLOCK = st.times().map(lambda moment: moment.replace(microsecond=0))
TYPED = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200)


def address_of(user):
    return reverse("activities:calendar_feed", args=[token_of(user)])


def fetch(user, **headers):
    """What a calendar is sent that knows nothing but the address."""
    return Client().get(address_of(user), headers=headers)


def entries_of(user):
    """The entries of somebody's calendar, by their UID."""
    entries = Calendar.from_ical(fetch(user).content).walk("VEVENT")
    found = {str(entry["uid"]): entry for entry in entries}
    assert len(found) == len(entries)
    return found


def entry_of(plan, user):
    return next(entry for uid, entry in entries_of(user).items() if uid.startswith(f"activity-{plan.pk}@"))


def talks_of(user):
    return [entry for uid, entry in entries_of(user).items() if uid.startswith("speak-")]


def choose(user, **choices):
    """Choose what the calendar shows, as on My account, and know it from then on."""
    client_of(user).post(reverse("teams:calendar_change"), {name: "on" for name, chosen in choices.items() if chosen})
    user.refresh_from_db()


@pytest.fixture
def at_half_past_one(museum):
    """The museum at 1.30pm, until 3pm."""
    Activity.objects.filter(pk=museum.pk).update(starts_at=time(13, 30), ends_at=time(15))
    return museum


@pytest.fixture
def ask_mel(museum, champion, lead_navigator):
    """One thing to speak about, and only with the lead navigator, Moira: due three weeks from now."""
    choose(champion, calendar_has_speak_by=True)
    Step.objects.update(state=State.NOT_NEEDED, marked_by=champion, marked_at="2026-10-14T08:00Z")
    step = Step.objects.filter(checklist=museum.checklist, stage="weeks_before", task__text__startswith="Request cash")
    step.update(state=State.TO_DO, due_on=date(2026, 10, 23))
    museum.checklist.tasks.filter(steps__in=step).update(speak_to="the lead navigator")
    return step.get()


@pytest.mark.django_db
class TestAnEntry:
    def test_says_what_where_why_and_links_to_the_plan(self, museum, champion):
        Activity.objects.filter(pk=museum.pk).update(place="Armley Mills, Leeds", purpose="A day out; together.")
        entry = entry_of(museum, champion)
        assert entry["summary"] == "Trip to the industrial museum"
        assert entry["location"] == "Armley Mills, Leeds"
        link = f"http://localhost:8000{museum.get_absolute_url()}"
        assert entry["description"] == f"A day out; together.\n\n{link}"
        assert entry["url"] == link
        assert entry["status"] == "CONFIRMED"

    @pytest.mark.parametrize(
        ("day", "utc"),
        [
            (AUTUMN - timedelta(days=1), "12:30"),
            (AUTUMN, "13:30"),
            (SPRING - timedelta(days=1), "13:30"),
            (SPRING, "12:30"),
        ],
    )
    def test_is_at_the_same_time_of_day_on_both_sides_of_a_clock_change(self, at_half_past_one, champion, day, utc):
        Activity.objects.filter(pk=at_half_past_one.pk).update(date=day)
        entry = entry_of(at_half_past_one, champion)
        assert entry["dtstart"].params["tzid"] == "Europe/London"
        assert f"{entry.start:%Y-%m-%d %H:%M}" == f"{day} 13:30"
        assert f"{entry.start - entry.start.utcoffset():%H:%M}" == utc
        assert entry.end - entry.start == timedelta(hours=1, minutes=30)

    def test_comes_with_the_clock_changes_for_calendars_that_do_not_know_them(self, museum, champion):
        london = tzical(StringIO(fetch(champion).content.decode())).get("Europe/London")
        for day in (AUTUMN, SPRING, date(2040, 3, 25), date(2040, 10, 28)):
            for quarter in range(-8, 24):
                moment = datetime.combine(day, time(), UTC) + timedelta(minutes=15 * quarter)
                assert moment.astimezone(london).utcoffset() == moment.astimezone(LONDON).utcoffset(), moment

    def test_is_all_day_without_a_start_time(self, museum, champion):
        entry = entry_of(museum, champion)
        assert (entry.start, entry.end) == (museum.date, museum.date + timedelta(days=1))
        assert entry["dtstart"].params["value"] == entry["dtend"].params["value"] == "DATE"

    @pytest.mark.parametrize(("day", "starts_at"), [(AUTUMN, time(0, 30)), (AUTUMN, time(13)), (TODAY, time(23, 30))])
    def test_is_one_hour_long_without_an_end(self, museum, champion, day, starts_at):
        Activity.objects.filter(pk=museum.pk).update(date=day, starts_at=starts_at)
        assert entry_of(museum, champion).duration == timedelta(hours=1)

    def test_stays_the_same_entry_with_a_higher_sequence_when_the_plan_moves(self, museum, champion):
        before = entry_of(museum, champion)
        move_activity(activity=museum, opened_version=1, day=museum.date + timedelta(days=7), learned="", by=champion)
        after = entry_of(museum, champion)
        assert (before["sequence"], after["sequence"]) == (0, 1)
        assert before["uid"] == after["uid"]
        assert after.start == before.start + timedelta(days=7)
        assert after["dtstamp"].dt > before["dtstamp"].dt

    def test_says_that_it_is_called_off_and_when_it_is_back_on(self, museum, champion):
        call_off_activity(activity=museum, learned="The museum closed early.", by=champion)
        off = entry_of(museum, champion)
        assert (off["status"], off["sequence"], off["transp"]) == ("CANCELLED", 1, "TRANSPARENT")
        assert off["summary"] == "Called off: Trip to the industrial museum"
        put_activity_back_on(activity=museum, by=champion)
        on = entry_of(museum, champion)
        assert (on["status"], on["sequence"], on["transp"]) == ("CONFIRMED", 2, "OPAQUE")
        assert on["summary"] == "Trip to the industrial museum"

    def test_is_called_the_same_wherever_the_product_is_served(self, museum, champion, settings):
        uids = set()
        for settings.SITE_URL in ("https://one.uk", "https://two.uk"):
            uids.add(entry_of(museum, champion)["uid"])
        assert len(uids) == 1

    def test_links_to_where_people_open_the_product_whichever_name_it_was_fetched_by(self, museum, champion, settings):
        settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], "https://plans.test"
        choose(champion, calendar_has_speak_by=True)
        feed = fetch(champion, host="inside.test").content
        assert f"https://plans.test{museum.get_absolute_url()}".encode() in feed and b"inside.test" not in feed


@pytest.mark.django_db
class TestWhatIsInIt:
    def test_the_plans_that_i_made_and_those_that_i_join_as_navigator(self, museum, champion, navigator, calderdale):
        ActivityFactory(team=calderdale)
        assert list(entries_of(champion)) == list(entries_of(navigator)) == [entry_of(museum, champion)["uid"]]

    def test_nothing_without_a_date_and_nothing_from_long_ago(self, champion, calderdale):
        mine = {"champion": champion, "team": calderdale}
        kept = ActivityFactory(date=TODAY - KEPT_FOR, **mine)
        ActivityFactory(date=TODAY - KEPT_FOR - timedelta(days=1), **mine)
        ActivityFactory(date=None, **mine)
        assert [entry["summary"] for entry in entries_of(champion).values()] == [kept.description]

    def test_nothing_of_another_team(self, museum, outsider):
        museum.navigators.add(outsider)
        assert entries_of(outsider) == {}

    def test_nothing_for_somebody_who_left_the_team(self, museum, champion):
        champion.memberships.all().delete()
        assert entries_of(champion) == {}

    def test_no_reference_unless_it_was_chosen(self, museum, champion):
        assert b"CAL-0" not in fetch(champion).content
        choose(champion, calendar_has_references=True)
        assert "With CAL-010, CAL-011, CAL-012" in entry_of(museum, champion)["description"]
        choose(champion)
        assert b"CAL-0" not in fetch(champion).content

    def test_no_reference_in_what_was_typed_unless_it_was_chosen(self, ask_mel, museum, champion):
        typed = {"description": "Trains with CAL-010", "place": "near CAL-011", "purpose": "For cal 112, by bus 508"}
        BeneficiaryFactory(reference="CAL-112", team=museum.team)
        Activity.objects.filter(pk=museum.pk).update(**typed)
        museum.checklist.tasks.filter(pk=ask_mel.task_id).update(
            text="Ask about CAL014", speak_to="the venue, Jo who drives CAL-015"
        )
        entry, talks = entry_of(museum, champion), talks_of(champion)
        said = "".join(f"{each[name]}" for each in [entry, *talks] for name in ("summary", "description"))
        assert "by bus 508" in said and not re.search("cal.?[01]1", f"{said}{entry['location']}", re.IGNORECASE)
        assert entry["summary"] == "Trains with a beneficiary"
        assert {str(talk["summary"]) for talk in talks} == {
            "Speak to the venue: near a beneficiary: Ask about a beneficiary (Trains with a beneficiary)",
            "Speak to Jo who drives a beneficiary: Ask about a beneficiary (Trains with a beneficiary)",
        }
        choose(champion, calendar_has_references=True, calendar_has_speak_by=True)
        assert entry_of(museum, champion)["summary"] == "Trains with CAL-010"
        assert all("Ask about CAL014 (Trains with CAL-010)" in talk["summary"] for talk in talks_of(champion))

    def test_only_references_that_i_may_see(self, museum, champion, leeds):
        museum.beneficiaries.add(BeneficiaryFactory(reference="LDS-001", team=leeds))
        choose(champion, calendar_has_references=True)
        assert b"CAL-010" in fetch(champion).content and b"LDS-001" not in fetch(champion).content

    def test_never_the_name_that_somebody_chose(self, museum, champion):
        Beneficiary.objects.update(known_as="Robin")
        choose(champion, calendar_has_references=True, calendar_has_speak_by=True)
        assert b"CAL-010" in fetch(champion).content and b"Robin" not in fetch(champion).content


@pytest.mark.django_db
class TestSpeakByDays:
    def test_are_all_day_entries_that_block_no_time(self, ask_mel, champion):
        [talk] = talks_of(champion)
        assert talk["summary"].startswith("Speak to Moira Tindall: Request cash")
        assert talk["summary"].endswith("(Trip to the industrial museum)")
        assert (talk.start, talk.end) == (date(2026, 10, 23), date(2026, 10, 24))
        assert talk["transp"] == "TRANSPARENT"
        assert "Speak to Moira Tindall by Friday 23 October 2026." in talk["description"]

    def test_are_left_out_unless_they_were_chosen(self, ask_mel, champion):
        choose(champion)
        assert talks_of(champion) == []

    def test_that_move_are_another_entry_and_the_old_one_goes(self, ask_mel, champion, lead_navigator):
        """A calendar leaves an entry as it is that comes again without a higher SEQUENCE."""
        [before] = talks_of(champion)
        assert talks_of(champion)[0]["uid"] == before["uid"]
        Leave.objects.create(user=lead_navigator, first_day=date(2026, 10, 22), last_day=date(2026, 10, 30))
        [after] = talks_of(champion)
        assert after["uid"] != before["uid"]
        assert after.start == date(2026, 10, 21)

    def test_go_once_they_were_spoken_to(self, ask_mel, champion, lead_navigator):
        Conversation.objects.create(
            step=ask_mel, colleague=lead_navigator, spoken_at="2026-10-14T08:00Z", spoken_by=champion
        )
        assert talks_of(champion) == []

    def test_go_once_the_step_is_done_the_day_has_gone_or_the_plan_is_called_off(self, ask_mel, museum, champion):
        with time_machine.travel("2026-10-24 10:00"):
            assert talks_of(champion) == []
        call_off_activity(activity=museum, learned="It rained.", by=champion)
        assert talks_of(champion) == []
        put_activity_back_on(activity=museum, by=champion)
        assert len(talks_of(champion)) == 1
        Step.objects.filter(pk=ask_mel.pk).update(state=State.DONE)
        assert talks_of(champion) == []

    def test_are_the_champions_alone(self, ask_mel, navigator):
        choose(navigator, calendar_has_speak_by=True)
        assert talks_of(navigator) == []

    def test_name_beneficiaries_by_choice_only_and_are_one_entry_until_then(self, ask_mel, museum, champion):
        museum.checklist.tasks.filter(pk=ask_mel.task_id).update(speak_to="the beneficiaries")
        [talk] = talks_of(champion)
        assert talk["summary"].startswith("Speak to a beneficiary: Request cash")
        assert b"CAL-0" not in fetch(champion).content
        choose(champion, calendar_has_speak_by=True, calendar_has_references=True)
        assert {str(talk["summary"])[:16] for talk in talks_of(champion)} == {
            "Speak to CAL-010", "Speak to CAL-011", "Speak to CAL-012",
        }  # fmt: skip


@pytest.mark.django_db
class TestAsking:
    def test_needs_no_signing_in_and_no_cookie(self, museum, champion):
        response = fetch(champion)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"] == "private, no-cache"
        assert not response.cookies

    def test_says_what_it_is_called_and_when_to_ask_again(self, museum, champion):
        feed = Calendar.from_ical(fetch(champion).content)
        assert feed["name"] == feed["x-wr-calname"] == "Activity planner"
        assert feed["refresh-interval"].dt == timedelta(hours=1)

    def test_is_the_same_to_the_byte_until_something_changes(self, museum, champion):
        choose(champion, calendar_has_speak_by=True)
        first = fetch(champion).content
        with time_machine.travel(f"{TODAY} 17:00"):
            assert fetch(champion).content == first

    def test_sends_nothing_again_that_the_calendar_has_already(self, museum, champion):
        first = fetch(champion)
        again = fetch(champion, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == first["Cache-Control"]

    @pytest.mark.parametrize("change", [{"place": "Bradford"}, {"version": 2}, {"starts_at": time(9)}])
    def test_sends_it_again_once_a_plan_changed(self, museum, champion, change):
        had = fetch(champion)["ETag"]
        Activity.objects.filter(pk=museum.pk).update(**change)
        again = fetch(champion, if_none_match=had)
        assert again.status_code == 200 and again["ETag"] != had

    def test_knows_what_the_calendar_has_though_it_came_made_smaller(self, museum, champion):
        small = fetch(champion, accept_encoding="gzip")
        assert small["Content-Encoding"] == "gzip"
        assert small["ETag"] == fetch(champion)["ETag"]
        assert fetch(champion, accept_encoding="gzip", if_none_match=small["ETag"]).status_code == 304

    def test_only_looks(self, museum, champion):
        assert Client().head(address_of(champion))["ETag"] == fetch(champion)["ETag"]
        for method in ("post", "put", "delete"):
            assert getattr(Client(), method)(address_of(champion)).status_code == 405


@pytest.mark.django_db
class TestTheAddress:
    def test_leads_nowhere_for_somebody_who_can_no_longer_sign_in(self, museum, champion):
        User.objects.filter(pk=champion.pk).update(is_active=False)
        assert fetch(champion).status_code == 404

    def test_leads_nowhere_once_it_was_renewed(self, museum, champion):
        old = address_of(champion)
        client = client_of(champion)
        client.post(reverse("teams:calendar_renew"))
        page = text_of(client.get(reverse("teams:account_detail")))
        champion.refresh_from_db()
        assert Client().get(old).status_code == 404
        assert f"http://testserver{address_of(champion)}" in page and old not in page
        assert fetch(champion).status_code == 200

    def test_says_the_same_of_an_address_that_was_and_of_one_that_never_was(self, museum, champion):
        old = address_of(champion)
        renew_address(user=champion)
        was, never = (Client().get(address) for address in (old, "/calendar/nobodys.ics"))
        assert was.content == never.content and champion.name not in text_of(was)

    def test_cannot_be_guessed_from_somebody_elses(self, champion, navigator):
        theirs = token_of(navigator).partition(".")[2]
        assert owner_of(f"{champion.pk}-1.{theirs}") is None
        assert len(theirs) >= 43

    def test_is_shown_to_its_owner_alone(self, champion, navigator):
        page = text_of(client_of(navigator).get(reverse("teams:account_detail")))
        assert address_of(navigator) in page and address_of(champion) not in page

    def test_is_told_to_no_other_site(self, champion):
        for response in (client_of(champion).get(reverse("teams:account_detail")), fetch(champion)):
            assert response["Referrer-Policy"] == "same-origin"

    def test_is_not_in_the_log(self, champion, caplog):
        address = address_of(champion)
        for method, status in (("post", 405), ("get", 404)):
            User.objects.filter(pk=champion.pk).update(is_active=status == 405)
            assert getattr(Client(), method)(address).status_code == status
        assert Client(enforce_csrf_checks=True).post(address).status_code == 403
        said = [Json().format(record) for record in caplog.records]
        assert len(said) >= 3
        assert all("calendar/<str:token>" in line and token_of(champion) not in line for line in said)


@pytest.mark.django_db
class TestOnMyAccount:
    @pytest.mark.parametrize("speak_by", [True, False])
    @pytest.mark.parametrize("references", [True, False])
    def test_i_choose_what_my_calendar_shows(self, champion, speak_by, references):
        choose(champion, calendar_has_speak_by=speak_by, calendar_has_references=references)
        assert (champion.calendar_has_speak_by, champion.calendar_has_references) == (speak_by, references)

    def test_choosing_changes_nothing_else_about_me(self, champion, navigator):
        client = client_of(champion)
        client.post(reverse("teams:calendar_change"), {"calendar_has_references": "on", "name": "X", "is_staff": "on"})
        champion.refresh_from_db()
        navigator.refresh_from_db()
        assert (champion.name, champion.is_staff, champion.calendar_number) == ("Ruby Oyelaran", False, 1)
        assert not navigator.calendar_has_references


@pytest.mark.django_db
@given(token=TYPED)
def test_an_address_that_nobody_was_given_leads_nowhere_and_breaks_nothing(token):
    assert owner_of(token) is None
    if "/" not in token:
        path = reverse("activities:calendar_feed", args=[token]) if token else "/calendar/.ics"
        assert Client().get(path).status_code == 404


def plan_of(**fields):
    plain = {"pk": 1, "version": 1, "is_called_off": False, "place": "", "purpose": "", "description": "Cook"}
    plain |= {"people": [], "get_absolute_url": lambda: "/activities/1/"}
    times = {"date": TODAY, "starts_at": None, "ends_at": None}
    return SimpleNamespace(**plain | times | fields)


def written(plan):
    """A plan's entry, after it was written and read again, and its lines."""
    entry = entry_of_plan(
        plan, stamp=datetime(2026, 10, 1, tzinfo=LONDON), site="https://planner.example", names_people=True
    )
    feed = calendar_of([entry])
    [read] = Calendar.from_ical(feed).walk("VEVENT")
    return read, feed


@given(
    day=st.sampled_from([AUTUMN, SPRING]) | st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    times=st.lists(CLOCK, min_size=1, max_size=2, unique=True).map(sorted),
)
@example(day=SPRING, times=[time(1, 30), time(2, 15)])
def test_an_entry_starts_when_the_plan_does_and_ends_after_it(day, times):
    starts_at, ends_at = [*times, None][:2]
    entry, _ = written(plan_of(date=day, starts_at=starts_at, ends_at=ends_at))
    assert entry.start.replace(tzinfo=None) == datetime.combine(day, starts_at)
    if "duration" in entry:
        assert entry.duration == timedelta(hours=1)
    else:
        assert entry.end.replace(tzinfo=None) == datetime.combine(day, ends_at)
        assert entry.end.timestamp() > entry.start.timestamp()


@given(description=TYPED, place=TYPED, purpose=TYPED)
@example(description="Look in C:\\New", place="\\N", purpose="")
def test_whatever_was_typed_breaks_no_line(description, place, purpose):
    entry, feed = written(plan_of(description=description, place=place, purpose=purpose))
    text = feed.decode()
    assert text.splitlines() == text.removesuffix("\r\n").split("\r\n")
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))
    assert entry["uid"].startswith("activity-1@")
    kept = {"summary": description, "location": place, "description": purpose}
    assert all(letters(words) == letters(entry.get(name, ""))[: len(letters(words))] for name, words in kept.items())


def letters(words):
    """Those characters that every calendar can show."""
    return [character for character in words if character.isalnum()]
