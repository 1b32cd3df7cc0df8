"""Why a file gives no text."""


class Unreadable(Exception):
    """The message is a translated sentence for whoever chose the file: what is the case, and what to do."""
