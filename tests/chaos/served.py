"""The product as it is served, on a database and in a folder of its own; and a PostgreSQL that may be stopped."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import requests
from django.conf import settings

from tests.smtp import free_port

WORKERS = 2
# In seconds: by then anything that starts has started, also on a busy machine.
PATIENCE = 60


class Product:
    """Gunicorn with two workers, which can be killed."""

    def __init__(self, port, environment):
        self.url, self.port, self.environment, self.server = f"http://127.0.0.1:{port}", port, environment, None

    def start(self, application="wyfi_coproduction.wsgi"):
        command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{self.port}"]
        options = ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
        with Path(self.environment["LOG_FILE"]).open("ab") as log:
            self.server = subprocess.Popen(
                [*command, *options], cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log
            )
        until(lambda: len(self.workers()) == WORKERS and self.is_alive())

    def stop(self):
        self.server.terminate()
        self.server.wait(PATIENCE)

    def workers(self):
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_a_worker(self):
        os.kill(self.workers()[0], signal.SIGKILL)

    def is_alive(self):
        try:
            return requests.get(f"{self.url}/healthz", timeout=5).status_code == 200
        except requests.RequestException:
            return False


def until(is_so):
    """Wait for something that will be so."""
    end = monotonic() + PATIENCE
    while not is_so():
        if monotonic() > end:
            raise TimeoutError("It did not come about.")
        sleep(0.1)


def environment_of(folder: Path, **more) -> dict:
    """What the product reads of its environment."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
        "SECRET_KEY": "only for this hour",
        "DEBUG": "off",
        "HTTPS": "off",
        "LOGS": "plain",
        "UPLOADS_DIR": str(folder / "uploads"),
        "LOG_FILE": str(folder.parent / "log"),
        **more,
    }


@contextmanager
def small_disk(folder: Path, megabytes: int):
    """A disk of its own, which can be filled. Only root can make one: says whether there is."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder]
    is_small = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    try:
        yield is_small
    finally:
        if is_small:
            subprocess.run(["umount", folder], check=True)


@contextmanager
def full(folder: Path):
    """Leave no room on this disk."""
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            for size in (65_536, 512):
                while _fits(file, size):
                    pass
        yield
    finally:
        ballast.unlink()


def _fits(file, size):
    try:
        return file.write(b"x" * size) == size
    except OSError:
        return False


class Postgres:
    """A PostgreSQL of its own on this machine, which is really stopped and started."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        # It never runs as root.
        self.user = "postgres" if os.geteuid() == 0 else None

    @staticmethod
    def programs():
        """Where its programs lie, or None."""
        found = shutil.which("initdb") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
        return found and Path(found).resolve().parent

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def make(self):
        self.folder.mkdir()
        if self.user:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "--username=postgres", "--auth=trust", "--no-sync")
        self.start()

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
        self._run("pg_ctl", "--wait", f"--log={self.folder / 'log'}", f"--options={options}", "start")

    def stop(self, how):
        self._run("pg_ctl", "--wait", f"--mode={how}", "stop")

    def _run(self, program, *options):
        command = [self.programs() / program, f"--pgdata={self.folder}", *options]
        # What it starts would keep a pipe open.
        done = subprocess.run(
            command, user=self.user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE
        )
        done.check_returncode()
