"""One tree of errors. Each message says what was wrong with which input and what to do.

DragomanError
├── InputRefused     one input cannot be read; the rest of the run goes on (exit code 1)
├── CaseError        the case file cannot be opened or written
├── KnowledgeError   a knowledge file does not fit its schema
├── ModelMissing     the language model is absent or of another version
└── UsageError       the request makes no sense (exit code 2)
"""


class DragomanError(Exception):
    """Base of all errors that are told to the user as one sentence."""


class InputRefused(DragomanError):
    """One input that cannot become a report.

    :param source: path or name of the input as the user knows it.
    :param reason: what was wrong, and what to do.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class CaseError(DragomanError):
    pass


class KnowledgeError(DragomanError):
    pass


class ModelMissing(DragomanError):
    pass


class UsageError(DragomanError):
    pass
