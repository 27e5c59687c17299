"""Run the command line with ``python -m assistent``."""

from assistent.cli import main

if __name__ == "__main__":
    main()
