"""What rows are called. Pure, no database."""

from collections import Counter
from collections.abc import Hashable


def told_apart(names: dict[Hashable, tuple[str, str]]) -> dict[Hashable, str]:
    """Return a name of its own for each key, from `(name, what else is known)`.

    A name that two have is said with what else is known; where that is the same too, they are numbered.
    """
    once = Counter(name for name, _ in names.values())
    said = {key: name if once[name] == 1 or not more else f"{name} ({more})" for key, (name, more) in names.items()}
    shared, numbers, apart = Counter(said.values()), Counter(), {}
    for key in sorted(said):
        words = said[key]
        numbers[words] += 1
        apart[key] = words if shared[words] == 1 else f"{words}, {numbers[words]}"
    return apart
