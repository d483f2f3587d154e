"""The command: where it listens, what it prints, how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

COMMAND = [sys.executable, "-m", "dragoman", "desk", "--no-browser"]


def start(case, *more: str) -> tuple[subprocess.Popen[str], str]:
    environment = {k: v for k, v in os.environ.items() if k != "DRAGOMAN_CASE"}
    command = [*COMMAND, "--case", str(case), "--port", "0", "--who", "Ana", *more]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert server.stderr is not None
    return server, next(m[0] for line in server.stderr if (m := re.search(r"http://\S+/enter\?token=\S+", line)))


def test_the_printed_address_opens_the_desk_and_ctrl_c_ends_it(tmp_path):
    server, address = start(tmp_path / "new.dragoman")
    try:
        base = address.split("/enter")[0]
        assert base.startswith("http://127.0.0.1:")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(base)
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = browser.open(address).read().decode()
        assert "holds no reports yet" in page and "Ana" in page
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(address)  # spent
    finally:
        server.send_signal(signal.SIGINT)
        told = server.communicate(timeout=20)[1]
    assert "for another browser: http://127.0.0.1:" in told
    assert server.returncode == 130 and "Traceback" not in told


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.1", "example.org"])
def test_another_interface_is_refused_before_anything_is_made(tmp_path, host):
    case = tmp_path / "new.dragoman"
    ended = subprocess.run([*COMMAND, "--case", str(case), "--host", host], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2 and "accounts" in ended.stderr and not case.exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--host", "0.0.0.0", "--plain"], "dragoman people add NAME --role owner"), (["--accounts"], "people add"),
        (["--certificate", "none.pem"], "belong together"), (["--accounts", "--certificate", "a", "--key", "b"], "no such file"),
        (["--certificate", __file__, "--key", __file__], "--accounts"),
    ],
)  # fmt: skip
def test_what_a_team_needs_first_is_told(tmp_path, more, told):
    command = [*COMMAND, "--case", str(tmp_path / "new.dragoman"), *more]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2 and told in ended.stderr and "Traceback" not in ended.stderr


def test_a_desk_with_accounts_and_a_certificate(tmp_path):
    """Served over https; the cookie goes over https alone; a certificate that is none is told."""
    case, certificate, key = tmp_path / "team.dragoman", tmp_path / "c.pem", tmp_path / "k.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], capture_output=True,
    ) if shutil.which("openssl") else None  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("openssl is not installed here")
    add = [*COMMAND[:3], "people", "add", "Ana", "--role", "owner", "--case", str(case)]
    subprocess.run(add, input="seven blue herons\n", text=True, check=True, capture_output=True, timeout=60)
    more = ["--accounts", "--certificate", str(certificate), "--key", str(key)]
    server = subprocess.Popen([*COMMAND, "--case", str(case), "--port", "0", *more], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        base = next(m[0] for line in server.stderr if (m := re.search(r"https://[\d.]+:\d+", line)))
        trusted = ssl.create_default_context(cafile=str(certificate))
        jar = CookieJar()
        browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar), urllib.request.HTTPSHandler(context=trusted)
        )
        page = browser.open(base).read().decode()
        before = re.search(r'name="before" value="([^"]+)"', page)[1]
        sent = urllib.parse.urlencode({"name": "ana", "password": "seven blue herons", "before": before})
        assert "holds no reports yet" in browser.open(base + "/login", sent.encode()).read().decode()
        assert all(cookie.secure for cookie in jar) and len(jar) == 2
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)
    key.write_text("none")
    ended = subprocess.run([*COMMAND, "--case", str(case), *more], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2 and "PEM" in ended.stderr


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*COMMAND, "--case", str(tmp_path / "c.dragoman"), "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2 and "--port" in ended.stderr
