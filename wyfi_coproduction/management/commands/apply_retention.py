"""Let go what has been kept for as long as the settings say: from a timer, once a day."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, transaction
from django.utils import timezone

from wyfi_coproduction.letting_go import RULES, must_be_kept
from wyfi_coproduction.retention import Rule, apply
from wyfi_coproduction.sweeping import write_file_anew

NOT_ALLOWED = "PostgreSQL lets this user take nothing out of the trail. Run it as the owner of the tables."
NOTHING = "Nothing has been kept for long enough to go."


class Command(BaseCommand):
    help = "Let go what has been kept for long enough. Safe to repeat, and to stop: the next run goes on."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go.")

    def handle(self, *, dry_run, **options):
        today = timezone.localdate()
        if dry_run:
            said = [*(would_go(rule, today) for rule in RULES), would_stay(today)]
            self.stdout.write("\n".join(filter(None, said)) or NOTHING)
            return
        try:
            went = [f"Let go, {rule.what}: {count}." for rule in RULES if (count := sum(apply(rule, today=today)))]
            self.stdout.write("\n".join(went) or NOTHING)
        except ProgrammingError as error:
            raise CommandError(NOT_ALLOWED) from error
        finally:
            # Once, since it takes long; after a run that was stopped too.
            transaction.on_commit(write_file_anew, robust=True)


def would_go(rule: Rule, today: date) -> str:
    """What would go by a rule, in a sentence, with what each is called where it has a name."""
    due = rule.due(today)
    named = sorted({rule.named(row) for row in due}) if rule.named else []
    return f"Would go, {rule.what}: {count}. {' · '.join(named)}".strip() if (count := due.count()) else ""


def would_stay(today: date) -> str:
    """Who is kept all the same, because an admin wrote down that they must be."""
    kept = sorted(must_be_kept(today).values_list("reference", flat=True))
    return f"Must be kept, as an admin wrote down: {len(kept)}. {' · '.join(kept)}" if kept else ""
