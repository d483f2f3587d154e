"""The command: where it listens, what it prints, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
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


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*COMMAND, "--case", str(tmp_path / "c.dragoman"), "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2 and "--port" in ended.stderr
