"""Starts Werkstatt by `python -m werkstatt_desktop`."""

import sys

from werkstatt_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
