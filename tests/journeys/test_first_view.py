"""What the first view of a page costs somebody who pays for each megabyte, from the server as it runs in production."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.factories import ActivityFactory, BeneficiaryFactory
from tests.helpers import address_of_database
from tests.journeys.conftest import PHONE, Watch, session_cookie

MOST_BYTES = 120 * 1024


def test_the_first_view_of_each_page_is_light(tmp_path, new_context, champion, calderdale):
    """I am Ruby. A page that my phone has never seen costs me 120 KB at most, all of it from the product itself."""
    people = [BeneficiaryFactory(reference=f"CAL-{number:03}", team=calderdale) for number in range(1, 26)]
    plans = [ActivityFactory(champion=champion, team=calderdale, beneficiaries=people[:8]) for _ in range(20)]
    addresses = ["/", "/activities/", "/activities/plan/", "/diary/", "/beneficiaries/", "/account/"]
    addresses += [plans[0].get_absolute_url(), f"{plans[0].get_absolute_url()}print/"]

    with served(tmp_path) as url:
        costs = {address: first_view(new_context, url, address, champion) for address in addresses}
        costs |= {"/account/sign-in/": first_view(new_context, url, "/account/sign-in/")}
    assert {address: cost for address, cost in costs.items() if cost > MOST_BYTES} == {}
    # Less than the style sheet alone would mean that the bytes were not counted.
    assert min(costs.values()) > 20 * 1024


def first_view(new_context, url, address, user=None):
    """The bytes that come over the wire, headers and all, when a browser sees an address for the first time."""
    watch = Watch(url)
    context = new_context(base_url=url, viewport=PHONE)
    watch.over(context)
    if user:
        context.add_cookies([session_cookie(user, url)])
    page = context.new_page()
    received = []
    wire = context.new_cdp_session(page)
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert urlsplit(page.url).path == address
    # A browser with a window also shows the icon.
    icon = page.locator("link[rel=icon]").get_attribute("href")
    received.append(int(context.request.get(icon).headers["content-length"]))
    context.close()
    assert watch.unforgiven() == []
    return sum(received)


@contextmanager
def served(folder):
    """Serve the product with gunicorn and WhiteNoise on the test's database, and return its address."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.journeys.served_settings",
        "STATIC_ROOT": str(folder),
        "DATABASE_URL": address_of_database(),
        "SECRET_KEY": settings.SECRET_KEY,
        "DEBUG": "off",
        "HTTPS": "off",
    }
    # Django admin's own files are many, and on none of these pages.
    left_out = ["--ignore", "admin", "--ignore", "import_export"]
    manage = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0", *left_out]
    subprocess.run(manage, cwd=settings.BASE_DIR, env=environment, check=True)
    # The socket is open before the server is: whoever calls early waits in line.
    with socket.create_server(("127.0.0.1", 0)) as door:
        gunicorn = [sys.executable, "-m", "gunicorn", "wyfi_coproduction.wsgi", "--bind", f"fd://{door.fileno()}"]
        options = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket", "--log-level", "error"]
        server = subprocess.Popen(
            [*gunicorn, *options], cwd=settings.BASE_DIR, env=environment, pass_fds=[door.fileno()]
        )
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.terminate()
            server.wait()


@pytest.fixture(autouse=True)
def seen_by_the_server(transactional_db):
    """Write what the test makes to the database at once, where another process reads it."""
