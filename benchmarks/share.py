"""What opening documents takes of a read: CPU seconds of the process that takes files apart, and of the whole.

    BACKCHANNEL_DATA=DIR python benchmarks/share.py [FOLDER]

CPU time is sampled from /proc over the process tree (Linux), so that the last twentieth of a second of each process
may be missing. Without a folder the outside corpus is read, or the shipped examples.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from importlib.resources import as_file, files
from pathlib import Path

from measuring import outside, verdict

ASKED = 0.15
_TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid, *(one for child in children for one in tree(int(child)))]


def cpu(pid: int) -> float:
    """CPU seconds of one process without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def takes_apart(pid: int) -> bool:
    return b"backchannel.documents.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()


def measured(folder: Path) -> tuple[float, float]:
    """CPU seconds of taking files apart, and of all."""
    seconds: dict[int, float] = {}
    apart: set[int] = set()
    with tempfile.TemporaryDirectory() as place:
        line = [
            sys.executable,
            "-m",
            "backchannel",
            "read",
            str(folder),
            "--quiet",
            "--ledger",
            f"{place}/share.ledger",
        ]
        single = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        with subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=single
        ) as process:
            while process.poll() is None:
                for pid in tree(process.pid):
                    try:
                        seconds[pid] = cpu(pid)
                        if takes_apart(pid):
                            apart.add(pid)
                    except (FileNotFoundError, ProcessLookupError):
                        continue
                time.sleep(0.05)
            print(process.communicate()[0].strip())
    return sum(seconds[pid] for pid in apart), sum(seconds.values())


def main() -> int:
    corpus = outside()
    if len(sys.argv) > 1:
        apart, whole = measured(Path(sys.argv[1]))
    elif corpus:
        apart, whole = measured(corpus)
    else:
        with as_file(files("backchannel") / "examples") as examples:
            apart, whole = measured(examples)
    print(f"taking files apart: {apart:.1f} of {whole:.1f} CPU seconds")
    good = apart <= ASKED * whole
    return 0 if verdict("documents' share", f"at most {ASKED:.0%}", f"{apart / whole:.1%}", good) else 1


if __name__ == "__main__":
    sys.exit(main())
