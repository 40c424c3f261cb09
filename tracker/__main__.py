"""`python -m tracker` is the command `cairn`."""

import sys

from tracker.cli import main

sys.exit(main())
