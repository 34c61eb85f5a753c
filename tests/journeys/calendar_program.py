"""Calendar programs that people use: vdirsyncer fetches a feed into a folder, khal shows what is in there."""

import os
import subprocess
import sys
from pathlib import Path

FETCH = """
[general]
status_path = "{home}/status"

[pair plans]
a = "feed"
b = "folder"
collections = null
conflict_resolution = "a wins"

[storage feed]
type = "http"
url = "{url}"
read_only = true

[storage folder]
type = "filesystem"
path = "{home}/plans"
fileext = ".ics"
"""
SHOW = """
[calendars]
[[plans]]
path = {home}/plans
readonly = True

[locale]
local_timezone = Europe/London
default_timezone = Europe/London
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M

[sqlite]
path = {home}/khal.db
"""


class CalendarProgram:
    """A computer of somebody's own, on which nothing is known but the address."""

    def __init__(self, home, url):
        self.home = home
        (home / "plans").mkdir(parents=True)
        self._fetch_with = self._write("vdirsyncer.conf", FETCH.format(home=home, url=url))
        self._show_with = self._write("khal.conf", SHOW.format(home=home))
        self._run("vdirsyncer", "-c", self._fetch_with, "discover")

    def _write(self, name, words):
        path = self.home / name
        path.write_text(words)
        return path

    def fetch(self):
        self._run("vdirsyncer", "-c", self._fetch_with, "sync")

    def shows(self, day):
        """What stands on a day, each with its times: "13:30-15:00 Cook and eat"."""
        form = "{start-end-time-style} {title}{cancelled}"
        listed = self._run("khal", "-c", self._show_with, "list", "-df", "", "-f", form, str(day), "1d")
        return [line.strip() for line in listed.splitlines() if line.strip()]

    def _run(self, program, *words):
        # Nothing of this machine's own settings: neither its calendars nor the proxies that it goes through.
        environment = {"HOME": str(self.home), "PATH": os.defpath, "LANG": "C.UTF-8"}
        beside = Path(sys.executable).with_name(program)
        done = subprocess.run(
            [beside, *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
