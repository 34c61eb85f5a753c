"""`make trust`: measures the hint at names, and writes the table of docs/data-protection.md from the last numbers."""

from tests.trust import results
from tests.trust.names import measure


def main():
    names = {
        words: {
            "with_somebody": share.with_somebody,
            "found": share.hinted_rightly,
            "without": share.without,
            "false": share.hinted_falsely,
        }
        for words, share in measure().items()
    }
    results.leave("names", names)
    results.take_up()
    for words, share in measure().items():
        print(f"Names by accident, {words}: {share.found:.1%} found, {share.false:.1%} false alarms.")


if __name__ == "__main__":
    main()
