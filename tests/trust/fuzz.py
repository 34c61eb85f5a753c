"""Inputs that nobody means to send, made from a seed: to every address, into every field and every question in it."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

from django.apps import apps
from django.db import connection, transaction

OURS = {"teams", "beneficiaries", "checklist", "activities", "reports"}
# Written beside whatever is asked: who is signed in and was last seen when, and that somebody read a page.
BESIDE = re.compile(r"session|trail", re.IGNORECASE)
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
LARGE = 10 * 1024 * 1024
ODD = [
    "", " ", "\x00", "a\x00b", "\x01\x1b[31m\x7f", "\r\n\r\nSet-Cookie: a=b", "\u202eabc", "\ufeff", "👩‍👩‍👧" * 40,
    "é" * 5000,
    "0", "-1", "1", "2", "999999", "9" * 18, "9223372036854775808", "-9223372036854775809", "9" * 400, "1e400", "NaN",
    "Infinity", "-0.00", "0.1", "1,5", "٣", "²", "true", "on", "yes", "None", "null", "[]", '["1", "2"]', '{"a": 1}',
    "CAL-014", "LEE-001", "CAL-99999999", "cal 014", "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30",
    "31/12/9999", "24:00", "23:59:60", "99:99", "2026-10-14T10:00:00+99:99", "2026-10-14T10:00:00Z",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "00000000-0000-0000-0000-000000000000", "g" * 36,
    "../../etc/passwd",
    "<script>alert(1)</script>", "{{ settings }}", "%s%n%(x)s", "' OR 1=1 --", "https://elsewhere.example/",
    "//elsewhere.example",
    "%", "\\", "*" * 70, "a" * 2001,
]  # fmt: skip
BROKEN = [b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf0\x9f", b"%zz", b"\xc0\xaf"]


class Fields(HTMLParser):
    """The names of what can be filled in or pressed on a page, with what stands there."""

    def __init__(self):
        super().__init__()
        self.found = {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in {"input", "textarea", "select", "button"} and attrs.get("name"):
            self.found.setdefault(attrs["name"], []).append(attrs.get("value") or "")


def fields_of(html: str) -> dict[str, list[str]]:
    reader = Fields()
    reader.feed(html)
    reader.found.pop("csrfmiddlewaretoken", None)
    return reader.found


@dataclass(frozen=True)
class Input:
    """One request: by whom, how, where to, and with what."""

    who: str
    name: str
    method: str
    path: str
    body: bytes = b""
    kind: str = "application/x-www-form-urlencoded"

    def send(self, client):
        if self.method == "GET":
            return client.get(f"{self.path}?{self.body.decode('ascii')}")
        return client.generic("POST", self.path, self.body, content_type=self.kind)


@dataclass
class Outcome:
    """How many were tried, and what came of them."""

    counts: Counter = field(default_factory=Counter)
    failures: dict = field(default_factory=dict)

    def note(self, tried: Input, came: str):
        self.counts["tried"] += 1
        if came in {"refused", "accepted"}:
            self.counts[came] += 1
        else:
            self.counts["failed"] += 1
            self.failures.setdefault((tried.name, came), tried)

    def __str__(self):
        return ", ".join(f"{self.counts[each]:,} {each}" for each in ("tried", "refused", "accepted", "failed"))


class Maker:
    """Makes inputs from a seed. The same seed makes the same inputs."""

    def __init__(self, *, seed: int, addresses: dict[str, str], who: list[str], open_page: Callable[[str], str]):
        self.random = random.Random(seed)
        self.addresses, self.who, self.open_page = addresses, who, open_page
        self.pages, self.names = {}, ["page", "q", "find", "next"]

    def make(self) -> Input:
        """The next input. What stands on the page of an address is what its fields are filled in with at first."""
        pick = self.random.choice
        who, name = pick(self.who), pick(list(self.addresses))
        path = self.addresses[name]
        if name not in self.pages:
            self.pages[name] = fields_of(self.open_page(path))
            self.names.extend(self.pages[name])
        if self.random.random() < 0.08:
            path = re.sub(r"\d+", lambda _: pick(["0", "1", "2", "999999", "9" * 19, "9" * 40]), path, count=1)
        if self.random.random() < 0.4:
            return Input(who, name, "GET", path, self._pairs(self.pages[name], whole=False))
        if self.random.random() < 0.05:
            return Input(who, name, "POST", path, *self._odd_body())
        return Input(who, name, "POST", path, self._pairs(self.pages[name], whole=True))

    def _pairs(self, fields, *, whole) -> bytes:
        """What stands in the fields, with some of it replaced by what nobody means, left out or said twice."""
        sent = [(name, self.random.choice(values)) for name, values in fields.items()] if whole else []
        names = list(fields) or self.names
        for _ in range(self.random.randint(1, 4)):
            name = self.random.choice(names if self.random.random() < 0.8 else self.names)
            if self.random.random() < 0.8:
                sent = [pair for pair in sent if pair[0] != name]
            sent.extend((name, self._value()) for _ in range(self.random.choice([1, 1, 1, 2, 50])))
        return b"&".join(self._quote(name) + b"=" + self._quote(value) for name, value in sent)

    def _value(self):
        if self.random.random() < 0.1:
            return self.random.choice(BROKEN)
        if self.random.random() < 0.15:
            return "".join(chr(self.random.randrange(1, 0xD800)) for _ in range(self.random.randrange(1, 30)))
        return self.random.choice(ODD)

    def _quote(self, value) -> bytes:
        return quote_from_bytes(value if isinstance(value, bytes) else value.encode()).encode()

    def _odd_body(self):
        return self.random.choice(
            [
                (b"a=" + b"x" * LARGE, "application/x-www-form-urlencoded"),
                (b'[{"a": [1, 2', "application/json"),
                (b"\xff\xfe\x00", "text/plain; charset=utf-99"),
                (b"--b\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=b"),
                (b"x", "multipart/form-data"),
                (b"&".join(b"a=1" for _ in range(2000)), "application/x-www-form-urlencoded"),
                (b"--b\r\nContent-Disposition: form-data; name=file; filename=a\x00.png\r\n\r\n\x00\r\n--b--\r\n",
                 "multipart/form-data; boundary=b"),
            ]
        )  # fmt: skip


def rows() -> dict:
    """Every row that the product keeps, of every table."""
    kept = [model for model in apps.get_models() if model._meta.app_label in OURS and not BESIDE.search(model.__name__)]
    return {model: list(model._base_manager.order_by("pk").values_list()) for model in kept}


def is_refused(response) -> bool:
    """Whether something was asked for that the product did not do."""
    if response.status_code >= 400:
        return True
    contexts = (each if isinstance(each, dict) else each.flatten() for each in response.context or [])
    seen = (value for context in contexts for value in context.values())
    return response.status_code == 200 and any(getattr(value, "is_bound", False) and value.errors for value in seen)


def try_one(client, tried: Input) -> str:
    """What came of an input: "refused", "accepted", or what is wrong. The database is afterwards as it was before."""
    has_written = []

    def watch(execute, sql, params, many, context):
        if WRITES.match(sql) and not BESIDE.search(sql.split("(")[0]):
            has_written.append(sql)
        return execute(sql, params, many, context)

    cookies = client.cookies.copy()
    with _undone(), connection.execute_wrapper(watch):
        response = tried.send(client)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code >= 500:
        return f"{response.status_code}: {response.exc_info[0].__name__ if response.exc_info else ''}"
    if not response.streaming and b"Traceback (most recent call last)" in response.content:
        return "a trace"
    if not is_refused(response):
        return "accepted"
    return "changed though refused" if has_written and _changes(client, tried) else "refused"


def _undone():
    """A block that is undone. What asks to be written for good counts it as the test's own, which it is."""
    block = transaction.atomic()
    block._from_testcase = True
    return block


def _changes(client, tried: Input) -> bool:
    """Whether anything is different after the input is sent once more: what was written may have been undone."""
    cookies = client.cookies.copy()
    with _undone():
        before = rows()
        tried.send(client)
        after = rows()
        transaction.set_rollback(True)
    client.cookies = cookies
    return before != after
