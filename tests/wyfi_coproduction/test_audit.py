"""What `make audit` says: it never calls safe what it could not ask about."""

import json

import pytest

from tests.audit import outcome

SAFE = {"name": "django", "version": "5.2", "vulns": []}
UNSAFE = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "lxml", "skip_reason": "not found"}


@pytest.mark.parametrize("answer", ["", "no network", json.dumps({"dependencies": [SKIPPED]})])
def test_offline_it_says_so_and_does_not_fail(answer):
    assert outcome(answer) == (0, "Not audited: nobody who knows of unsafe libraries could be reached.")


def test_what_was_asked_and_what_was_not_is_counted():
    code, words = outcome(json.dumps({"dependencies": [SAFE, SKIPPED]}))
    assert (code, words) == (0, "Audited: 1 libraries, none known to be unsafe; 1 could not be asked about.")


def test_what_is_unsafe_is_named_and_fails():
    code, words = outcome(json.dumps({"dependencies": [SAFE, UNSAFE, SKIPPED]}))
    assert code == 1 and "pillow 1.0" in words and "django" not in words
