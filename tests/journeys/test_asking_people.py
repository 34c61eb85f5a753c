"""People are asked to come, each in the way that they like; and a contact is written down on a bus."""

from django.urls import reverse
from playwright.sync_api import expect

from activities.models import Participation
from beneficiaries.models import Contact
from beneficiaries.profile import Part
from tests.factories import ActivityFactory, BeneficiaryFactory, ContactFactory, ProfileEntryFactory
from tests.journeys.conftest import PHONE, press


def test_somebody_is_asked_with_a_card_and_says_yes(browser_for, champion, calderdale, javascript):
    """I am Ruby. One likes a call, of the other nobody knows. Each press is kept, and can be undone."""
    robin, jay = (BeneficiaryFactory(reference=f"CAL-01{number}", team=calderdale) for number in (4, 6))
    ProfileEntryFactory(beneficiary=robin, part=Part.ASKED, words="", choices=["call"], written_by=champion)
    plan = ActivityFactory(team=calderdale, champion=champion, beneficiaries=[robin, jay], place="The hall")
    page = browser_for(champion, javascript=javascript, viewport=PHONE)
    page.goto(reverse("activities:invitation_list", args=[plan.pk]))
    page.evaluate("window.isTheSamePage = true") if javascript else None
    of_robin, of_jay = (page.locator(".register-row", has_text=person.reference) for person in (robin, jay))
    of_robin.get_by_role("button", name="Called").click()
    of_robin.get_by_role("button", name="Said yes").click()
    of_jay.get_by_role("button", name="Gave a card").click()
    of_jay.get_by_role("button", name="Said no").click()
    expect(page.locator("#totals")).to_have_text("1 said yes, 1 said no.")
    expect(page.locator("#reminding")).to_contain_text("Ring CAL-014")
    expect(page.locator("#reminding")).not_to_contain_text("CAL-016")
    of_jay.get_by_role("button", name="Undo the answer").click()
    expect(page.locator("#totals")).to_have_text("1 said yes, 1 asked and not answered.")
    assert not javascript or page.evaluate("window.isTheSamePage")
    assert set(Participation.objects.values_list("invitation", flat=True)) == {"coming", "invited"}

    page.get_by_role("link", name="Write the cards").click()
    page.get_by_label("The words on the card").fill("Come as you are. There is cake.")
    press(page, "Save and see the cards")
    expect(page.get_by_text("There is cake.").first).to_be_visible()
    page.get_by_role("link", name="Flowers").click()
    page.get_by_role("link", name="Two large cards").click()
    expect(page.locator(".invitation")).to_have_count(2)
    expect(page.locator("use[href*=flowers]")).to_have_count(2)


def test_a_contact_is_five_presses_and_nothing_to_type(browser_for, champion, calderdale):
    """I am Ruby, on the bus. At three seconds for each press that is fifteen, from my week to "kept"."""
    robin = BeneficiaryFactory(reference="CAL-014", team=calderdale)
    ContactFactory(beneficiary=robin, by=champion)
    ActivityFactory(team=calderdale, champion=champion)
    page = browser_for(champion, viewport=PHONE)
    page.goto(reverse("activities:week"))
    page.get_by_role("link", name="Write down a contact").click()
    page.get_by_role("link", name="CAL-014").click()
    page.get_by_text("Phone", exact=True).click()
    page.get_by_text("15", exact=True).click()
    press(page, "Save the contact")
    expect(page.get_by_text("Saved. It stands in their line in time.")).to_be_visible()
    newest = Contact.objects.order_by("-pk").first()
    assert (newest.mode, newest.minutes, newest.by) == ("phone", 15, champion)
