"""Asks the product for pages as a server does, and takes the time."""

import time

from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

WARM_UP, ROUNDS = 20, 300
CSRF_TOKEN = "a" * 32


def signed_in_factory(champion):
    client = Client()
    client.force_login(champion)
    factory = RequestFactory(SERVER_NAME="127.0.0.1")
    factory.cookies = client.cookies
    factory.cookies["csrftoken"] = CSRF_TOKEN
    return factory


def measure(pages, *, rounds=ROUNDS):
    """Ask for the pages in turn, so that a slow moment of the machine is shared by all of them."""
    handler = WSGIHandler()
    times = {name: [] for name in pages}
    for number in range(WARM_UP + rounds):
        for name, request in pages.items():
            taken = time_one(handler, request().environ)
            if number >= WARM_UP:
                times[name].append(taken)
    return times


def time_one(handler, environ):
    statuses = []
    start = time.perf_counter()
    response = handler(environ, lambda status, headers: statuses.append(status))
    b"".join(response)
    response.close()
    taken = time.perf_counter() - start
    if statuses != ["200 OK"]:
        raise SystemExit(f"{environ['PATH_INFO']} answered {statuses[0]}: nothing was measured.")
    return taken
