"""The strict reader of an instrument's YAML file: whatever is wrong is named by file and key."""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from spbe_analytics.errors import InstrumentError
from spbe_analytics.instruments.model import Instrument, LevelScale, Node, Predicate
from spbe_analytics.schema import INDEX_NODE, NodeKind

WHOLE = Fraction(100)
"""The weights of an instrument are percent of its index."""


def _fraction(value: Any) -> Fraction:  # noqa: ANN401 - whatever YAML holds
    """Read ``13``, ``1.3`` or ``20/6`` exactly."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("must be a number or a fraction such as 20/6")
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"“{value}” is not a number or a fraction such as 20/6") from None


Exact = Annotated[Fraction, BeforeValidator(_fraction)]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class _Years(_Strict):
    first: int
    last: int | None
    kinds: dict[int, Text] = {}


class _Scale(_Strict):
    lowest: Exact
    highest: Exact
    decimals: int = Field(ge=0, le=4)


class _Target(_Strict):
    predicate: Text
    level: Exact


class _Predicate(_Strict):
    name: Text
    lower: Exact
    upper: Exact
    alias: Text | None = None


class _Capability(_Strict):
    label: Text
    levels: dict[int, Text]


class _Node(_Strict):
    code: Text
    parent: Text
    kind: NodeKind
    number: Annotated[str, BeforeValidator(str), Field(min_length=1)]
    name: Text
    short: Annotated[str, Field(min_length=1, max_length=20)]
    weight: Exact
    aliases: list[Text] = []
    capability: Text | None = None
    owner: Text | None = None


class _File(_Strict):
    id: Text
    name: Text
    index_name: Annotated[str, Field(min_length=1, max_length=20)]
    short: Text
    regulation: Text
    gazette: Text
    years: _Years
    scale: _Scale
    target: _Target
    predicates: list[_Predicate] = Field(min_length=1)
    capabilities: dict[str, _Capability]
    nodes: list[_Node] = Field(min_length=1)
    guides: list[Text] = []
    notes: list[Text] = []
    sources: list[Text] = Field(min_length=1)
    confidence: Text


def load(path: Path) -> Instrument:
    """Read one instrument.

    Args:
        path: A YAML file.

    Returns:
        The instrument, its tree complete and its weights exact.

    Raises:
        InstrumentError: An unknown, missing or duplicate key, a short name of two nodes, an orphan, a gap or overlap of
            predicates, children that do not sum to their parent, a total other than 100, or an indicator without names
            of levels; the message starts with file and key.
    """
    try:
        raw = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise InstrumentError(f"{path.name}: {' '.join(str(error).split())}") from error
    try:
        file = _File.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "(file)"
        raise InstrumentError(f"{path.name}: {key}: {first['msg']}") from error
    _check_tree(path.name, file)
    _check_predicates(path.name, file)
    return _build(file)


def _check_tree(name: str, file: _File) -> None:
    counts = Counter(node.code for node in file.nodes)
    for code, count in counts.items():
        if count > 1 or code == INDEX_NODE:
            raise InstrumentError(f"{name}: nodes.{code}: code used more than once.")
    shorts = {file.index_name: INDEX_NODE}
    for node in file.nodes:
        if (other := shorts.setdefault(node.short, node.code)) != node.code:
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


def _check_predicates(name: str, file: _File) -> None:
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


def _build(file: _File) -> Instrument:
    root = Node(INDEX_NODE, None, NodeKind.INDEX, "", file.index_name, file.index_name, WHOLE)
    nodes = (Node(**(dict(node) | {"aliases": tuple(node.aliases)})) for node in file.nodes)
    scale = file.scale
    return Instrument(
        id=file.id,
        name=file.name,
        index_name=file.index_name,
        short=file.short,
        regulation=file.regulation,
        gazette=file.gazette,
        first_year=file.years.first,
        last_year=file.years.last,
        year_kinds=file.years.kinds,
        scale=LevelScale(scale.lowest, scale.highest, scale.decimals == 0, scale.decimals),
        nodes=(root, *nodes),
        predicates=tuple(Predicate(p.name, p.lower, p.upper, p.alias) for p in file.predicates),
        capability_names={code: capability.label for code, capability in file.capabilities.items()},
        level_names={code: capability.levels for code, capability in file.capabilities.items()},
        target_predicate=file.target.predicate,
        target_level=file.target.level,
        guides=tuple(file.guides),
        notes=tuple(file.notes),
        sources=tuple(file.sources),
        confidence=file.confidence,
    )
