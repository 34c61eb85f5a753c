"""Where words speak of one person, by their reference or the name that they chose. Pure rules, no database."""

import json
import re
from dataclasses import dataclass
from functools import cached_property

SOMEBODY = "somebody"
# Names that are words too. With small letters they are taken as the word: “we will”, “in may”.
WORDS_TOO = frozenset(
    "art ash bill blue buddy chance dawn don faith frank grace grant guy happy hope jack joy mark may max merry penny "
    "rain red rich rob rose sage sky star storm sue summer sunny wade ward will winter in is it me my no on so to up "
    "we you".split()
)
# A letter alone tells of nobody, and is in every sentence.
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Mentions:
    """What words say where they speak of the person with this reference, known as this."""

    reference: str
    known_as: str = ""

    @cached_property
    def likely(self) -> set[str]:
        """Parts of which any text that speaks of them holds one, in whichever letters: to find texts by."""
        found = {self.reference.partition("-")[2] or self.reference}
        if len(self.known_as) >= SHORTEST_NAME:
            longest = max(self.known_as.split(), key=len)
            ways = {longest, longest.lower(), longest.upper()}
            found |= ways | {_escaped(way) for way in ways}
        return found

    def left_out_of(self, value):
        """The same words with “somebody” in the place of the person; also inside lists and JSON."""
        if isinstance(value, str):
            for shape in self._shapes:
                value = shape.sub(SOMEBODY, value)
            return value
        if isinstance(value, list):
            return [self.left_out_of(each) for each in value]
        if isinstance(value, dict):
            return {self.left_out_of(key): self.left_out_of(each) for key, each in value.items()}
        return value

    @cached_property
    def _shapes(self):
        return [_shape_of_reference(self.reference), *_shapes_of_name(self.known_as)]


def _shape_of_reference(reference):
    letters, _, number = reference.partition("-")
    between = r"\s?[-\u2010-\u2015]?\s?"
    return re.compile(rf"(?<![A-Za-z]){re.escape(letters)}{between}{re.escape(number)}(?![0-9])", re.IGNORECASE)


def _shapes_of_name(name):
    if len(name) < SHORTEST_NAME:
        return []
    is_word = name.lower() in WORDS_TOO
    ways = {name.title(), name.upper()} if is_word else {name, name.lower(), name.upper()}
    written = "|".join(sorted(_any_room(way) for way in ways | {_escaped(way) for way in ways}))
    return [re.compile(rf"(?<!\w)(?:{written})(?!\w)", 0 if is_word else re.IGNORECASE)]


def _any_room(name):
    return r"\s+".join(map(re.escape, name.split()))


def _escaped(words):
    """The same words as JSON holds them where it writes only plain letters."""
    return json.dumps(words)[1:-1]
