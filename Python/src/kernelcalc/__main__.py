"""``python -m kernelcalc``: the command."""

from ._library import main

if __name__ == "__main__":
    main()
