"""``python -m backchannel``."""

import sys

from backchannel.cli import main

if __name__ == "__main__":
    sys.exit(main())
