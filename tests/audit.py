"""`make audit`: asks whether anything that we build on is known to be unsafe, and says how much it could ask."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = ("requirements.txt", "requirements-s3.txt", "requirements-sentry.txt", "requirements-dev.txt")
AUDIT = ".venv-scan/bin/pip-audit --no-deps --disable-pip --format json --progress-spinner off --timeout 10".split()


def main():
    lists = [option for name in LISTS for option in ("--requirement", name)]
    try:
        asked = subprocess.run([*AUDIT, *lists], cwd=ROOT, capture_output=True, text=True, timeout=120)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return outcome("")
    return outcome(asked.stdout)


def outcome(answer: str) -> tuple[int, str]:
    """The exit code, and the sentence for it. Only something that is known to be unsafe fails."""
    try:
        libraries = json.loads(answer)["dependencies"]
    except ValueError:
        libraries = []
    known = [library for library in libraries if "skip_reason" not in library]
    if not known:
        return 0, "Not audited: nobody who knows of unsafe libraries could be reached."
    unsafe = [f"{library['name']} {library['version']}" for library in known if library["vulns"]]
    if unsafe:
        return 1, f"Known to be unsafe: {', '.join(sorted(unsafe))}. Put a newer version into requirements."
    left_out = len(libraries) - len(known)
    return 0, f"Audited: {len(known)} libraries, none known to be unsafe; {left_out} could not be asked about."


if __name__ == "__main__":
    code, words = main()
    print(words)
    sys.exit(code)
