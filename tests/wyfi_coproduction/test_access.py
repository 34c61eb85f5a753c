"""Who may open what: every address × every role × own team / other team, made from the table of addresses itself."""

from uuid import uuid4

import pytest
from django.contrib import admin as django_admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from activities.models import HazardLibrary, MileageRate
from activities.screen_address import screen_token_of
from beneficiaries.models import MilestoneKind, SubjectRequest
from beneficiaries.profile import Part, SharedWith
from checklist.models import Template
from teams.calendar_address import token_of
from teams.models import Role
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    BudgetFactory,
    ContactFactory,
    ExportFactory,
    HazardFactory,
    InterestFactory,
    MilestoneFactory,
    NoticeboardFactory,
    ProfileEntryFactory,
    ReflectionFactory,
    RegularActivityFactory,
    TopicFactory,
    UploadFactory,
    VenueFactory,
    person,
)
from tests.helpers import client_of

pytestmark = pytest.mark.django_db

OPEN, FOUND, ELSEWHERE, REFUSED, WRONG_METHOD, GONE = "open", 200, 302, 403, 405, 404

# Anybody may open these without signing in.
PUBLIC = {
    "healthz",
    "readyz",
    # A calendar cannot sign in: what nobody can guess stands in the address.
    "activities:calendar_feed",
    # Nor can the screen in an office.
    "activities:board_screen",
    # Nor does somebody who answers from home.
    "activities:say",
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# Everyone who is signed in may open these; they show one's own things, or nobody's.
OWN = {
    "activities:week": FOUND,
    "activities:activity_list": FOUND,
    "activities:activity_plan": FOUND,
    "activities:people_offer": WRONG_METHOD,
    "activities:clash_list": WRONG_METHOD,
    "activities:blank_print": FOUND,
    "activities:speak_to_list": FOUND,
    "activities:review": FOUND,
    # There only while one's own phone is handed over.
    "activities:feedback_give": GONE,
    "activities:feedback_take_back": GONE,
    "activities:diary": FOUND,
    "activities:reflection_list": FOUND,
    "activities:reflection_write": FOUND,
    "activities:reflection_collect": FOUND,
    "activities:topic_list": FOUND,
    "activities:topic_new": FOUND,
    "activities:noticeboard_own": ELSEWHERE,
    "activities:money_list": FOUND,
    "activities:venue_list": FOUND,
    "activities:venue_add": FOUND,
    "beneficiaries:beneficiary_list": FOUND,
    "beneficiaries:beneficiary_find": FOUND,
    "activities:keeping_in_touch": FOUND,
    "activities:contact_list": FOUND,
    "activities:contact_choose": FOUND,
    "activities:working_days": FOUND,
    "reports:report_detail": FOUND,
    "reports:pack_detail": FOUND,
    "reports:export_ask": WRONG_METHOD,
    "reports:rows_list": FOUND,
    "teams:account_detail": FOUND,
    "teams:calendar_change": WRONG_METHOD,
    "teams:calendar_renew": WRONG_METHOD,
    "teams:reminders_change": WRONG_METHOD,
    "teams:session_end": WRONG_METHOD,
    "account_logout": FOUND,
    "account_reauthenticate": FOUND,
    "account_change_password": FOUND,
    "account_set_password": ELSEWHERE,
    # Steps of a sign-in that has begun, for whoever is not signed in yet.
    "account_confirm_login_code": ELSEWHERE,
    "mfa_authenticate": ELSEWHERE,
    "mfa_login_webauthn": ELSEWHERE,
    "mfa_index": FOUND,
    # First asks whether it is still you.
    "mfa_reauthenticate": ELSEWHERE,
    "mfa_reauthenticate_webauthn": ELSEWHERE,
    "mfa_add_webauthn": ELSEWHERE,
    "mfa_edit_webauthn": ELSEWHERE,
    "mfa_remove_webauthn": ELSEWHERE,
    "mfa_activate_totp": ELSEWHERE,
    "mfa_generate_recovery_codes": ELSEWHERE,
    # Only for whoever has one.
    "mfa_deactivate_totp": GONE,
    "mfa_view_recovery_codes": GONE,
}
# These belong to a team: out of sight of every other team.
OF_A_TEAM = {
    "activities:activity_detail": FOUND,
    "activities:activity_print": FOUND,
    "activities:activity_edit": FOUND,
    "activities:plan_people_offer": WRONG_METHOD,
    "activities:plan_clash_list": WRONG_METHOD,
    "activities:activity_copy": FOUND,
    "activities:activity_move": FOUND,
    "activities:activity_call_off": FOUND,
    "activities:activity_put_back_on": WRONG_METHOD,
    "activities:step_mark": WRONG_METHOD,
    "activities:talk_mark": WRONG_METHOD,
    "activities:days_follow": WRONG_METHOD,
    "activities:message_send": FOUND,
    "activities:payment_list": FOUND,
    "activities:payment_add": FOUND,
    "activities:payment_take_back": WRONG_METHOD,
    "activities:mileage_claim": FOUND,
    "activities:mileage_take_back": WRONG_METHOD,
    "activities:speak_to_message": FOUND,
    "activities:money_detail": FOUND,
    "activities:money_estimate": FOUND,
    # What is not open yet leads back to where the money is.
    "activities:money_decide": ELSEWHERE,
    "activities:money_answer": ELSEWHERE,
    "activities:money_hand_over": ELSEWHERE,
    "activities:money_spent": ELSEWHERE,
    "activities:money_bring_back": ELSEWHERE,
    "activities:money_withdraw": WRONG_METHOD,
    "activities:money_close": WRONG_METHOD,
    "activities:money_correct": GONE,
    "activities:money_print": FOUND,
    "activities:money_printed": WRONG_METHOD,
    "activities:task_add": FOUND,
    "activities:task_detail": FOUND,
    "activities:task_remove": WRONG_METHOD,
    "activities:register_detail": FOUND,
    "activities:register_mark": WRONG_METHOD,
    "activities:register_everybody": WRONG_METHOD,
    "activities:register_others": WRONG_METHOD,
    "activities:invitation_list": FOUND,
    "activities:invitation_mark": WRONG_METHOD,
    "activities:invitation_reminded": WRONG_METHOD,
    "activities:invitation_card": FOUND,
    "activities:invitation_print": FOUND,
    "activities:invitation_labels": FOUND,
    "activities:interest_talk_list": FOUND,
    "activities:interest_talk_mark": WRONG_METHOD,
    "activities:who_might_like": FOUND,
    "activities:who_might_like_add": WRONG_METHOD,
    "activities:might_like": FOUND,
    "activities:other_guest_list": FOUND,
    "activities:other_guest_mark": WRONG_METHOD,
    "activities:day_pack": FOUND,
    "activities:day_pack_edit": FOUND,
    "activities:plan_lesson_add": FOUND,
    "activities:feedback_detail": FOUND,
    # Nobody is asked before the day.
    "activities:feedback_add": ELSEWHERE,
    "activities:feedback_print": FOUND,
    "activities:feedback_hand_over": WRONG_METHOD,
    "activities:feedback_undo": WRONG_METHOD,
    "activities:write_up": FOUND,
    "activities:venue_choose": FOUND,
    "activities:booking_edit": FOUND,
    "activities:set_up": FOUND,
    "activities:risk_detail": FOUND,
    "activities:risk_start": FOUND,
    "activities:hazard_add": FOUND,
    "activities:hazard_edit": FOUND,
    "activities:hazard_keep": WRONG_METHOD,
    "activities:individual_risks": FOUND,
    "activities:risk_ask": WRONG_METHOD,
    "activities:risk_sign": WRONG_METHOD,
    "activities:risk_print": FOUND,
    "activities:noticeboard_month": FOUND,
    "activities:noticeboard_poster": FOUND,
    "activities:noticeboard_ask": FOUND,
    "activities:noticeboard_screen": FOUND,
    "activities:noticeboard_screen_change": WRONG_METHOD,
    "activities:regular_add": FOUND,
    "activities:regular_edit": FOUND,
    "activities:regular_day": FOUND,
    "activities:regular_plan": FOUND,
    "activities:board_mark": WRONG_METHOD,
    "activities:topic_detail": FOUND,
    "activities:topic_edit": FOUND,
    "activities:topic_ask": WRONG_METHOD,
    "activities:topic_link": WRONG_METHOD,
    "activities:topic_answered": WRONG_METHOD,
    "activities:topic_voice_add": FOUND,
    "activities:topic_voice_take_back": WRONG_METHOD,
    "activities:topic_card_print": FOUND,
    "activities:topic_done": FOUND,
    "activities:topic_sheet_print": FOUND,
    "activities:lone_working": FOUND,
    "activities:lone_working_remove": WRONG_METHOD,
    "activities:check_in": WRONG_METHOD,
    "activities:beneficiary_detail": FOUND,
    "activities:person_reason": FOUND,
    "activities:beneficiary_plans": FOUND,
    "activities:beneficiary_payments": FOUND,
    "activities:profile_edit": FOUND,
    "activities:profile_older": FOUND,
    "activities:profile_print": FOUND,
    # What was not told to them is not there.
    "activities:profile_take_away": GONE,
    "activities:appointment_list": FOUND,
    "activities:appointment_add": FOUND,
    "activities:appointment_remove": WRONG_METHOD,
    "activities:contact_add": FOUND,
    "activities:contact_take_back": WRONG_METHOD,
    "activities:line_page": FOUND,
    "activities:milestone_add": FOUND,
    "activities:photographs": FOUND,
    "activities:photographs_answer": WRONG_METHOD,
    "activities:plan_photographs": FOUND,
    "activities:safeguarding": FOUND,
    "activities:safeguarding_take_back": WRONG_METHOD,
}
# The directory of places is shared by everybody who is in a team.
SHARED = {
    "activities:venue_detail": FOUND,
    "activities:venue_edit": FOUND,
    "activities:venue_facts": FOUND,
    "activities:venue_risk_assessment": FOUND,
    "activities:room_add": FOUND,
    "activities:lesson_add": FOUND,
}
# Working days are kept by their owner, by coordinators and by admins: out of sight of everyone else.
KEPT = {
    "activities:colleague_list": FOUND,
    "activities:working_days_of": FOUND,
    "activities:leave_add": FOUND,
    "activities:leave_remove": WRONG_METHOD,
    "activities:pattern_change": FOUND,
    "activities:pattern_remove": WRONG_METHOD,
}
# The file of a period is for those who keep the accounts: coordinators, and holders of a team's budget.
ACCOUNTED = {"activities:finance": FOUND}
# What somebody asked to be told of what is held is answered by coordinators.
OF_COORDINATORS = {
    "activities:subject_access_list": FOUND,
    "activities:subject_access_add": FOUND,
    "activities:subject_access_turn": FOUND,
    "activities:subject_access_held": FOUND,
}
# A plan is answered by those who answer for somebody on it: a navigator of theirs, and the team's lead navigator.
ANSWERED = {"activities:review_answer": FOUND}
# What helps somebody is written by whoever answers for them, and by a coordinator.
OF_ONE_PERSON = {"activities:support_change": FOUND}
# Who looked at what is held of somebody is read by the same.
LOOKED = {"activities:person_trail": FOUND}
# A contact or a milestone is put right by whoever wrote it down, and by a coordinator.
WRITTEN = {"activities:contact_edit": FOUND, "activities:milestone_take_back": FOUND}
# What somebody told is let go by whoever wrote it down, by those who answer for them, and by a coordinator.
TOLD = {"activities:reflection_edit": FOUND, "activities:reflection_take_back": FOUND}
# A file is seen by whoever brought it, and by whoever sees what it belongs to.
BROUGHT = {"activities:upload_open": FOUND}
# A long file is seen by whoever asked for it.
ASKED_FOR = {"reports:export_detail": FOUND, "reports:export_file": FOUND}
ROLES_OF_THE_TEAM = [Role.CHAMPION, Role.NAVIGATOR, Role.LEAD_NAVIGATOR]


def named_addresses(resolver=None, prefix=""):
    """The name of every address in the product, with its namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from named_addresses(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"


ADMIN = sorted(name for name in named_addresses() if name.startswith("admin:") and name != "admin:None")
OF_ONE_THING = ("_change", "_delete", "_history", "_next", "_use")
# What Django admin answers to an admin who only looks, where that is not a page.
ADMIN_EXCEPTIONS = {
    # Nobody deletes, and history is only ever read.
    "admin:admin_logentry_add": REFUSED,
    "admin:admin_logentry_delete": REFUSED,
    "admin:activities_budget_delete": REFUSED,
    "admin:activities_hazardlibrary_delete": REFUSED,
    "admin:beneficiaries_beneficiary_delete": REFUSED,
    "admin:activities_mileagerate_delete": REFUSED,
    "admin:beneficiaries_milestonekind_delete": REFUSED,
    # Interests come from people.
    "admin:beneficiaries_interest_add": REFUSED,
    "admin:beneficiaries_interest_delete": REFUSED,
    "admin:teams_team_delete": REFUSED,
    "admin:teams_user_delete": REFUSED,
    # A version that was in use never changes; the next one starts from its page.
    "admin:checklist_template_add": REFUSED,
    "admin:checklist_template_delete": REFUSED,
    # The yes to a file that was looked at.
    "admin:beneficiaries_beneficiary_process_import": WRONG_METHOD,
    "admin:teams_user_process_import": WRONG_METHOD,
}
PRODUCT = sorted(name for name in named_addresses() if not name.startswith("admin:"))
BOARD_STARTS = ("activities:noticeboard_", "activities:regular_", "activities:board_screen")
BOARD = {name for name in PRODUCT if name.startswith(BOARD_STARTS)} - {"activities:noticeboard_own"}

TOPIC = {name for name in PRODUCT if name.startswith("activities:topic_")} - set(OWN)


@pytest.fixture
def plan(calderdale):
    robin = BeneficiaryFactory(reference="CAL-014", team=calderdale)
    plan = ActivityFactory(team=calderdale, beneficiaries=[robin], venue=VenueFactory())
    HazardFactory(assessment__activity=plan)
    return plan


def written_address(name, plan):
    """The address itself, filled in with what the plan's champion wrote down of its person."""
    factory = {"activities:contact_edit": ContactFactory, "activities:milestone_take_back": MilestoneFactory}[name]
    return reverse(name, args=["CAL-014", factory(beneficiary=plan.beneficiaries.get(), by=plan.champion).pk])


def address_of(name, plan):
    """The address itself, filled in with one plan and one person of Calderdale."""
    if name in ("reports:rows_list", "reports:export_ask"):
        return reverse(name, args=["attendance"])
    if name in OF_COORDINATORS:
        return subject_access_address(name, plan.beneficiaries.get(), plan.champion)
    if name in ASKED_FOR:
        return reverse(name, args=[ExportFactory(by=plan.champion).pk])
    if name in TOPIC:
        return topic_address(name, plan.team)
    return board_address(name, plan.team) if name in BOARD else plan_address(name, plan)


def subject_access_address(name, somebody, by):
    """The address itself, filled in with what one person asked."""
    if name.endswith(("_list", "_add")):
        return reverse(name)
    asked, _ = SubjectRequest.objects.get_or_create(beneficiary=somebody, asked_on="2026-05-01", by=by)
    return reverse(name, args=[asked.pk, *["answered"] * name.endswith("_turn")])


def topic_address(name, team):
    """The address itself, filled in with a topic of one team."""
    topic = team.topics.first() or TopicFactory(team=team)
    of_one_answer, of_one_person = name.endswith("voice_take_back"), name.endswith(("_link", "_answered"))
    return reverse(name, args=[topic.pk, *[uuid4()] * of_one_answer, *[1] * of_one_person])


def plan_address(name, plan):
    if name == "activities:calendar_feed":
        return reverse(name, args=[token_of(plan.champion)])
    if name == "activities:upload_open":
        return UploadFactory(added_by=plan.champion).get_absolute_url()
    if name == "activities:speak_to_message":
        return reverse(name, args=[plan.champion.pk])
    if name in SHARED:
        return reverse(name, args=[plan.venue_id])
    if name.startswith("activities:hazard_") and name != "activities:hazard_add":
        return reverse(name, args=[plan.pk, plan.risk_assessment.hazards.get().pk])
    task = plan.checklist.tasks.first()
    for arguments in (
        [],
        [plan.pk],
        [plan.pk, task.pk],
        [plan.pk, "tell"],
        [plan.pk, "costs"],
        [plan.pk, "CAL-014"],
        ["CAL-014"],
        ["CAL-014", 1],
        ["1-abc", "set-password"],
    ):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"Say how to fill in the address “{name}”.")


def board_address(name, team):
    """The address itself, filled in with one team and something regular of theirs."""
    if name == "activities:board_screen":
        return reverse(name, args=[screen_token_of(NoticeboardFactory(team=team))])
    if name.startswith("activities:noticeboard_") or name == "activities:regular_add":
        return reverse(name, args=[team.pk])
    regular = team.regular_activities.first() or RegularActivityFactory(team=team)
    return reverse(name, args=[regular.pk] if name == "activities:regular_edit" else [regular.pk, regular.first_day])


def get(user, name, plan):
    return client_of(user).get(address_of(name, plan))


def answers(client, names, plan, method="get"):
    """What one browser is answered at each of these addresses, by its name."""
    return {name: getattr(client, method)(address_of(name, plan)) for name in names}


def statuses(responses):
    return {name: response.status_code for name, response in responses.items()}


def found_out(responses, words):
    """The addresses that answered as if there were something, or with these words."""
    nothing = {GONE, WRONG_METHOD}
    return [
        name
        for name, response in responses.items()
        if response.status_code not in nothing or words in response.content.decode()
    ]


SECRET = "zephyrwort"


def tell_in_trust(plan, writer, shared_with):
    """Somebody says a word for every part of their profile, and said it before, and agrees to tell few."""
    for part in Part:
        told = {"words": f"{SECRET} {part}", "shared_with": shared_with, "written_by": writer}
        entry = ProfileEntryFactory(beneficiary=plan.beneficiaries.get(), part=part, **told, version=2)
        entry.versions.create(**told)
        entry.interests.add(InterestFactory(word=f"{SECRET} {part}"))


def test_what_somebody_agreed_to_tell_few_is_in_no_page_of_others(plan, coordinator, admin, leeds):
    """Not in a page, a search, a print or an export, nor in Django admin. No role is above that."""
    writer = plan.champion
    for shared_with in (SharedWith.NOBODY, SharedWith.NAVIGATORS):
        tell_in_trust(plan, writer, shared_with)
    assert SECRET in get(writer, "activities:beneficiary_detail", plan).content.decode()
    others = [person(role, plan.team) for role in ROLES_OF_THE_TEAM]
    lists = [reverse(f"admin:beneficiaries_{name}_changelist") for name in ("interest", "beneficiary")]
    for user in (*others, person(Role.CHAMPION, leeds), coordinator, admin):
        client = client_of(user)
        pages = [address_of(name, plan) for name in PRODUCT if name != "account_logout"]
        for address in (*pages, *lists):
            response = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            assert SECRET not in content.decode(errors="replace"), address
        found = client.get(reverse("beneficiaries:beneficiary_list"), {"q": SECRET}).context["page"]
        assert list(found) == []


def leads_to_sign_in(response):
    return response.status_code == ELSEWHERE and response.url.startswith(reverse("account_login"))


def test_every_address_is_declared_here():
    declared = [PUBLIC, OWN, OF_A_TEAM, KEPT, ANSWERED, BROUGHT, SHARED, OF_ONE_PERSON, ACCOUNTED, WRITTEN, TOLD]
    declared += [ASKED_FOR, LOOKED, OF_COORDINATORS]
    assert set(PRODUCT) == set().union(*declared)


def is_shut_out(response):
    """Whether it leads to the sign-in page; what was sent is shown again, to be kept until then."""
    return leads_to_sign_in(response) or "signed_out.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_somebody_signed_out_opens_only_what_is_public(method, client, plan):
    responses = answers(client, PRODUCT, plan, method)
    assert {name for name, response in responses.items() if not is_shut_out(response)} == PUBLIC


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_no_address_answers_to_any_other_method_whoever_asks(method, client, kept, plan, champion, coordinator, admin):
    addresses = [address_of(name, plan) for name in PRODUCT] + [admin_address(name, kept) for name in ADMIN]
    for browser in (client, *(client_of(user) for user in (champion, coordinator, admin))):
        assert {getattr(browser, method)(address).status_code for address in addresses} == {WRONG_METHOD}


@pytest.mark.parametrize("name", SHARED)
def test_every_team_opens_what_all_share_and_nobody_else_does(name, plan, coordinator, leeds, admin):
    """Whoever leaves their team is shut out at once."""
    leaver = person(Role.CHAMPION, leeds)
    client = client_of(leaver)
    for user in (coordinator, *(person(role, leeds) for role in ROLES_OF_THE_TEAM)):
        response = get(user, name, plan)
        assert response.status_code == SHARED[name]
        assert plan.description not in response.content.decode()
    assert client.get(address_of(name, plan)).status_code == SHARED[name]
    leaver.memberships.all().delete()
    assert client.get(address_of(name, plan)).status_code == GONE
    assert get(admin, name, plan).status_code == GONE


@pytest.mark.parametrize("role", ROLES_OF_THE_TEAM)
def test_the_team_opens_what_is_theirs(role, plan):
    theirs = OWN | OF_A_TEAM
    assert statuses(answers(client_of(person(role, plan.team)), theirs, plan)) == theirs


def test_a_coordinator_opens_every_teams(plan, coordinator):
    assert statuses(answers(client_of(coordinator), OF_A_TEAM, plan)) == OF_A_TEAM


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ANSWERED)
def test_only_those_who_answer_for_somebody_on_a_plan_find_where(name, method, plan, coordinator, admin, leeds):
    nobodys = [person(role, plan.team) for role in (Role.CHAMPION, Role.NAVIGATOR)]
    strangers = [person(role, leeds) for role in ROLES_OF_THE_TEAM]
    for user in (*nobodys, *strangers, coordinator, admin):
        response = getattr(client_of(user), method)(address_of(name, plan))
        assert response.status_code == GONE
        assert plan.description not in response.content.decode()
    navigator = person(Role.NAVIGATOR, plan.team)
    plan.beneficiaries.get().navigators.add(navigator)
    for user in (navigator, person(Role.LEAD_NAVIGATOR, plan.team)):
        assert getattr(client_of(user), method)(address_of(name, plan)).status_code == ANSWERED[name]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", OF_ONE_PERSON | LOOKED)
def test_only_those_who_answer_for_somebody_find_what_helps_them_and_who_looked(
    name, method, plan, coordinator, admin, leeds
):
    nobodys = [person(role, plan.team) for role in (Role.CHAMPION, Role.NAVIGATOR)]
    plan.navigators.add(nobodys[1])
    strangers = [person(role, leeds) for role in ROLES_OF_THE_TEAM]
    for user in (plan.champion, *nobodys, *strangers, admin):
        refused = WRONG_METHOD if name in LOOKED and method == "post" else GONE
        assert getattr(client_of(user), method)(address_of(name, plan)).status_code == refused
    navigator = person(Role.NAVIGATOR, plan.team)
    plan.beneficiaries.get().navigators.add(navigator)
    for user in (navigator, person(Role.LEAD_NAVIGATOR, plan.team), coordinator):
        assert client_of(user).get(address_of(name, plan)).status_code == FOUND


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", WRITTEN)
def test_only_whoever_wrote_it_down_and_a_coordinator_find_where_to_put_it_right(
    name, method, plan, coordinator, admin, leeds
):
    address = written_address(name, plan)
    colleagues = [person(role, team) for role in ROLES_OF_THE_TEAM for team in (plan.team, leeds)]
    for user in (*colleagues, admin):
        assert getattr(client_of(user), method)(address).status_code == GONE
    for user in (plan.champion, coordinator):
        assert client_of(user).get(address).status_code == WRITTEN[name]


def test_a_file_is_found_by_whoever_brought_it_and_by_nobody_else(plan, coordinator, admin, leeds):
    address = address_of("activities:upload_open", plan)
    assert client_of(plan.champion).get(address).status_code == BROUGHT["activities:upload_open"]
    colleagues = [person(role, team) for role in ROLES_OF_THE_TEAM for team in (plan.team, leeds)]
    for user in (*colleagues, coordinator, admin):
        assert client_of(user).get(address).status_code == GONE


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_long_file_is_found_by_whoever_asked_for_it_and_by_nobody_else(name, plan, coordinator, admin, leeds):
    address = address_of(name, plan)
    assert client_of(plan.champion).get(address).status_code == ASKED_FOR[name]
    colleagues = [person(role, team) for role in ROLES_OF_THE_TEAM for team in (plan.team, leeds)]
    for user in (*colleagues, coordinator, admin):
        assert client_of(user).get(address).status_code == GONE


@pytest.mark.parametrize("name", TOLD)
def test_only_those_who_may_let_somebodys_words_go_find_where(name, plan, coordinator, admin, leeds):
    told = ReflectionFactory(beneficiary=plan.beneficiaries.get(), by=plan.champion, shared="team")
    address = reverse(name, args=[told.pk])
    colleagues = [person(role, plan.team) for role in (Role.CHAMPION, Role.NAVIGATOR)]
    for user in (*colleagues, *(person(role, leeds) for role in ROLES_OF_THE_TEAM), admin):
        assert client_of(user).get(address).status_code == client_of(user).post(address).status_code == GONE
    assert client_of(plan.champion).get(address).status_code == TOLD[name]
    above = GONE if name.endswith("_edit") else TOLD[name]
    for user in (person(Role.LEAD_NAVIGATOR, plan.team), coordinator):
        assert client_of(user).get(address).status_code == above


def days_address(name, owner):
    """The address itself, filled in with whose working days they are."""
    several = [] if name.endswith("_list") else [owner.pk, 1] if name.endswith("_remove") else [owner.pk]
    return reverse(name, args=several)


def test_coordinators_and_admins_keep_everybodys_working_days(champion, coordinator, admin):
    for keeper in (coordinator, admin):
        client = client_of(keeper)
        assert statuses({name: client.get(days_address(name, champion)) for name in KEPT}) == KEPT


@pytest.mark.parametrize("role", ROLES_OF_THE_TEAM)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_finds_somebodys_working_days(method, role, champion, calderdale):
    ask = getattr(client_of(person(role, calderdale)), method)
    assert found_out({name: ask(days_address(name, champion)) for name in KEPT}, champion.name) == []


@pytest.mark.parametrize("name", OF_COORDINATORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_coordinators_find_who_asked_what_is_held(name, method, plan, coordinator, admin, leeds):
    nobodys = [person(role, team) for role in ROLES_OF_THE_TEAM for team in (plan.team, leeds)]
    for user in (*nobodys, admin):
        response = getattr(client_of(user), method)(address_of(name, plan))
        assert response.status_code in {GONE, WRONG_METHOD}
    assert get(coordinator, name, plan).status_code == OF_COORDINATORS[name]


@pytest.mark.parametrize("name", ACCOUNTED)
def test_only_those_who_keep_the_accounts_find_them(name, plan, coordinator, admin, leeds):
    nobodys = [person(role, team) for role in ROLES_OF_THE_TEAM for team in (plan.team, leeds)]
    for user in (*nobodys, admin):
        assert get(user, name, plan).status_code == GONE
    plan.team.budget_holder = nobodys[0]
    plan.team.save()
    for user in (nobodys[0], coordinator):
        assert get(user, name, plan).status_code == ACCOUNTED[name]


@pytest.mark.parametrize("role", ROLES_OF_THE_TEAM)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_another_team_finds_nothing(method, role, plan, leeds):
    client = client_of(person(role, leeds))
    assert found_out(answers(client, OF_A_TEAM, plan, method), plan.description) == []


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_an_admin_without_a_team_finds_no_ones_story(method, plan, admin):
    assert found_out(answers(client_of(admin), OF_A_TEAM, plan, method), plan.description) == []


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_leaving_the_team_ends_access_at_once(method, plan):
    leaver = person(Role.CHAMPION, plan.team)
    client = client_of(leaver)
    leaver.memberships.all().delete()
    assert found_out(answers(client, OF_A_TEAM, plan, method), plan.description) == []


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_being_deactivated_ends_access_at_once(method, plan):
    """Whoever is shut out is signed out as well: their browser brings the cookie of its session to every address."""
    deactivated = person(Role.CHAMPION, plan.team)
    cookies = client_of(deactivated).cookies
    deactivated.is_active = False
    deactivated.save()
    client = Client()
    for name in set(PRODUCT) - PUBLIC:
        client.cookies = cookies.copy()
        assert is_shut_out(getattr(client, method)(address_of(name, plan))), name


@pytest.mark.parametrize(
    "name",
    [
        "activities:week",
        "activities:activity_list",
        "activities:review",
        "activities:diary",
        "activities:money_list",
    ],
)
def test_lists_show_nothing_of_another_team(name, plan, leeds):
    for role in ROLES_OF_THE_TEAM:
        page = get(person(role, leeds), name, plan).content.decode()
        assert plan.description not in page and "CAL-014" not in page


@pytest.fixture
def kept(plan, champion, admin):
    return kept_in_admin(plan, champion, admin)


def kept_in_admin(plan, champion, admin):
    """One thing of each kind that is kept in Django admin, by what Django calls it."""
    entry = LogEntry.objects.create(user=admin, action_flag=CHANGE, object_repr="Calderdale")
    library = HazardLibrary.objects.first()
    rate = MileageRate.objects.first()
    things = [
        champion,
        plan.team,
        BudgetFactory(team=plan.team),
        plan.beneficiaries.get(),
        Template.objects.current(),
        entry,
        rate,
        library,
        MilestoneKind.objects.first(),
        InterestFactory(is_kept=True),
    ]
    return {thing._meta.model_name: thing for thing in things}


def admin_address(name, kept):
    model = name.partition("_")[2].partition("_")[0]
    if name == "admin:autocomplete":
        return reverse(name) + "?app_label=teams&model_name=membership&field_name=team&term=leeds"
    of_one_thing = model in kept and name.endswith(OF_ONE_THING)
    return reverse(name, args=[kept[model].pk] if of_one_thing else ["teams"] if name == "admin:app_list" else [])


def test_every_exception_in_django_admin_is_an_address():
    assert set(ADMIN_EXCEPTIONS) <= set(ADMIN)


INSIDE_ADMIN = [name for name in ADMIN if name not in {"admin:login", "admin:logout"}]


def test_nobody_else_opens_django_admin(client, kept, champion, coordinator):
    for browser in (client, client_of(champion), client_of(coordinator)):
        for name in INSIDE_ADMIN:
            response = browser.get(admin_address(name, kept))
            assert response.status_code == ELSEWHERE, name
            assert response.url.startswith((reverse("account_login"), reverse("admin:login"))), name


def test_an_admin_opens_django_admin(kept, admin):
    client = client_of(admin)
    responses = {name: client.get(admin_address(name, kept)) for name in INSIDE_ADMIN}
    assert statuses(responses) == {name: ADMIN_EXCEPTIONS.get(name, FOUND) for name in INSIDE_ADMIN}


# An admin keeps teams, accounts, and what is offered to everybody. Whatever tells of somebody is not here.
IN_ADMIN = {
    *("teams.Team", "teams.User", "admin.LogEntry"),
    *("beneficiaries.Beneficiary", "beneficiaries.Interest", "beneficiaries.MilestoneKind"),
    *("activities.Budget", "activities.HazardLibrary", "activities.MileageRate", "checklist.Template"),
}


def test_only_what_an_admin_keeps_is_in_django_admin():
    assert {model._meta.label for model in django_admin.site._registry} == IN_ADMIN


def test_no_page_of_django_admin_tells_a_story(kept, plan, admin, champion):
    """Nor does a list of what hangs on a row, or its history."""
    robin = plan.beneficiaries.get()
    ContactFactory(beneficiary=robin, by=champion, line=SECRET)
    MilestoneFactory(beneficiary=robin, by=champion, line=SECRET)
    ReflectionFactory(beneficiary=robin, by=champion, words=SECRET, shared="team")
    plan.description = plan.purpose = SECRET
    plan.save()
    plan.checklist.tasks.update(note=SECRET)
    client = client_of(admin)
    for name in INSIDE_ADMIN:
        assert SECRET not in client.get(admin_address(name, kept)).content.decode(), name
