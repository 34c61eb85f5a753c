"""Let go what has been kept for as long as the settings say: from a timer, once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from wyfi_coproduction.retention import RULES, apply


class Command(BaseCommand):
    help = "Let go what has been kept for long enough. Safe to repeat, and to stop: the next run goes on."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go.")

    def handle(self, *, dry_run, **options):
        today = timezone.localdate()
        for rule in RULES:
            if dry_run:
                self._say_what_would_go(rule, rule.due(today))
            else:
                self.stdout.write(f"Let go, {rule.what}: {sum(apply(rule, today=today))}.")

    def _say_what_would_go(self, rule, due):
        named = sorted({rule.named(row) for row in due})
        self.stdout.write(f"Would go, {rule.what}: {due.count()}. {' · '.join(named)}".strip())
