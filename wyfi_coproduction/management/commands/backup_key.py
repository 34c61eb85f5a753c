"""Make the two keys of backups."""

from django.core.management.base import BaseCommand

from wyfi_coproduction.backup import new_keys


class Command(BaseCommand):
    help = "Make a public key to encrypt backups with, and the private key that opens them. Nothing is kept of either."
    requires_system_checks = ()

    def handle(self, **options):
        private, public = new_keys()
        self.stdout.write(f"Put this into the settings:\n\nBACKUP_PUBLIC_KEY={public}\n")
        self.stdout.write(f"Keep this private key away from this machine, in two safe places:\n\n{private}\n")
        self.stdout.write("It is shown only now. Without it nobody can open a backup, and there is no other way in.")
