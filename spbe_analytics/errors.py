"""The errors of the product: one base, few children, each with a message for a person.

A message says what is wrong, where, and what to do. A front door (page, command line) catches ``SpbeError`` once.
Bad cells of a workbook are findings, not errors.
"""

from typing import Final


class SpbeError(Exception):
    """Base of all errors that a person may see."""


class InstrumentError(SpbeError):
    """An instrument file breaks a rule of the loader; the message names file and key."""


class RegionError(SpbeError):
    """A region code is not known."""


class ProvinceError(RegionError):
    """A province is asked for by a government that is none, so nobody lies in it; the message says in which it lies."""


class ScoringError(SpbeError):
    """Levels cannot be scored as asked, for example values of two instruments together."""


class StoreError(SpbeError):
    """The database cannot do what was asked, for example revert a batch that does not exist."""


class EntryError(SpbeError):
    """What a person typed cannot be meant."""


class CommitError(SpbeError):
    """An upload cannot be committed as it stands."""


class AnnotationError(SpbeError):
    """A file holds nothing that could be annotated, because it cannot be read."""


class AnalysisError(SpbeError):
    """A question cannot be answered from what is known; the message says what is missing and where to add it."""


class UnansweredError(AnalysisError):
    """A question is asked rightly, but what is known does not answer it; the message says what is known instead."""


class SettingError(SpbeError):
    """A setting, an option or a place that was named cannot be used; the message names it and what would do."""


LONGEST_QUOTE: Final = 60
"""Most characters of what a person wrote that a message repeats."""


def quoted(text: object) -> str:
    """Repeat what a person wrote inside a message: in quotation marks, shortened, and in printable characters only."""
    plain = printable(" ".join(str(text).split()))
    return f"“{plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1] + '…'}”"


def printable(text: object) -> str:
    """Write a text, such as the name of a file, without what would steer a screen."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(text))
