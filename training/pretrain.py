"""Teach the shared layer of the language model on news, before treebanks: words hidden from it are guessed from those around.

    python training/pretrain.py CONFIG CORPUS VECTORS NEWS.txt.xz OUT [--steps 2200]

The layer is spaCy's (hashed word forms and vectors, then windows of maxout); it is rebuilt in PyTorch with the same weights, taught
there, and its weights are carried back. PyTorch is needed for this step alone. Seeds are fixed; 50 minutes on one core.

The task is BERT's (Devlin et al. 2019): of one word in five, eight in ten are blanked, one in ten is another word, one stays.
"""

from __future__ import annotations

import argparse
import lzma
import math
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
import torch
import torch.nn.functional as F
from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.util import load_config
from torch import nn

SEED = 20261125
WORDS = 24_000_000  # read of the news
GUESSED = 12_000  # norms among which a hidden word is looked for
LONGEST = 300  # words of a text
GAP = 4  # places between two texts: as many as the windows reach
BATCH = 4000
HIDDEN, BLANKED, SWAPPED = 0.2, 0.8, 0.9
PEAK, WARM_UP, LAST = 2e-3, 300, 0.03  # of the learning rate; then half a cosine
DROPOUT = 0.1
BLANK = "⟦hidden⟧"


class Layer(nn.Module):
    """One maxout with its norm, as Thinc computes it."""

    def __init__(self, maxout, norm) -> None:
        super().__init__()
        self.weight, self.bias = parameter(maxout, "W"), parameter(maxout, "b")
        self.gain, self.shift = parameter(norm, "G"), parameter(norm, "b")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out, pieces, size = self.weight.shape
        y = F.linear(x, self.weight.view(out * pieces, size), self.bias.view(-1)).view(-1, out, pieces).amax(2)
        return F.layer_norm(y, (out,), self.gain, self.shift, 1e-8)


class Network(nn.Module):
    """The shared layer, and what guesses hidden words from its output."""

    def __init__(self, hashed: list, static, maxouts: list, norms: list) -> None:
        super().__init__()
        self.tables = nn.ParameterList([parameter(h, "E") for h in hashed])
        self.static = parameter(static, "W")
        self.layers = nn.ModuleList([Layer(m, n) for m, n in zip(maxouts, norms, strict=True)])
        width = self.static.shape[0]
        self.head, self.out = nn.Linear(width, width), nn.Linear(width, GUESSED)

    def forward(self, keys: torch.Tensor, vectors: torch.Tensor, gap: torch.Tensor) -> torch.Tensor:
        parts = [F.embedding_bag(keys[:, 4 * j : 4 * j + 4], t, mode="sum") for j, t in enumerate(self.tables)]
        x = F.dropout(self.layers[0](torch.cat([*parts, vectors @ self.static.T], 1)), DROPOUT, self.training)
        x = x * (~gap)[:, None]
        edge = x.new_zeros(1, x.shape[1])
        for layer in list(self.layers)[1:]:
            window = torch.cat([torch.cat([edge, x[:-1]]), x, torch.cat([x[1:], edge])], 1)
            x = x + F.dropout(layer(window), DROPOUT, self.training)
        return x

    def guesses(self, x: torch.Tensor) -> torch.Tensor:
        return self.out(F.gelu(self.head(x)))


def parameter(node, name: str) -> nn.Parameter:
    return nn.Parameter(torch.from_numpy(node.get_param(name).copy()))


def nodes_of(model) -> tuple[list, object, list, list]:
    """The parts of spaCy's layer that have weights: hash tables, static vectors, maxouts, norms."""
    named = [
        [n for n in model.walk() if n.name == name] for name in ("hashembed", "static_vectors", "maxout", "layernorm")
    ]
    return named[0], named[1][0], named[2], named[3]


def read_words(news: Path) -> tuple[list[str], np.ndarray]:
    """The different words of the news, and the news as numbers of them, -1 between two texts."""
    nlp = spacy.blank("en")
    numbers: dict[str, int] = {}
    read: list[int] = []
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = [t.text for t in nlp.make_doc(line.strip())]
            for first in range(0, len(words), LONGEST):
                read += [numbers.setdefault(w, len(numbers)) for w in words[first : first + LONGEST]]
                read.append(-1)
            if len(read) > WORDS:
                break
    return list(numbers), np.array(read, dtype=np.int32)


class Lexicon:
    """What the layer looks at of each word: its rows in the hash tables, its vector, and its norm, which is guessed."""

    def __init__(self, nlp: spacy.Language, hashed: list, words: list[str], counts: np.ndarray) -> None:
        self.nlp, self.hashed = nlp, hashed
        parts = [self._of(words[i : i + 20_000]) for i in range(0, len(words), 20_000)]
        self.keys = torch.from_numpy(np.concatenate([p[0] for p in parts]))
        self.vectors = torch.from_numpy(np.concatenate([p[1] for p in parts]))
        norms = [n for p in parts for n in p[2]]
        often: Counter[int] = Counter()
        for norm, count in zip(norms, counts, strict=True):
            often[norm] += int(count)
        place = {norm: i for i, (norm, _) in enumerate(often.most_common(GUESSED))}
        self.answers = torch.tensor([place.get(n, -1) for n in norms])
        self.blank = torch.from_numpy(self._of([BLANK])[0][0]).long()

    def _of(self, words: list[str]) -> tuple[np.ndarray, np.ndarray, list[int]]:
        doc = Doc(self.nlp.vocab, words=words)
        forms = doc.to_array([NORM, PREFIX, SUFFIX, SHAPE]).astype("uint64")
        ops = self.nlp.get_pipe("tok2vec").model.ops
        rows = [
            ops.hash(np.ascontiguousarray(forms[:, h.attrs["column"]]), h.attrs["seed"]) % h.get_param("E").shape[0]
            for h in self.hashed
        ]
        vectors = self.nlp.vocab.vectors.get_batch([t.orth for t in doc]).astype(np.float32)
        return np.concatenate(rows, 1).astype(np.int32), vectors, [t.norm for t in doc]


def teach(network: Network, lexicon: Lexicon, read: np.ndarray, steps: int) -> None:
    rng = np.random.default_rng(SEED)
    ends = np.flatnonzero(read == -1)
    begins = np.concatenate([[0], ends[:-1] + 1])
    order = iter(())
    optimizer = torch.optim.Adam(network.parameters(), lr=0, betas=(0.9, 0.98))
    average = None
    for step in range(steps):
        rate = PEAK * min(1, (step + 1) / WARM_UP) * (0.5 * (1 + math.cos(math.pi * step / steps)) * (1 - LAST) + LAST)
        for group in optimizer.param_groups:
            group["lr"] = rate
        words: list[int] = []
        gap: list[bool] = []
        while len(words) < BATCH:
            text = next(order, None)
            if text is None:
                order = iter(rng.permutation(len(begins)))
                continue
            here = read[begins[text] : ends[text]]
            words += [*here, *[0] * GAP]
            gap += [False] * len(here) + [True] * GAP
        loss = _loss(network, lexicon, torch.tensor(words).long(), torch.tensor(gap))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
        if step % 100 == 99:
            print(f"step {step + 1} of {steps}, loss {average:.3f}", flush=True)


def _loss(network: Network, lexicon: Lexicon, words: torch.Tensor, gap: torch.Tensor) -> torch.Tensor:
    answers = lexicon.answers[words]
    hidden = (torch.rand(len(words)) < HIDDEN) & ~gap & (answers >= 0)
    keys, vectors = lexicon.keys[words].long(), lexicon.vectors[words].clone()
    chance = torch.rand(len(words))
    blanked = hidden & (chance < BLANKED)
    swapped = hidden & (chance >= BLANKED) & (chance < SWAPPED)
    keys[blanked], vectors[blanked] = lexicon.blank, 0.0
    others = words[torch.randint(len(words), (int(swapped.sum()),))]
    keys[swapped], vectors[swapped] = lexicon.keys[others].long(), lexicon.vectors[others]
    return F.cross_entropy(network.guesses(network(keys, vectors, gap)[hidden]), answers[hidden])


def carry_back(network: Network, hashed: list, static, maxouts: list, norms: list) -> None:
    def value(p: nn.Parameter) -> np.ndarray:
        return p.detach().numpy()

    for node, table in zip(hashed, network.tables, strict=True):
        node.set_param("E", value(table))
    static.set_param("W", value(network.static))
    for maxout, norm, layer in zip(maxouts, norms, network.layers, strict=True):
        maxout.set_param("W", value(layer.weight))
        maxout.set_param("b", value(layer.bias))
        norm.set_param("G", value(layer.gain))
        norm.set_param("b", value(layer.shift))


def main(config: Path, corpus: Path, vectors: Path, news: Path, out: Path, steps: int) -> None:
    """Write the taught layer to ``out``, as spaCy's ``init_tok2vec`` reads it."""
    torch.manual_seed(SEED)
    paths = {"train": corpus / "train.spacy", "dev": corpus / "dev.spacy", "vectors": vectors}
    nlp = init_nlp(load_config(config, overrides={f"paths.{k}": str(v) for k, v in paths.items()}))
    model = nlp.get_pipe("tok2vec").model
    nodes = nodes_of(model)
    words, read = read_words(news)
    lexicon = Lexicon(nlp, nodes[0], words, np.bincount(read[read >= 0], minlength=len(words)))
    network = Network(*nodes)
    teach(network, lexicon, read, steps)
    carry_back(network, *nodes)
    out.write_bytes(model.to_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("config", "corpus", "vectors", "news", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, default=2200)
    main(**vars(parser.parse_args()))
