"""The strict reader of an instrument's YAML file: whatever is wrong is named by file and key."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from spbe_analytics.errors import InstrumentError
from spbe_analytics.instruments.fields import FieldError, exact, many, read_file, record, table, text, whole, written
from spbe_analytics.instruments.model import Instrument, LevelScale, Node, Predicate
from spbe_analytics.schema import INDEX_NODE, NodeKind

WHOLE: Final = Fraction(100)
"""The weights of an instrument are percent of its index."""

MOST_DECIMALS: Final = 4
SHORT: Final = 20
"""Most characters of a name for charts."""


class _Years(NamedTuple):
    first: int
    last: int | None
    kinds: Mapping[int, str] = {}


def _last(value: Any, key: str) -> int | None:  # noqa: ANN401
    return None if value is None else whole(value, key)


def _decimals(value: Any, key: str) -> int:  # noqa: ANN401
    if not 0 <= (decimals := whole(value, key)) <= MOST_DECIMALS:
        raise FieldError(f"{key}: must lie between 0 and {MOST_DECIMALS}")
    return decimals


def _short(value: Any, key: str) -> str:  # noqa: ANN401
    return text(value, key, SHORT)


def _kind(value: Any, key: str) -> NodeKind:  # noqa: ANN401
    if value not in list(NodeKind):
        raise FieldError(f"{key}: must be one of {', '.join(NodeKind)}")
    return NodeKind(value)


def _scale(lowest: Fraction, highest: Fraction, decimals: int) -> LevelScale:
    return LevelScale(lowest, highest, decimals == 0, decimals)


_FILE: Final = record(
    SimpleNamespace,
    ("guides", "notes"),
    id=text,
    name=text,
    index_name=_short,
    short=text,
    regulation=text,
    gazette=text,
    years=record(_Years, ("kinds",), first=whole, last=_last, kinds=table(whole, text)),
    scale=record(_scale, lowest=exact, highest=exact, decimals=_decimals),
    target=record(SimpleNamespace, predicate=text, level=exact),
    predicates=many(record(Predicate, ("alias",), name=text, lower=exact, upper=exact, alias=text), 1),
    capabilities=table(text, record(SimpleNamespace, label=text, levels=table(whole, text))),
    nodes=many(
        record(
            Node,
            ("aliases", "capability", "owner"),
            code=text,
            parent=text,
            kind=_kind,
            number=written,
            name=text,
            short=_short,
            weight=exact,
            aliases=many(text),
            capability=text,
            owner=text,
        ),
        1,
    ),
    guides=many(text),
    notes=many(text),
    sources=many(text, 1),
    confidence=text,
)


def load(path: Path) -> Instrument:
    """Read one instrument.

    Args:
        path: A YAML file.

    Returns:
        The instrument, its tree complete and its weights exact.

    Raises:
        InstrumentError: An unknown, missing or duplicate key, a short name of two nodes of any kind, an orphan,
            a gap or overlap of predicates, children that do not sum to their parent, a total other than 100, or an
            indicator without names of levels; the message starts with file and key.
    """
    file = read_file(path, _FILE)
    _check_tree(path.name, file)
    _check_predicates(path.name, file)
    return _build(file)


def _check_tree(name: str, file: SimpleNamespace) -> None:
    counts = Counter(node.code for node in file.nodes)
    for code, count in counts.items():
        if count > 1 or code == INDEX_NODE:
            raise InstrumentError(f"{name}: nodes.{code}: code used more than once.")
    shorts = {_letters(file.index_name): INDEX_NODE}
    for node in file.nodes:
        if (other := shorts.setdefault(_letters(node.short), node.code)) != node.code:
            raise InstrumentError(f"{name}: nodes.{node.code}.short: “{node.short}” stands for {other} already.")
    seen = {INDEX_NODE}
    ranks = list(NodeKind)
    kinds = {INDEX_NODE: NodeKind.INDEX} | {node.code: node.kind for node in file.nodes}
    for node in file.nodes:
        key = f"{name}: nodes.{node.code}"
        if node.parent not in seen:
            raise InstrumentError(f"{key}.parent: “{node.parent}” is no node above it (orphan).")
        if ranks.index(node.kind) <= ranks.index(kinds[node.parent]):
            raise InstrumentError(f"{key}.kind: {node.kind} cannot stand below {kinds[node.parent]}.")
        if node.weight <= 0:
            raise InstrumentError(f"{key}.weight: must be above 0.")
        if node.kind is NodeKind.INDICATOR and node.capability not in file.capabilities:
            raise InstrumentError(f"{key}.capability: “{node.capability}” is not among capabilities.")
        seen.add(node.code)
    weights = {INDEX_NODE: WHOLE} | {node.code: node.weight for node in file.nodes}
    for code, weight in weights.items():
        below = [node for node in file.nodes if node.parent == code]
        if not below and kinds[code] is not NodeKind.INDICATOR:
            raise InstrumentError(f"{name}: nodes.{code}: has no indicator below it.")
        total = sum((node.weight for node in below), Fraction(0))
        if below and total != weight:
            what = "the total must be 100" if code == INDEX_NODE else f"the weight above is {weight}"
            raise InstrumentError(f"{name}: nodes.{code}.weight: children sum to {total}, {what}.")


def _letters(short: str) -> str:
    """Return what of a short name tells it from another: capitals, spaces and points do not."""
    return "".join(sign for sign in short.casefold() if sign.isalnum())


def _check_predicates(name: str, file: SimpleNamespace) -> None:
    scale = file.scale
    if scale.lowest >= scale.highest:
        raise InstrumentError(f"{name}: scale.lowest: must be below scale.highest.")
    names = [predicate.name.casefold() for predicate in file.predicates]
    for position, predicate in enumerate(file.predicates):
        key = f"{name}: predicates.{predicate.name}"
        if names.count(predicate.name.casefold()) > 1:
            raise InstrumentError(f"{key}.name: used more than once.")
        if predicate.lower >= predicate.upper:
            raise InstrumentError(f"{key}.lower: must be below upper.")
        before = file.predicates[position - 1] if position else None
        if before and before.upper != predicate.lower:
            word = "gap" if before.upper < predicate.lower else "overlap"
            raise InstrumentError(f"{key}.lower: {word} after {before.name}, which ends at {before.upper}.")
    if file.predicates[0].lower > scale.lowest or file.predicates[-1].upper < scale.highest:
        raise InstrumentError(f"{name}: predicates: gap: do not cover the scale {scale.lowest} to {scale.highest}.")
    if file.target.predicate not in {predicate.name for predicate in file.predicates}:
        raise InstrumentError(f"{name}: target.predicate: “{file.target.predicate}” is no predicate.")
    if file.years.last is not None and file.years.last < file.years.first:
        raise InstrumentError(f"{name}: years.last: lies before years.first.")


def _build(file: SimpleNamespace) -> Instrument:
    root = Node(INDEX_NODE, None, NodeKind.INDEX, "", file.index_name, file.index_name, WHOLE)
    told = vars(file) | {"nodes": (root, *file.nodes)}
    years, target, capabilities = (told.pop(name) for name in ("years", "target", "capabilities"))
    return Instrument(
        **told,
        first_year=years.first,
        last_year=years.last,
        year_kinds=years.kinds,
        capability_names={code: capability.label for code, capability in capabilities.items()},
        level_names={code: capability.levels for code, capability in capabilities.items()},
        target_predicate=target.predicate,
        target_level=target.level,
    )
