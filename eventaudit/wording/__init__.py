"""Reading messages: what a text signals and promises, before anything is delivered. Pure Python and simplemma."""

from .reading import Reading, read_text

__all__ = ["Reading", "read_text"]
