"""People who plan, tick, edit and spend while things break, and who write down what they were told was saved."""

import re
import threading
from datetime import date
from html import unescape
from time import monotonic, sleep
from uuid import uuid4

import requests

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
STEPS = re.compile(r'id="tick-(\d+)"')
VERSION = re.compile(r'name="opened_version" value="(\d+)"')
TO, KEY = re.compile(r'name="to"[^>]* value="(\d+)"'), re.compile(r'name="key" value="([^"]+)"')
AWAY = "We cannot read or save anything just now."
MAIL_AWAY = "The mail server did not take it. Nothing was sent. Try again in a while."
CODE_ASKED = "If there is an account with that address, a code is on its way."
# In seconds. Nobody presses again for longer.
GIVES_UP_AFTER = 45
# The smallest PDF that is taken.
RECEIPT = b"%PDF-1.4\n" + b"x" * 50_000 + b"\n%%EOF\n"


class Client(threading.Thread):
    """One champion with a phone. `saved` holds what they were told is saved, as `(kind, key, …)`.

    Whoever gets no answer, or is told to come back, presses the same button again, with the same form. Whoever is told
    that an e-mail was not taken goes on with other things, and sends it at their next turn.
    """

    def __init__(self, url, *, email, password, money_plan):
        super().__init__(daemon=True)
        self.url, self.email, self.password, self.money_plan = url, email, password, money_plan
        self.session = requests.Session()
        self.saved, self.wrong, self.cut_off, self.told_to_wait = [], [], 0, 0
        self.unsent = None
        self.is_over = threading.Event()

    def run(self):
        try:
            self.sign_in()
            while True:
                for write in self.take_a_turn():
                    self.saved.append(write)
                    if self.is_over.is_set():
                        return
        except Exception as error:
            self.wrong.append(f"{type(error).__name__}: {error}")

    def sign_in(self):
        typed = {"login": self.email, "password": self.password}
        self.press("/account/sign-in/", "/account/sign-in/", typed)

    def take_a_turn(self):
        """Plan, tick three lines, say where it is, write down what was spent, tell a colleague. Yields each write."""
        name, place = f"Gardening {a_word()}", f"Hall {a_word()}"
        key = str(uuid4())
        answer = self.press("/activities/plan/", "/activities/plan/", plan_of(name) | {"plan_key": key})
        page = answer.headers["Location"]
        yield "plan", key, name
        steps = list(dict.fromkeys(STEPS.findall(self.open(page).text)))
        for step in steps[:3]:
            self.press(page, f"{page}mark/", {"done": step})
            yield "tick", step
        yield self.edit(page, name, place)
        spent = str(uuid4())
        typed = {"amount": "0.10", "what": "travel", "day": date.today().isoformat(), "key": spent, "no_receipt": name}
        receipt = {"receipt": ("receipt.pdf", RECEIPT, "application/pdf")}
        self.press(self.money_plan, f"{self.money_plan}money/spent/", typed, receipt)
        yield "money", spent
        self.unsent = self.unsent or self.message_about(page)
        address, message = self.unsent
        if self.send(address, message):
            self.unsent = None
            yield "message", message["key"]

    def message_about(self, page):
        """An e-mail to the first colleague who is offered, not sent yet."""
        address = f"{page}message/tell/"
        form = self.open(address).text
        words = {"subject": f"Gardening {a_word()}", "body": "See you there."}
        kept = {"to": TO.search(form)[1], "key": KEY.search(form)[1], "opened_version": VERSION.search(form)[1]}
        return address, words | kept

    def send(self, address, message):
        """Whether the mail server took it, or nobody could tell. If not, they read so, and what they typed is there."""
        answer = self.press(address, address, message)
        if answer.status_code == 302:
            return True
        text = unescape(answer.text)
        self.told_to_wait += 1
        if message["subject"] not in text or message["body"] not in text:
            self.wrong.append(f"Words of an e-mail were lost: {text[:300]}")
        return False

    def ask_for_code(self):
        """Ask for a code to sign in with, as somebody who is not signed in. Return whether the answer is plain."""
        address, browser = f"{self.url}/account/sign-in/code/", requests.Session()
        token = TOKEN.search(browser.get(address, timeout=30).text)[1]
        typed = {"email": self.email, "csrfmiddlewaretoken": token}
        answer = browser.post(address, typed, headers={"Origin": self.url, "Referer": address}, timeout=30)
        return answer.status_code == 200 and CODE_ASKED in unescape(answer.text)

    def edit(self, page, name, place):
        """Save a change on the version that is open. Sent again, it meets itself and is told that it is saved."""
        version = VERSION.search(self.open(f"{page}edit/").text)[1]
        typed = plan_of(name) | {"place": place, "opened_version": version}
        self.press(f"{page}edit/", f"{page}edit/", typed)
        return "edit", page.strip("/").split("/")[-1], place, int(version) + 1

    def open(self, page):
        return self._until_answered(lambda: self.session.get(self.url + page, timeout=30), {})

    def press(self, page, address, typed, files=None):
        """Send a form from this page until it is answered with where to go next."""
        token = TOKEN.search(self.open(page).text)[1]
        headers = {"Origin": self.url, "Referer": self.url + page}
        sent = typed | {"csrfmiddlewaretoken": token}

        def send():
            return self.session.post(
                self.url + address, sent, files=files, headers=headers, allow_redirects=False, timeout=30
            )

        answer = self._until_answered(send, typed)
        if answer.status_code != 302 and MAIL_AWAY not in unescape(answer.text):
            raise AssertionError(f"{address} answered {answer.status_code}: {problems_on(answer)}")
        return answer

    def _until_answered(self, send, typed):
        end = monotonic() + GIVES_UP_AFTER
        while monotonic() < end:
            try:
                answer = send()
            except requests.RequestException:
                self.cut_off += 1
            else:
                if answer.status_code != 503:
                    return answer
                self._look_at(answer, typed)
            sleep(0.2)
        raise TimeoutError("The page did not come back.")

    def _look_at(self, answer, typed):
        """Whoever is told to wait reads a plain sentence and finds what they typed."""
        self.told_to_wait += 1
        text = unescape(answer.text)
        kept = [typed[name] for name in ("description", "place", "no_receipt", "amount") if typed.get(name)]
        if AWAY not in text or any(words not in text for words in kept):
            self.wrong.append(f"Not plain, or words were lost: {text[:300]}")


def a_word():
    """A word that nobody wrote before, in letters alone: some numbers look like somebody’s, and are asked about."""
    return uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


def plan_of(name):
    return {"description": name, "date_not_known": "on"}


def problems_on(answer):
    return (
        re.findall(r'class="[^"]*(?:invalid-feedback|notice)[^"]*"[^>]*>\s*([^<]+)', answer.text) or answer.text[:300]
    )
