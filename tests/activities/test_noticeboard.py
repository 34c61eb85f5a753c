"""The noticeboard: what stands on it, and that nobody who is supported ever does."""

import logging
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activities.actions import call_off_activity, put_on_board, say_of_day, switch_screen
from activities.models import Activity, Noticeboard, RegularActivity
from activities.noticeboard import MOST_LINES, SIGNS, Entry, in_lines, sign_of, size_of
from activities.noticeboard_search import board_of, entries_between
from activities.recurrence import Said
from activities.screen_address import board_shown_at, screen_token_of
from beneficiaries import references
from tests.factories import ActivityFactory, BeneficiaryFactory, RegularActivityFactory, TeamFactory
from tests.helpers import TODAY, client_of, text_of, words_of
from wyfi_coproduction.logs import Json

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 10, 16)
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def meditation(calderdale, champion):
    """Every Friday at 10.30, on Calderdale's board."""
    return RegularActivityFactory(description="Mindful meditation", team=calderdale, added_by=champion)


@pytest.fixture
def craft(calderdale, champion):
    """A plan on the board, next Wednesday."""
    return ActivityFactory(
        description="Craft café", kind="group", place="The arches", date=date(2026, 10, 21), starts_at=time(14),
        team=calderdale, champion=champion, is_on_board=True,
    )  # fmt: skip


@pytest.fixture
def screen(calderdale):
    switch_screen(team=calderdale, is_on=True)
    return reverse("activities:board_screen", args=[screen_token_of(board_of(calderdale))])


def month_of(user, team, **query):
    return client_of(user).get(reverse("activities:noticeboard_month", args=[team.pk]), query)


def poster_of(user, team, **query):
    return client_of(user).get(reverse("activities:noticeboard_poster", args=[team.pk]), query)


def mark(user, plan, show):
    return client_of(user).post(reverse("activities:board_mark", args=[plan.pk]), {"show": show}, follow=True)


def shown(team, days=OCTOBER):
    return [(entry.day.day, entry.description) for entry in entries_between(team, *days)]


class TestWhatIsOnIt:
    def test_plans_that_somebody_put_there_and_what_is_regular_by_day(self, champion, calderdale, meditation, craft):
        ActivityFactory(description="Not for everybody", kind="group", team=calderdale, date=date(2026, 10, 21))
        RegularActivityFactory(team=TeamFactory(name="Leeds"))
        assert shown(calderdale) == [
            (16, "Mindful meditation"), (21, "Craft café"), (23, "Mindful meditation"), (30, "Mindful meditation"),
        ]  # fmt: skip
        for page in (month_of(champion, calderdale), poster_of(champion, calderdale)):
            assert "Craft café" in text_of(page) and "Mindful meditation" in text_of(page)
            assert "Not for everybody" not in text_of(page)
        assert "Not for everybody" not in text_of(month_of(champion, calderdale, month="2026-11"))

    def test_a_plan_for_a_day_of_something_regular_takes_its_place(self, calderdale, meditation, champion):
        made = {"regular": meditation, "regular_day": FRIDAY, "team": calderdale, "champion": champion}
        plan = ActivityFactory(description="Meditation with tea", kind="group", date=FRIDAY, **made)
        assert (16, "Mindful meditation") in shown(calderdale)
        put_on_board(activity=plan)
        assert shown(calderdale)[0] == (16, "Meditation with tea") and len(shown(calderdale)) == 3

    @pytest.mark.parametrize("moved_to", [None, date(2026, 10, 19)], ids=["without a date", "another day"])
    def test_where_that_plan_moved_or_is_off_nobody_finds_a_closed_door(
        self, calderdale, meditation, champion, moved_to
    ):
        made = {"regular": meditation, "regular_day": FRIDAY, "team": calderdale, "champion": champion}
        plan = ActivityFactory(kind="group", date=moved_to, **made)
        assert [day for day, _ in shown(calderdale)] == [23, 30]
        Activity.objects.filter(pk=plan.pk).update(date=FRIDAY)
        assert [day for day, _ in shown(calderdale)] == [16, 23, 30]
        call_off_activity(activity=plan, learned="", by=champion)
        assert [day for day, _ in shown(calderdale)] == [23, 30]
        assert "The plan for that day is called off." in text_of(month_of(champion, calderdale))

    def test_a_plan_that_is_called_off_is_off_the_board(self, calderdale, craft, champion):
        call_off_activity(activity=craft, learned="Rain", by=champion)
        assert shown(calderdale) == []
        assert "called off" in text_of(mark(champion, craft, "yes"))

    def test_days_that_are_off_or_moved(self, calderdale, meditation, champion):
        say_of_day(regular=meditation, day=FRIDAY, what=Said.OFF, moved_to=None, why="Painting", by=champion)
        moved_to = date(2026, 10, 22)
        say_of_day(
            regular=meditation, day=date(2026, 10, 23), what=Said.MOVED, moved_to=moved_to, why="Flu", by=champion
        )
        assert [day for day, _ in shown(calderdale)] == [22, 30]
        page = text_of(month_of(champion, calderdale))
        assert "It is not on that day. Painting" in page and "Moved here from Friday 23 October 2026. Flu" in page
        assert "Painting" not in text_of(poster_of(champion, calderdale))

    def test_a_bank_holiday_is_asked_about_and_answered_by_a_press(self, calderdale, meditation, champion):
        december = {"month": "2026-12"}
        page = text_of(month_of(champion, calderdale, **december))
        assert "Bank holiday: is it on?" in page and "Christmas Day" in page
        assert "25: bank holiday, ask first" in text_of(poster_of(champion, calderdale, **december))
        answer = reverse("activities:regular_day", args=[meditation.pk, date(2026, 12, 25)])
        client_of(champion).post(answer, {"what": "off"})
        assert "Bank holiday" not in text_of(month_of(champion, calderdale, **december))
        assert (25, "Mindful meditation") not in shown(calderdale, (date(2026, 12, 1), date(2026, 12, 31)))
        client_of(champion).post(answer, {"what": "on"})
        assert (25, "Mindful meditation") in shown(calderdale, (date(2026, 12, 1), date(2026, 12, 31)))

    def test_an_empty_month_and_somebody_in_no_team(self, champion, calderdale, admin):
        assert "Nothing is on the board in October yet." in text_of(month_of(champion, calderdale))
        assert "Nothing is planned yet." in text_of(poster_of(champion, calderdale))
        page = client_of(admin).get(reverse("activities:noticeboard_own"), follow=True)
        assert words_of(page) == ["You are not in a team yet. Ask an admin to add you to one."]

    def test_it_opens_with_ones_own_team_and_a_coordinator_chooses_among_all(self, coordinator, champion, calderdale):
        home = client_of(champion).get(reverse("activities:noticeboard_own"))
        assert home.url == reverse("activities:noticeboard_month", args=[calderdale.pk])
        assert 'aria-label="Team"' not in text_of(client_of(champion).get(home.url))
        assert "Calderdale</a>" in text_of(
            client_of(coordinator).get(reverse("activities:noticeboard_own"), follow=True)
        )


class TestNobodySupportedIsOnIt:
    REFERENCES = ["CAL-014", "cal-014", "cal 014", "cal014", "CAL – 014", "xyz-999"]

    @pytest.fixture(autouse=True)
    def robin(self, calderdale):
        return BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)

    @pytest.mark.parametrize("written", REFERENCES)
    def test_wherever_a_reference_stands_the_board_the_poster_and_the_screen_leave_it_out(
        self, calderdale, champion, robin, meditation, craft, screen, written
    ):
        """Even where it got past the forms, as from before a person had that reference."""
        said = {"description": f"Tea with {written}", "purpose": written, "outcomes": written}
        Activity.objects.filter(pk=craft.pk).update(**said)
        craft.beneficiaries.add(robin)
        other = ActivityFactory(kind="group", place=f"Near {written}’s", team=calderdale, champion=champion)
        Activity.objects.filter(pk=other.pk).update(is_on_board=True, date=TODAY)
        RegularActivity.objects.filter(pk=meditation.pk).update(place=written)
        assert shown(calderdale) == []
        for page in (poster_of(champion, calderdale), client_of(champion).get(screen)):
            page = text_of(page)
            assert written not in page and "014" not in page and "Robin" not in page and champion.name not in page
        assert "looks like somebody’s reference" in text_of(month_of(champion, calderdale))

    def test_people_on_a_plan_and_private_words_are_on_no_public_page(
        self, calderdale, champion, robin, craft, meditation, screen
    ):
        Activity.objects.filter(pk=craft.pk).update(purpose="Secret purpose", outcomes="Secret outcome")
        craft.beneficiaries.add(robin)
        for address in (poster_of(champion, calderdale), client_of(champion).get(screen)):
            page = text_of(address)
            assert "Craft café" in page
            for private in ("CAL-014", "Robin", "Secret", "Ruby", "Oyelaran", f"/activities/{craft.pk}/"):
                assert private not in page

    @pytest.mark.parametrize("written", REFERENCES)
    def test_a_plan_that_names_one_is_not_put_on_it(self, champion, calderdale, written):
        plan = ActivityFactory(description=f"Gym with {written}", kind="group", team=calderdale, champion=champion)
        assert "Everybody can read the noticeboard. Please take" in words_of(mark(champion, plan, "yes"))[0]
        assert not Activity.objects.get(pk=plan.pk).is_on_board

    @pytest.mark.parametrize("harmless", ["Bus 508 to the sea", "Party for May 2026", "Room 101", "Covid-19 talk"])
    def test_a_bus_a_year_and_a_room_are_no_reference(self, champion, calderdale, harmless):
        plan = ActivityFactory(description=harmless, kind="group", team=calderdale, champion=champion)
        assert words_of(mark(champion, plan, "yes")) == ["It is on the noticeboard."]

    def test_a_name_that_somebody_on_the_plan_chose_is_asked_about(self, champion, calderdale, robin):
        words = {"description": "Robin’s birthday", "kind": "group"}
        plan = ActivityFactory(team=calderdale, champion=champion, beneficiaries=[robin], **words)
        assert "Is that somebody’s name?" in words_of(mark(champion, plan, "yes"))[1]
        mark(champion, plan, "no")
        plan.participations.update(invitation="withdrawn")
        assert words_of(mark(champion, plan, "yes")) == ["It is on the noticeboard."]

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("one-to-one", "One-to-one plans are never on the noticeboard."),
            ("", "Say what kind of activity it is first"),
        ],
    )
    def test_one_to_one_plans_are_never_on_it(self, champion, calderdale, kind, words):
        plan = ActivityFactory(kind=kind, team=calderdale, champion=champion)
        assert words_of(mark(champion, plan, "yes"))[0].startswith(words)
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=plan.pk).update(is_on_board=True)

    def test_a_plan_on_the_board_refuses_a_reference_and_leaves_it_when_it_becomes_one_to_one(
        self, champion, craft, calderdale
    ):
        typed = {
            "description": "Craft with CAL-014", "date": craft.date, "kind": "group", "opened_version": 1,
            "clash_reason": "fine",
        }  # fmt: skip
        address = reverse("activities:activity_edit", args=[craft.pk])
        page = client_of(champion).post(address, typed)
        assert "Please take CAL-014 out" in text_of(page) and "Craft with CAL-014" in text_of(page)
        client_of(champion).post(address, typed | {"description": "Craft", "kind": "one-to-one"})
        craft.refresh_from_db()
        assert (craft.kind, craft.is_on_board) == ("one-to-one", False)
        assert shown(calderdale) == []

    def test_pressing_twice_does_no_harm_and_a_copy_starts_off_the_board(self, champion, craft):
        for _ in range(2):
            assert words_of(mark(champion, craft, "yes")) == ["It is on the noticeboard."]
        for _ in range(2):
            assert words_of(mark(champion, craft, "no")) == ["It is off the noticeboard."]
        assert not Activity.objects.get(pk=craft.pk).is_on_board


class TestOnAScreen:
    def test_everybody_with_the_address_sees_this_week_and_next_and_not_what_is_over(
        self, client, calderdale, meditation, craft, screen
    ):
        early = {"starts_at": time(9), "ends_at": time(9, 45)}
        over = ActivityFactory(description="Early swim", kind="group", team=calderdale, date=TODAY, **early)
        Activity.objects.filter(pk=over.pk).update(is_on_board=True)
        page = client.get(screen)
        assert [week["number"] for week in page.context["weeks"]] == [1, 2]
        assert "Early swim" not in text_of(page) and "Ask any champion" in text_of(page)
        assert page["Refresh"] == "300" and "Refresh" not in client.get(screen, {"still": ""})
        assert page["X-Robots-Tag"] == "noindex, nofollow" and page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"] and "csrftoken" not in page.cookies

    def test_a_new_address_ends_the_old_one_and_switching_off_ends_both(self, client, champion, calderdale, screen):
        change = reverse("activities:noticeboard_screen_change", args=[calderdale.pk])
        team = client_of(champion)
        team.post(change, {"screen": "new"})
        new = reverse("activities:board_screen", args=[screen_token_of(board_of(calderdale))])
        assert (client.get(screen).status_code, client.get(new).status_code) == (404, 200)
        assert new in text_of(team.get(reverse("activities:noticeboard_screen", args=[calderdale.pk])))
        for do in ("off", "on"):
            team.post(change, {"screen": do})
            assert client.get(new).status_code == 404
        team.post(change, {"screen": "on"})
        assert Noticeboard.objects.get().screen_number == 5

    @pytest.mark.parametrize("wrong", ["", "x", "1-1", "1-1.x", "9" * 400, "1-2-3", "é"])
    def test_a_wrong_address_leads_nowhere(self, client, screen, wrong):
        assert board_shown_at(wrong) is None
        assert client.get(f"/board/{wrong}/").status_code == 404
        assert client.get(screen[:-3] + "xx/").status_code == 404

    def test_nothing_secret_is_in_the_database_and_nothing_in_the_log(self, screen):
        token = screen.split("/")[2]
        assert not any(token.split(".")[1] in f"{value}" for value in Noticeboard.objects.values_list().get())
        record = logging.LogRecord("django.request", logging.WARNING, "x", 1, "Not Found: %s", (screen,), None)
        assert token not in Json().format(record)


class TestWhomToAsk:
    def test_a_team_keeps_its_own_line_and_an_empty_one_says_any_champion(self, champion, calderdale, screen, client):
        address = reverse("activities:noticeboard_ask", args=[calderdale.pk])
        saved = client_of(champion).post(address, {"ask": "Ask at the front desk", "opened_version": 1}, follow=True)
        assert words_of(saved) == ["Saved. The poster says it from now on."]
        assert "Ask at the front desk" in text_of(client.get(screen))
        client_of(champion).post(address, {"ask": "", "opened_version": 2})
        assert "Ask any champion" in text_of(client.get(screen))

    def test_a_reference_a_long_line_and_a_stale_one_are_said_plainly(self, champion, calderdale):
        address = reverse("activities:noticeboard_ask", args=[calderdale.pk])
        page = client_of(champion).post(address, {"ask": "Ask CAL-014", "opened_version": 1})
        assert "Please take CAL-014 out" in text_of(page)
        page = client_of(champion).post(address, {"ask": "x" * 121, "opened_version": 1})
        assert "There is room for 120 characters" in text_of(page)
        client_of(champion).post(address, {"ask": "First", "opened_version": 1})
        page = client_of(champion).post(address, {"ask": "Second", "opened_version": 1})
        assert "This line was saved while you had it open" in text_of(page)
        assert "First" in text_of(page) and "Second" in text_of(page)


def entry(day, **fields):
    return Entry(**{"starts_at": time(10), "ends_at": None, "description": "Tea", "place": ""} | fields, day=day)


@given(st.lists(st.tuples(st.integers(1, 31), st.none() | st.integers(1, 12)), max_size=80), st.integers(1, 31))
def test_a_poster_holds_the_nearest_each_once_and_says_how_many_it_left_out(days, today):
    entries = [
        entry(date(2026, 10, day), regular=regular, description=f"{row}") for row, (day, regular) in enumerate(days)
    ]
    lines, left_out = in_lines(entries, today=date(2026, 10, today))
    assert len(lines) <= MOST_LINES and (left_out == 0 or len(lines) == MOST_LINES)
    on_it = [each for line in lines for each in line.entries]
    assert len(set(on_it)) == len(on_it) and all(len({e.day.weekday() for e in line.entries}) == 1 for line in lines)
    if left_out == 0:
        assert set(on_it) == set(entries)
    firsts = [line.first.order for line in lines]
    assert firsts == sorted(firsts)
    kept_over = any(all(each.day.day < today for each in line.entries) for line in lines)
    assert not (left_out and kept_over) or len([e for e in entries if e.day.day >= today]) < len(entries)


def test_something_regular_is_a_line_for_its_weekday():
    fridays = [entry(date(2026, 10, day), regular=1) for day in (2, 9, 16)]
    moved = entry(date(2026, 10, 22), regular=1, note="bank holiday, ask first")
    [line, single], _ = in_lines([*fridays, moved], today=TODAY)
    assert (line.weekday, line.days, line.notes) == ("Fridays", "2, 9 and 16", "")
    assert (single.weekday, single.days, single.notes) == ("Thu", "22", "bank holiday, ask first")


def test_fewer_lines_are_larger():
    sizes = [size_of(number) for number in range(MOST_LINES + 1)]
    assert list(dict.fromkeys(sizes)) == ["few", "some", "many", "most", "full"]


@pytest.mark.parametrize(
    ("words", "sign"),
    [("Cook and eat: soup", "pot"), ("Mindful meditation", "sun"), ("Something else", "stones"), ("Choir", "note")],
)
def test_a_picture_goes_with_the_words(words, sign):
    assert sign_of(words) == sign
    assert sign_of(words, about="gardening") == "sprout"


@pytest.mark.parametrize("sign", [*SIGNS, "stones"])
def test_every_picture_is_drawn(sign, settings):
    assert f'<symbol id="{sign}"' in (settings.BASE_DIR / "static/img/board.svg").read_text()


@given(st.text(max_size=60), st.from_regex(references.SHAPE, fullmatch=True), st.text(max_size=60))
def test_a_reference_with_its_dash_is_found_in_any_words(before, reference, after):
    assert reference in references.find(f"{before} {reference} {after}").sure


@pytest.mark.parametrize(("hour", "is_over"), [(11, False), (12, True)])
@pytest.mark.parametrize("day", [date(2026, 10, 24), date(2026, 10, 25), date(2027, 3, 28)])
def test_what_ends_at_noon_is_over_at_noon_in_summer_and_in_winter(day, hour, is_over):
    with time_machine.travel(datetime.combine(day, time(hour)), tick=False):
        at = datetime.combine(day, time(hour))
        assert entry(day, ends_at=time(12)).is_over(at) == is_over
        assert entry(day - timedelta(days=1)).is_over(at)
