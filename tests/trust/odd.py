"""Makes inputs that nobody means to send, from a seed: to every address, into every field and every question in it."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes, urlsplit

URLENCODED = "application/x-www-form-urlencoded"
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
    "//elsewhere.example", "=1+1", "@SUM(A1)", "FREQ=SECONDLY;COUNT=999999999", "name@elsewhere.example",
    "%", "\\", "*" * 70, "a" * 2001,
]  # fmt: skip
BROKEN = [b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf0\x9f", b"%zz", b"\xc0\xaf"]
FILES = [
    b"", b"%PDF-1.4\n", b"%PDF-1.4\nx\n%%EOF\n", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, b"\xff\xd8\xff\xe0\xff\xff",
    b"GIF89a\xff\xff\xff\xff", b"PK\x03\x04" + b"\x00" * 40, b"<svg onload='alert(1)'/>", b"\x00" * 4096,
    b"reference,team\r\nCAL-014,Calderdale\r\n", b"reference;team\n\xff;\x00\n", b'"',
    b"email,name\n=1+1,\xe2\x80\xae\n",
    b"II*\x00\xff\xff\xff\xff", b"RIFF\xff\xff\xff\xffWEBPVP8 ", b"x" * 200_000,
]  # fmt: skip
FILE_NAMES = ["a.pdf", "a.png", "a.csv", "a.xlsx", "a.exe", "../../a.pdf", "a\x00.png", "CON", "é" * 300 + ".pdf", ""]
FILE_KINDS = ["application/pdf", "image/png", "text/csv", "text/html", "x", "image/png; charset=utf-99"]
BOUNDARY = b"b0undary"


@dataclass
class Form:
    """The fields of a form on a page: the values that stand in each, and which of them take a file."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """Reads a page: what can be filled in or pressed in each form, by the path that the form is sent to."""

    def __init__(self, path: str):
        super().__init__()
        self.path, self.by_path = path, {}
        self.form = self.by_path.setdefault(path, Form())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            sent_to = urlsplit(attrs.get("action") or self.path).path or self.path
            self.form = self.by_path.setdefault(sent_to, Form())
        elif tag == "select":
            self.select = attrs.get("name")
        name = self.select if tag == "option" else attrs.get("name")
        if tag not in {"input", "textarea", "select", "button", "option"} or not name or name == "csrfmiddlewaretoken":
            return
        if attrs.get("type") == "file":
            self.form.files.append(name)
        else:
            self.form.fields.setdefault(name, []).append(attrs.get("value") or "")

    select = None


@dataclass(frozen=True)
class Input:
    """One request: by whom, to the address of which name, how, where to, and with what."""

    who: str
    name: str
    method: str
    path: str
    body: bytes = b""
    kind: str = URLENCODED
    by_htmx: bool = False


class Maker:
    """Makes inputs. The same seed makes the same ones."""

    def __init__(
        self,
        *,
        seed: int,
        addresses: dict[str, str],
        who: list[str],
        open_page: Callable[[str], str],
        somebody_elses: list[str],
    ):
        self.random = random.Random(seed)
        self.addresses, self.who, self.open_page, self.somebody_elses = addresses, who, open_page, somebody_elses
        self.forms, self.names, self.was_read = {}, ["page", "q", "find", "next", "file", "format"], set()

    def make(self) -> Input:
        """The next input. A form is filled in with what stands on its page, and some of that is replaced."""
        chance, name = self.random.random, self.random.choice(list(self.addresses))
        path, who = self.addresses[name], self.random.choice(self.who)
        self._read(path)
        form = self.random.choice(self.forms.get(path, [Form()]))
        by_htmx = chance() < 0.15
        if chance() < 0.1:
            path = re.sub(r"\d+", lambda found: self._other_number(found[0]), path, count=self.random.randint(1, 2))
        if chance() < 0.35:
            return Input(who, name, "GET", path, urlencoded(self._pairs(form, whole=False)), by_htmx=by_htmx)
        if chance() < 0.04:
            return Input(who, name, "POST", path, *self._odd_body())
        pairs = self._pairs(form, whole=True)
        if form.files or chance() < 0.03:
            return Input(who, name, "POST", path, *multipart(pairs, self._files(form)), by_htmx=by_htmx)
        return Input(who, name, "POST", path, urlencoded(pairs), by_htmx=by_htmx)

    def _read(self, path):
        """Learn the forms of a page when its address is first tried. One form may be sent to another address."""
        if path in self.was_read:
            return
        self.was_read.add(path)
        for sent_to, form in read(path, self.open_page(path)).items():
            if form.fields or form.files:
                self.forms.setdefault(sent_to, []).append(form)
                self.names.extend(form.fields)

    def _other_number(self, number):
        return self.random.choice(["0", "1", "2", "999999", "9" * 19, "9" * 40, number + "1", *self.somebody_elses])

    def _pairs(self, form, *, whole) -> list[tuple]:
        """What stands in the fields, with some of it replaced by what nobody means, left out or said twice."""
        sent = [(name, self.random.choice(values)) for name, values in form.fields.items()] if whole else []
        names = list(form.fields) or self.names
        for _ in range(self.random.choice([0, 1, 1, 2, 3, 4]) if whole else self.random.randint(1, 4)):
            name = self.random.choice(names if self.random.random() < 0.8 else self.names)
            if self.random.random() < 0.8:
                sent = [pair for pair in sent if pair[0] != name]
            ending = self.random.choice(["", "", "", "", "", "[]", "__gt", "\x00"])
            sent.extend((name + ending, self._value()) for _ in range(self.random.choice([0, 1, 1, 1, 1, 2, 50])))
        return sent

    def _value(self):
        chance = self.random.random()
        if chance < 0.1:
            return self.random.choice(BROKEN)
        if chance < 0.25:
            return "".join(chr(self.random.randrange(1, 0xD800)) for _ in range(self.random.randrange(1, 30)))
        if chance < 0.4:
            return self.random.choice(self.somebody_elses)
        return self.random.choice(ODD)

    def _files(self, form) -> list[tuple]:
        pick = self.random.choice
        names = form.files or ["file", "receipt"]
        return [
            (pick(names), pick(FILE_NAMES), pick(FILE_KINDS), pick(FILES)) for _ in range(pick([0, 1, 1, 1, 2, 12]))
        ]

    def _odd_body(self) -> tuple[bytes, str]:
        return self.random.choice(
            [
                (b"a=" + b"x" * LARGE, URLENCODED),
                multipart([("a", "b")], [("file", "a.pdf", "application/pdf", b"%PDF-1.4\n" + b"x" * LARGE)]),
                (b'[{"a": [1, 2', "application/json"),
                (b"\xff\xfe\x00", "text/plain; charset=utf-99"),
                (b"--b\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=b"),
                (b"x", "multipart/form-data"),
                (b"&".join(b"a=1" for _ in range(2000)), URLENCODED),
            ]
        )


def read(path: str, page: str) -> dict[str, Form]:
    """The forms on a page, by the path that each is sent to."""
    reader = Forms(path)
    reader.feed(page)
    return reader.by_path


def urlencoded(pairs) -> bytes:
    return b"&".join(_quoted(name) + b"=" + _quoted(value) for name, value in pairs)


def multipart(pairs, files) -> tuple[bytes, str]:
    """A body with fields and files, and what kind it is."""
    parts = [b'name="%s"\r\n\r\n%s' % (_bytes(name), _bytes(value)) for name, value in pairs]
    for name, called, kind, content in files:
        head = b'name="%s"; filename="%s"\r\nContent-Type: %s' % (_bytes(name), _bytes(called), _bytes(kind))
        parts.append(head + b"\r\n\r\n" + content)
    starts = b"--" + BOUNDARY + b"\r\nContent-Disposition: form-data; "
    body = b"".join(starts + part + b"\r\n" for part in parts) + b"--" + BOUNDARY + b"--\r\n"
    return body, f"multipart/form-data; boundary={BOUNDARY.decode()}"


def _bytes(value) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


def _quoted(value) -> bytes:
    return quote_from_bytes(_bytes(value)).encode()
