"""Every problem a file can have, as data: a stable code, its severity, its message and its cure (``findings.yaml``).

Codes are part of the command line's contract: a code is never renamed or given another meaning.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from spbe_analytics.schema import ActionState, Severity, Theme
from spbe_analytics.yaml_files import read_yaml


class Rule(NamedTuple):
    """What is said about one kind of problem; ``message`` and ``cure`` have ``{fields}``."""

    severity: Severity
    message: str
    cure: str


_LISTS: Final = {
    "{action_states}": ", ".join(state.value for state in ActionState),
    "{themes}": ", ".join(theme.label for theme in Theme),
}
"""Fields that are the same in every message."""


def _filled(text: str) -> str:
    for field, words in _LISTS.items():
        text = text.replace(field, words)
    return text


RULES: Final[Mapping[str, Rule]] = {
    code: Rule(Severity(said["severity"]), _filled(said["message"]), _filled(said["cure"]))
    for code, said in read_yaml(Path(__file__).parent / "findings.yaml").items()
}
