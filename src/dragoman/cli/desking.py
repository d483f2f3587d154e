"""``dragoman desk`` and ``dragoman people``: the case in a browser, and who may use it from elsewhere."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.run import DEFAULT_CASE, CaseOption, app, note
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.case import Case

Who = Annotated[str, typer.Option("--who", envvar="DRAGOMAN_WHO", help="Who decides; default: your login name.")]


@app.command()
def desk(
    case: CaseOption = DEFAULT_CASE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any that is free.")] = 8470,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this machine's own needs accounts.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    who: Who = "",
    accounts: Annotated[
        bool, typer.Option("--accounts", help="By name and password, also on this machine's own address.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="Host name that leads to the desk; may be repeated."),
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help="Certificate (PEM), for https.")] = None,
    key: Annotated[Path | None, typer.Option(help="Its private key (PEM).")] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Let passwords cross the network without encryption of our own.")
    ] = False,
) -> None:
    """Open the desk: see the case in a browser, follow every value to its words, judge it."""
    from dragoman.desk.serve import Place, serve

    place = Place(host, port, accounts, tuple(name or ()), certificate, key, plain)
    place.check()  # before anything else is made
    import dragoman

    opened = dragoman.open(case)  # a case that does not exist yet is made: the desk can fill it
    try:
        serve(opened, place, browser=browser, who=who.strip() or _login())
    finally:
        opened.close()


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


# ---- accounts --------------------------------------------------------------------------------------------------------

people = typer.Typer(name="people", help="Who may use a case's desk from elsewhere.", rich_markup_mode=None)
app.add_typer(people)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the account.")]
RoleOption = Annotated[str, typer.Option("--role", help="viewer, reviewer or owner.")]


def _open(case: str) -> Case:
    import dragoman

    return dragoman.open(case)


def _password(name: str) -> str:
    """Typed twice without being shown; where there is no terminal, the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(f"Password of {name}: ")
    if getpass.getpass("The same again: ") != first:
        raise UsageError("the password was not typed the same twice; nothing was changed")
    return first


@people.command("list")
def list_people(case: CaseOption = DEFAULT_CASE) -> None:
    """List the accounts."""
    with _open(case) as opened:
        for account in opened.file.people.all():
            typer.echo(f"{account.name}\t{account.role}\t{account.made[:16].replace('T', ' ')}")


@people.command("add")
def add_person(name: NameArgument, role: RoleOption = "reviewer", case: CaseOption = DEFAULT_CASE) -> None:
    """Add an account; asks for its password."""
    from dragoman.desk import people as accounts

    with _open(case) as opened:
        accounts.add(opened.file.people, name, role, _password(name), _login())
    note(f"{name}: added as {role}")


@people.command("remove")
def remove_person(name: NameArgument, case: CaseOption = DEFAULT_CASE) -> None:
    """Remove an account; what its owner decided stays."""
    from dragoman.desk import people as accounts

    with _open(case) as opened:
        accounts.remove(opened.file.people, name, _login())
    note(f"{name}: removed")


@people.command("role")
def change_role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="viewer, reviewer or owner.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Give an account another role; it holds from the next request on."""
    from dragoman.desk import people as accounts

    with _open(case) as opened:
        accounts.set_role(opened.file.people, name, role, _login())
    note(f"{name}: {role}")


@people.command("password")
def change_password(name: NameArgument, case: CaseOption = DEFAULT_CASE) -> None:
    """Give an account another password; its sessions end."""
    from dragoman.desk import people as accounts

    with _open(case) as opened:
        accounts.set_password(opened.file.people, name, _password(name), _login())
    note(f"{name}: another password")


@people.command("visits")
def list_visits(
    case: CaseOption = DEFAULT_CASE,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 200,
) -> None:
    """List who came, who failed to, and what was done to accounts; the newest first."""
    with _open(case) as opened:
        for v in opened.file.people.visits(limit):
            typer.echo("\t".join((v.at[:19] + "Z", v.account, v.event, v.address or "terminal", v.told)))
