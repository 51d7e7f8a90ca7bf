"""Which language a text is in, by its small words and the look of its words; no lemma data needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .lexicon import LANGUAGES, lexicon
from .tokens import Token

UNKNOWN = "unknown"
FIRST_WORDS = 4_000  # enough to know the language of a long text

_SMALL_WORDS = {
    "en": """the and of to a in is you we are with for on at be will it that this our your from by or as an not have
        has can there all please what who when where they she he his her their but if so no do does been was were its
        into out up about more than every each who's you'll we'll it's don't come here there's until before after""",
    "fi": """ja on ei se että joka ovat kun myös sekä tai me sinä te he hän tämä nämä sinun meidän teidän mutta jos
        niin kuin siitä sen sitä jossa joiden voi voit saa saat klo kello olet olemme mukaan ennen jälkeen kanssa ilman
        kaikki kaikille vain vielä jo nyt tervetuloa eikä ovat oli jotta koska missä mitä mikä kuka kukaan""",
    "sv": """och att det som en ett är på av med för till i om den de vi ni du er din ert din dina han hon inte har
        kan så men eller från vid där när här alla efter före under ska vill blir finns utan också bara mycket klockan
        kl inga ingen varje vår våra oss sig sin sitt sina hos hej välkommen""",
    "de": """der die das und ist nicht mit für ein eine wir sie ich auf zu von den dem des im wird werden sind auch bei
        oder wenn haben uns ihr ihre einen bitte nach über""",
    "fr": """le la les des et est une vous nous dans pour avec sur au aux du ce cette qui que pas sont votre vos par
        plus être ou""",
    "es": "el los las y es una usted nosotros en para con por que no son su sus del al se lo más como pero",
    "it": "il gli e è una per con di che non sono della dei nel alla da più come ma si questo",
    "nl": "het een en van is niet met voor wij zijn op te dat die aan ook bij naar uit worden deze onze jullie u",
    "da": "og at det som er på af med til ikke jeg har kan fra hvor når vores jer dig efter bliver skal også hvad",
    "no": "og at det som er på av med til ikke jeg har kan fra hvor når vår dere deg etter blir skal også hva noe",
    "et": "ja on ei see et mis kui ka või me sina teie nad tema oma kõik saab oleme pärast enne palun kes ning",
    "pt": "o os as e é uma você nós em para com por que não são seu sua do da dos das ao mais como mas",
    "pl": "i w na z do nie się jest to że o jak dla od są po przez oraz które przy",
}
_FINNISH_ENDS = (
    "ssa ssä sta stä lla llä lta ltä lle aan ään een iin jen den tta ttä nut nyt mme tte ksi kaa kää vat vät "
    "oon uun yyn ien inen iset".split()
)
_SWEDISH_ENDS = "ning ningen arna erna orna ade iska ligt ligen ande ende heten het ets".split()
_ENGLISH_ENDS = "tion ing ness ment ight ough ould ally ious".split()
_LEAST = 1.2
_AHEAD = 1.15


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {lang: frozenset(words.split()) for lang, words in _SMALL_WORDS.items()}


def detect_language(tokens: Sequence[Token], hint: str | None = None) -> str:
    """One of en, fi, sv, or 'unknown'. The hint decides where the words do not."""
    scores = _scores(tokens[:FIRST_WORDS])
    best, second = sorted(scores, key=lambda lang: (-scores[lang], lang))[:2]
    sure = scores[best] >= _LEAST and scores[best] >= _AHEAD * scores[second]
    if sure:
        return best if best in LANGUAGES else UNKNOWN
    if hint in LANGUAGES and (hint == best or scores[hint] * _AHEAD >= scores[best]):
        return hint
    return (
        best
        if best in LANGUAGES and scores[best] >= _LEAST / 2 and scores[best] > scores[second]
        else UNKNOWN
    )


def _scores(tokens: Sequence[Token]) -> dict[str, float]:
    scores = dict.fromkeys(_SMALL_WORDS, 0.0)
    words = _small_words()
    for token in tokens:
        form = token.form
        for lang, small in words.items():
            if form in small:
                scores[lang] += 1
        _score_look(form, scores)
        if len(tokens) < 40:  # noqa: PLR2004 - few small words: the lexicons help
            for lang in LANGUAGES:
                scores[lang] += 0.6 * (len(form) > 2 and lexicon(lang).knows(form))  # noqa: PLR2004
    return scores


def _score_look(form: str, scores: dict[str, float]) -> None:
    if len(form) < 4:  # noqa: PLR2004 - too short to show an ending
        return
    if form.endswith(tuple(_FINNISH_ENDS)) and not set(form) & set("cqwxzåbf"):
        scores["fi"] += 0.5
        scores["et"] += 0.3
    if form.endswith(tuple(_SWEDISH_ENDS)):
        scores["sv"] += 0.35
    if form.endswith(tuple(_ENGLISH_ENDS)):
        scores["en"] += 0.35
    if "å" in form or ("ö" in form and "öö" not in form and not form.endswith(("ö", "ön"))):
        scores["sv"] += 0.35
    if "ää" in form or "yö" in form or "uo" in form or "äi" in form:
        scores["fi"] += 0.3
    if "ø" in form or "æ" in form:
        scores["da"] += 0.6
        scores["no"] += 0.6
    if "õ" in form:
        scores["et"] += 1
    if "ß" in form or form.endswith(("ung", "keit", "lich")):
        scores["de"] += 0.5
    if "ij" in form or form.endswith("lijk"):
        scores["nl"] += 0.3
