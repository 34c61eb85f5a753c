"""An e-mail to one colleague about all that there is to speak about."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from activities.models import Message
from teams.models import Role
from tests import smtp
from tests.factories import ActivityFactory, person
from tests.helpers import TODAY, client_of, text_of, words_of

pytestmark = pytest.mark.django_db


class TestOneColleague:
    def address(self, colleague):
        return reverse("activities:speak_to_message", args=[colleague.pk])

    def test_gets_everything_that_is_needed_from_them_in_one_message(
        self, postbox, champion, navigator, museum, calderdale
    ):
        ActivityFactory(
            description="Chess with CAL-010", team=calderdale, champion=champion, navigators=[navigator],
            date=TODAY + timedelta(days=5),
        )  # fmt: skip
        form = client_of(champion).get(self.address(navigator)).context["form"]
        body = form["body"].value()
        assert body.startswith("Hello Sanjay,\n\nThere are some things that I would like to speak to you about:\n\n")
        assert "Trip to the industrial museum" in body and "Chess with a beneficiary" in body
        typed = {name: form[name].value() for name in form.fields}
        response = client_of(champion).post(self.address(navigator), typed, follow=True)
        assert words_of(response) == ["Sent to Sanjay Bhatt."]
        there = f"colleague-{navigator.pk}"
        assert response.redirect_chain[-1][0] == f"{reverse('activities:speak_to_list')}?person={there}#{there}"
        assert postbox.inbox[0]["To"] == "sanjay@test.example"
        assert Message.objects.get().about == "speak_to"

    def card(self, user, colleague):
        """What the list says with this colleague opened."""
        page = client_of(user).get(reverse("activities:speak_to_list"), {"person": f"colleague-{colleague.pk}"})
        return " ".join(text_of(page).split())

    def write(self, user, colleague):
        form = client_of(user).get(self.address(colleague)).context["form"]
        client_of(user).post(self.address(colleague), {name: form[name].value() for name in form.fields})

    def test_was_written_to_as_their_card_says_to_whoever_wrote(
        self, postbox, champion, navigator, lead_navigator, museum, calderdale
    ):
        asha = person(Role.CHAMPION, calderdale, name="Asha Rahman")
        ActivityFactory(team=calderdale, champion=asha, navigators=[navigator])
        assert "You wrote to" not in self.card(champion, navigator)
        self.write(champion, navigator)
        with time_machine.travel(f"{TODAY + timedelta(days=1)} 10:00+01:00", tick=False):
            self.write(champion, navigator)
            assert "You wrote to Sanjay on Thursday 15 October 2026." in self.card(champion, navigator)
            assert "You wrote to Sanjay on Wednesday" not in self.card(champion, navigator)
        assert "You wrote to" not in self.card(champion, lead_navigator) + self.card(asha, navigator)

    def test_may_not_have_got_it_as_their_card_says(self, postbox, champion, navigator, museum):
        postbox.to_messages = [smtp.HANG_UP]
        self.write(champion, navigator)
        said = "What you wrote on Wednesday 14 October 2026 may not have reached Sanjay."
        assert said in self.card(champion, navigator)

    def test_with_nothing_to_speak_about_gets_a_greeting_to_begin_with(self, champion, lead_navigator):
        form = client_of(champion).get(self.address(lead_navigator)).context["form"]
        assert form["body"].value() == "Hello Moira,\n\nRuby Oyelaran"

    def test_who_holds_the_budget_elsewhere_can_be_written_to(self, champion, outsider, museum):
        assert client_of(champion).get(self.address(outsider)).status_code == 404
        museum.team.budget_holder = outsider
        museum.team.save()
        assert client_of(champion).get(self.address(outsider)).status_code == 200

    def test_of_another_team_or_gone_or_oneself_is_not_found(self, champion, outsider, navigator):
        navigator.is_active = False
        navigator.save()
        for somebody in (outsider, navigator, champion):
            assert client_of(champion).get(self.address(somebody)).status_code == 404
        assert client_of(champion).get(f"/speak-to/{10**30}/message/").status_code == 404
