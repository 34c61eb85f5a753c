"""What is tried: each fault is made while eight people work, and then all that they were told is saved is counted."""

import json
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings

from tests.chaos.clients import GIVES_UP_AFTER, Client
from tests.chaos.served import Postgres, Product, environment_of, free_port, full, small_disk, until
from tests.smtp import Postbox, serve

# In seconds: how long people work before something breaks, and for how long it stays broken.
BEFORE, BROKEN = 2, 3
DISK_MEGABYTES = 64


class Try:
    """The product with people in it, on one database."""

    def __init__(self, folder: Path, database: str):
        self.postbox = Postbox()
        self.mail = serve(self.postbox)
        mail_url = f"smtp://127.0.0.1:{self.mail.port}"
        self.folder, self.environment = folder, environment_of(folder, DATABASE_URL=database, EMAIL_URL=mail_url)
        self.people = self._ask("make")
        self.product = Product(free_port(), self.environment)
        self.product.start()

    def while_people_work(self, what: str, fault) -> dict:
        """Make a fault while people work, see that it passes by itself, and count."""
        started = monotonic()
        self.clients = clients = [Client(self.product.url, **each) for each in self.people]
        for client in clients:
            client.start()
        until(lambda: all(client.saved or client.wrong for client in clients))
        sleep(BEFORE)
        fault(self)
        self._wait_until_all_work_again(clients)
        wrong = [words for client in clients for words in client.wrong] + self._sent_twice()
        counted = self.count([each for client in clients for each in client.saved])
        return (
            {"what": what}
            | counted
            | {
                "cut_off": sum(client.cut_off for client in clients),
                "told_to_wait": sum(client.told_to_wait for client in clients),
                "wrong": wrong + counted["half_made"],
                "seconds": round(monotonic() - started),
            }
        )

    def _sent_twice(self):
        """Each e-mail to a colleague has a subject of its own."""
        subjects = Counter(str(letter["Subject"]) for letter in self.postbox.inbox)
        return [f"Sent twice: {subject}" for subject, times in subjects.items() if times > 1 and "Gardening" in subject]

    @staticmethod
    def _wait_until_all_work_again(clients):
        """Everybody gets on with what they were at without anybody doing anything for it."""
        saved = [len(client.saved) for client in clients]
        until(
            lambda: all(len(each.saved) > count + 1 or each.wrong for each, count in zip(clients, saved, strict=True))
        )
        for client in clients:
            client.is_over.set()
        for client in clients:
            client.join(2 * GIVES_UP_AFTER)

    def count(self, saved: list) -> dict:
        """What is there of what people were told is saved."""
        file = self.folder.parent / "saved.json"
        file.write_text(json.dumps(saved))
        return self._ask("count", file)

    def _ask(self, *words):
        command = [sys.executable, "-m", "tests.chaos.world", *map(str, words)]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, timeout=120
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def tried(folder, database):
    this = Try(folder, database)
    try:
        yield this
    finally:
        this.product.stop()
        this.mail.stop()


def workers_are_killed(this, times=4):
    for _ in range(times):
        this.product.kill_a_worker()
        sleep(1)


def one_worker_is_killed(this):
    workers_are_killed(this, times=1)


def the_disk_is_full(this):
    with full(this.folder):
        until(lambda: any(client.told_to_wait or client.wrong for client in this.clients))
        sleep(BROKEN)


def the_mail_server_is_away(this):
    """Nothing but e-mails waits for it; and a code that is asked for then is asked for again afterwards."""
    this.mail.stop()
    this.clients[0].wrong += [] if this.clients[0].ask_for_code() else ["No plain answer to who asks for a code."]
    until(lambda: all(client.unsent or client.wrong for client in this.clients))
    saved = [len(client.saved) for client in this.clients]
    until(lambda: all(len(each.saved) > was + 3 or each.wrong for each, was in zip(this.clients, saved, strict=True)))
    this.mail = serve(this.postbox, this.mail.port)
    this.clients[0].ask_for_code()
    until(lambda: any(letter["To"] == this.clients[0].email for letter in this.postbox.inbox))


def the_clock_is_put_back(this):
    """An hour, by whoever looks after the machine, who starts the product again afterwards."""
    this.product.stop()
    this.product.start("tests.chaos.an_hour_ago")


def postgres_is_away(postgres, how):
    def fault(this):
        postgres.stop(how)
        sleep(BROKEN)
        postgres.start()

    return fault


def on_sqlite(folder: Path):
    """Yields what came of each try, on SQLite."""
    disk = folder / "disk"
    with small_disk(disk, DISK_MEGABYTES) as is_small, tried(disk, f"sqlite:///{disk / 'db.sqlite3'}") as this:
        yield this.while_people_work("Workers killed, SQLite", workers_are_killed)
        if is_small:
            yield this.while_people_work("Disk full, SQLite", the_disk_is_full)
        else:
            print("Not tried: a full disk. Only root can make a small disk to fill.")
        yield this.while_people_work("Mail server away", the_mail_server_is_away)
        yield this.while_people_work("Clock put back an hour", the_clock_is_put_back)


def on_postgres(folder: Path):
    """Yields what came of each try, on a PostgreSQL of its own."""
    if not Postgres.programs():
        print("Not tried: PostgreSQL. Its programs are not on this machine.")
        return
    folder.chmod(0o755)
    postgres = Postgres(folder / "cluster")
    postgres.make()
    try:
        (folder / "disk").mkdir()
        with tried(folder / "disk", postgres.url) as this:
            yield this.while_people_work("Workers killed, PostgreSQL", workers_are_killed)
            yield this.while_people_work("PostgreSQL stopped and started", postgres_is_away(postgres, "fast"))
            yield this.while_people_work("PostgreSQL crashed and started", postgres_is_away(postgres, "immediate"))
    finally:
        postgres.stop("immediate")
