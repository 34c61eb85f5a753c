"""Takes pictures of the main pages, to be looked at by a person. Run it with `make screenshots`."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from activities.demo import SIGN_INS, load_demo
from activities.models import Activity
from teams.models import User

FOLDER = settings.BASE_DIR / "test-results/screenshots"
# The few that README shows are cut to one screen and kept in the project.
README = settings.BASE_DIR / "docs/screenshots"
SHOWN_IN_README = {
    "week-phone-light": "",
    "activity-phone-light": "#sheet",
    "activity-phone-dark": "#sheet",
    "activity-desk-light": "",
    "profile-phone-light": "",
    "register-phone-light": "",
    "day-pack-phone-dark": "",
    "venue-choose-phone-light": "",
    "risk-phone-light": "",
    "money-phone-light": "",
    "report-desk-light": "",
}
WIDTHS = {"phone": 360, "desk": 1280}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", WIDTHS)
def test_take_pictures(browser, live_server, client, device, scheme):
    load_demo(today=timezone.localdate())
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": WIDTHS[device], "height": 800}, color_scheme=scheme
    )
    page = context.new_page()
    take_picture(page, "sign-in", reverse("account_login"), device, scheme)
    client.force_login(User.objects.get(email=SIGN_INS["champion"]))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    for name, address in addresses().items():
        take_picture(page, name, address, device, scheme)
    context.close()


def addresses():
    """What a champion sees, on the demo's activity of today."""
    activity = Activity.objects.get(description__startswith="Cook and eat", date=timezone.localdate())
    return {
        "week": reverse("activities:week"),
        "activity-list": reverse("activities:activity_list"),
        "activity-plan": reverse("activities:activity_plan"),
        "activity": activity.get_absolute_url(),
        "activity-print": reverse("activities:activity_print", args=[activity.pk]),
        "task": reverse("activities:task_detail", args=[activity.pk, activity.checklist.tasks.first().pk]),
        "review": reverse("activities:review"),
        "diary": reverse("activities:diary"),
        "beneficiary": activity.beneficiaries.first().get_absolute_url(),
        "profile": reverse("activities:profile_print", args=["CAL-014"]),
        "register": reverse("activities:register_detail", args=[activity.pk]),
        "day-pack": reverse("activities:day_pack", args=[activity.pk]),
        "invitations": reverse("activities:invitation_list", args=[activity.pk]),
        "venue-choose": reverse("activities:venue_choose", args=[activity.pk]),
        "risk": reverse("activities:risk_detail", args=[activity.pk]),
        "money": reverse("activities:money_detail", args=[activity.pk]),
        "report": reverse("reports:report_detail"),
    }


def take_picture(page, name, address, device, scheme):
    page.goto(address)
    name = f"{name}-{device}-{scheme}"
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
    if name in SHOWN_IN_README:
        page.goto(address + SHOWN_IN_README[name])
        page.screenshot(path=README / f"{name}.png")
