"""What ends the build of the fonts."""


class Failure(Exception):
    """Its text is one sentence that says what happened and what to do."""
