"""``dragoman desk``: the case in a browser."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from dragoman.cli.run import DEFAULT_CASE, CaseOption, app


@app.command()
def desk(
    case: CaseOption = DEFAULT_CASE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any that is free.")] = 8470,
    host: Annotated[str, typer.Option(help="Address to listen on: this machine's own only.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    who: Annotated[
        str, typer.Option("--who", envvar="DRAGOMAN_WHO", help="Who decides; default: your login name.")
    ] = "",
) -> None:
    """Open the desk: see the case in a browser, follow every value to its words, judge it."""
    from dragoman.desk.serve import loopback, serve

    loopback(host)  # before anything else is made
    import dragoman

    opened = dragoman.open(case)  # a case that does not exist yet is made: the desk can fill it
    try:
        serve(opened, host=host, port=port, browser=browser, who=who.strip() or _login())
    finally:
        opened.close()


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
