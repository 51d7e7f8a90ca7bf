"""Why something was found, in the reader's language: the keys of wording/reasons.py, worded for the site."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "touchpoint": _("“%(words)s” is about %(touchpoint)s."),
    "section": _("It stands under the heading “%(words)s”, which is about %(touchpoint)s."),
    "atmosphere": _("“%(words)s” sounds like %(atmosphere)s."),
    "atmosphere_denied": _("“%(words)s” is denied, which speaks against %(atmosphere)s."),
    "promise": _("“%(words)s” says that the guest will get or meet it."),
    "quality": _("“%(words)s” names a manner that can be felt on site."),
    "quantity": _("“%(words)s” can be checked on site."),
    "negated": _("“%(words)s” promises that something will be absent."),
    "hedged": _("“%(words)s” makes it weaker."),
    "criterion": _("The walkthrough asks the same: “%(criterion)s”"),
    "request": _("“%(words)s” asks something of the reader."),
    "outside": _("“%(words)s” is not about the event itself."),
    "distance": _("“%(words)s” speaks of another time or place."),
}


class _Named(dict):
    """Parameters by name; one that a sentence wants and nobody gave is left empty."""

    def __missing__(self, key: str) -> str:
        return ""


def in_words(reasons: Iterable[Mapping], names: Mapping[str, Mapping[str, object]]) -> list[str]:
    """One sentence for each reason that has words here.

    reasons: [{key, params}]; names: for parameters that hold a key (touchpoint, atmosphere, criterion) what
    each key is called.
    """
    return [
        str(SENTENCES[reason["key"]]) % _Named(_named(reason["params"], names))
        for reason in reasons
        if reason["key"] in SENTENCES
    ]


def _named(params: Mapping[str, str], names: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    return {name: str(names.get(name, {}).get(value, value)) for name, value in params.items()}
