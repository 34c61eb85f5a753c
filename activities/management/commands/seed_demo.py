"""Fill an empty database with made-up people and plans, and say how to sign in."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from activities.demo import SIGN_INS, NotEmpty, load_demo, password_for

# Lets the caller tell this answer from a fault.
NOT_EMPTY = 3


class Command(BaseCommand):
    help = "Fill an empty database with made-up people and plans, and print how to sign in: role, e-mail, password."

    def handle(self, **options):
        try:
            load_demo(today=timezone.localdate())
        except NotEmpty as error:
            raise CommandError(
                "This database holds other things already, so the made-up people stay out of it.", returncode=NOT_EMPTY
            ) from error
        for role, email in SIGN_INS.items():
            self.stdout.write(f"{role}\t{email}\t{password_for(email)}")
