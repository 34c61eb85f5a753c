"""Works on the long files that people asked for."""

from django.core.management.base import BaseCommand

from reports.making import make_waiting, take_away_expired


class Command(BaseCommand):
    help = "Make the long files that wait, and take away those that have expired. Run it every few minutes."
    # They would fetch every page of the product into the memory of a process that has none to show.
    requires_system_checks = []

    def handle(self, *args, **options):
        gone, made = take_away_expired(), make_waiting()
        self.stdout.write(f"Files made: {made}. Files that had expired: {gone}.")
