"""Starts the desk: on this machine with an address that opens it, or for a team with accounts."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import sys
import threading
import webbrowser
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from dragoman.case import Case
from dragoman.desk.app import make_app
from dragoman.desk.guard import Door
from dragoman.desk.people import Role, TeamDoor
from dragoman.errors import UsageError

PORT = 8470


@dataclass(frozen=True)
class Place:
    """Where the desk listens, and how it is reached there."""

    host: str = "127.0.0.1"
    port: int = PORT
    accounts: bool = False  # name and password, also on loopback
    names: tuple[str, ...] = ()  # host names that lead to it
    certificate: Path | None = None
    key: Path | None = None
    plain: bool = False  # without encryption beyond this machine

    @property
    def is_loopback(self) -> bool:
        return self.host in ("localhost", "127.0.0.1", "::1")

    @property
    def is_for_a_team(self) -> bool:
        return self.accounts or not self.is_loopback

    def check(self) -> None:
        """
        :raises UsageError: nobody should listen there so.
        """
        if bool(self.certificate) != bool(self.key):
            raise UsageError("--certificate and --key belong together; give both")
        for path in (self.certificate, self.key):
            if path is not None and not path.is_file():
                raise UsageError(f"{path}: there is no such file")
        if self.certificate and not self.is_for_a_team:
            raise UsageError("--certificate is for a desk with accounts; add --accounts, or another --host")
        if not self.is_loopback and not self.certificate and not self.plain:
            raise UsageError(
                f"--host {self.host} is for accounts, whose passwords would cross the network in the clear; give --certificate and --key, "
                "or --plain where a proxy encrypts or the network is your own"
            )


def serve(case: Case, place: Place, *, browser: bool, who: str) -> None:
    """Serve until interrupted.

    :param who: whose name stands with the judgements where there are no accounts.
    :raises UsageError: the address is not this machine's own, the port is taken, or a team has no owner yet.
    """
    place.check()
    owners = [a.name for a in case.file.people.all() if a.role == Role.OWNER]
    if place.is_for_a_team and not owners:
        raise UsageError(
            "a desk for a team needs accounts; make the first with: dragoman people add NAME --role owner"
            + ("" if "://" in case.file.name else f" --case {case.file.name}")
        )
    listening = _listen(place.host, place.port)
    port = listening.getsockname()[1]
    shown = f"[{place.host}]" if ":" in place.host else place.host
    scheme = "https" if place.certificate else "http"
    base = f"{scheme}://{shown}:{port}"
    if place.is_for_a_team:
        own = {socket.gethostname(), socket.getfqdn(), *place.names}
        door: Door | TeamDoor = TeamDoor(case.file.people, port, tuple(own))
        address = f"{base}/"
        _say(
            f"{case.file.name}: the desk is open at\n\n    {address}\n\nfor those who have an account. End with Ctrl+C."
        )
    else:
        door = Door(who, port, on_enter=lambda token: _say(f"for another browser: {base}/enter?token={token}"))
        address = f"{base}/enter?token={door.token}"
        _say(
            f"{case.file.name}: the desk is open at\n\n    {address}\n\nThe address lets one browser in, once. "
            "End with Ctrl+C."
        )
    config = uvicorn.Config(
        make_app(case, door), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2,
        ssl_certfile=place.certificate, ssl_keyfile=place.key,
    )  # fmt: skip
    try:
        config.load()
    except (ssl.SSLError, OSError) as error:
        listening.close()
        raise UsageError(
            f"{place.certificate}, {place.key}: no certificate with its key in PEM form ({error})"
        ) from error
    if browser and place.is_loopback:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        version = ipaddress.ip_address(host).version
    except ValueError:
        version = 4
    listening = socket.socket(
        socket.AF_INET6 if version == 6 else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )
    # the protocol is told, so that asyncio sends at once
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
