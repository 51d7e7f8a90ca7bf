"""Where the house measures by values of its own: each beside the specification's default."""

from collections.abc import Iterator

from eventaudit.consistency import Audit, Mixture
from eventaudit.findings.wording import number
from eventaudit.library.models import Atmosphere
from eventaudit.library.queries import atmospheres_of
from eventaudit.library.setting_texts import AXES, BY_NAME, path_name

from .rows import Rows

NO_DEFAULT = "–"


def own_values(audit: Audit, rows: Rows) -> list[dict]:
    """name, value and default in the report's language; empty where all is as the specification has it."""
    changes = [change for change in audit.settings.changes() if change.default is not None]
    return [
        *(_value(path_name(change.name, {}), change.own, change.default) for change in changes),
        *_touchpoint_weights(audit, rows),
        *_axes(audit, rows),
    ]


def _value(name: str, own: float, default: float) -> dict:
    return {"name": name, "value": number(own), "default": number(default)}


def _touchpoint_weights(audit: Audit, rows: Rows) -> Iterator[dict]:
    """As they were used: the event's own come before the organisation's."""
    label = BY_NAME["touchpoint_weights"].label
    for key, result in audit.touchpoints.items():
        usual = rows.glossary.touchpoints[key].weight
        if result.weight != usual:
            yield _value(f"{label}: {rows.glossary.touchpoint(key)}", result.weight, usual)


def _axes(audit: Audit, rows: Rows) -> Iterator[dict]:
    """Of the organisation's own atmospheres, those that the event speaks of."""
    spoken = _spoken(audit)
    own = [each for each in rows.glossary.atmospheres.values() if each.organisation_id and each.key in spoken]
    usual = atmospheres_of(None) if own else {}
    for atmosphere in own:
        default = usual.get(atmosphere.key)
        differing = [
            axis for axis in AXES if default is None or atmosphere.axes.get(axis) != default.axes.get(axis)
        ]
        if differing:
            yield {
                "name": str(atmosphere),
                "value": _places(atmosphere, differing),
                "default": _places(default, differing) if default else NO_DEFAULT,
            }


def _places(atmosphere: Atmosphere, axes: list[str]) -> str:
    return ", ".join(f"{AXES[axis]} {number(atmosphere.axes.get(axis))}" for axis in axes)


def _spoken(audit: Audit) -> set[str]:
    """The keys of all atmospheres in the brief, the messages, the promises and the readings."""
    mixtures: list[Mixture | None] = [result.message.atmosphere for result in audit.messages.values()]
    mixtures += [result.promise.atmosphere for result in audit.promises.values()]
    for result in audit.touchpoints.values():
        mixtures += [result.intended, *(mixture for mixture, _share in result.reading.spread)]
    return {key for mixture in mixtures if mixture for key, _share in mixture.shares}
