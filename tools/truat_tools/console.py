"""Progress and failures on the terminal: one sentence that says what happened and what to do."""

import sys
import time


class Failure(Exception):
    """Ends a tool. Its text is the one sentence a person reads."""


def say(text):
    print(text, flush=True)


class Step:
    """A piece of work with a name: prints it when it starts and how long it took when it ends."""

    def __init__(self, title):
        self.title = title

    def __enter__(self):
        self.started = time.monotonic()
        say(f"  {self.title} …")
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            say(f"  {self.title}: done in {time.monotonic() - self.started:.1f} s")


def guarded(main):
    """Runs a tool's main function; a Failure becomes one line and exit code 1."""
    try:
        sys.exit(main() or 0)
    except Failure as failure:
        sys.stdout.flush()
        print(f"\n{sys.argv[0]}: {failure}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on from here.", file=sys.stderr)
        sys.exit(130)
