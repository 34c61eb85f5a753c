"""What was tried to see whether the product is fit to be trusted: the last numbers, and the table made of them."""

import json
import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
NUMBERS, PAGE = DOCS / "trust.json", DOCS / "data-protection.md"
BETWEEN = re.compile(r"(?<=<!-- trust:begin -->\n).*?(?=<!-- trust:end -->)", re.DOTALL)
HEAD = "\n| What was tried | How | What came of it |\n|---|---|---|\n"
NOT_YET = "Not tried yet."


def read() -> dict:
    return json.loads(NUMBERS.read_text(encoding="utf-8")) if NUMBERS.exists() else {}


def write(name: str, numbers: dict):
    """Keep the numbers of one command. What the others found stays."""
    NUMBERS.write_text(json.dumps(read() | {name: numbers}, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def table(numbers: dict) -> str:
    """The rows that stand in docs/data-protection.md."""
    rows = (
        ("Names and numbers by accident in free text", "`make trust`", _names(numbers.get("names"))),
        ("Odd input to every address", "`make fuzz`", _fuzz(numbers.get("fuzz"))),
        ("Faults while people work", "`make chaos`", _chaos(numbers.get("chaos"))),
    )
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def put_into_page():
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BETWEEN.sub(lambda _: table(read()), page), encoding="utf-8")


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
