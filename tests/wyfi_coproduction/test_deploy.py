"""What is shipped for running the product: it can be read, and a web server in front keeps what is secret."""

import os
import re
import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from tests.smtp import free_port

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SECRET = "7-1.zephyrwort"


def needs(program):
    """Leave a test out where this machine has no such program; on CI it fails."""
    is_missing = not shutil.which(program) and os.environ.get("CI") != "true"
    return pytest.mark.skipif(is_missing, reason=f"No {program} on this machine.")


def test_every_setting_of_the_example_is_explained_and_read():
    names = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "environment.example").read_text(), re.MULTILINE)
    explained = (settings.BASE_DIR / "docs" / "running.md").read_text()
    read = (settings.BASE_DIR / "wyfi_coproduction" / "settings.py").read_text()
    read += (settings.BASE_DIR / "wyfi_coproduction" / "storage.py").read_text()
    assert len(names) > 8
    assert [name for name in names if f"`{name}`" not in explained or f'"{name}"' not in read] == []


def test_every_timer_starts_a_command_that_there_is():
    timers = [unit.stem.partition("@")[2] for unit in UNITS if unit.suffix == ".timer"]
    assert {"send_reminders", "clearsessions", "clear_uploads"} <= set(timers) <= set(get_commands())


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", [unit for unit in UNITS if "@." not in unit.name], ids=lambda unit: unit.name)
def test_systemd_understands_each_unit(unit):
    said = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True).stderr.splitlines()
    # Nothing is installed here for it to start.
    assert [line for line in said if unit.name in line and "/srv/planner/" not in line] == []


def test_the_compose_file_says_what_depends_on_what():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "migrate", "web"}
    assert "migrate" in services["web"]["depends_on"] and "database" in services["migrate"]["depends_on"]
    assert services["web"]["read_only"] and services["web"]["cap_drop"] == ["ALL"]


class Product(BaseHTTPRequestHandler):
    """Stands for the product, and repeats what reached it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        told = "".join(f"{name}: {value}\n" for name, value in self.headers.items()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *args):
        pass


@pytest.fixture
def nginx(tmp_path):
    """The shipped configuration with this machine's ports and a certificate of its own, in front of a stand-in."""
    product = ThreadingHTTPServer(("127.0.0.1", 0), Product)
    threading.Thread(target=product.serve_forever, daemon=True).start()
    port = free_port()
    certificate = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"]
    subprocess.run(["openssl", "req", *certificate, *files], check=True, capture_output=True)
    ours = (DEPLOY / "nginx.conf").read_text()
    for shipped, here in {
        r"/etc/letsencrypt/live/[^/]+/fullchain.pem": f"{tmp_path}/cert.pem",
        r"/etc/letsencrypt/live/[^/]+/privkey.pem": f"{tmp_path}/key.pem",
        "/var/log/nginx/": f"{tmp_path}/",
        r"listen \[::\]:\d+( ssl http2)?;": "",
        "listen 443": f"listen 127.0.0.1:{port}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "127.0.0.1:8000": f"127.0.0.1:{product.server_port}",
    }.items():
        ours = re.sub(shipped, here, ours)
    paths = [f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi", "client_body")]
    whole = f"worker_processes 1; error_log {tmp_path}/nginx.log; pid {tmp_path}/pid; daemon off; events {{}}\n"
    (tmp_path / "nginx.conf").write_text(whole + f"http {{ {' '.join(paths)}\n{ours} }}")
    command = [shutil.which("nginx"), "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "nginx.log"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    server = subprocess.Popen(command, start_new_session=True)
    try:
        yield f"https://127.0.0.1:{port}", tmp_path
    finally:
        server.terminate()
        server.wait()
        product.shutdown()
        product.server_close()


def fetch(address, headers=None, data=None):
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    request = Request(address, headers=headers or {}, data=data)
    for _ in range(100):
        try:
            with urlopen(request, context=anybody, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            return refused.code, ""
        except OSError:
            threading.Event().wait(0.05)
    raise AssertionError("nginx does not answer.")


@needs("nginx")
class TestNginx:
    def test_writes_down_no_secret_no_reference_and_nothing_that_was_looked_for(self, nginx):
        url, folder = nginx
        addresses = [f"/calendar/{SECRET}.ics", f"/board/{SECRET}/", f"/say/{SECRET}/", "/beneficiaries/CAL-014/"]
        for address in (*addresses, f"/account/password/choose/{SECRET}/"):
            assert fetch(f"{url}{address}?q={SECRET}", {"User-Agent": SECRET, "Referer": SECRET})[0] == 200
        written = "".join(path.read_text() for path in folder.glob("*.log"))
        assert written.count(" 200 ") == 5 and "/calendar/..." in written
        assert SECRET not in written and "CAL-014" not in written

    def test_overwrites_what_a_visitor_says_of_themselves(self, nginx):
        url, _ = nginx
        lies = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "X-Request-ID": "made-up-by-me"}
        told = fetch(f"{url}/", lies | {"X-Forwarded-Host": "elsewhere.example"})[1]
        assert "X-Forwarded-For: 127.0.0.1\n" in told and "X-Forwarded-Proto: https\n" in told
        assert re.search(r"X-Request-ID: [0-9a-f]{32}\n", told)
        assert "203.0.113.9" not in told and "elsewhere" not in told and "made-up-by-me" not in told

    def test_takes_nothing_larger_than_any_file_may_be(self, nginx):
        assert fetch(f"{nginx[0]}/", data=b"x" * (13 * 1024 * 1024))[0] == 413
