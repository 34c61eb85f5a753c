"""What is written on the invitations of a plan."""

from django.db import models

from activities.models.kept_once import KeptOnce


class InvitationCard(KeptOnce):
    """The words that stand on each card, beside what, when and where, which the plan itself says."""

    activity = models.OneToOneField("activities.Activity", on_delete=models.CASCADE, related_name="invitation_card")
    words = models.TextField("The words on the card", max_length=300)

    def __str__(self):
        return f"Invitation: {self.activity}"
