"""Tags of the parser that rules ask for together."""

FINITE = ("VBD", "VBZ", "VBP", "MD")  # of words that make a clause
NAMES = ("NNP", "NNPS")  # of names
