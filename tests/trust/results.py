"""What was tried to see whether the product is fit to be trusted: the last numbers, and the table made of them.

Each command leaves its numbers in `test-results/trust`. `make trust` alone takes them up into docs/.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT = ROOT / "test-results/trust"
NUMBERS, PAGE = ROOT / "docs/trust.json", ROOT / "docs/data-protection.md"
BETWEEN = re.compile(r"(?<=<!-- trust:begin -->\n).*?(?=<!-- trust:end -->)", re.DOTALL)
HEAD = "\n| What was tried | How | What came of it |\n|---|---|---|\n"
NOT_YET = "Not tried yet."


def leave(name: str, numbers):
    """Keep the numbers of one command for `make trust`."""
    LEFT.mkdir(parents=True, exist_ok=True)
    (LEFT / f"{name}.json").write_text(json.dumps(numbers), encoding="utf-8")


def take_up():
    """Put what the commands left into docs/: the numbers, and the table. What was not tried again stays."""
    found = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in LEFT.glob("*.json")}
    numbers = json.loads(NUMBERS.read_text(encoding="utf-8")) | found
    NUMBERS.write_text(json.dumps(numbers, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BETWEEN.sub(lambda _: table(numbers), page), encoding="utf-8")


def table(numbers: dict) -> str:
    """The rows that stand in docs/data-protection.md."""
    rows = (
        ("Names and numbers by accident in free text", "`make trust`", _names(numbers.get("names"))),
        ("Odd input to every address", "`make fuzz`", _fuzz(numbers.get("fuzz"))),
        ("Faults while people work", "`make chaos`", _chaos(numbers.get("chaos"))),
    )
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def _names(numbers) -> str:
    if not numbers:
        return NOT_YET
    return "; ".join(
        f"{words}: {of['found']} of {of['with_somebody']} found, {of['false']} of {of['without']} false alarms"
        for words, of in numbers.items()
    )


def _fuzz(numbers) -> str:
    if not numbers:
        return NOT_YET
    counts = ", ".join(f"{numbers[each]:,} {each}" for each in ("tried", "refused", "accepted", "failed"))
    return f"{counts} ({numbers['database']})"


def _chaos(numbers) -> str:
    if not numbers:
        return NOT_YET
    return "; ".join(
        f"{of['what']}: {of['acknowledged']} writes acknowledged, {of['found']} found, {of['lost']} lost, "
        f"{of['doubled']} doubled"
        for of in numbers
    )
