"""What a plan must keep to: steps, years, locks, and what a step costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, partial
from math import floor
from pathlib import Path

from spbe_analytics.analysis.planning.levers import Lever, Position, Room
from spbe_analytics.errors import AnalysisError, quoted
from spbe_analytics.yaml_files import read_yaml

LONGEST = 3
"""Most years a plan may take: beyond, the instrument itself has changed before."""


@dataclass(frozen=True)
class Preset:
    """An assumption on what one level more costs.

    Attributes:
        id: Its name in an address or on the command line.
        label: Its name on a page.
        text: The assumption in a sentence.
        by_level: Whether a step to level t costs t rather than 1.
        capabilities: Factor by capability of an indicator; 1 for those not named.
    """

    id: str
    label: str
    text: str
    by_level: bool = False
    capabilities: Mapping[str, Fraction] = field(default_factory=dict)


@cache
def presets() -> dict[str, Preset]:
    """Return the assumptions that ship with the product, by id, the plain one first."""
    data = read_yaml(Path(__file__).with_name("efforts.yaml"))
    return {
        name: Preset(
            id=name,
            label=entry["label"],
            text=entry["text"],
            by_level=bool(entry.get("by_level", False)),
            capabilities={key: Fraction(str(value)) for key, value in entry.get("capabilities", {}).items()},
        )
        for name, entry in data.items()
    }


@dataclass(frozen=True)
class Rules:
    """What a plan must keep to.

    Attributes:
        max_step: Most levels an indicator may rise in one year; ``None`` for no limit.
        years: Years the plan may take, 1 to 3.
        locked: Codes of indicators, aspects or domains that stay as they are.
        required: Codes of indicators (or of sums of levels) that rise by one step at least.
        preset: Id of the assumption on effort.
        factors: Further factor of the effort by code of an indicator (or of a sum of levels); 1 where not given.
        step: Size of one step; whole levels have steps of 1, fractional ones any size.
        margin: How far beyond the target the index shall come, in points.
    """

    max_step: int | None = None
    years: int = 1
    locked: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    preset: str = "sama"
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    step: Fraction = Fraction(1)
    margin: Fraction = Fraction(0)

    def check(self, position: Position) -> None:
        """Hold the rules against a position.

        Raises:
            AnalysisError: A number is out of range, a code is unknown, or something is both locked and required.
        """
        if not 1 <= self.years <= LONGEST:
            raise AnalysisError(f"Lama rencana harus 1 sampai {LONGEST} tahun, bukan {self.years}.")
        if self.max_step is not None and self.max_step < 1:
            raise AnalysisError("Kenaikan per tahun harus paling sedikit satu tingkat.")
        if self.step <= 0 or (position.instrument.scale.whole and self.step.denominator != 1):
            raise AnalysisError("Besar satu langkah harus lebih dari nol, dan bulat bila tingkatnya bulat.")
        if self.preset not in presets():
            raise AnalysisError(f"Anggapan upaya {quoted(self.preset)} tidak ada. Pilihan: {', '.join(presets())}.")
        if self.margin < 0:
            raise AnalysisError("Cadangan di atas ambang tidak boleh kurang dari nol.")
        bad = next((code for code, factor in self.factors.items() if factor <= 0), None)
        if bad is not None:
            raise AnalysisError(f"Upaya {bad} harus lebih dari nol.")
        both = position.members(self.locked) & position.members(self.required)
        if both:
            raise AnalysisError(f"{min(both)} dikunci sekaligus diwajibkan naik. Pilih salah satu.")

    def room(self, position: Position, lever: Lever, level: Fraction) -> Fraction:
        """Return by how much a lever may surely rise from a level, or a sum of levels, under these rules.

        Of a sum nobody knows how its levels are spread. What is still missing to the top is then thought to lie in as
        few indicators as possible, and in the locked ones first: whatever is true, this much is possible.
        """
        locked, left = len(position.members(self.locked) & set(lever.indicators)), lever.highest - level
        tallest = position.instrument.scale.highest - position.instrument.scale.lowest
        missing = max(Fraction(0), left - locked * tallest) if lever.is_sum else left * (not locked)
        if self.max_step is None:
            return missing
        most = self.max_step * self.years * self.step
        if not lever.is_sum or most >= tallest:
            return min(missing, most * len(lever.indicators))
        full, rest = divmod(missing, tallest)
        return full * most + min(rest, most)

    def rooms(self, position: Position) -> Room | None:
        """Return :meth:`room` as what a position asks for; ``None`` where the rules limit nothing."""
        return partial(self.room, position) if self.max_step is not None or self.locked else None

    def locks(self, position: Position, lever: Lever) -> bool:
        """Tell whether all of a lever stays as it is."""
        return position.members(self.locked).issuperset(lever.indicators)

    def forced(self, position: Position) -> frozenset[str]:
        """Return the codes of the levers that rise by one step at least, and of parts where only these are meant."""
        found = set()
        for code in self.required:
            wanted = position.members([code])
            for lever in position.levers:
                inside = wanted & set(lever.indicators)
                if inside:
                    found.add(next((part.node for part in lever.parts if inside <= set(part.indicators)), lever.node))
        return frozenset(found)

    def effort(self, position: Position, lever: Lever, level: Fraction) -> Fraction:
        """Return what the step that ends at a level costs.

        Args:
            position: The position.
            lever: What is raised.
            level: Level after the step; of a sum, the sum after it, thought to be spread evenly.
        """
        preset = presets()[self.preset]
        kinds = {position.instrument.node(code).capability or "" for code in lever.indicators}
        factor = max(preset.capabilities.get(kind, Fraction(1)) for kind in kinds)
        for named in (lever.node, *(whole.node for whole in position.levers if lever in whole.parts)):
            factor *= self.factors.get(named, Fraction(1))
        if not preset.by_level:
            return factor
        count = len(lever.indicators)
        return factor * (floor((level - self.step) / count) + 1 if lever.is_sum else -floor(-level))
