"""An atmosphere of an organisation's own, as tests make it."""

from eventaudit.accounts.models import Organisation
from eventaudit.library.models import Atmosphere
from eventaudit.library.moods.actions import create_atmosphere

AXES = {"formality": 1, "ornament": 1, "naturalness": 4, "colour": 2, "energy": 1.5, "technology": 0}


def sea_content(**parts) -> dict:
    return {
        "name": {"en": "Sea", "fi": "Meri"},
        "description": {"en": "Salt wind."},
        "axes": AXES,
        "palette": ["#102030", "#F0F0E0"],
        "touchpoints": {
            "venue": {"cues": [{"en": "a jetty", "fi": "laituri"}], "clashes": [{"en": "carpets"}]},
            "any": {"triggers": {"en": [{"lemma": "jetty"}], "fi": [{"lemma": "köysi", "stems": ["köyde"]}]}},
        },
    } | parts


def make_sea(organisation: Organisation, **parts) -> Atmosphere:
    return create_atmosphere(organisation=organisation, content=sea_content(**parts), by=None)


def character(atmosphere: Atmosphere, **changes) -> dict:
    """What the form of its character sends."""
    data = {
        f"{part}_{language}": getattr(atmosphere, part).get(language, "")
        for part in ("name", "description")
        for language in ("en", "fi", "sv")
    }
    data |= {f"axis_{axis}": str(value) for axis, value in atmosphere.axes.items()}
    return data | {"colour": atmosphere.palette, "revision": atmosphere.revision} | changes
