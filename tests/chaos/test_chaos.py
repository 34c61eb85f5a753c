"""A short part of `make chaos`: a worker is killed while eight people work."""

from uuid import uuid4

import pytest

from tests.chaos.tries import one_worker_is_killed, tried

pytestmark = pytest.mark.slow


def test_a_worker_killed_under_load_loses_nothing_and_doubles_nothing(tmp_path):
    (tmp_path / "disk").mkdir()
    with tried(tmp_path / "disk", f"sqlite:///{tmp_path / 'disk' / 'db.sqlite3'}") as this:
        result = this.while_people_work("A worker killed", one_worker_is_killed)
        never_saved = this.count([("money", str(uuid4())), ("plan", "", "Nobody planned this")])
    assert (result["lost"], result["doubled"], result["wrong"]) == (0, 0, [])
    assert result["found"] == result["acknowledged"] > 8
    assert (never_saved["found"], never_saved["lost"]) == (0, 2)
