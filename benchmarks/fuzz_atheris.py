"""Fuzzing led by coverage, with Atheris (libFuzzer; https://github.com/google/atheris), one format at a time.

    pip install atheris
    python benchmarks/fuzz_atheris.py NAME -runs=100000

NAME is one of the files in ``tests/fuzz/seeds.py`` or ``import``; the rest goes to libFuzzer. Atheris is not
among the locked packages because it has no wheels for all systems and Pythons that the project supports.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> int:
    """Fuzz one format until a fault or the end of the runs; libFuzzer ends the process itself."""
    try:
        import atheris  # noqa: PLC0415 # optional
    except ImportError:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return 2
    if len(sys.argv) < 2:
        print("name one of the files in tests/fuzz/seeds.py, or import", file=sys.stderr)
        return 2
    name = sys.argv[1]
    with atheris.instrument_imports(include=["backchannel.documents", "backchannel.exchange"]):
        from tests.fuzz.seeds import good  # noqa: PLC0415 # instrumented
        from tests.fuzz.trying import CLAIM, read, take_in  # noqa: PLC0415
    seed = CLAIM if name == "import" else good(name)
    folder = tempfile.mkdtemp()
    (Path(folder) / "seed").write_bytes(seed)

    def one(data: bytes) -> None:
        if name == "import":
            take_in(data)
        elif data:
            read(data, name)

    atheris.Setup([sys.argv[0], "-timeout=20", "-max_len=20000", *sys.argv[2:], folder], one)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
