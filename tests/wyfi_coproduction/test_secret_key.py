"""A new secret key puts nobody out: what the one before signed holds as long as it is named."""

import pytest
from allauth.account.forms import default_token_generator
from django.urls import reverse

from teams.calendar_address import token_of
from tests.helpers import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_named", "status"), [(True, 200), (False, 302)])
def test_people_stay_signed_in_as_long_as_the_old_key_is_named(champion, settings, is_named, status):
    client = client_of(champion)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY] * is_named
    assert client.get("/").status_code == status
    settings.SECRET_KEY_FALLBACKS = []
    # By then the session is signed with the new one.
    assert client.get("/").status_code == status


@pytest.mark.parametrize(("is_named", "status"), [(True, 200), (False, 404)])
def test_so_do_calendars_and_links_in_emails(client, champion, settings, is_named, status):
    address = reverse("activities:calendar_feed", args=[token_of(champion)])
    key = default_token_generator.make_token(champion)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY] * is_named
    assert client.get(address).status_code == status
    assert default_token_generator.check_token(champion, key) == is_named
