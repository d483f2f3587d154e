"""The verbs: options, calls and exit codes, nothing else.

    run         the app, common options, errors to sentences and exit codes
    reading     read, findings
    coding      code
    reviewing   review, diff, compare
    showing     show, brief, export
    explaining  explain
    desking     desk, people
    doctor      doctor

Exit codes: 0 done; 1 done, but some inputs were refused, each named with its reason; 2 the request or the case was
wrong; 130 interrupted.
"""

from dragoman.cli import coding, desking, doctor, explaining, reading, reviewing, showing
from dragoman.cli.run import app, main

__all__ = ["app", "coding", "desking", "doctor", "explaining", "main", "reading", "reviewing", "showing"]
