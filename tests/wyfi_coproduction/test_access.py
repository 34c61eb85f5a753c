"""Who may open what: every address × every role × own team / other team, made from the table of addresses itself."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from activities.models import HazardLibrary, MileageRate
from checklist.models import Template
from teams.calendar_address import token_of
from teams.models import Role
from tests.factories import (
    ActivityFactory,
    BeneficiaryFactory,
    BudgetFactory,
    HazardFactory,
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
    # A calendar cannot sign in: what nobody can guess stands in the address.
    "activities:calendar_feed",
    "account_login",
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
    "activities:money_list": FOUND,
    "activities:venue_list": FOUND,
    "activities:venue_add": FOUND,
    "beneficiaries:beneficiary_list": FOUND,
    "activities:working_days": FOUND,
    "teams:account_detail": FOUND,
    "teams:calendar_change": WRONG_METHOD,
    "teams:calendar_renew": WRONG_METHOD,
    "teams:reminders_change": WRONG_METHOD,
    "account_logout": FOUND,
    "account_reauthenticate": FOUND,
    "account_change_password": FOUND,
    "account_set_password": ELSEWHERE,
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
    "activities:day_pack": FOUND,
    "activities:day_pack_edit": FOUND,
    "activities:plan_lesson_add": FOUND,
    "activities:feedback_detail": FOUND,
    # Nobody is asked before the day.
    "activities:feedback_add": ELSEWHERE,
    "activities:feedback_print": FOUND,
    "activities:feedback_hand_over": WRONG_METHOD,
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
    "activities:lone_working": FOUND,
    "activities:lone_working_remove": WRONG_METHOD,
    "activities:check_in": WRONG_METHOD,
    "activities:beneficiary_detail": FOUND,
    "activities:appointment_add": FOUND,
    "activities:appointment_remove": WRONG_METHOD,
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
# A plan is answered by those who answer for somebody on it: a navigator of theirs, and the team's lead navigator.
ANSWERED = {"activities:review_answer": FOUND}
# What helps somebody is written by whoever answers for them, and by a coordinator.
OF_ONE_PERSON = {"activities:support_change": FOUND}
# A file is seen by whoever brought it, and by whoever sees what it belongs to.
BROUGHT = {"activities:upload_open": FOUND}
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
    "admin:teams_team_delete": REFUSED,
    "admin:teams_user_delete": REFUSED,
    # A version that was in use never changes; the next one starts from its page.
    "admin:checklist_template_add": REFUSED,
    "admin:checklist_template_delete": REFUSED,
    # The yes to a file that was looked at.
    "admin:beneficiaries_beneficiary_process_import": WRONG_METHOD,
    "admin:teams_user_process_import": WRONG_METHOD,
    # Nobody has a page outside Django admin.
    "admin:view_on_site": GONE,
}
PRODUCT = sorted(name for name in named_addresses() if not name.startswith("admin:"))


@pytest.fixture
def plan(calderdale):
    robin = BeneficiaryFactory(reference="CAL-014", team=calderdale)
    plan = ActivityFactory(team=calderdale, beneficiaries=[robin], venue=VenueFactory())
    HazardFactory(assessment__activity=plan)
    return plan


def address_of(name, plan):
    """The address itself, filled in with one plan and one person of Calderdale."""
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
        ["CAL-014"],
        ["CAL-014", 1],
        ["1-abc", "set-password"],
    ):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"Say how to fill in the address “{name}”.")


def get(user, name, plan):
    return client_of(user).get(address_of(name, plan))


def test_every_address_is_declared_here():
    declared = [PUBLIC, OWN, OF_A_TEAM, KEPT, ANSWERED, BROUGHT, SHARED, OF_ONE_PERSON, ACCOUNTED]
    assert set(PRODUCT) == set().union(*declared)


@pytest.mark.parametrize("name", PRODUCT)
def test_somebody_signed_out_opens_only_what_is_public(client, name, plan):
    response = client.get(address_of(name, plan))
    to_sign_in = response.status_code == ELSEWHERE and response.url.startswith(reverse("account_login"))
    assert to_sign_in == (name not in PUBLIC)


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
@pytest.mark.parametrize("name", [*OWN, *OF_A_TEAM])
def test_the_team_opens_what_is_theirs(name, role, plan):
    assert get(person(role, plan.team), name, plan).status_code == (OWN | OF_A_TEAM)[name]


@pytest.mark.parametrize("name", OF_A_TEAM)
def test_a_coordinator_opens_every_teams(name, plan, coordinator):
    assert get(coordinator, name, plan).status_code == OF_A_TEAM[name]


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
@pytest.mark.parametrize("name", OF_ONE_PERSON)
def test_only_those_who_answer_for_somebody_find_what_helps_them(name, method, plan, coordinator, admin, leeds):
    nobodys = [person(role, plan.team) for role in (Role.CHAMPION, Role.NAVIGATOR)]
    plan.navigators.add(nobodys[1])
    strangers = [person(role, leeds) for role in ROLES_OF_THE_TEAM]
    for user in (plan.champion, *nobodys, *strangers, admin):
        assert getattr(client_of(user), method)(address_of(name, plan)).status_code == GONE
    navigator = person(Role.NAVIGATOR, plan.team)
    plan.beneficiaries.get().navigators.add(navigator)
    for user in (navigator, person(Role.LEAD_NAVIGATOR, plan.team), coordinator):
        assert client_of(user).get(address_of(name, plan)).status_code == OF_ONE_PERSON[name]


def test_a_file_is_found_by_whoever_brought_it_and_by_nobody_else(plan, coordinator, admin, leeds):
    address = address_of("activities:upload_open", plan)
    assert client_of(plan.champion).get(address).status_code == BROUGHT["activities:upload_open"]
    colleagues = [person(role, team) for role in ROLES_OF_THE_TEAM for team in (plan.team, leeds)]
    for user in (*colleagues, coordinator, admin):
        assert client_of(user).get(address).status_code == GONE


def days_address(name, owner):
    """The address itself, filled in with whose working days they are."""
    several = [] if name.endswith("_list") else [owner.pk, 1] if name.endswith("_remove") else [owner.pk]
    return reverse(name, args=several)


@pytest.mark.parametrize("name", KEPT)
def test_coordinators_and_admins_keep_everybodys_working_days(name, champion, coordinator, admin):
    for keeper in (coordinator, admin):
        assert client_of(keeper).get(days_address(name, champion)).status_code == KEPT[name]


@pytest.mark.parametrize("role", ROLES_OF_THE_TEAM)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", KEPT)
def test_nobody_else_finds_somebodys_working_days(name, method, role, champion, calderdale):
    response = getattr(client_of(person(role, calderdale)), method)(days_address(name, champion))
    assert response.status_code in {GONE, WRONG_METHOD}
    assert champion.name not in response.content.decode()


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
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", OF_A_TEAM)
def test_another_team_finds_nothing(name, method, role, plan, leeds):
    response = getattr(client_of(person(role, leeds)), method)(address_of(name, plan))
    assert response.status_code in {GONE, WRONG_METHOD}
    assert plan.description not in response.content.decode()


@pytest.mark.parametrize("name", OF_A_TEAM)
def test_an_admin_without_a_team_finds_no_ones_story(name, plan, admin):
    assert get(admin, name, plan).status_code in {GONE, WRONG_METHOD}


@pytest.mark.parametrize("name", [*OWN, *OF_A_TEAM])
def test_leaving_the_team_or_being_deactivated_ends_access_at_once(name, plan):
    leaver, deactivated = person(Role.CHAMPION, plan.team), person(Role.CHAMPION, plan.team)
    clients = client_of(leaver), client_of(deactivated)
    leaver.memberships.all().delete()
    deactivated.is_active = False
    deactivated.save()
    left, shut_out = (client.get(address_of(name, plan)) for client in clients)
    assert name in OWN or left.status_code in {GONE, WRONG_METHOD}
    assert shut_out.status_code == ELSEWHERE and shut_out.url.startswith(reverse("account_login"))


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
    ]
    return {thing._meta.model_name: thing for thing in things}


def admin_address(name, kept):
    model = name.partition("_")[2].partition("_")[0]
    if name == "admin:autocomplete":
        return reverse(name) + "?app_label=teams&model_name=membership&field_name=team&term=leeds"
    if name == "admin:view_on_site":
        return reverse(name, args=[ContentType.objects.get_for_model(kept["user"]).pk, kept["user"].pk])
    of_one_thing = model in kept and name.endswith(OF_ONE_THING)
    return reverse(name, args=[kept[model].pk] if of_one_thing else ["teams"] if name == "admin:app_list" else [])


def test_every_exception_in_django_admin_is_an_address():
    assert set(ADMIN_EXCEPTIONS) <= set(ADMIN)


@pytest.mark.parametrize("name", [name for name in ADMIN if name not in {"admin:login", "admin:logout"}])
def test_only_admins_open_django_admin(client, name, kept, champion, coordinator, admin):
    address = admin_address(name, kept)
    for browser in (client, client_of(champion), client_of(coordinator)):
        response = browser.get(address)
        assert response.status_code == ELSEWHERE
        assert response.url.startswith((reverse("account_login"), reverse("admin:login")))
    assert client_of(admin).get(address).status_code == ADMIN_EXCEPTIONS.get(name, FOUND)
