"""Erase one person for good: who they were, everywhere. What they did still counts."""

from django.core.management.base import BaseCommand, CommandError

from beneficiaries import references
from beneficiaries.models import Beneficiary
from teams.models import User
from wyfi_coproduction.erasing import MustBeKept, erase_person


class Command(BaseCommand):
    help = "Erase one person for good, everywhere. It asks first. What they did still counts, with no name."

    def add_arguments(self, parser):
        parser.add_argument("reference", help="The person's reference, such as CAL-014.")
        parser.add_argument("--by", required=True, help="Your e-mail address here: the trail says who erased somebody.")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")

    def handle(self, *, reference, by, yes, **options):
        reference = references.normalise(reference)
        person = Beneficiary.objects.filter(reference=reference, is_gone=False).first()
        user = User.objects.active().filter(email=by.strip().lower()).first()
        if person is None or user is None:
            raise CommandError(f"There is nobody {f'with the reference {reference}' if user else f'at {by}'}.")
        if not yes and input(f"This cannot be undone. To erase {reference}, write it again: ") != reference:
            raise CommandError("Nothing was erased.")
        try:
            erase_person(person=person, by=user)
        except MustBeKept as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("Erased. What they did still counts. Old backups hold them until you throw those away.")
