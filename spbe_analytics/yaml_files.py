"""The YAML files that ship, read fast and strictly: a key stands once, and only ``true`` and ``false`` are truths."""

import re
from pathlib import Path
from typing import Any, Final

import yaml

from spbe_analytics.errors import InstrumentError

_PLAIN: Final = (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+(\.[0-9]*|\.[0-9]*[eE][-+]?[0-9]+|[eE][-+]?[0-9]+)", "-+0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
)
"""What a plain word can mean besides a text (YAML 1.2); in YAML 1.1 the heading ``No`` would mean *false*."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library's own attribute

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: ANN401
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f'duplicate key "{key.value}"', key.start_mark)
            seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


for _tag, _form, _firsts in _PLAIN:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_firsts))


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return what a file holds; one that is no YAML, or names a key twice, is an ``InstrumentError``."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InstrumentError(f"{path.name}: {' '.join(str(error).split())}") from error
