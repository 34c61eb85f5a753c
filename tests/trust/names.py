"""How often the hint at a name or number by accident is right, on 500 made-up sentences."""

from dataclasses import dataclass
from pathlib import Path

from teams.names_by_accident import hints

HERE = Path(__file__).parent
# Colleagues of whoever writes the sentences: they may be named.
COLLEAGUES = ["Moira Tindall", "Sanjay Bhatt", "Ruby Oyelaran", "Theo Lindqvist"]
LEAST_FOUND, MOST_FALSE = 0.90, 0.05
# Every third sentence was set aside, and not looked at while the rule was made.
SET_ASIDE = 3


@dataclass(frozen=True)
class Share:
    """Of so many sentences with somebody in them, and so many without, how many got a hint."""

    with_somebody: int
    hinted_rightly: int
    without: int
    hinted_falsely: int

    @property
    def found(self) -> float:
        return self.hinted_rightly / self.with_somebody

    @property
    def false(self) -> float:
        return self.hinted_falsely / self.without


def measure() -> dict[str, Share]:
    """The share of all sentences, and of those that were set aside."""
    sentences = [read("names_with.txt"), read("names_without.txt")]
    return {"all": _share(*sentences), "set aside": _share(*(each[SET_ASIDE - 1 :: SET_ASIDE] for each in sentences))}


def read(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def _share(with_somebody, without):
    rightly, falsely = (
        sum(bool(hints(each, COLLEAGUES)) for each in each_kind) for each_kind in (with_somebody, without)
    )
    return Share(len(with_somebody), rightly, len(without), falsely)
