"""Starts the desk on this machine and prints the address that opens it."""

from __future__ import annotations

import ipaddress
import socket
import sys
import threading
import webbrowser

import uvicorn

from dragoman.case import Case
from dragoman.desk.app import make_app
from dragoman.desk.guard import Door
from dragoman.errors import UsageError

PORT = 8470


def serve(case: Case, *, host: str, port: int, browser: bool, who: str) -> None:
    """Serve until interrupted.

    :param port: 0: any that is free.
    :raises UsageError: the address is not this machine's own, or the port is taken.
    """
    listening = _listen(loopback(host), port)
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    base = f"http://{shown}:{port}"
    app = make_app(
        case, Door(who, port, on_enter=lambda token: _say(f"for another browser: {base}/enter?token={token}"))
    )
    address = f"{base}/enter?token={app.state.door.token}"
    _say(
        f"{case.file.name}: the desk is open at\n\n    {address}\n\nThe address lets one browser in, once. End with Ctrl+C."
    )
    if browser:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run(sockets=[listening])


def loopback(host: str) -> str:
    """The host, if it is this machine alone.

    :raises UsageError: it is not.
    """
    try:
        own = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        own = False
    if not own or host not in ("localhost", "127.0.0.1", "::1"):
        raise UsageError(
            f"--host {host}: the desk has no accounts yet, so it opens on this machine alone (127.0.0.1, ::1, localhost); "
            "from elsewhere, reach it through a tunnel: ssh -L 8470:127.0.0.1:8470 THIS_MACHINE"
        )
    return host


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # told, so that asyncio sends at once
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # a browser that is quicker than the server waits
    except (OSError, OverflowError) as error:
        listening.close()
        raise UsageError(
            f"port {port} on {host} cannot be used ({error}); choose another with --port, or 0 for any"
        ) from error
    return listening


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
