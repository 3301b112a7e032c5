"""What all tests need of the process they run in."""

from __future__ import annotations

import signal

# A shell starts what runs in its background with Ctrl-C ignored, and all that is started from there inherits it; tests
# that interrupt a read must find it as it is in front of a person.
signal.signal(signal.SIGINT, signal.default_int_handler)
