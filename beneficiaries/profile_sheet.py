"""Somebody's profile on one page: what stands on it, and how large. No database."""

from dataclasses import dataclass
from math import ceil

from beneficiaries.profile import Part

# Sizes of type in points, with a class for each in `print.css`. The largest in which everything fits is taken.
SIZES = range(19, 6, -1)
# From this size down there are two columns.
TWO_COLUMNS = 13
# What `print.css` leaves for the parts on an A4 page, in points, and what it puts round what is said.
PAGE_HEIGHT, PAGE_WIDTH, GAP = 640, 516, 14
CARD, CARD_SIDES, HEADING_GAP, SAID_GAP, CHIP, CHIP_SIDES = 27, 28, 3, 5, 6, 16
# In parts of the size of type: a letter on average, a line, what stays empty at its end, and a heading.
LETTER, LINE, LEFT_EMPTY, HEADING = 0.47, 1.4, 1, 1.1


@dataclass(frozen=True)
class Sheet:
    """The parts with what is said for each, the size of type, and whether nothing had to be left out."""

    parts: list[tuple[Part, list]]
    size: int
    is_all: bool


def lay_out(entries) -> Sheet:
    """Put what is said under its parts, in their order, in the largest size in which it fits on one page.

    What does not fit even in the smallest is left out, from the end; `is_all` says so.
    """
    shown = said = in_order(entries)
    while not (size := next((size for size in SIZES if _fits(by_part(shown), size)), None)):
        shown = shown[:-1]
    return Sheet(by_part(shown), size, len(shown) == len(said))


def in_order(entries) -> list:
    """What still says something, in the order of its parts."""
    place = {part: number for number, part in enumerate(Part)}
    return sorted((entry for entry in entries if entry.says_something), key=lambda entry: (place[entry.part], entry.pk))


def by_part(entries) -> list[tuple[Part, list]]:
    """Each part with something in it, with its entries."""
    found = [(part, [entry for entry in entries if entry.part == part]) for part in Part]
    return [(part, said) for part, said in found if said]


def _fits(parts, size):
    """Whether the cards of all parts have room on the page, none of them broken: interests across it, others below."""
    columns = 2 if size <= TWO_COLUMNS else 1
    room, column, filled = PAGE_HEIGHT, 1, 0
    for part, said in parts:
        if part == Part.INTERESTS:
            room -= _height(part, said, size, PAGE_WIDTH - CARD_SIDES)
            continue
        height = _height(part, said, size, (PAGE_WIDTH - GAP * (columns - 1)) / columns - CARD_SIDES)
        column, filled = (column, filled + height) if filled + height <= room else (column + 1, height)
        if column > columns or height > room:
            return False
    return room >= 0


def _height(part, said, size, width):
    """How high a part's card is, in points."""
    heading = _lines(part.label, size * HEADING, width) * size * HEADING * LINE + HEADING_GAP
    return CARD + heading + sum(_height_said(each, size, width) for each in said)


def _height_said(each, size, width):
    rows = _rows_of_chips(each.tags, size, width)
    sentences = _lines(each.sentences, size, width) * size * LINE
    return rows * (size * LINE + CHIP) + sentences + SAID_GAP * (bool(rows) + bool(sentences))


def _lines(words, size, width):
    """How many lines these words take."""
    return ceil(len(words) * size * LETTER / (width - LEFT_EMPTY * size)) if words else 0


def _rows_of_chips(tags, size, width):
    """How many rows these words take, each in a chip of its own."""
    rows, filled = 0, width
    for tag in tags:
        chip = min(len(tag) * size * LETTER + CHIP_SIDES, width)
        rows, filled = (rows, filled + chip) if filled + chip <= width else (rows + 1, chip)
    return rows
