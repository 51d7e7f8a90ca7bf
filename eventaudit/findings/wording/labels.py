"""What severities, gaps, verdicts and the like are called."""

from django.utils.translation import gettext_lazy

SEVERITIES = {
    "critical": gettext_lazy("Critical"),
    "major": gettext_lazy("Major"),
    "minor": gettext_lazy("Minor"),
    "note": gettext_lazy("Note"),
}
# In the order of docs/findings.md: what messages say, what was delivered, and against others.
GAPS = {
    "G1": gettext_lazy("Intended – promised"),
    "PP": gettext_lazy("Promised – promised"),
    "G2": gettext_lazy("Promised – delivered"),
    "G3": gettext_lazy("Intended – delivered"),
    "G4": gettext_lazy("Touchpoint – touchpoint"),
    "S": gettext_lazy("Below standard"),
    "G5": gettext_lazy("Last time – now"),
    "G6": gettext_lazy("Segment – segment"),
    "G7": gettext_lazy("Auditors – attendees"),
}
GAP_QUESTIONS = {
    "G1": gettext_lazy("Does each message speak the language of the brief?"),
    "PP": gettext_lazy("Do two messages contradict each other?"),
    "G2": gettext_lazy("Was each promise kept?"),
    "G3": gettext_lazy("Does each touchpoint express what the brief intends?"),
    "G4": gettext_lazy("Which touchpoint falls out of tune with the rest?"),
    "S": gettext_lazy("What is simply not good enough, promised or not?"),
    "G5": gettext_lazy("What has become worse since the earlier edition?"),
    "G6": gettext_lazy("Did everyone get the same event?"),
    "G7": gettext_lazy("Do the auditors see what the attendees feel?"),
}
VERDICTS = {
    "kept": gettext_lazy("Kept"),
    "partly": gettext_lazy("Partly kept"),
    "broken": gettext_lazy("Broken"),
    "unchecked": gettext_lazy("Not checked"),
}
BASES = {
    "criterion": gettext_lazy("decided by a criterion"),
    "reading": gettext_lazy("decided by the atmosphere read on site"),
    "manual": gettext_lazy("judged by a person"),
}
INDICES = {
    "D": (gettext_lazy("Delivery"), gettext_lazy("How good the touchpoints were, weighted by importance.")),
    "F": (gettext_lazy("Fidelity"), gettext_lazy("How far the promises of the messages were kept.")),
    "I": (gettext_lazy("Intent"), gettext_lazy("How near the atmosphere on site came to the intended one.")),
    "C": (gettext_lazy("Coherence"), gettext_lazy("How well the touchpoints belonged together.")),
}
BALANCE = {
    -2: gettext_lazy("far too little"),
    -1: gettext_lazy("a little too little"),
    0: gettext_lazy("just right"),
    1: gettext_lazy("a little too much"),
    2: gettext_lazy("far too much"),
}
GRADES = {
    "A": gettext_lazy("A: two observers, a measurement or a photo"),
    "B": gettext_lazy("B: one observer"),
}
