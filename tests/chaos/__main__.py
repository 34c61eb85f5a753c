"""`make chaos`: break things while people work, and print what was told to be saved, found, lost and doubled."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")

from tests.chaos.tries import on_postgres, on_sqlite
from tests.trust import results as trust

REST = ("cut_off", "told_to_wait", "seconds")
NUMBERS = ("acknowledged", "found", "lost", "doubled")
LINE = "{what:32} {acknowledged:>12} {found:>6} {lost:>5} {doubled:>8} {cut_off:>8} {told_to_wait:>13} {seconds:>8}"


def main() -> int:
    print(LINE.format_map({name: name.replace("_", " ") for name in ("what", *NUMBERS, *REST)}))
    results = []
    for tries in (on_sqlite, on_postgres):
        with TemporaryDirectory(prefix="chaos-") as folder:
            for result in tries(Path(folder)):
                print(LINE.format_map(result), *result["wrong"], sep="\n  ", flush=True)
                results.append(result)
    trust.leave("chaos", [{"what": each["what"]} | {name: each[name] for name in NUMBERS} for each in results])
    return int(any(each["lost"] or each["doubled"] or each["wrong"] for each in results))


if __name__ == "__main__":
    sys.exit(main())
