"""Fetch the style sheet, script and fonts that the product keeps in its own repository."""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# A style sheet may point to a map that is not kept here, and collectstatic stops at a file that is missing.
SOURCE_MAP = re.compile(rb"\s*/\*# sourceMappingURL=.*?\*/\s*$")


class Command(BaseCommand):
    help = (
        "Fetch the files named in static/vendor/assets.json from npm and record their checksums. "
        "For a newer version, change it there first."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Fetch nothing: say whether every file is as recorded."
        )

    def handle(self, *, check, **options):
        folder = settings.BASE_DIR / "static/vendor"
        packages = json.loads((folder / "assets.json").read_text())
        if check:
            check_files(folder, packages)
            self.stdout.write("Every file in static/vendor is as recorded.")
            return
        for package in packages:
            fetch_files(folder, package)
            self.stdout.write(f"{package['package']} {package['version']}")
        (folder / "assets.json").write_text(json.dumps(packages, indent=2) + "\n")


def check_files(folder: Path, packages: list[dict]) -> None:
    """Raise CommandError where a file is missing, or is not the one that was recorded."""
    files = [file for package in packages for file in package["files"]]
    changed = [file["name"] for file in files if checksum(folder / file["name"]) != file["sha256"]]
    if changed:
        raise CommandError(f"Not as recorded in static/vendor/assets.json: {', '.join(changed)}. Run “make assets”.")


def checksum(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def fetch_files(folder: Path, package: dict) -> None:
    """Write one package's files into the folder, and their checksums into its record."""
    with tempfile.TemporaryDirectory() as downloads, tarfile.open(download(package, downloads)) as archive:
        for file in package["files"]:
            content = archive.extractfile(f"package/{file['from']}").read()
            kept = folder / file["name"]
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(SOURCE_MAP.sub(b"\n", content))
            file["sha256"] = checksum(kept)


def download(package: dict, downloads: str) -> Path:
    """Let npm fetch a package, which checks that it arrived whole, and return where it lies."""
    command = ["npm", "pack", "--silent", "--pack-destination", downloads, f"{package['package']}@{package['version']}"]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise CommandError("npm is not on this machine. Install Node.js, then try again.") from error
    except subprocess.CalledProcessError as error:
        raise CommandError(f"npm could not fetch {package['package']}: {error.stderr}") from error
    return next(Path(downloads).glob("*.tgz"))
