"""Writes src/dragoman/tell/data/*.ttf: DejaVu Sans cut down to the letters that briefs and pictures need.

    python tools/fonts.py /usr/share/fonts/truetype/dejavu

Needs fonttools. Kept are Latin, Greek, Cyrillic, punctuation, currency, arrows and marks; see NOTICE for the licence.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x2030, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2212, 0x2265),
    (0x25A0, 0x25FF), (0x2713, 0x2717), (0xFFFD, 0xFFFD),
)  # fmt: skip
OUT = Path(__file__).resolve().parents[1] / "src/dragoman/tell/data"


def main(folder: str) -> None:
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        options = subset.Options(
            layout_features=["kern", "liga", "mark", "mkmk"], hinting=False, recalc_timestamp=False
        )
        font = subset.load_font(str(Path(folder) / name), options)
        cut = subset.Subsetter(options)
        cut.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
        cut.subset(font)
        subset.save_font(font, str(OUT / name), options)
        print(f"{name}: {(OUT / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
