"""The house holds: rules about the code that no linter of others knows."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

ROOT = Path(__file__).parents[2]
# What a user may see, whose working days they keep, which budgets, on which requests they decide, whose money they
# account for, what a link asks, and the trail of one person, whom they see.
IN_SIGHT = {"visible_to", "days_kept_by", "kept_by", "asked_of", "decided_by", "waiting_for", "accounted_by"}
IN_SIGHT |= {"asked_by_link", "of_person"}
VIEWS = [*ROOT.glob("*/views.py"), *ROOT.glob("*/views/*.py")]
PERSONAL = {"Activity", "Participation", "PlanChange", "Beneficiary", "SupportNeeds", "Team", "Upload", "User"}
PERSONAL |= {"DayPack", "Feedback", "InvitationCard", "Lesson", "OtherGuest", "Reflection", "WhoElse", "WriteUp"}
PERSONAL |= {"Asking", "Interest", "ProfileEntry", "ProfileVersion"}
PERSONAL |= {"Contact", "ContactChange", "Milestone", "PhotoConsent", "SafeguardingPointer"}
PERSONAL |= {"Budget", "CashRequest", "EstimateLine", "LedgerEntry", "MileageClaim", "Payment"}
PERSONAL |= {"Topic", "TopicAsked", "Voice"}
PERSONAL |= {"SubjectRequest", "TrailEntry"}
PERSONAL |= {"Export"}
PERSONAL |= {"Noticeboard", "RegularActivity", "RegularDay"}
APPS = ["wyfi_coproduction", "reports", "activities", "checklist", "beneficiaries", "teams"]
TELLING = re.compile(r"name\b|\b(birth|dob\b|born\b|post ?code|address|street|e-?mail|phone)", re.IGNORECASE)
OURS = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def calls_on_personal_models(tree):
    """Each first thing that is asked of a personal model's manager, and each bare model given to a shortcut."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            if getattr(node.value.value, "id", "") in PERSONAL:
                yield node.attr
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("get_"):
            yield from ("a bare model" for given in node.args if getattr(given, "id", "") in PERSONAL)


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_view_starts_from_what_the_user_may_see(path):
    assert set(calls_on_personal_models(ast.parse(path.read_text()))) <= IN_SIGHT


def test_the_rule_above_would_notice_a_view_that_does_not():
    careless = "get_object_or_404(Activity, pk=1); Beneficiary.objects.all(); Activity.objects.visible_to(user)"
    assert set(calls_on_personal_models(ast.parse(careless))) == {"a bare model", "all", "visible_to"}


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_fits_in_a_readers_head_and_a_function_on_a_screen(path):
    source = path.read_text()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    assert len(source.splitlines()) <= 400
    assert all(function.end_lineno - function.lineno < 50 for function in functions)


@pytest.mark.parametrize("path", sorted(ROOT.glob("templates/**/*.html")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_has_inline_script_or_style(path):
    source = path.read_text()
    assert " style=" not in source and "<style" not in source
    assert "<script>" not in source and " onclick=" not in source and "hx-on" not in source


def telling_fields(models_to_read):
    """Each field that would say who somebody is, by its own name or by what people read beside it."""
    for model in models_to_read:
        for field in model._meta.fields:
            if TELLING.search(f"{field.name} {field.verbose_name}".replace("_", " ")):
                yield f"{model.__name__}.{field.name}"


def test_nobodys_name_birth_date_or_address_is_in_the_schema():
    models_of_ours = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    assert set(telling_fields(models_of_ours)) == {
        *("Team.name", "User.name", "User.email"),
        *("Venue.name", "Venue.address", "Room.name", "VenueFact.name"),
        *("Budget.name", "OtherGuest.name"),
        # The network from which a colleague did something.
        "TrailEntry.remote_addr",
    }


@pytest.mark.parametrize(
    "name",
    "first_name lastname legal_name name surname birth_date birthday year_of_birth dob postcode post_code address "
    "home_address street email phone_number".split(),
)
@isolate_apps("beneficiaries")
def test_the_rule_above_would_notice_a_field_that_says_who_somebody_is(name):
    model = type("Carer", (models.Model,), {"__module__": "beneficiaries.models", name: models.TextField()})
    assert list(telling_fields([model])) == [f"Carer.{name}"]


@isolate_apps("beneficiaries")
def test_the_rule_above_would_notice_what_a_field_is_called_on_the_page():
    fields = {
        "__module__": "beneficiaries.models",
        "called": models.TextField("Legal name"),
        "known_as": models.TextField(),
    }
    assert list(telling_fields([type("Carer", (models.Model,), fields)])) == ["Carer.called"]


@pytest.mark.parametrize("page", [ROOT / "README.md", *ROOT.glob("docs/*.md")], ids=lambda page: page.name)
def test_every_link_and_picture_in_the_docs_is_there(page):
    links = re.findall(r'\]\(([^)#:]+)\)|src="([^":]+)"', page.read_text())
    assert [link for pair in links for link in pair if link and not (page.parent / link).exists()] == []
