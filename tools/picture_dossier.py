"""Makes the picture in the README from the shipped examples: the top of the demo's dossier, in headless Chromium.

Run it as ``python tools/picture_dossier.py``; it writes docs/images/dossier.png.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "dossier.png"
SIZE = (1200, 2240)


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no chromium here; on Debian: apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder, "demo")
        subprocess.run([sys.executable, "-m", "backchannel", "demo", "-o", str(demo)], check=True)
        page = next(demo.glob("*.html"))
        PICTURE.parent.mkdir(exist_ok=True)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + folder]
        size = f"--window-size={SIZE[0]},{SIZE[1]}"
        subprocess.run([chromium, *options, size, f"--screenshot={PICTURE}", page.as_uri()], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
