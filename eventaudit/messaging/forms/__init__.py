"""The forms of messages, of their atmosphere, of promises and verdicts, and of contradictions."""

from .atmospheres import AtmosphereForm
from .contradictions import ContradictionForm
from .ledger import LedgerFilter
from .messages import MessageAddForm, MessageEditForm
from .promises import JudgeForm, PromiseForm

__all__ = [
    "AtmosphereForm",
    "ContradictionForm",
    "JudgeForm",
    "LedgerFilter",
    "MessageAddForm",
    "MessageEditForm",
    "PromiseForm",
]
