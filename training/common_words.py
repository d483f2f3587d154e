"""Write knowledge/common_words.txt: words that English news writes in lower case, most of the time.

Headlines capitalise nearly every word; the parse takes them for names unless they are put back in lower case.

    python training/common_words.py NEWS.txt.xz OUT
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from pathlib import Path

WORDS_READ = 20_000_000
SEEN_AT_LEAST = 60
LOWER_SHARE = 0.75  # of the occurrences inside sentences


def main(news: Path, out: Path) -> None:
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    read = 0
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            for m in re.finditer(r"(?<=[a-z,] )[A-Za-z]+", line):
                word = m.group()
                read += 1
                (lower if word.islower() else upper)[word.lower()] += 1
            if read > WORDS_READ:
                break
    kept = sorted(w for w, n in lower.items() if n >= SEEN_AT_LEAST and n / (n + upper[w]) >= LOWER_SHARE)
    out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
