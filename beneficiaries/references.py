"""How a beneficiary's reference is written and read. Pure rules, no database."""

import re
from collections.abc import Container
from typing import NamedTuple

SHAPE = re.compile(r"[A-Z]{2,4}-[0-9]{3,5}")
SHAPE_IN_WORDS = "A reference looks like CAL-014: two to four letters, a dash, three to five numbers."
# "cal 014" and "cal014" are how people write CAL-014 in a hurry; "bus 508" is written like it too.
WITHOUT_DASH = re.compile(r"\b([A-Za-z]{2,4}) ?([0-9]{3,5})\b")
# A dash of any length, with or without room around it, is a dash.
WITH_DASH = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,4})\s?[-\u2010-\u2015]\s?([0-9]{3,5})(?![0-9])")
# After a space only three numbers with a 0 in front are sure: "bus 508", "NHS 111" and "tel 01422 555 012" are none.
WITH_SPACE = re.compile(r"\b([A-Za-z]{2,4}) (0[0-9]{2})\b(?![ -]?[0-9])")
NOBODY = "a beneficiary"
SEPARATORS = re.compile(r"[\s,;]+")
LONGEST = 10


class TypedReferences(NamedTuple):
    """What somebody typed into a reference field: each reference once, and those that they typed again."""

    once: list[str]
    repeated: list[str]


class FoundReferences(NamedTuple):
    """What in somebody's words is written like a reference, and what may be one, or a bus or a year: "bus 508"."""

    sure: set[str]
    maybe: set[str]


def normalise(reference: str) -> str:
    """Write a reference the one way it is kept: upper case, with nothing around it."""
    return reference.strip().upper()


def is_well_formed(reference: str) -> bool:
    """Whether a normalised reference has the shape that the programme uses, such as `CAL-014`."""
    return bool(SHAPE.fullmatch(reference))


def parse(text: str) -> TypedReferences:
    """Read references typed with commas, semicolons, spaces or new lines between them, in the order typed.

    A dash that was left out is put in: "cal 014" and "cal014" are CAL-014.
    """
    typed = [normalise(part) for part in SEPARATORS.split(WITHOUT_DASH.sub(r"\1-\2", text)) if part]
    once = list(dict.fromkeys(typed))
    repeated = [reference for reference in once if typed.count(reference) > 1]
    return TypedReferences(once, repeated)


def find(text: str) -> FoundReferences:
    """Find what is written like a reference anywhere in a text, as it would be kept."""
    sure = {_kept(found) for shape in (WITH_DASH, WITH_SPACE) for found in shape.finditer(text)}
    maybe = {_kept(found) for found in WITHOUT_DASH.finditer(text)}
    return FoundReferences(sure, maybe - sure)


def leave_out(text: str, known: Container[str] = ()) -> str:
    """The same words with "a beneficiary" in the place of each reference.

    What may be one or a bus goes where it is `known` to be somebody's, or where nothing stands between ("CAL014").
    """
    text = WITH_SPACE.sub(NOBODY, WITH_DASH.sub(NOBODY, text))
    return WITHOUT_DASH.sub(lambda found: NOBODY if " " not in found[0] or _kept(found) in known else found[0], text)


def _kept(found):
    return f"{found[1]}-{found[2]}".upper()


class ReferenceConverter:
    """A reference in an address, typed in either case."""

    regex = r"[A-Za-z]{2,4}-[0-9]{3,5}"

    def to_python(self, value):
        return normalise(value)

    def to_url(self, value):
        return value
