"""What is done when a navigator writes what helps somebody. Their plans follow at once."""

from datetime import date

from django.db import transaction

from activities.actions.risk_assessment import ask_to_sign_again
from activities.models import Activity
from beneficiaries.actions import save_support_needs
from beneficiaries.models import SupportNeeds


@transaction.atomic
def write_support_needs(*, needs: SupportNeeds, opened_version: int, by, today: date) -> None:
    """Keep what helps somebody, and ask for signatures again where it touches the safety of a plan to come.

    Raises StaleNeeds, as the beneficiary's own action does.
    """
    save_support_needs(needs=needs, opened_version=opened_version, by=by)
    assessed = Activity.objects.with_on_it(needs.beneficiary_id).filter(risk_assessment__isnull=False)
    for activity in assessed.not_long_gone(today).with_colleagues():
        ask_to_sign_again(activity=activity)
