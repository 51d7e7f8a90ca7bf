"""Places in a message's text: the sentences around some words, and the text with them marked.

Spans are (start, end) in code points of the stored text, as in quotes.py.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eventaudit.library.models import Atmosphere

Span = tuple[int, int]

LONG_TEXT = 1200  # beyond it, paragraphs without a place are left out
SHORT_STEM = 5  # letters; below it only whole words are found (analysis 2)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s\"'”’)]+(?=\S)|\n+")


def words_of(
    atmospheres: Mapping[str, Atmosphere],
    foreign: Iterable[str],
    *,
    language: str,
    but_of: Iterable[str] = (),
) -> list[str]:
    """The trigger words and stems of the foreign atmospheres; none that those of `but_of` use as well."""
    theirs = {word for key in foreign if key in atmospheres for word in _triggers(atmospheres[key], language)}
    ours = {word for key in but_of if key in atmospheres for word in _triggers(atmospheres[key], language)}
    return sorted(theirs - ours)


def _triggers(atmosphere: Atmosphere, language: str) -> Iterable[str]:
    for content in atmosphere.touchpoints.values():
        for trigger in content.get("triggers", {}).get(language, []):
            yield trigger["lemma"].casefold()
            yield from (stem.casefold() for stem in trigger.get("stems", []))


def find_words(text: str, words: Iterable[str]) -> list[Span]:
    """Where the words begin a word of the text, with their endings; short ones only as whole words."""
    patterns = [
        r"\s+".join(map(re.escape, word.split())) + (r"\b" if len(word) < SHORT_STEM else r"\w*")
        for word in sorted(words, key=len, reverse=True)
    ]
    if not patterns:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)]


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, or the run of sentences, that the words stand in; a new line ends one too."""
    ends = [match.span() for match in _SENTENCE_END.finditer(text)]
    start = max((after for _end, after in ends if after <= span[0]), default=0)
    end = min((end for end, _after in ends if end >= span[1]), default=len(text))
    return start, end


def marked(text: str, words: Sequence[Span], *, whole: bool = True) -> SafeString:
    """The text as HTML with its sentences marked and the words themselves strong.

    whole: with the rest of the text; of a long text the paragraphs around, or its beginning where no words
    are given. Not whole: the sentences alone.
    """
    sentences = _joined(text, (sentence_around(text, span) for span in words))
    kept = _kept(text, sentences) if whole else sentences
    parts = [_part(text, span, sentences, _joined(text, words)) for span in kept]
    cut_before = whole and kept[0][0] > 0
    cut_after = whole and bool(text[kept[-1][1] :].strip())
    return format_html(
        "{}{}{}",
        "…\n" if cut_before else "",
        format_html_join("\n…\n", "{}", ((part,) for part in parts)),
        "\n…" if cut_after else "",
    )


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those with nothing but space between them as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _kept(text: str, sentences: Sequence[Span]) -> list[Span]:
    if len(text) <= LONG_TEXT:
        return [(0, len(text))]
    if not sentences:
        return [(0, max(text.rfind(" ", 0, LONG_TEXT), LONG_TEXT // 2))]
    starts = [0, *(match.end() for match in re.finditer(r"\n+", text)), len(text)]
    near = [
        (start, start + len(text[start:end].rstrip()))
        for start, end in pairwise(starts)
        if any(start < last and first < end for first, last in sentences)
    ]
    return _joined(text, near)


def _part(text: str, within: Span, sentences: Sequence[Span], words: Sequence[Span]) -> SafeString:
    """The text of one span with the sentences in it marked."""
    inside = [span for span in sentences if within[0] <= span[0] and span[1] <= within[1]]
    cuts = [within[0], *(cut for span in inside for cut in span), within[1]]
    pieces = []
    for start, end in pairwise(cuts):
        if (start, end) in inside:
            pieces.append(
                format_html(
                    '<mark class="place"><span class="visually-hidden">{} </span>{}</mark>',
                    _("Marked:"),
                    _strong(text, (start, end), words),
                )
            )
        elif start < end:
            pieces.append(format_html("{}", text[start:end]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _strong(text: str, within: Span, words: Sequence[Span]) -> SafeString:
    inside = [span for span in words if within[0] <= span[0] and span[1] <= within[1]]
    cuts = [within[0], *(cut for span in inside for cut in span), within[1]]
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<strong>{}</strong>" if (start, end) in inside else "{}", text[start:end]),)
            for start, end in pairwise(cuts)
            if start < end
        ),
    )
