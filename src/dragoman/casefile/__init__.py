"""Keeps a case: evidence, findings, judgements. Knows nothing of how anything was read or is shown.

schema      the tables            migrations/   how older cases get them
database    opens SQLite or PostgreSQL
store       CaseFile: keeps and gives back
"""

from dragoman.casefile.store import CaseFile, Kept, make_judgement

__all__ = ["CaseFile", "Kept", "make_judgement"]
