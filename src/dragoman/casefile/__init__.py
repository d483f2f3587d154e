"""Keeps a case: evidence, findings, judgements. Knows nothing of how anything was read or is shown.

schema      the tables            migrations/   how older cases get them
database    opens SQLite or PostgreSQL
store       CaseFile: keeps and gives back
people      accounts, and the log of who came
derived     what was worked out, beside the file
"""

from dragoman.casefile import derived
from dragoman.casefile.store import CaseFile, Kept, make_judgement

__all__ = ["CaseFile", "Kept", "derived", "make_judgement"]
