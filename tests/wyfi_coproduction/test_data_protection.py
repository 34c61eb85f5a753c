"""The page for whoever answers for data protection says nothing that no test holds."""

import re

from tests.wyfi_coproduction.test_house import ROOT

PAGE = (ROOT / "docs/data-protection.md").read_text()
NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^ *def (test_\w+)\(", re.MULTILINE)


def test_every_test_that_the_page_names_is_there():
    there = {name for path in (ROOT / "tests").rglob("test_*.py") for name in DEFINED.findall(path.read_text())}
    named = set(NAMED.findall(PAGE))
    assert len(named) > 20
    assert named <= there


def test_nothing_is_said_that_no_test_holds():
    """But for what people do, which is said to be done by hand."""
    said = re.findall(r"^- .*?(?=^- |^$)", PAGE, re.MULTILINE | re.DOTALL)
    assert len(said) > 50
    assert [each for each in said if not NAMED.search(each) and not each.startswith("- By hand:")] == []


def test_the_page_ends_with_the_table_of_what_was_tried():
    assert PAGE.count("<!-- trust:begin -->") == PAGE.count("<!-- trust:end -->") == 1
    assert PAGE.rstrip().endswith("<!-- trust:end -->")
