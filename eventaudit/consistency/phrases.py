"""Plain text, and whether certain words are in it: for tables of words in several languages.

In a table 'parking' is found anywhere, also inside a Finnish or Swedish compound; a word of up to four
letters, or one that ends in '-', only where a word begins; 'car|' is a whole word; 'black_tie' is two.
"""

from __future__ import annotations

from re import compile

INSIDE_FROM = 5
BETWEEN = compile(r"[\W_]+")


def plain(text: str) -> str:
    """In small letters, words parted by one space, and a space at either end."""
    return f" {BETWEEN.sub(' ', text.lower())} "


def phrases(words: str) -> tuple[str, ...]:
    """The words of a table as they are looked for in plain text."""
    return tuple(_phrase(word) for word in words.split())


def _phrase(word: str) -> str:
    whole, beginning = word.endswith("|"), word.endswith("-")
    phrase = plain(word.rstrip("|-"))
    if whole:
        return phrase
    return phrase[:-1] if beginning or len(phrase.strip()) < INSIDE_FROM else phrase.strip()
