"""The house holds: rules about the code that no linter of others knows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VIEWS = [*ROOT.glob("*/views.py"), *ROOT.glob("*/views/*.py")]
PERSONAL = {"Activity", "Participation", "PlanChange", "Beneficiary", "Team", "User"}
OURS = [*(path for app in ("wyfi_coproduction", "activities", "checklist", "beneficiaries", "teams")
          for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)]  # fmt: skip


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
    assert set(calls_on_personal_models(ast.parse(path.read_text()))) <= {"visible_to"}


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


def test_nobodys_name_birth_date_or_address_is_in_the_schema():
    migrations = "".join(path.read_text() for path in ROOT.glob("beneficiaries/migrations/*.py"))
    assert not [
        word for word in ("first_name", "last_name", "surname", "birth", "dob", "address") if word in migrations
    ]
