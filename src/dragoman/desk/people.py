"""Accounts: roles and what each may do, passwords, and the door that opens to a name and a password."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict
from enum import StrEnum
from http.cookies import CookieError, SimpleCookie

import argon2

from dragoman.casefile.people import LONGEST, Account, People, ago
from dragoman.desk.guard import Session
from dragoman.errors import UsageError

SHORTEST, MOST = 12, 1024  # characters of a password
WINDOW = 15 * 60  # seconds in which failures count
TRIES = {"here": 6, "account": 40, "address": 40}  # failures by account and address, account alone, address alone
IDLE, WHOLE = 12 * 3600, 7 * 24 * 3600  # seconds after which a session ends
SESSIONS = 2000
WAITING = 8  # logins that may wait for each other: each costs memory and time


class Role(StrEnum):
    """What somebody may do; each may what those before it may."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    OWNER = "owner"

    def may(self, needed: Role) -> bool:
        return list(Role).index(self) >= list(Role).index(needed)


_JUDGING = ("/review", "/review/bulk", "/discrepancies", "/disagreements", "/sources", "/judgements", "/add",
            "/api/judgements", "/api/withdrawals")  # fmt: skip
_OWN = ("/logout", "/me")


def needed(method: str, path: str) -> Role:
    """The role that a request asks for. What nobody thought of is the owner's."""
    base = path.removesuffix(".json").removesuffix(".csv")
    if base.startswith("/people"):
        return Role.OWNER
    if method in ("GET", "HEAD", "OPTIONS"):
        return Role.REVIEWER if base.startswith("/add") or base == "/review/bulk" else Role.VIEWER
    if base in _OWN:
        return Role.VIEWER
    if base in _JUDGING or base.startswith("/deal/"):
        return Role.REVIEWER
    return Role.OWNER


# ---- names and passwords ---------------------------------------------------------------------------------------------

_hasher = argon2.PasswordHasher()


def hashed(password: str, name: str = "") -> str:
    """The hash that is kept of a password.

    :raises UsageError: it is too easily guessed.
    """
    if not SHORTEST <= len(password) <= MOST:
        raise UsageError(
            f"a password has {SHORTEST} to {MOST} characters; a few words that do not belong together do well"
        )
    if len(set(password)) < 5 or (name and name.casefold() in password.casefold() and len(password) < len(name) + 8):
        raise UsageError("this password is too easily guessed; take a few words that do not belong together")
    return _hasher.hash(password.encode("utf-8", "surrogatepass"))


def fits(kept: str, password: str) -> bool:
    """Whether a password is the one that a hash was made of."""
    try:
        return _hasher.verify(kept, password[:MOST].encode("utf-8", "surrogatepass"))
    except (argon2.exceptions.VerifyMismatchError, argon2.exceptions.InvalidHashError):
        return False


def add(people: People, name: str, role: str, password: str, by: str, address: str = "") -> None:
    """Make an account.

    :raises UsageError: name, role or password cannot be taken.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not all(c.isalnum() or c in " .-_@'" for c in name):
        raise UsageError(f"a name has 1 to {LONGEST} letters, digits, spaces and . - _ @ '")
    people.add(name, _role(role), hashed(password, name))
    people.note(name, "added", address, f"as {role} by {by}")


def remove(people: People, name: str, by: str, address: str = "") -> None:
    """Take an account away; what its owner decided stays.

    :raises UsageError: there is none, or nobody else could look after the accounts.
    """
    found = _found(people, name)
    _not_the_last(people, found)
    people.remove(found.name)
    people.note(found.name, "removed", address, f"by {by}")


def set_role(people: People, name: str, role: str, by: str, address: str = "") -> None:
    """:raises UsageError: there is no such account or role, or nobody else could look after the accounts."""
    found, wanted = _found(people, name), _role(role)
    if wanted != Role.OWNER:
        _not_the_last(people, found)
    people.set_role(found.name, wanted)
    people.note(found.name, "role", address, f"{found.role} → {wanted} by {by}")


def set_password(people: People, name: str, password: str, by: str, address: str = "") -> None:
    """:raises UsageError: there is no such account, or the password is too easily guessed."""
    found = _found(people, name)
    people.set_password(found.name, hashed(password, found.name))
    people.note(found.name, "password", address, f"by {by}")


def _found(people: People, name: str) -> Account:
    found = people.get(name)
    if found is None:
        raise UsageError(
            f"there is no account {name!r}; there are: {', '.join(a.name for a in people.all()) or 'none'}"
        )
    return found


def _role(told: str) -> str:
    if told not in list(Role):
        raise UsageError(f"'{told}' is no role; there are: {', '.join(Role)}")
    return told


def _not_the_last(people: People, account: Account) -> None:
    owners = [a for a in people.all() if a.role == Role.OWNER]
    if account.role == Role.OWNER and len(owners) == 1:
        raise UsageError(f"{account.name} is the last owner; make somebody else one first")


# ---- the door --------------------------------------------------------------------------------------------------------


class TooMany(UsageError):
    """Too many failures; wait."""


class TeamDoor:
    """Opens to a name and a password. Sessions are kept in memory alone; roles are looked up at each request."""

    team = True
    token = ""

    def __init__(self, people: People, port: int, names: tuple[str, ...] = ()) -> None:
        self.people = people
        self.cookie = f"dragoman_desk_{port}"
        self.cookie_before = f"dragoman_login_{port}"
        self._names = {"localhost", *(n.casefold() for n in names)}
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()
        self._one_login = threading.Lock()
        self._waiting = threading.BoundedSemaphore(WAITING)
        self._nobody = _hasher.hash(secrets.token_bytes(24))  # so that a wrong name takes as long as a wrong password

    def knows_host(self, host: str) -> bool:
        """Whether a request under this name is meant for the desk: names must be known, bare addresses are our own."""
        if host.casefold() in self._names:
            return True
        try:
            return bool(ipaddress.ip_address(host.removeprefix("[").removesuffix("]")))
        except ValueError:
            return False

    def origins(self, host: str) -> tuple[str, ...]:
        """Where our own pages come from; a proxy before the desk may encrypt."""
        return f"http://{host}", f"https://{host}"

    def login(self, name: str, password: str, address: str) -> Session | None:
        """A session for the right name and password.

        :raises TooMany: after too many failures; nothing is tried then.
        """
        if not self._waiting.acquire(blocking=False):
            raise TooMany("too many people come in at once; try again in a moment")
        try:
            with self._one_login:
                return self._login(" ".join(name.split())[:LONGEST], password, address)
        finally:
            self._waiting.release()

    def _login(self, name: str, password: str, address: str) -> Session | None:
        people, since = self.people, ago(WINDOW)
        account = people.get(name) if name else None
        typed = account.name if account else name
        counts = {
            "here": people.failures(since, account=typed, address=address),
            "account": people.failures(since, account=typed),
            "address": people.failures(since, address=address),
        }
        if any(counts[k] >= most for k, most in TRIES.items()):
            people.note(typed, "locked", address)
            raise TooMany(f"too many wrong passwords; wait {WINDOW // 60} minutes")
        if not fits(account.password if account else self._nobody, password) or account is None:
            people.note(typed, "failed", address)
            return None
        if _hasher.check_needs_rehash(account.password):
            people.rehash(account.name, _hasher.hash(password.encode("utf-8", "surrogatepass")))
        people.note(account.name, "login", address, account.role)
        session = Session(
            secrets.token_urlsafe(32), secrets.token_urlsafe(24), account.name, role=account.role, stamp=account.stamp
        )
        with self._lock:
            self._sessions[session.id] = session
            while len(self._sessions) > SESSIONS:
                self._sessions.popitem(last=False)
        return session

    def session(self, cookies: str) -> Session | None:
        """The session that a request's cookies name, with the role that its account has now."""
        found = self._sessions.get(_cookie(cookies, self.cookie))
        if found is None:
            return None
        now = time.monotonic()
        account = self.people.get(found.who)
        if account is None or account.stamp != found.stamp or now - found.last > IDLE or now - found.began > WHOLE:
            self.end(found)
            return None
        found.last, found.role = now, account.role
        return found

    def end(self, session: Session) -> None:
        """Forget a session."""
        with self._lock:
            self._sessions.pop(session.id, None)

    def before(self, cookies: str, sent: str) -> bool:
        """Whether a login form is one that this browser was given."""
        kept = _cookie(cookies, self.cookie_before)
        return bool(kept) and hmac.compare_digest(kept.encode("utf-8", "replace"), sent.encode("utf-8", "replace"))


def _cookie(cookies: str, name: str) -> str:
    try:
        found = SimpleCookie(cookies).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
