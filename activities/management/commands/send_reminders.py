"""Write to everybody on their working mornings: from cron or a timer, as often as you like."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from activities.actions import send_reminders


class Command(BaseCommand):
    help = "Send each person the e-mail of their working morning, at most once a day. Safe to repeat."

    def handle(self, **options):
        run = send_reminders(today=timezone.localdate())
        self.stdout.write(f"{run.sent} sent.")
        if run.unanswered:
            self.stdout.write(f"{run.unanswered} may not have arrived: the mail server gave no answer.")
        if run.refused:
            raise CommandError(f"{run.refused} not sent: the mail server did not take them. The next run tries again.")
