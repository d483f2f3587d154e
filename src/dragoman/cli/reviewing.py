"""``dragoman review``, ``diff`` and ``compare``: what persons decide, what changed, how other registers have it."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.case import Case
from dragoman.cli.run import DEFAULT_CASE, CaseOption, app, case_is_there, note
from dragoman.errors import CaseError, InputRefused, UsageError
from dragoman.model import Deal, Discrepancy, FindingRef, Judgement, Picture

if TYPE_CHECKING:
    from dragoman.weigh.review import Question

review = typer.Typer(
    name="review",
    help="Decide: accept, reject, correct, merge, split, settle, grade. Without a verb: one question at a time.",
    no_args_is_help=False,
    rich_markup_mode=None,
)
app.add_typer(review)

Who = Annotated[str, typer.Option("--who", envvar="DRAGOMAN_WHO", help="Who decides; default: your login name.")]
Why = Annotated[str, typer.Option("--why", help="The reason; it is kept with the decision.")]
DealArgument = Annotated[str, typer.Argument(metavar="DEAL", help="Row number of the register, or a deal's id.")]


def _open(case: str) -> Case:
    if not case_is_there(case):
        raise CaseError(f"{case}: no case yet; read some reports first: dragoman read PATH...")
    import dragoman

    opened: Case = dragoman.open(case, create=False)
    return opened


def _who(who: str) -> str:
    if who:
        return who
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _deal(picture: Picture, which: str) -> Deal:
    from dragoman.tell.views import Index

    index = Index(picture)
    for deal in (*index.deals, *picture.rejected):
        if which == deal.id or (which.isdecimal() and index.number.get(deal.id) == int(which)):
            return deal
    raise UsageError(f"there is no deal {which!r}; dragoman show register lists them")


def _discrepancy(picture: Picture, which: str) -> Discrepancy:
    from dragoman.tell.views import discrepancies_rows

    numbers = {str(row.number): row.id for row in discrepancies_rows(picture)} if which.isdecimal() else {}
    found = next((d for d in picture.discrepancies if d.id == numbers.get(which, which)), None)
    if found is None:
        raise UsageError(f"there is no discrepancy {which!r}; dragoman show discrepancies lists them")
    return found


def _keep(case: Case, answer: object, who: str, why: str) -> None:
    from dragoman.weigh.review import Answer

    assert isinstance(answer, Answer)
    if answer.kind in ("accept", "reject", "merge", "split") and not answer.target.get("findings"):
        raise UsageError("these findings were added by hand; withdraw the judgement that added them instead")
    judgement = case.judge(
        answer.kind, answer.target, who=_who(who), why=why, value_from=answer.value_from, value_to=answer.value_to
    )
    note(f"{judgement.id}: {answer.kind} kept")


# ---- scriptable -------------------------------------------------------------------------------------------------


@review.command("list")
def list_(case: CaseOption = DEFAULT_CASE) -> None:
    """List the open questions."""
    opened = _open(case)
    for question in _questions(opened):
        typer.echo(f"{question.about:<12} {question.id:<16} {_plain(question.title)}")


@review.command()
def accept(deal: DealArgument, case: CaseOption = DEFAULT_CASE, who: Who = "", why: Why = "") -> None:
    """Accept a deal as it stands."""
    _decide("accept", [deal], case, who, why)


@review.command()
def reject(deal: DealArgument, case: CaseOption = DEFAULT_CASE, who: Who = "", why: Why = "") -> None:
    """Take a deal out of the register; its findings are kept."""
    _decide("reject", [deal], case, who, why)


@review.command()
def merge(
    deals: Annotated[list[str], typer.Argument(metavar="DEAL DEAL...", help="Row numbers or ids.")],
    case: CaseOption = DEFAULT_CASE,
    who: Who = "",
    why: Why = "",
) -> None:
    """Make deals one."""
    _decide("merge", deals, case, who, why)


def _decide(kind: str, deals: list[str], case: str, who: str, why: str) -> None:
    from dragoman.weigh import review as asked

    opened = _open(case)
    _keep(opened, asked.decide(kind, [_deal(opened.picture, d) for d in deals], opened.findings()), who, why)


@review.command()
def split(
    deal: DealArgument,
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORT[#N]...", help="Whose tellings are a deal of their own.")
    ],
    case: CaseOption = DEFAULT_CASE,
    who: Who = "",
    why: Why = "",
) -> None:
    """Part some reports' tellings from a deal."""
    from dragoman.weigh import review as asked

    opened = _open(case)
    _keep(opened, asked.split(_deal(opened.picture, deal), reports, opened.findings()), who, why)


@review.command()
def correct(
    finding: Annotated[str, typer.Argument(metavar="REPORT#N", help="A finding, or a deal of one finding.")],
    field: Annotated[
        str, typer.Argument(help="supplier, recipient, weapon, quantity, value, status, mode, when, denied ...")
    ],
    value: Annotated[str, typer.Argument(help="The right value: a word, a number, or JSON.")],
    case: CaseOption = DEFAULT_CASE,
    who: Who = "",
    why: Why = "",
) -> None:
    """Replace one field of one finding."""
    from dragoman.weigh import review as asked

    opened = _open(case)
    _keep(opened, asked.correct(_finding(opened.picture, finding), field, value, opened.findings()), who, why)


def _finding(picture: Picture, which: str) -> FindingRef:
    report, hash_, number = which.rpartition("#")
    if hash_ and number.isdecimal():
        return FindingRef(report=report, kind="transfer", index=int(number))
    deal = _deal(picture, which)
    if len(deal.findings) != 1:
        named = ", ".join(f"{r.report}#{r.index}" for r in deal.findings[:8])
        raise UsageError(f"the deal rests on {len(deal.findings)} findings; name one: {named}")
    return deal.findings[0]


@review.command()
def add(
    report: Annotated[str, typer.Option(help="The report that tells it.")],
    quote: Annotated[str, typer.Option(help="Its words, exactly.")],
    supplier: Annotated[str, typer.Option(help="Codes or names, parted by commas.")] = "",
    recipient: Annotated[str, typer.Option(help="Codes or names, parted by commas.")] = "",
    weapon: Annotated[str, typer.Option()] = "",
    category: Annotated[str, typer.Option()] = "other",
    status: Annotated[str, typer.Option()] = "considered",
    quantity: Annotated[int | None, typer.Option()] = None,
    case: CaseOption = DEFAULT_CASE,
    who: Who = "",
    why: Why = "",
) -> None:
    """Add a transfer that the reader missed, with the words that bear it."""
    from dragoman.weigh.review import Answer

    opened = _open(case)
    found = next((r for r in opened.reports() if r.id == report), None)
    start = found.text.find(quote) if found else -1
    if found is None or start < 0 or not quote:
        raise UsageError(f"report {report!r} is not in the case, or these words do not stand in it")
    fields: dict[str, object] = {
        "supplier": _parts(supplier), "recipient": _parts(recipient), "weapon": weapon, "category": category,
        "status": status,
        "quantity": None if quantity is None else {"low": quantity, "high": quantity},
    }  # fmt: skip
    _check_fields(fields, quote)
    target: dict[str, object] = {"report": report, "quote": quote, "start": start, "transfer": fields}
    _keep(opened, Answer(kind="add", target=target), who, why)


def _check_fields(fields: dict[str, object], quote: str) -> None:
    from pydantic import ValidationError

    from dragoman.model import Evidence, Span, Transfer

    try:
        Transfer.model_validate({**fields, "evidence": Evidence(quote=quote, span=Span(start=0, end=len(quote)))})
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@review.command("same-source")
def same_source(a: str, b: str, case: CaseOption = DEFAULT_CASE, who: Who = "", why: Why = "") -> None:
    """Two reports go back to one source."""
    _sources("same-source", a, b, case, who, why)


@review.command("not-same-source")
def not_same_source(a: str, b: str, case: CaseOption = DEFAULT_CASE, who: Who = "", why: Why = "") -> None:
    """Two reports are independent of each other."""
    _sources("not-same-source", a, b, case, who, why)


def _sources(kind: str, a: str, b: str, case: str, who: str, why: str) -> None:
    from dragoman.weigh.review import Answer

    opened = _open(case)
    known = {r.id for r in opened.reports()}
    for one in (a, b):
        if one not in known:
            raise UsageError(f"report {one!r} is not in the case")
    _keep(opened, Answer(kind=kind, target={"reports": [a, b]}), who, why)


@review.command()
def settle(
    discrepancy: Annotated[str, typer.Argument(help="Id or number of a discrepancy (show discrepancies).")],
    verdict: Annotated[str, typer.Argument(help="What holds, in your words.")],
    case: CaseOption = DEFAULT_CASE,
    who: Who = "",
    why: Why = "",
) -> None:
    """Settle a contradiction; both sides stay as they were told."""
    from dragoman.weigh import review as asked

    opened = _open(case)
    found = _discrepancy(opened.picture, discrepancy)
    _keep(opened, asked.settle(found, opened.findings(), verdict), who, why)


@review.command()
def grade(
    outlet: Annotated[str, typer.Argument(help="Name of the outlet, as reports give it.")],
    letter: Annotated[str, typer.Argument(metavar="A-F", help="Reliability; F: cannot be judged.")],
    case: CaseOption = DEFAULT_CASE,
    who: Who = "",
    why: Why = "",
) -> None:
    """Grade a source by your own judgement."""
    from dragoman.weigh.review import Answer

    if letter.upper() not in set("ABCDEF"):
        raise UsageError("a grade is one of A to F")
    _keep(_open(case), Answer(kind="grade", target={"outlet": outlet}, value_to=letter.upper()), who, why)


@review.command()
def withdraw(
    judgement: Annotated[str, typer.Argument(help="Id of the judgement to take back.")],
    case: CaseOption = DEFAULT_CASE,
    who: Who = "",
    why: Why = "",
) -> None:
    """Take a judgement back; both stay in the log."""
    opened = _open(case)
    if judgement not in {j.id for j in opened.judgements()}:
        raise UsageError(f"there is no judgement {judgement!r}; dragoman review log lists them")
    kept = opened.judge("withdraw", {"judgement": judgement}, who=_who(who), why=why, withdraws=judgement)
    note(f"{kept.id}: withdraw kept")


@review.command()
def log(case: CaseOption = DEFAULT_CASE) -> None:
    """Write the log of judgements as JSON Lines."""
    for one in _open(case).judgements():
        typer.echo(one.model_dump_json())


@review.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="A log that `dragoman review log` wrote.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Bring in a log; a judgement that is there already is not brought in twice."""
    opened = _open(case)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused(str(path), f"cannot be read ({error}); give a log written by dragoman review log") from error
    brought = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                opened.file.keep_judgement(Judgement.model_validate_json(line))
            except ValueError as error:
                raise InputRefused(
                    f"{path} line {number}", "is no judgement; give a log written by dragoman review log"
                ) from error
            brought += 1
    note(f"{brought} judgements brought in")


# ---- one question at a time ----------------------------------------------------------------------------------------

_KEYS = (
    "a accept   x reject   e correct a field   1-9 this value holds   b both may be true   w withdraw   "
    "space skip   u undo   q quit"
)


@review.callback(invoke_without_command=True)
def ask(context: typer.Context, case: CaseOption = DEFAULT_CASE, who: Who = "") -> None:
    """Ask one question at a time; single keys answer."""
    if context.invoked_subcommand is not None:
        return
    if not sys.stdin.isatty():
        raise UsageError("reviewing needs a terminal; the verbs of dragoman review --help work without one")
    opened = _open(case)
    made: list[Judgement] = []
    skipped: set[str] = set()
    while True:
        question = next((q for q in _questions(opened) if q.id not in skipped), None)
        if question is None:
            typer.echo("No open question is left.")
            return
        typer.echo(f"\n{question.about}: {_plain(question.title)}")
        for line in question.lines:
            typer.echo(f"  {_plain(line)}")
        typer.echo(
            f"[{'/'.join([*question.answers, 'e' if question.about == 'deal' else '', 'space', 'u', '?', 'q'])}] ",
            nl=False,
        )
        key = typer.getchar()
        typer.echo(key if key.isprintable() else "")
        if key in ("q", "\x1b", "\x03", "\x04"):
            return
        if key == "?":
            typer.echo(_KEYS)
        elif key == " ":
            skipped.add(question.id)
        elif key == "u" and made:
            last = made.pop()
            opened.judge("withdraw", {"judgement": last.id}, who=_who(who), withdraws=last.id)
        elif key == "e" and question.about == "deal":
            made += _edit(opened, question.id, _who(who))
        elif key in question.answers:
            answer = question.answers[key]
            why = typer.prompt("why", default="", show_default=False) if key in ("x", "w") else ""
            if answer.kind == "withdraw":
                made.append(opened.judge("withdraw", answer.target, who=_who(who), why=why, withdraws=question.id))
            else:
                made.append(
                    opened.judge(
                        answer.kind,
                        answer.target,
                        who=_who(who),
                        why=why,
                        value_from=answer.value_from,
                        value_to=answer.value_to,
                    )
                )


def _edit(case: Case, deal: str, who: str) -> list[Judgement]:
    from dragoman.weigh import review as asked

    found = _deal(case.picture, deal)
    for n, ref in enumerate(found.findings, 1):
        typer.echo(f"  {n}  {ref.report}#{ref.index}")
    number = typer.prompt("which finding", default="1")
    field = typer.prompt("which field")
    value = typer.prompt("the right value")
    try:
        ref = found.findings[int(number) - 1]
        answer = asked.correct(ref, field, value, case.findings())
    except (UsageError, ValueError, IndexError) as error:
        typer.echo(f"  not kept: {str(error).splitlines()[0]}")
        return []
    why = typer.prompt("why", default="", show_default=False)
    return [
        case.judge(answer.kind, answer.target, who=who, why=why, value_from=answer.value_from, value_to=answer.value_to)
    ]


def _questions(case: Case) -> list[Question]:
    from dragoman.weigh.review import queue

    return queue(case.picture, case.findings(), {r.id: r for r in case.reports()})


def _plain(text: str) -> str:
    """Reports' words are not ours: nothing in them may steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


# ---- diff and compare -----------------------------------------------------------------------------------------------


@app.command()
def diff(
    since: Annotated[str | None, typer.Option(help="A moment: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS (UTC).")] = None,
    readers: Annotated[
        tuple[str, str] | None, typer.Option(metavar="OLD NEW", help="Two reader versions that read this case.")
    ] = None,
    case: CaseOption = DEFAULT_CASE,
    json_lines: Annotated[bool, typer.Option("--json", help="One change a line as JSON.")] = False,
) -> None:
    """Show what changed in the register since a moment, or between two readers."""
    from dragoman.weigh import weigh
    from dragoman.weigh.diff import compare as changes

    if (since is None) == (readers is None):
        raise UsageError("say what to compare: --since MOMENT, or --readers OLD NEW")
    opened = _open(case)
    reports, judgements = opened.reports(), opened.judgements()
    if readers is not None:
        by_reader = opened.file.findings_by_reader()
        for one in readers:
            if one not in by_reader:
                raise UsageError(
                    f"no reader {one!r} read this case; there are {', '.join(sorted(by_reader)) or 'none'}"
                )
        before, after = (weigh(reports, by_reader[one], judgements) for one in readers)
    else:
        assert since is not None
        then = [r for r in reports if r.origin is None or r.origin.collected < since]
        known = {r.id for r in then}
        before = weigh(then, [f for f in opened.findings() if f.ref in known], [j for j in judgements if j.at < since])
        after = opened.picture
    found = changes(before, after)
    for change in found:
        if json_lines:
            typer.echo(change.model_dump_json())
        else:
            step = " -> ".join(filter(None, (change.before, change.after)))
            if change.field:  # a cell that is empty on one side
                step = f"{change.field} {change.before or 'nothing'} -> {change.after or 'nothing'}"
            typer.echo(_plain(", ".join(filter(None, (f"{change.kind}: {change.title}", step)))))
    if not found and not json_lines:
        note("nothing changed")


@app.command()
def compare(
    sipri: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="SIPRI arms transfers download, your own.")
    ] = None,
    unroca: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="UNROCA table, your own download.")] = None,
    other: Annotated[str | None, typer.Option("--other", metavar="CASE", help="Another case.")] = None,
    case: CaseOption = DEFAULT_CASE,
    json_: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Hold the register against another one: what matches, what only one has, where cells disagree."""
    from dragoman.weigh import mirror
    from dragoman.weigh.diff import in_full

    if sum(x is not None for x in (sipri, unroca, other)) != 1:
        raise UsageError("name one register to compare with: --sipri FILE, --unroca FILE or --other CASE")
    opened = _open(case)
    if sipri is not None:
        entries = mirror.read_sipri(_text(sipri), str(sipri))
    elif unroca is not None:
        entries = mirror.read_unroca(_text(unroca), str(unroca))
    else:
        assert other is not None
        entries = mirror.of_picture(_open(other).picture)
    result = mirror.compare(opened.picture.deals, entries)
    if json_:
        typer.echo(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=1))
        return
    typer.echo(
        f"{len(result.matches)} match, {len(result.only_here)} only here, {len(result.only_there)} only there, "
        f"{sum(bool(m.cells) for m in result.matches)} with cells that disagree"
    )
    place = "row" if other is not None else "line"
    for match in result.matches:
        typer.echo(_plain(f"=  {match.title} = {place} {match.entry.row}: {match.entry.weapon} ({match.why})"))
        for cell in match.cells:
            typer.echo(_plain(f"   !  {cell.field}: {cell.here} here, {cell.there} there"))
    for line in result.only_here:
        typer.echo(_plain(f"+  {line}"))
    for entry in result.only_there:
        parties = f"{in_full(entry.supplier)} to {in_full(entry.recipient)}"
        typer.echo(_plain(f"-  {place} {entry.row}: {entry.weapon}: {parties}"))


def _text(path: Path) -> str:
    """A table's text: UTF-8, else Latin-1 as SIPRI writes it.

    :raises InputRefused: it cannot be read or is far too large for such a table.
    """
    try:
        if path.stat().st_size > 200_000_000:
            raise InputRefused(str(path), "is larger than 200 MB; give one register's download")
        data = path.read_bytes()
    except OSError as error:
        raise InputRefused(str(path), f"cannot be read ({error.strerror}); check the path") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
