"""A plan in words: the parameters of an address, of what is kept, and of the command line.

Codes are joined by a hyphen, what belongs to a code follows it after a full stop, and a decimal comma is an underscore:
``kunci=D2-I45``, ``upaya_butir=I5.2-I12.0_5``, ``ubah=I12.3-I12.4.2``. A unit follows the codes it is in charge of:
``pelaksana=I12-I15 Dinas Kominfo``. What does not fit is left out or mended, and said.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, TypeVar

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Aim, Item, Proposal, Wish, first_wish
from spbe_analytics.analysis.planning.rules import LONGEST, Rules, presets
from spbe_analytics.analysis.planning.search import PLANS, written_target
from spbe_analytics.entries.action import FIELDS
from spbe_analytics.entries.fields import clean
from spbe_analytics.entries.plan import (
    BUDGET,
    EFFORT,
    FACTORS,
    GOAL,
    INDEX,
    ITEMS,
    LOCKED,
    MARGIN,
    MOST,
    OPTION,
    PARAMETERS,
    REQUIRED,
    STEP,
    UNITS,
    YEARS,
)  # fmt: skip
from spbe_analytics.errors import AnalysisError, quoted
from spbe_analytics.schema import INDEX_NODE

LETTERS: Final = "ABC"
"""Names of the plans beside each other."""

GREATEST_BUDGET: Final = 500
GREATEST_FACTOR: Final = 99
TOLD: Final = 5
"""How many wrong parts of one parameter are named."""

_NUMBER: Final = r"\d{1,6}(?:[_.,]\d{1,4}|/\d{1,6})?"
_FACTOR: Final = re.compile(rf"([A-Za-z]\w{{0,19}})\.({_NUMBER})")
_ITEM: Final = re.compile(r"([A-Za-z]\w{0,19})\.(\d{1,6}(?:_\d{1,4}|/\d{1,6})?)(?:\.(\d))?")

Written = Mapping[str, Sequence[str]]
"""Values by the name of a parameter."""

T = TypeVar("T")
N = TypeVar("N", int, Fraction)


def write(proposal: Proposal) -> dict[str, list[str]]:
    """Write a plan; what is as it is by default, goal and effort apart, is left out."""
    wish = proposal.wish
    rules, plain = wish.rules, Rules()
    said = {
        GOAL: wish.predicate if wish.aim is Aim.PREDICATE else "",
        INDEX: _number(wish.index) if wish.aim is Aim.INDEX and wish.index is not None else "",
        BUDGET: _number(wish.budget) if wish.aim is Aim.BUDGET else "",
        MARGIN: _number(rules.margin) if rules.margin and wish.aim is Aim.PREDICATE else "",
        EFFORT: rules.preset,
        FACTORS: "-".join(f"{node}.{_number(factor)}" for node, factor in rules.factors.items() if factor != 1),
        LOCKED: "-".join(sorted(rules.locked, key=code_order)),
        REQUIRED: "-".join(sorted(rules.required, key=code_order)),
        YEARS: str(rules.years) if rules.years != plain.years else "",
        MOST: "" if rules.max_step is None else str(rules.max_step),
        STEP: _number(rules.step) if rules.step != plain.step else "",
        OPTION: LETTERS[wish.option] if wish.option else "",
        ITEMS: "-".join(
            f"{item.node}.{_number(item.to)}" + (f".{item.year}" if item.year != 1 else "") for item in proposal.items
        ),
    }
    if wish.aim is Aim.INDEX and wish.index is None:
        said[GOAL] = Aim.INDEX.label
    found = {name: [text] for name, text in said.items() if text}
    charged: dict[str, list[str]] = {}
    for node, unit in proposal.units.items():
        charged.setdefault(unit, []).append(node)
    if charged:
        found[UNITS] = [f"{'-'.join(sorted(nodes, key=code_order))} {unit}" for unit, nodes in sorted(charged.items())]
    return found


def _number(value: Fraction) -> str:
    """Write a number exactly: ``4``, ``4_25``, ``10/3``."""
    scaled = value * 10**4
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(int(scaled), 10**4)
    return f"{whole}_{rest:04d}".rstrip("0") if rest else str(whole)


def code_order(code: str) -> tuple[str, int, str]:
    """Order codes as people count: ``I2`` before ``I12``."""
    return code[:1], int(code[1:]) if code[1:].isdigit() else 0, code


def fraction(text: str) -> Fraction:
    """Read a number written as ``3``, ``3,25``, ``3.25``, ``3_25`` or ``10/3``; a ``ValueError`` for another text."""
    if not re.fullmatch(_NUMBER, text) or "/0" in text:
        raise ValueError(text)
    return Fraction(text.replace("_", ".").replace(",", "."))


def read(position: Position, said: Written) -> tuple[Proposal, tuple[str, ...]]:
    """Read a plan.

    Args:
        position: Where the government stands; what it cannot raise is left out.
        said: Values by the name of a parameter; others are ignored. What addresses of before said is understood.

    Returns:
        The plan, and for each thing that was mended or left out one sentence; never an exception.
    """
    reader = _Reader(position, {name: list(said[name]) for name in PARAMETERS if said.get(name)})
    return reader.proposal(), tuple(reader.wrong)


@dataclass
class _Reader:
    """Reads the parameters of one plan, and notes what is wrong."""

    position: Position
    said: dict[str, list[str]]
    wrong: list[str] = field(default_factory=list)

    def proposal(self) -> Proposal:
        wish = self._aim(first_wish(self.position))
        rules = Rules(
            max_step=self._one(MOST, self._most, None, "Kenaikan per tahun", "tanpa batas"),
            years=self._one(YEARS, self._years, 1, "Lama rencana", "1 tahun"),
            locked=frozenset(self._codes(LOCKED, "Kunci")),
            required=frozenset(self._codes(REQUIRED, "Wajib naik")),
            preset=self._one(EFFORT, _preset, "sama", "Anggapan upaya", presets()["sama"].label),
            factors=self._factors(),
            step=self._one(STEP, self._step, Fraction(1), "Besar langkah", "1"),
            margin=self._one(MARGIN, self._margin, Fraction(0), "Cadangan", "tanpa cadangan"),
        )
        option = self._one(OPTION, LETTERS[:PLANS].index, 0, "Pilihan rencana", LETTERS[0])
        return Proposal(replace(wish, rules=rules, option=option), self._items(), self._units())

    def _one(self, name: str, read: Callable[[str], T], start: T, label: str, instead: str) -> T:
        """Read a parameter of one value; one that cannot be meant gives way to the start, and is said."""
        if name not in self.said:
            return start
        text = self.said[name][-1].strip()
        try:
            return read(text)
        except (ValueError, AnalysisError):
            self.wrong.append(f"{label} {quoted(text)} tidak ada; dipakai {instead}.")
            return start

    def _aim(self, start: Wish) -> Wish:
        goal = self.said[GOAL][-1].strip() if GOAL in self.said else ""
        if goal == Aim.BUDGET.label or (BUDGET in self.said and not goal):
            budget = self._one(BUDGET, _budget, start.budget, "Anggaran upaya", _number(start.budget))
            return Wish(Aim.BUDGET, budget=budget)
        if goal == Aim.INDEX.label or (INDEX in self.said and not goal):
            top = _number(self.position.instrument.scale.highest)
            return Wish(Aim.INDEX, index=self._one(INDEX, self._index, None, "Indeks yang dituju", top))
        return self._one(GOAL, self._goal, start, "Sasaran", start.predicate or "indeks tertinggi") if goal else start

    def _goal(self, text: str) -> Wish:
        """Read a predicate above the one that stands, or an index."""
        named = self.position.instrument.predicate_named(text.partition(", mulai")[0])
        if named is None:
            return Wish(Aim.INDEX, index=self._index(text))
        if named not in self.position.goal.above:
            raise ValueError(text)
        return Wish(predicate=named.name)

    def _index(self, text: str) -> Fraction:
        return written_target(self.position.instrument, str(fraction(text)))

    def _years(self, text: str) -> int:
        return _within(int(text.removesuffix(" tahun")), 1, LONGEST)

    def _most(self, text: str) -> int | None:
        scale = self.position.instrument.scale
        if text == "Tanpa batas":
            return None
        return _within(int(text.removeprefix("paling banyak ")), 1, int(scale.highest - scale.lowest))

    def _step(self, text: str) -> Fraction:
        size, scale = fraction(text), self.position.instrument.scale
        if not 0 < size <= 1 or (scale.whole and size != 1):
            raise ValueError(text)
        return size

    def _margin(self, text: str) -> Fraction:
        return (
            Fraction(0)
            if text == "Tanpa cadangan"
            else _within(fraction(text.removeprefix("+")), Fraction(0), Fraction(1))
        )

    def _codes(self, name: str, label: str) -> list[str]:
        """Read codes; of a text as it stands in a list, ``I13 Rencana, Anggaran``, the first word."""
        found: dict[str, None] = {}
        wrong = []
        for text in self.said.get(name, ()):
            parts = [text] if " " in text and self._known(text.split()[0]) else re.split("[-,]", text)
            for part in filter(None, (part.strip() for part in parts)):
                code = part.split()[0]
                if self._known(code):
                    found[code] = None
                else:
                    wrong.append(part)
        self._skip(label, wrong)
        return list(found)

    def _known(self, code: str) -> bool:
        return code in self.position.instrument and code != INDEX_NODE

    def _skip(self, label: str, parts: Sequence[str]) -> None:
        if parts:
            named = ", ".join(quoted(part[:40]) for part in parts[:TOLD])
            more = f" dan {len(parts) - TOLD} lainnya" if len(parts) > TOLD else ""
            self.wrong.append(f"{label}: {named}{more} tidak cocok dengan daerah dan tahun ini; dilewati.")

    def _parts(self, name: str) -> list[str]:
        return [part for text in self.said.get(name, ()) for part in text.split("-") if part]

    def _factors(self) -> dict[str, Fraction]:
        found, wrong = dict[str, Fraction](), []
        for part in self._parts(FACTORS):
            match = _FACTOR.fullmatch(part)
            node, factor = (match[1], _factor(match[2])) if match else ("", None)
            if factor is None or node not in self.position.by_node:
                wrong.append(part)
            elif factor != 1:
                found[node] = factor
        self._skip("Upaya butir", wrong)
        return found

    def _items(self) -> tuple[Item, ...]:
        found, wrong = list[Item](), []
        for part in self._parts(ITEMS):
            item = self._item(part)
            if item is None:
                wrong.append(part)
            elif all((item.node, item.year) != (other.node, other.year) for other in found):
                found.append(item)
        self._skip("Perubahan tingkat", wrong)
        now = {item.node: self.position.by_node[item.node].now for item in found}
        final = {item.node: item.to for item in sorted(found, key=lambda item: item.year)}
        return tuple(item for item in found if final[item.node] != now[item.node])

    def _item(self, part: str) -> Item | None:
        match = _ITEM.fullmatch(part)
        if match is None or match[1] not in self.position.by_node:
            return None
        try:
            level, year = fraction(match[2]), _within(int(match[3] or 1), 1, LONGEST)
            self.position.after({match[1]: level})
        except (ValueError, AnalysisError):
            return None
        if (level * self.position.instrument.scale.unit).denominator != 1:
            return None
        return Item(match[1], level, year)

    def _units(self) -> dict[str, str]:
        found, wrong = dict[str, str](), []
        for text in self.said.get(UNITS, ()):
            codes, _, name = clean(text).partition(" ")
            unit = " ".join(name.split())
            known = [code for code in codes.split("-") if self._known(code)]
            if not known or not unit or len(unit) > FIELDS["unit"].longest:
                wrong.append(text)
            else:
                found |= dict.fromkeys(known, unit)
                wrong += [code for code in codes.split("-") if code and code not in known]
        self._skip("Perangkat daerah", wrong)
        return found


def _within(number: N, least: N, most: N) -> N:
    if not least <= number <= most:
        raise ValueError(number)
    return number


def _factor(text: str) -> Fraction | None:
    try:
        return _within(fraction(text), Fraction(1, 10), Fraction(GREATEST_FACTOR))
    except ValueError:
        return None


def _budget(text: str) -> Fraction:
    return _within(fraction(text), Fraction(1), Fraction(GREATEST_BUDGET))


def _preset(text: str) -> str:
    """Read an assumption by its id, or by its label."""
    found = next((name for name, preset in presets().items() if text in (name, preset.label)), None)
    if found is None:
        raise ValueError(text)
    return found
