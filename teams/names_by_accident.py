"""Free text that looks as if it says more than it should: somebody's name, or a number that leads to them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SAFER = "A reference is safer."
WORDS = Path(__file__).parent / "name_words"

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.-]*")
NATIONAL_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b", re.IGNORECASE)
NHS = re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
PHONE = re.compile(r"(?<![\w+])(?:\+44|0044|\(?0)[\d ()-]{8,14}\d(?!\d)")
# The areas of the United Kingdom's postcodes, and the letters that their last two never are.
POSTCODE = re.compile(
    r"\b(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    r"L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
    r"\d[A-Z\d]? ?\d(?!ST|ND|RD|TH)[ABD-HJLNP-UW-Z]{2}\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# "CAL-014", and what people write for it in a hurry.
REFERENCE = re.compile(r"\b[A-Za-z]{2,4}\s?[-‐-―]?\s?\d{3,5}\b")
TITLES = {"mr", "mrs", "ms", "miss", "dr", "pc", "nurse"}
# After these comes somebody, or a place that is on the list of what is not a name.
BEFORE_SOMEBODY = {
    "with", "told", "met", "saw", "rang", "ring", "ask", "asked", "thanked", "visited", "called", "named", "texted",
    "friend", "brother", "sister", "mother", "father", "son", "daughter", "wife", "husband", "partner", "uncle",
}  # fmt: skip
# Only somebody does these.
DOES = {
    "said", "says", "wants", "wanted", "told", "asked", "asks", "came", "likes", "liked", "loves", "loved", "thinks",
    "laughed", "cried", "rang", "feels", "hates", "cannot", "can't", "needs", "lives", "sleeps", "enjoyed", "sang",
}  # fmt: skip
LONGEST_NAME = 3


@dataclass(frozen=True)
class Hint:
    """What was found, and what it could be."""

    found: str
    could_be: str

    def __str__(self):
        if self.could_be == "somebody’s name":
            return f"Could “{self.found}” be somebody’s name? {SAFER}"
        return f"Could “{self.found}” be {self.could_be}? It may be safer left out."


@dataclass(frozen=True)
class Word:
    """One word of a text, and whether it comes straight after the one before: only a space, or a full stop of "Mr."."""

    text: str
    follows: bool
    starts: bool

    @property
    def plain(self):
        return re.sub(r"[’']s?$", "", self.text).lower()

    @property
    def is_capital(self):
        return self.text[0].isupper()


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one of the lists that are kept beside this."""
    return frozenset((WORDS / f"{name}.txt").read_text(encoding="utf-8").split())


def hints(text: str, known: Iterable[str] = ()) -> list[Hint]:
    """What in a text could lead to somebody. `known` are names that may stand there: of colleagues, and of places."""
    return [*_numbers(text), *(Hint(name, "somebody’s name") for name in names(text) if not is_known(name, known))]


def is_known(name: str, known: Iterable[str]) -> bool:
    """Whether a name is, or is part of, one of those that may stand there."""
    return any(re.search(rf"\b{re.escape(name)}\b", each, re.IGNORECASE) for each in known)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in their check digit, modulus 11 (NHS Data Dictionary, “NHS Number”)."""
    left = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return left % 11 == int(digits[9]) and left != 10


def _numbers(text: str) -> Iterator[Hint]:
    for pattern, could_be, is_one in (
        (EMAIL, "an e-mail address", bool),
        (NATIONAL_INSURANCE, "a National Insurance number", bool),
        (POSTCODE, "a postcode", bool),
        (NHS, "an NHS number", lambda found: is_nhs_number(re.sub(r"\D", "", found))),
        (PHONE, "a phone number", _is_phone),
    ):
        yield from (Hint(found[0], could_be) for found in pattern.finditer(text) if is_one(found[0]))


def _is_phone(found: str) -> bool:
    digits = re.sub(r"^(?:\+44|0044)\s*(?:\(0\))?0?", "0", found)
    return len(re.sub(r"\D", "", digits)) in (10, 11)


def names(text: str) -> Iterator[str]:
    """What reads like somebody's name, each once, in the order of the text."""
    found = {}
    for run in _runs(list(_words(REFERENCE.sub("–", text)))):
        if name := _name_in(run):
            found.setdefault(name)
    yield from found


def _words(text: str) -> Iterator[Word]:
    end, starts = 0, True
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        starts = starts or bool(re.search(r"[.!?:\n]", between))
        yield Word(match[0], follows=between in (" ", ". "), starts=starts)
        end, starts = match.end(), False


def _runs(words: list[Word]) -> Iterator[tuple[list[Word], str, str]]:
    """Each stretch of capitalised words, or one word without, with the word before it and the word after it."""
    begin = 0
    while begin < len(words):
        end = begin + 1
        while end < len(words) and words[begin].is_capital and _goes_on(words[end - 1], words[end]):
            end += 1
        before = words[begin - 1].plain if begin and not words[begin].starts else ""
        after = words[end].plain if end < len(words) and not words[end].starts else ""
        yield words[begin:end], before, after
        begin = end


def _goes_on(word: Word, following: Word) -> bool:
    is_after_title = word.plain in TITLES
    return following.is_capital and following.follows and (is_after_title or not following.starts)


def _name_in(run: tuple[list[Word], str, str]) -> str:
    words, before, after = run
    plain = [word.plain for word in words]
    for place, word in enumerate(words):
        previous = plain[place - 1] if place else before
        rest = plain[place + 1 :]
        if _is_name(word, previous, rest, after) and not listed("places") & set(plain):
            return " ".join(re.sub(r"[’']s?$", "", each.text) for each in words[place : place + LONGEST_NAME])
    return ""


def _is_name(word: Word, previous: str, rest: list[str], after: str) -> bool:
    plain = word.plain
    if not word.is_capital:
        return plain in listed("given") and len(plain) > 3
    could_be = plain not in listed("not_names")
    if previous in TITLES:
        return could_be
    if plain in listed("given"):
        return True
    is_told_of = previous in BEFORE_SOMEBODY
    if plain in listed("also_words"):
        has_surname = bool(rest) and not (listed("not_names") | listed("also_words")) & set(rest)
        return is_told_of or has_surname or (not rest and after in DOES)
    return is_told_of and could_be and not word.text.isupper()
