"""The style sheet, script and fonts in the repository are the ones that were recorded."""

import json
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command


def test_every_file_is_as_recorded(capsys):
    call_command("vendor_assets", check=True)
    assert "as recorded" in capsys.readouterr().out


def test_a_changed_file_and_a_missing_one_are_named(tmp_path, settings):
    folder = tmp_path / "static/vendor"
    shutil.copytree(settings.BASE_DIR / "static/vendor", folder)
    (folder / "htmx/htmx.min.js").write_text("something else")
    (folder / "bootstrap/bootstrap.min.css").unlink()
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"bootstrap/bootstrap\.min\.css, htmx/htmx\.min\.js"):
        call_command("vendor_assets", check=True)


def test_nothing_lies_beside_what_is_recorded():
    """A file that nobody recorded would never be checked or refreshed."""
    folder = settings.BASE_DIR / "static/vendor"
    packages = json.loads((folder / "assets.json").read_text())
    recorded = {file["name"] for package in packages for file in package["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == recorded | {"assets.json"}


def test_no_style_sheet_points_to_a_map_that_is_not_there():
    sheets = (settings.BASE_DIR / "static/vendor").rglob("*.css")
    assert not any("sourceMappingURL" in sheet.read_text() for sheet in sheets)
