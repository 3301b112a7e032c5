"""The encoder and the networks over its vectors as they are trained, in torch; readers run numpy and ONNX.

The encoder is BERT's (Devlin et al., NAACL 2019) in the size of MiniLM; names of its weights are those under which
all-MiniLM-L6-v2 is distributed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  # the name that everybody knows it by
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, INNER, HEADS, POSITIONS = 384, 1536, 12, 512
HIDDEN = 256
"""Width of the networks' middle layers."""
WHERE = ("clause", "sentence", "narrative", "narrative-year", "document", "document-year", "none")
"""Where the dates at hand come from (``claims/dating.py``)."""
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "done": "output.LayerNorm",
}


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended, self.done = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors of shape (batch, pieces, width) to the same."""
        shape = (x.shape[0], x.shape[1], HEADS, WIDTH // HEADS)
        parts = [layer(x).view(shape).transpose(1, 2) for layer in (self.query, self.key, self.value)]
        dropout = self.dropout if self.training else 0.0
        seen = F.scaled_dot_product_attention(*parts, attn_mask=mask, dropout_p=dropout)
        seen = self.out(seen.transpose(1, 2).reshape(x.shape))
        x = self.attended(x + self._dropped(seen))
        return torch.as_tensor(self.done(x + self._dropped(self.down(F.gelu(self.up(x))))))

    def _dropped(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training)


class EncoderNetwork(nn.Module):
    """Numbers of pieces to vectors that know their neighbours."""

    def __init__(self, layers: int, pieces: int, dropout: float) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(pieces, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.ready = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = dropout

    def read(self, path: Path) -> None:
        """Takes the weights of a distributed model; the first layers of them if this has fewer."""
        given = {name.removeprefix("bert."): tensor for name, tensor in load_file(path).items()}
        with torch.no_grad():
            self.words.weight.copy_(given["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(given["embeddings.position_embeddings.weight"])
            self.segment.copy_(given["embeddings.token_type_embeddings.weight"][0])
            _copy(self.ready, given, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                for own, theirs in _PARTS.items():
                    _copy(getattr(layer, own), given, f"encoder.layer.{number}.{theirs}")

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """Numbers and mask (1 for a piece, 0 for filling) of shape (batch, pieces) to (batch, pieces, width)."""
        x = self.words(numbers) + self.places(torch.arange(numbers.shape[1]))[None] + self.segment
        x = F.dropout(self.ready(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :].bool())
        return x


def _copy(part: nn.Module, given: Mapping[str, Tensor], name: str) -> None:
    for own in ("weight", "bias"):
        getattr(part, own).copy_(given[f"{name}.{own}"])


class Network(nn.Module):
    """The encoder with a network for each question; names of the layers are those that ``claims/encoded.py`` reads."""

    def __init__(
        self, labels: Mapping[str, Sequence[str]], roles: Sequence[str], layers: int, pieces: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.encoder = EncoderNetwork(layers, pieces, dropout)
        self.labels, self.roles = labels, roles
        self.span = _two(4 * WIDTH, 1, dropout)
        self.claim = nn.Sequential(nn.Linear(4 * WIDTH, WIDTH), nn.GELU("tanh"), nn.Dropout(dropout))
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, len(classes)) for name, classes in labels.items()})
        self.role = _two(4 * WIDTH, len(roles), dropout)
        self.date = _two(3 * WIDTH, 1, dropout)
        self.where = nn.Embedding(len(WHERE), WIDTH)


def _two(inputs: int, outputs: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, HIDDEN), nn.GELU("tanh"), nn.Dropout(dropout), nn.Linear(HIDDEN, outputs))


def stretches(vectors: Tensor, totals: Tensor, spans: Sequence[tuple[int, int, int, int]]) -> Tensor:
    """First word, last word, mean and predicate of spans (chunk, first, last, predicate): (spans, 4 × width)."""
    chunk, first, last, head = (torch.tensor(column) for column in zip(*spans, strict=True))
    mean = (totals[chunk, last] - totals[chunk, first]) / (last - first)[:, None]
    return torch.cat([vectors[chunk, first], vectors[chunk, last - 1], mean, vectors[chunk, head]], 1)
