"""The words by which something that somebody said is found again. Pure functions, no database.

A text is kept as its terms: each word in small letters, without accents, cut to its stem, so that “gardening” and
“gardens” are both “garden”. A term that is looked for also finds longer ones that begin with it: “hair” finds
“hairdresser”. Short terms find only themselves, so that “art” is not found in “arthritis”.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

import snowballstemmer

# From this many letters on, a term finds longer ones too.
LETTERS_OF_A_BEGINNING = 4
# More words than these are never looked for at once.
MOST_TERMS = 40
WORD = re.compile(r"[^\W_]+")
# Words that say nothing of what somebody likes, hopes for or is good at.
SAYS_NOTHING = frozenset(
    "a about again all also always am an and any are as at be because been being but by can could day days did do does "
    "doing done down each ever every few for from get getting go goes going good got great had has have having he her "
    "here him his how i if in into is it its just kind like liked likes lot lots love made make makes making many may "
    "me more most much my myself never new next no not now of on one or other our out over own people person place "
    "really s she should so some someone something somewhere t than that the their them then there these they thing "
    "things this those time to together too trip try up us very visit want wanted wants was way we week well went were "
    "what when where which while who will with would you your activity group session event cafe".split()
)


def terms_of(text: str) -> list[str]:
    """The terms of a text, each once, in the order in which they are first said."""
    return list(dict.fromkeys(_stem(word) for word in _words(text) if word not in SAYS_NOTHING))


def looked_for(text: str) -> list[str]:
    """The terms to look for, of what somebody typed or of a plan."""
    return terms_of(text)[:MOST_TERMS]


def kept(text: str) -> str:
    """The terms of a text as they are kept: a space before and after each."""
    terms = terms_of(text)
    return f" {' '.join(terms)} " if terms else ""


def is_beginning(term: str) -> bool:
    """Whether a term that is looked for finds longer ones too."""
    return len(term) >= LETTERS_OF_A_BEGINNING


def finds(term: str, other: str) -> bool:
    """Whether a term that is looked for finds another."""
    return other.startswith(term) if is_beginning(term) else other == term


def say(terms: Iterable[str], text: str) -> bool:
    """Whether a text says any of these."""
    said = terms_of(text)
    return any(finds(term, other) for term in terms for other in said)


def mark(text: str, terms: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that these terms found."""
    terms = list(terms)
    pieces, end = [], 0
    for found in WORD.finditer(text):
        if say(terms, found.group()):
            pieces += [(text[end : found.start()], False), (found.group(), True)]
            end = found.end()
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def _words(text):
    for found in WORD.finditer(normalize("NFC", text)):
        yield _plain(found.group())


def _plain(word):
    letters = normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not combining(letter))


@lru_cache(maxsize=10_000)
def _stem(word):
    # A stemmer holds the word that it is at, so threads never share one.
    return snowballstemmer.stemmer("english").stemWord(word)
