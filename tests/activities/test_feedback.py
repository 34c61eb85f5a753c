"""What people say: on a phone that is handed over and opens nothing else, or on a slip."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities import handing_over
from activities.faces import Face, by_face
from activities.models import Activity, Feedback
from tests.factories import PASSWORD, ActivityFactory, BeneficiaryFactory, HazardFactory, VenueFactory
from tests.helpers import HTMX, client_of, text_of
from tests.wyfi_coproduction.test_access import address_of, named_addresses

pytestmark = pytest.mark.django_db

GIVE, TAKE_BACK = reverse("activities:feedback_give"), reverse("activities:feedback_take_back")
CODE = "2580"


@pytest.fixture
def plan(champion, calderdale):
    robin = BeneficiaryFactory(reference="CAL-014", known_as="Robin", team=calderdale)
    today = timezone.localdate()
    return ActivityFactory(team=calderdale, champion=champion, beneficiaries=[robin], date=today, venue=VenueFactory())


@pytest.fixture
def client(champion):
    return client_of(champion)


@pytest.fixture
def handed(client, plan):
    """A phone that Ruby handed over, with a code."""
    assert hand_over(client, plan).url == GIVE
    return client


def address(plan, name):
    return reverse(f"activities:feedback_{name}", args=[plan.pk])


def hand_over(client, plan, code=CODE):
    return client.post(address(plan, "hand_over"), {"code": code})


def is_locked(response):
    return response.status_code == 302 and response.url == GIVE


class TestAPhoneThatIsHandedOver:
    @pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
    def test_opens_no_other_address_of_the_product(self, handed, plan, method):
        HazardFactory(assessment__activity=plan)
        own = {"activities:feedback_give", "activities:feedback_take_back"}
        names = {name for name in named_addresses() if not name.startswith("admin:")} - own
        for name in sorted(names):
            response = getattr(handed, method)(address_of_any(name, plan))
            # No address of the product answers to any other method.
            is_shut = is_locked(response) if method in ("get", "post", "head") else response.status_code == 405
            assert is_shut, name

    @pytest.mark.parametrize("path", ["/", "/admin/", "/admin/teams/user/", "/nowhere/", f"{GIVE}x", "/files/x/", "//"])
    def test_nor_one_that_somebody_guesses(self, handed, path):
        assert is_locked(handed.get(path))

    def test_is_led_back_within_a_page_too(self, handed, plan):
        response = handed.post(reverse("activities:step_mark", args=[plan.pk]), headers=HTMX)
        assert response["HX-Redirect"] == GIVE and not response.content

    @pytest.mark.parametrize("path", [GIVE, f"{GIVE}?said=yes", TAKE_BACK])
    def test_shows_nothing_of_the_product_and_nobodys_name(self, handed, plan, path):
        response = handed.get(path)
        said = text_of(response)
        for telling in ("Ruby", "CAL-014", "Robin", plan.description, "My week", "<nav", "masthead"):
            assert telling not in said
        links = {part.split('"')[0] for part in said.split('<a href="')[1:]}
        assert links <= {GIVE, TAKE_BACK}
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]

    def test_goes_from_person_to_person(self, handed, plan):
        for face in Face:
            response = handed.post(GIVE, {"face": face, "words": "More tea"}, follow=True)
            assert "Thank you." in text_of(response) and "Next person" in text_of(response)
            assert "More tea" not in text_of(handed.get(GIVE))
        assert [each.number for each in by_face(plan.feedback.all())] == [1, 1, 1]

    @pytest.mark.parametrize("key", ["", "x"])
    def test_keeps_what_is_sent_twice_once_and_what_has_no_key_at_all(self, handed, key):
        known = handed.get(GIVE).context["form"]["key"].value()
        for _ in range(2):
            handed.post(GIVE, {"face": "good", "key": known})
        assert Feedback.objects.count() == 1
        handed.post(GIVE, {"face": "good", "key": key})
        assert Feedback.objects.count() == 2

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"words": ""}, "Press one of the faces."),
            ({"face": "great"}, "Press one of the faces."),
            ({"face": "good", "words": "x" * 301}, "That is too long."),
        ],
    )
    def test_says_what_is_to_put_right(self, handed, typed, said):
        assert said in text_of(handed.post(GIVE, typed))
        assert not Feedback.objects.exists()

    def test_holds_no_person_and_no_reference(self, handed):
        handed.post(GIVE, {"face": "good", "words": "CAL-014 was\nkind to me"})
        assert Feedback.objects.get().words == "a beneficiary was kind to me"
        names = {field.name for field in Feedback._meta.get_fields()}
        assert names == {"id", "activity", "face", "words", "key"}

    def test_a_form_that_cannot_be_read_leads_back_with_nothing_around_it(self, champion, plan):
        client = Client(enforce_csrf_checks=True)
        client.force_login(champion)
        client.get(address(plan, "detail"))
        token = client.cookies["csrftoken"].value
        client.post(address(plan, "hand_over"), {"code": CODE, "csrfmiddlewaretoken": token})
        assert is_locked(client.post(GIVE, {"face": "good"}))
        assert is_locked(client.post(TAKE_BACK, {"typed": CODE}))
        assert is_locked(client.get("/"))

    def test_whoever_lost_sight_of_the_plan_meanwhile_keeps_nothing_and_shows_nothing(self, handed, plan, leeds):
        Activity.objects.filter(pk=plan.pk).update(team=leeds)
        assert handed.post(GIVE, {"face": "good"}, follow=True).status_code == 200
        assert not Feedback.objects.exists()

    def test_gets_a_new_session_so_that_back_shows_no_kept_page(self, client, plan):
        before = client.session.session_key
        hand_over(client, plan)
        assert client.session.session_key != before

    def test_an_account_that_is_closed_meanwhile_is_led_to_sign_in_and_not_in_circles(self, handed, champion):
        get_user_model().objects.filter(pk=champion.pk).update(is_active=False)
        assert handed.get("/", follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))


def address_of_any(name, plan):
    return GIVE + "other/" if name.endswith("None") else address_of(name, plan)


class TestTakingItBack:
    @pytest.mark.parametrize("typed", [CODE, PASSWORD])
    def test_by_the_code_or_the_password(self, handed, plan, typed):
        assert handed.post(TAKE_BACK, {"typed": typed}).url == address(plan, "detail")
        assert handed.get("/").status_code == 200
        assert handed.get(GIVE).status_code == 404 and handed.get(TAKE_BACK).status_code == 404

    @pytest.mark.parametrize("typed", ["", "0000", "password", PASSWORD.upper(), f" {CODE}"])
    def test_by_nothing_else(self, handed, typed):
        page = text_of(handed.post(TAKE_BACK, {"typed": typed}))
        assert "That is not it." in page or "Type it first." in page
        assert is_locked(handed.get("/"))

    @pytest.mark.parametrize("typed", ["", " ", "None", "False"])
    def test_without_a_code_an_empty_one_opens_nothing(self, client, plan, typed):
        hand_over(client, plan, "")
        client.post(TAKE_BACK, {"typed": typed})
        assert is_locked(client.get("/"))
        assert client.post(TAKE_BACK, {"typed": PASSWORD}).url == address(plan, "detail")

    def test_a_code_that_was_mistyped_five_times_opens_nothing_and_the_password_does(self, handed, plan):
        for _ in range(handing_over.MOST_TRIES):
            handed.post(TAKE_BACK, {"typed": "0000"})
        handed.post(TAKE_BACK, {"typed": CODE})
        assert is_locked(handed.get("/"))
        assert handed.post(TAKE_BACK, {"typed": PASSWORD}).url == address(plan, "detail")

    def test_many_tries_ask_for_a_break_even_with_the_right_words(self, handed):
        for _ in range(10):
            handed.post(TAKE_BACK, {"typed": "0000"})
        assert "Wait a minute" in text_of(handed.post(TAKE_BACK, {"typed": PASSWORD}))
        assert is_locked(handed.get("/"))

    def test_the_browser_does_not_offer_the_password_it_knows(self, handed):
        assert 'autocomplete="new-password"' in text_of(handed.get(TAKE_BACK))


class TestHandingOver:
    @pytest.mark.parametrize("code", ["123", "12345", "abcd", "٢٥٨٠", "12 4"])
    def test_a_code_is_four_numbers(self, client, plan, code):
        assert "Choose 4 numbers" in text_of(hand_over(client, plan, code))
        assert client.get("/").status_code == 200

    def test_is_not_open_before_the_day_nor_of_a_plan_that_is_called_off(self, client, plan):
        Activity.objects.filter(pk=plan.pk).update(called_off_at=timezone.now())
        assert "nobody to ask" in text_of(hand_over(client, plan))
        Activity.objects.filter(pk=plan.pk).update(called_off_at=None, date="2999-01-01")
        assert "from the day itself" in text_of(hand_over(client, plan))
        assert client.get("/").status_code == 200

    def test_a_phone_that_was_not_handed_over_has_no_such_page(self, client):
        assert client.get(GIVE).status_code == 404
        assert client.post(TAKE_BACK, {"typed": PASSWORD}).status_code == 404

    def test_another_browser_of_the_same_person_stays_open(self, handed, champion):
        assert client_of(champion).get("/").status_code == 200


class TestSlips:
    def test_are_typed_in_word_for_word(self, client, plan):
        client.post(address(plan, "add"), {"face": "not_good", "words": "Too loud"})
        page = text_of(client.get(address(plan, "detail")))
        assert "Too loud" in page and "<strong>1</strong> Not good" in page
        assert "Too loud" in text_of(client.get(plan.get_absolute_url()))

    def test_one_that_was_mistyped_is_taken_back_by_one_press_and_others_stay(self, client, plan):
        client.post(address(plan, "add"), {"face": "good", "words": "Lovely"})
        page = client.post(address(plan, "add"), {"face": "not_good", "words": "Too lod"}, follow=True)
        kept = page.context["kept"]
        for said in ("Taken back.", "It is gone already."):
            assert said in text_of(client.post(address(plan, "undo"), {"kept": kept}, follow=True))
        assert [said.words for said in Feedback.objects.all()] == ["Lovely"]

    @pytest.mark.parametrize("kept", ["x", "", "\x00", "0f0e0d0c-0000-4000-8000-000000000001"])
    def test_what_was_never_typed_in_is_not_taken_back(self, client, plan, kept):
        plan.feedback.create(face="good")
        assert client.get(address(plan, "add"), {"kept": kept}).status_code == 200
        assert "It is gone already." in text_of(client.post(address(plan, "undo"), {"kept": kept}, follow=True))
        assert Feedback.objects.exists()

    def test_lines_stand_in_an_order_that_tells_nobodys(self, plan):
        for words in ("b", "c", "a"):
            Feedback.objects.create(activity=plan, face="good", words=words)
        assert by_face(plan.feedback.all())[0].lines == ["a", "b", "c"]

    def test_four_are_printed(self, client, plan):
        assert text_of(client.get(address(plan, "print"))).count('class="slip"') == 4
