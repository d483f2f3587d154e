"""Turn the open treebanks and entity corpora into spaCy training documents.

Reads ``en_{ewt,gum}-*.conllu.gz`` (tags, lemmas, Universal Dependencies), UNER over EWT, WikiGold and CrossNER
politics (entities), re3d's open names; writes ``train.spacy``, ``dev.spacy`` and one test file a corpus.
What a corpus does not annotate is left *missing*, so that each component learns only from what was annotated.

    python training/corpus.py TREEBANKS OUT
"""

from __future__ import annotations

import gzip
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

SEED = 20261125
SENTENCES_A_DOC = 6  # the parser learns to find sentence ends only from documents of several sentences
CURLY_SHARE = 0.35  # news prints curly quotation marks, the treebanks mostly straight ones
NAMES = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "POLITICIAN": "PERSON",
    "LOC": "PLACE",
    "LOCATION": "PLACE",
    "COUNTRY": "PLACE",
    "ORG": "ORG",
    "ORGANISATION": "ORG",
    "POLITICALPARTY": "ORG",
}

nlp = spacy.blank("en")


def rows(path: Path) -> Iterator[list[list[str]]]:
    """Blank-line separated blocks of tab- or space-separated rows, comments dropped."""
    block: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line.strip():
                if block:
                    yield block
                block = []
            elif not line.startswith("#") or "\t" in line:
                block.append(line.split("\t") if "\t" in line else line.split())
    if block:
        yield block


def sentence_of(block: list[list[str]]) -> dict[str, list]:
    """One CoNLL-U sentence as parallel lists; ``heads`` are indices inside the sentence."""
    out: dict[str, list] = {"words": [], "spaces": [], "tags": [], "lemmas": [], "heads": [], "deps": []}
    ids, joined = {}, {}  # CoNLL-U id -> position; last word of a multi-word token -> its SpaceAfter
    plain = []
    for row in block:
        if "-" in row[0]:
            first, last = row[0].split("-")
            joined[last] = "SpaceAfter=No" not in row[9]
            for n in range(int(first), int(last)):
                joined.setdefault(str(n), False)
        elif "." not in row[0]:
            ids[row[0]] = len(plain)
            plain.append(row)
    for position, row in enumerate(plain):
        out["words"].append(row[1])
        out["spaces"].append(joined.get(row[0], "SpaceAfter=No" not in row[9]))
        out["lemmas"].append(row[2])
        out["tags"].append(row[4])
        out["heads"].append(position if row[6] == "0" else ids[row[6]])
        out["deps"].append("ROOT" if row[6] == "0" else row[7])
    return out


def curly(words: list[str], spaces: list[bool]) -> list[str]:
    """The same words with typographic quotation marks."""
    opened, out = False, []
    for word in words:
        if word in ('"', "``", "''"):
            opened = not opened
            out.append("“" if opened else "”")
        elif word.startswith("'") or word in ("n't",):
            out.append(word.replace("'", "’"))
        else:
            out.append(word)
    return out


def joined_doc(sentences: list[dict], names: list[list[str]] | None, rng: random.Random) -> Doc:
    words, spaces, tags, lemmas, heads, deps, ents = [], [], [], [], [], [], []
    for n, s in enumerate(sentences):
        base = len(words)
        words += s["words"]
        spaces += [*s["spaces"][:-1], True]
        tags += s["tags"]
        lemmas += s["lemmas"]
        heads += [h + base for h in s["heads"]]
        deps += s["deps"]
        if names:
            ents += names[n]
    if rng.random() < CURLY_SHARE:
        words = curly(words, spaces)
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=ents if names else None,
    )
    if not names:
        doc.set_ents([], default="missing")
    return doc


def names_of(path: Path) -> dict[str, list[str]]:
    """Letters of a sentence without spaces -> one entity label a letter (the files differ in tokens and order)."""
    out: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        letters: list[str] = []
        labels: list[str] = []
        for line in [*lines, "\n"]:
            row = line.rstrip("\n").split("\t")
            if row[0].isdigit():
                label = bio(row[2])
                letters.append(row[1])
                labels += [label] + ["I" + label[1:] if label != "O" else "O"] * (len(row[1]) - 1)
            elif not line.strip() and letters:
                out["".join(letters).replace(" ", "")] = labels
                letters, labels = [], []
    return out


def labels_for(words: list[str], named: dict[str, list[str]]) -> list[str] | None:
    """Entity labels for ``words``; None where the entity file lacks the sentence."""
    labels = named.get("".join(words).replace(" ", ""))
    if labels is None:
        return None
    out, at = [], 0
    for word in words:
        out.append(labels[at])
        at += len(word.replace(" ", ""))
    return out


def treebank(path: Path, names_path: Path | None, rng: random.Random) -> Iterator[Doc]:
    """Documents of a few following sentences, with names where the entity file has all of them."""
    sentences = [sentence_of(b) for b in rows(path)]
    named = names_of(names_path) if names_path else {}
    names = [labels_for(s["words"], named) for s in sentences]
    i = 0
    while i < len(sentences):
        size = rng.randint(1, SENTENCES_A_DOC * 2 - 1)
        part, labels = sentences[i : i + size], names[i : i + size]
        yield joined_doc(part, None if any(x is None for x in labels) else labels, rng)
        i += size


def bio(label: str) -> str:
    """A BIO, BIOES or IO label in our three entity types, everything else outside."""
    if label in ("O", "_", "-") or "-" not in label:
        return "O"
    mark, kind = label.split("-", 1)
    kind = NAMES.get(kind.upper())
    return f"{mark}-{kind}" if kind else "O"


def names_only(path: Path, rng: random.Random) -> Iterator[Doc]:
    """Entity corpora without a parse: word first, label last in each row."""
    for block in rows(path):
        words = [r[0] for r in block if len(r) > 1]
        labels = [bio(r[-1]) for r in block if len(r) > 1]
        if not words:
            continue
        fixed, last = [], "O"
        for label in labels:  # WikiGold is IO: an I after another type begins an entity
            if label.startswith("I-") and (last == "O" or last[2:] != label[2:]):
                label = "B" + label[1:]
            fixed.append(label)
            last = label
        if rng.random() < CURLY_SHARE:
            words = curly(words, [])
        yield Doc(nlp.vocab, words=words, spaces=guess_spaces(words), ents=fixed)


def guess_spaces(words: list[str]) -> list[bool]:
    """Spaces as printed text has them, for corpora that give words alone."""
    tight_before, tight_after = set(".,;:!?)]}%'’”") | {"'s", "n't", "’s", "n’t"}, set("([{“$£€")
    return [
        not (i + 1 < len(words) and words[i + 1] in tight_before) and w not in tight_after for i, w in enumerate(words)
    ]


def main(source: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    train: list[Doc] = []
    train += treebank(source / "en_ewt-train.conllu.gz", source / "uner_ewt_train.iob2.gz", rng)
    train += treebank(source / "en_gum-train.open.conllu.gz", None, rng)
    for name in ("wikigold.conll.gz", "crossner_politics_train.bio.gz", "crossner_politics_dev.bio.gz"):
        train += names_only(source / name, rng)
    train += re3d(source)
    rng.shuffle(train)
    save(train, out / "train.spacy")
    dev = [
        *treebank(source / "en_ewt-dev.conllu.gz", source / "uner_ewt_dev.iob2.gz", rng),
        *treebank(source / "en_gum-dev.open.conllu.gz", None, rng),
    ]
    save(dev, out / "dev.spacy")
    save(treebank(source / "en_ewt-test.conllu.gz", source / "uner_ewt_test.iob2.gz", rng), out / "test-ewt.spacy")
    save(treebank(source / "en_gum-test.open.conllu.gz", None, rng), out / "test-gum.spacy")
    save(treebank(source / "en_pud-test.conllu.gz", source / "uner_pud_test.iob2.gz", rng), out / "test-pud.spacy")
    save(names_only(source / "crossner_politics_test.bio.gz", rng), out / "test-crossner.spacy")


def re3d(source: Path) -> Iterator[Doc]:
    """re3d's open documents, which come as spaCy documents with PER, ORG and LOC."""
    for doc in DocBin().from_disk(source / "re3d_open_names.spacy").get_docs(nlp.vocab):
        ents = [f"{t.ent_iob_}-{NAMES[t.ent_type_]}" if t.ent_type_ in NAMES else "O" for t in doc]
        yield Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], ents=ents)


def save(docs: Iterable[Doc], path: Path) -> None:
    docs = list(docs)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(f"{path.name}: {len(docs)} documents, {sum(map(len, docs)):,} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
