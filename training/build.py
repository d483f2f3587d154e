"""Train the language model from the open treebanks and put it into the package.

    python training/build.py TREEBANKS NEWS.txt.xz [--work training/work] [--steps 4000]

TREEBANKS: folder with en_ewt, en_gum, en_pud, UNER, WikiGold, CrossNER politics and re3d files (see NOTICE).
NEWS: English news, one item a line, for word vectors and the pretrained layer; nothing of it is kept but weights.
Seeds are fixed. On two cores: 1 minute of text, 5 of vectors, 50 of pretraining, about 70 of training.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import shutil
import subprocess
import sys
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from spacy.training import Example

import common_words
import corpus
import pretrain

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "src" / "dragoman"
NAME = "en_dragoman"
VECTOR_WORDS = 26_000_000
TOKEN = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--pretraining", type=int, default=2200, help="steps of pretraining")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    common_words.main(args.news, PACKAGE / "knowledge" / "common_words.txt")
    corpus.main(args.treebanks, args.work / "corpus")
    vectors(args.news, args.work)
    pretrained = args.work / "tok2vec.bin"
    pretrain.main(
        HERE / "config.cfg", args.work / "corpus", args.work / "vectors", args.news, pretrained, args.pretraining
    )
    out = args.work / "model"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "spacy",
            "train",
            str(HERE / "config.cfg"),
            "--output",
            str(out),
            "--paths.train",
            str(args.work / "corpus/train.spacy"),
            "--paths.dev",
            str(args.work / "corpus/dev.spacy"),
            "--paths.vectors",
            str(args.work / "vectors"),
            "--paths.init_tok2vec",
            str(pretrained),
            "--training.max_steps",
            str(args.steps),
        ],
        check=True,
    )
    install(out / "model-best", args.work / "corpus")


def vectors(news: Path, work: Path) -> None:
    """floret vectors: 96 numbers a row, 50,000 rows, two hashes, character 4- and 5-grams."""
    import floret

    text = work / "news.txt"
    words = 0
    with lzma.open(news, "rt", encoding="utf-8") as lines, text.open("w", encoding="utf-8") as out:
        for line in lines:
            tokens = TOKEN.findall(line)
            out.write(" ".join(tokens) + "\n")
            words += len(tokens)
            if words > VECTOR_WORDS:
                break
    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=50_000,
        minn=4,
        maxn=5,
        minCount=10,
        dim=96,
        epoch=5,
        thread=2,
        neg=10,
        lr=0.05,
        verbose=0,
    )
    model.save_floret_vectors(str(work / "vectors.floret"))
    text.unlink()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "spacy",
            "init",
            "vectors",
            "en",
            str(work / "vectors.floret"),
            str(work / "vectors"),
            "--mode",
            "floret",
        ],
        check=True,
    )


def scores(nlp: spacy.Language, corpus_folder: Path) -> dict[str, dict[str, float]]:
    """Tags, unlabelled and labelled attachment, lemmas, sentence ends and names on the held-out parts."""
    out = {}
    for path in sorted(corpus_folder.glob("test-*.spacy")):
        docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        result = nlp.evaluate([Example(nlp.make_doc(d.text), d) for d in docs])
        keys = ("tag_acc", "dep_uas", "dep_las", "lemma_acc", "sents_f", "ents_p", "ents_r", "ents_f")
        out[path.stem] = {k: round(100 * result[k], 1) for k in keys if result.get(k)}
    return out


def install(trained: Path, corpus_folder: Path) -> None:
    """Copy the trained pipeline into the package with its scores and licence in ``meta.json``."""
    nlp = spacy.load(trained)
    nlp.meta.update(
        name="dragoman",
        version="1",
        license="CC-BY-SA-4.0",
        author="The Dragoman developers",
        email="",
        url="",
        description="English tagger, parser, lemmatizer and names for news; trained from open treebanks",
    )
    nlp.meta["performance"] = {}
    target = PACKAGE / "models" / NAME
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    config = (target / "config.cfg").read_text(encoding="utf-8")
    config = re.sub(r'^(train|dev|vectors|init_tok2vec) = ".*"$', r"\1 = null", config, flags=re.MULTILINE)
    (target / "config.cfg").write_text(config, encoding="utf-8")
    measured = scores(nlp, corpus_folder)
    (PACKAGE / "models" / "scores.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
