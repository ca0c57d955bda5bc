"""What the sheet of values begins with: levels, printed figures, and what every node comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import pandas as pd

from spbe_analytics.instruments import Instrument
from spbe_analytics.instruments.model import Node
from spbe_analytics.parts.view import View
from spbe_analytics.reports.book.values.tree import INCOMPLETE, Worth, worth
from spbe_analytics.schema import BASIS, INDEX_NODE, VALUE, Basis, NodeKind
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.scoring.reconcile import HALF_UNIT

EXACT: Final = 4
"""Decimals of an index before rounding."""


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of a government.

    Attributes:
        instrument: The instrument.
        levels: Known levels by code of an indicator.
        printed: Printed figures in use by code of any other node.
        worth: What every node comes to, by code.
    """

    instrument: Instrument
    levels: Mapping[str, float]
    printed: Mapping[str, float]
    worth: Mapping[str, Worth]

    @classmethod
    def of(cls, instrument: Instrument, nodes: pd.DataFrame) -> "Known":
        """Take what a table of nodes holds, see :func:`spbe_analytics.analysis.nodes.node_table`."""
        found = nodes[nodes[VALUE].notna()]
        is_level = found["kind"] == NodeKind.INDICATOR.value
        levels = _by_code(found[is_level])
        printed = _by_code(found[~is_level & (found[BASIS] == Basis.PUBLISHED.label)])
        return cls(instrument, levels, printed, worth(instrument, levels, printed))

    @property
    def index(self) -> Worth:
        """What the index comes to."""
        return self.worth[INDEX_NODE]

    @property
    def by_pillars(self) -> bool:
        """Whether the index follows from the nodes right below it."""
        return all(self.worth[pillar.code].points is not None for pillar in self.instrument.pillars)

    def editable(self, node: Node) -> bool:
        """Tell whether the printed figure of a node may be changed, or given where there is none."""
        if node.kind is NodeKind.INDICATOR:
            return False
        if node.code == INDEX_NODE:
            return node.code in self.printed and not self.by_pillars
        complete = self.worth[node.code].answered == len(self.instrument.leaves(node.code))
        return not complete and (node in self.instrument.pillars or node.code in self.printed)

    @property
    def any_editable(self) -> bool:
        """Whether any printed figure may be changed."""
        return any(map(self.editable, self.instrument.nodes))

    def predicate(self, view: View) -> str:
        """Name the predicate as it is known; where it is not, each that the index can have."""
        told = view.own["predicate"] if view.own is not None else None
        if isinstance(told, str):
            return told
        if self.index.ends is None:
            return INCOMPLETE
        low, high = self.index.ends
        names = [item.name for item in self.instrument.predicates]
        least = max(0, sum(float(item.lower) <= low for item in self.instrument.predicates) - 1)
        most = max(0, sum(float(item.lower) < high for item in self.instrument.predicates) - 1)
        return names[least] if least >= most else f"{names[least]} atau {names[most]}"

    def notes(self) -> tuple[str, ...]:
        """Say what may be changed, and how the index here stands to the printed one."""
        scale = self.instrument.scale
        word = self.instrument.pillar_word
        kind = "bilangan bulat" if scale.whole else f"paling banyak {scale.decimals} desimal"
        range_ = f"{format_number(scale.lowest, 0)} sampai {format_number(scale.highest, 0)}"
        may = f"Sel berwarna dapat diubah: tingkat indikator ({range_}, {kind})"
        some = self.any_editable
        more = f" dan nilai {word} yang tingkatnya belum lengkap" if some else ""
        found = [f"{may}{more}. Kosongkan yang belum diketahui; yang kosong tidak dihitung nol."]
        if some:
            found.append(f"Begitu semua tingkat di bawah suatu {word} terisi, nilainya dihitung dari tingkat itu.")
        return (*found, *self._printed(word))

    def _printed(self, word: str) -> tuple[str, ...]:
        if not self.index.doubt:
            return ()
        if not self.by_pillars:
            return (f"Indeks memakai angka tercetak: nilai {word} belum diketahui semuanya.",)
        assert self.index.value is not None
        here = format_number(self.index.value, EXACT)
        told = f"Indeks di sini dihitung dari nilai {word} yang tercetak dua desimal: {here}."
        printed = self.printed.get(INDEX_NODE)
        if printed is None:
            return (told,)
        apart = abs(Fraction(repr(self.index.value)) - Fraction(repr(printed)))
        why = (
            "bedanya hanya karena pembulatan"
            if apart <= 2 * HALF_UNIT
            else "bedanya lebih besar daripada pembulatan, jadi salah satu angka tercetak keliru"
        )
        return (f"{told} Indeks tercetak {format_score(printed)}{f'; {why}' if apart else ''}.",)


def _by_code(nodes: pd.DataFrame) -> dict[str, float]:
    return {str(code): float(value) for code, value in nodes[VALUE].items()}
