"""The part of *Metodologi* that tells what each level of each indicator asks for."""

from spbe_analytics.instruments import Instrument, criteria
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.choice import picked, pressed


def look_up(instrument: Instrument) -> None:
    """Let a person choose indicator and level, both in the address, and show the text with its place."""
    known = criteria.texts(instrument)
    if known is None or not known.criteria:
        components.subheading(f"Kriteria tingkat {instrument.short} belum dapat dikutip")
        components.empty(criteria.absent(instrument, INDEX_NODE), "Pilih instrumen lain di atas.")
        return
    scale, names = instrument.scale, {node.code: f"{node.code} {node.short}" for node in instrument.indicators}
    code = picked("Indikator", "indikator", names, instrument.indicator_codes[0])
    steps = {str(level): str(level) for level in range(int(scale.lowest), int(scale.highest) + 1)}
    level = int(pressed("Tingkat", "tingkat", steps, str(int(instrument.target_level)), titled=True))
    node, found = instrument.node(code), criteria.of(instrument, code, level)
    named = f"{node.name}, tingkat {level} {instrument.level_name(code, level) or ''}".strip()
    if found is None:
        components.subheading(named)
        components.empty(criteria.absent(instrument, code), "Indikator lain dapat dipilih di atas.")
    else:
        components.criterion(named, found)
    meant = criteria.general(instrument, code, level)
    if meant is not None:
        components.note(f"Arti tingkat {level} bagi semua indikator sejenis: {meant.text} ({meant.source})")
    components.note(" ".join(known.notes))
