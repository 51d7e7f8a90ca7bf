"""What the settings of the analysis are called and what each of them means, in the order of the page.

Every setting of `consistency.Settings` stands in exactly one group; a test sees to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Lazy


@dataclass(frozen=True, slots=True)
class Setting:
    """keys: what the values of a table are called; empty where the setting is one number."""

    name: str
    label: Text
    meaning: Text
    keys: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: Text
    meaning: Text
    settings: tuple[Setting, ...]


COMPONENTS = {"D": _("Delivery"), "F": _("Fidelity"), "I": _("Intent"), "C": _("Coherence")}
STRENGTHS = {"explicit": _("Explicit"), "implied": _("Implied"), "mood": _("Mood")}
LETTERS = {"A": _("A from"), "B": _("B from"), "C": _("C from"), "D": _("D from")}
CONTRADICTIONS = {"costly_fact": _("Costly fact"), "fact": _("Fact"), "soft": _("Soft")}
CHANNELS = {
    "invitation_email": _("Invitation"),
    "web_page": _("Web page"),
    "programme": _("Programme"),
    "social_post": _("Social media post"),
    "ticket": _("Ticket"),
    "parking_instructions": _("Arrival and parking instructions"),
    "reminder_email": _("Reminder"),
}
AXES = {
    "formality": _("Formality"),
    "ornament": _("Ornament"),
    "naturalness": _("Naturalness"),
    "colour": pgettext_lazy("axis", "Colour"),
    "energy": _("Energy"),
    "technology": _("Technology"),
}

INDEX = Group(
    "index",
    _("The index and its letter"),
    _("What the excellence index is made of, what holds it down, and when it earns which letter."),
    (
        Setting(
            "index_weights",
            _("Weights of the index"),
            _("How much each part counts. Only proportions matter: 0.4 and 0.2 say the same as 2 and 1."),
            COMPONENTS,
        ),
        Setting(
            "letter_cuts",
            _("Letters"),
            _("The least index that earns the letter. Below the last one it is an E."),
            LETTERS,
        ),
        Setting(
            "hard_fail_cap",
            _("Cap"),
            _("The index is at most this while something that nobody may lack failed or was not checked."),
        ),
        Setting(
            "letter_coverage",
            _("Answered, for a letter"),
            _("The share of what applies that must be answered before a letter is given."),
        ),
        Setting(
            "na_share_limit",
            _("Much that does not apply"),
            _("A touchpoint with more than this share marked as not applicable is pointed out."),
        ),
    ),
)
TOUCHPOINTS = Group(
    "touchpoints",
    _("Touchpoints"),
    _("How much each touchpoint counts. An event may say otherwise for itself; 0 leaves it out."),
    (
        Setting(
            "touchpoint_weights",
            _("Weights of the touchpoints"),
            _("In every event that does not give weights of its own."),
        ),
    ),
)
PROMISES = Group(
    "promises",
    _("Promises"),
    _("When a promise counts as kept, and how much each kind of promise weighs."),
    (
        Setting("kept_from", _("Kept from"), _("A promise worth at least this much, of 1, was kept.")),
        Setting(
            "partly_from",
            _("Partly kept from"),
            _("Worth at least this much it was partly kept, else broken."),
        ),
        Setting(
            "off_brief_from",
            _("Off the brief from"),
            _("A promise whose atmosphere is this far from the intended one should not have been made."),
        ),
        Setting(
            "strength_weights",
            _("Weights in fidelity"),
            _("How much a promise of each kind counts in the index."),
            STRENGTHS,
        ),
    ),
)
SEVERITY = Group(
    "severity",
    _("Severity"),
    _("Impact is 100 × gap × weight / 3 × strength × reach. These cuts turn it into words."),
    (
        Setting("critical_from", _("Critical from"), _("The least impact of a critical finding.")),
        Setting("major_from", _("Major from"), _("The least impact of a major finding.")),
        Setting("minor_from", _("Minor from"), _("The least impact of a minor finding; below it is a note.")),
        Setting(
            "strength_shares",
            _("Strength of a promise"),
            _("The part of the impact that a broken promise of each kind has."),
            STRENGTHS,
        ),
        Setting(
            "theme_weight",
            _("Weight of the atmosphere"),
            _("The weight of every gap that is about atmosphere."),
        ),
        Setting(
            "manual_weight",
            _("Weight of what a person judges"),
            _("For promises that no criterion decides, unless the analyst gives them a weight."),
        ),
        Setting(
            "contradiction_deltas",
            _("Gap of a contradiction"),
            _("How far apart two messages are that cannot both be true. Tone is measured by atmospheres."),
            CONTRADICTIONS,
        ),
        Setting(
            "contradiction_fact_weight",
            _("Weight of contradicting facts"),
            _("Times, places, prices, and what else can be checked."),
        ),
        Setting(
            "contradiction_tone_weight",
            _("Weight of contradicting tones"),
            _("Two messages that promise different atmospheres."),
        ),
    ),
)
THRESHOLDS = Group(
    "thresholds",
    _("When a gap is reported"),
    _("Smaller gaps than these are not worth a finding."),
    (
        Setting("g1_from", _("Intended – promised"), _("How far a message may be from the brief, of 1.")),
        Setting(
            "g3_from", _("Intended – delivered"), _("How far what was read may be from the brief, of 1.")
        ),
        Setting(
            "standard",
            _("Below standard"),
            _("A criterion with a quality below this is a finding by itself."),
        ),
        Setting(
            "g4_from",
            _("Touchpoint – touchpoint"),
            _("How much less a touchpoint may resemble the others than touchpoints usually do here."),
        ),
        Setting("g5_from", _("Round – round"), _("The least change of quality since the earlier edition.")),
        Setting(
            "g5_observations",
            _("Round – round: observations"),
            _("With fewer on either side, the change is called an indication."),
        ),
        Setting(
            "g6_from",
            _("Segment – segment"),
            _("The least difference between the best and the worst segment."),
        ),
        Setting(
            "g6_attendees",
            _("Segment – segment: attendees"),
            _("Segments with fewer answers are shown nowhere, so that nobody can be told apart."),
        ),
        Setting(
            "g6_share",
            _("Segment – segment: a small segment"),
            _("A segment under this share of the attendees has less reach."),
        ),
        Setting("g6_small_reach", _("Segment – segment: its reach"), _("The reach of such a small segment.")),
        Setting(
            "g7_from",
            _("Auditor – attendee"),
            _("The least difference between what auditors and what attendees found."),
        ),
        Setting(
            "g7_attendees",
            _("Auditor – attendee: attendees"),
            _("With fewer answers from attendees nothing is compared."),
        ),
        Setting(
            "delight_everyone_from",
            _("Delight: for everyone"),
            _("The quality that every segment must have found for it to be praised."),
        ),
        Setting(
            "delight_feedback_from",
            _("Delight: high marks"),
            _("The least of both answers, 1 to 10, for an attendee to be counted among the delighted."),
        ),
    ),
)
REACH = Group(
    "reach",
    _("Reach"),
    _("The share of the attendees whom a thing meets. It is part of every impact."),
    (
        Setting(
            "channel_reach",
            _("Reach of the channels"),
            _("Who reads a message that comes this way, as a share of 1."),
            CHANNELS,
        ),
        Setting("other_channel_reach", _("Any other channel"), _("The reach of a channel not named above.")),
        Setting("reach_floor", _("Floor"), _("No group counts for less, so that small groups never vanish.")),
    ),
)
AGREEMENT = Group(
    "agreement",
    _("Agreement and uncertainty"),
    _("When numbers of several auditors can be relied on."),
    (
        Setting(
            "agreement_shared",
            _("Shared criteria"),
            _("With fewer criteria that two auditors answered, alpha is not printed."),
        ),
        Setting("agreement_rely", _("Rely from"), _("The least alpha to rely on.")),
        Setting("agreement_tentative", _("Tentative from"), _("The least alpha to be used with care.")),
        Setting(
            "confidence_z",
            _("Width of intervals"),
            _("The z of Wilson's interval: 1.645 gives 90\u00a0%, 1.96 gives 95\u00a0%."),
        ),
    ),
)
ATMOSPHERES = Group(
    "atmospheres",
    _("Atmospheres"),
    _("How alike two atmospheres are follows from their places on six axes."),
    (
        Setting(
            "neutral_similarity",
            _("Likeness of neutral"),
            _("What says nothing is this like anything: it neither proves nor breaks a theme."),
        ),
    ),
)
GROUPS = (INDEX, TOUCHPOINTS, PROMISES, SEVERITY, THRESHOLDS, REACH, AGREEMENT, ATMOSPHERES)
BY_NAME = {setting.name: setting for group in GROUPS for setting in group.settings}
GROUP_OF = {setting.name: group for group in GROUPS for setting in group.settings}


def path_name(path: str, touchpoints: Mapping[str, str]) -> str:
    """'Weights of the index: Delivery', 'Severity: Major from'. touchpoints: key to name."""
    name, _dot, key = path.partition(".")
    setting = BY_NAME.get(name)
    if setting is None:
        return path
    if not key:
        return f"{GROUP_OF[name].title}: {setting.label}"
    names = touchpoints if name == "touchpoint_weights" else setting.keys
    return f"{setting.label}: {names.get(key, key)}"
