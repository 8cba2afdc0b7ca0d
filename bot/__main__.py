"""`python -m bot`: loads the command line, and does what it was told."""

import gc
import sys
from importlib import import_module

gc.disable()  # what is imported stays: looking for cycles in it takes a third of the start
main = import_module("bot.run.command_line").main
gc.freeze()
gc.enable()

if __name__ == "__main__":
    sys.exit(main())
