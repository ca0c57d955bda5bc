"""The sheet of values: every node of the instrument, whose levels can be changed, and the index that follows."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

from spbe_analytics.instruments.model import Node
from spbe_analytics.parts.region import profile
from spbe_analytics.reports.book import sources
from spbe_analytics.reports.book.looks import Looks
from spbe_analytics.reports.book.page import INDENT, Page, clean, height
from spbe_analytics.reports.book.values import result, scales
from spbe_analytics.reports.book.values.known import Known
from spbe_analytics.reports.book.values.result import put
from spbe_analytics.reports.book.values.tree import INCOMPLETE, Formulas
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.tables import number_format
from spbe_analytics.schema import BASIS, INDEX_NODE, NodeKind
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, format_number

SHEET: Final = "Nilai"

COLUMNS: Final[dict[str, tuple[str, float]]] = {
    "code": ("Kode", 7),
    "name": ("Butir", 46),
    "kind": ("Jenis", 10),
    "weight": ("Bobot (%)", 8),
    "printed": ("Tercetak", 9),
    "value": ("Nilai", 12),
    "level_name": ("Nama tingkat", 22),
    "original": ("Semula", 12),
    "change": ("Selisih", 10),
    "previous": ("Sebelumnya", 8),
    "basis": ("Dasar semula", 17),
    "source": ("Sumber", 26),
    "answered": ("Terisi", 7),
    "of": ("Dari", 7),
    "whole": ("Bobot bulat", 8),
    "points": ("Poin", 12),
    "doubt": ("Bobot tercetak", 9),
}
"""Heading and width of each column; :mod:`spbe_analytics.reports.book.values.tree` names them by letter."""

AT: Final = {key: place for place, key in enumerate(COLUMNS)}
TEXTS: Final = frozenset({"code", "name", "kind", "level_name", "basis", "source"})
"""Columns that hold no figures."""

SHOWN: Final = AT["source"]
"""The last column that is printed; what stands behind it computes."""

HEAD: Final = result.PRINTED
"""Row (from 0) of the headings; what is above stays in sight."""

_TWO: Final = number_format(DISPLAY_DECIMALS, False)
_CHANGE: Final = '+0.00;-0.00;"–"'
_INDENTS: Final = {NodeKind.INDEX: "label", NodeKind.DOMAIN: "in", NodeKind.ASPECT: "in2", NodeKind.INDICATOR: "in3"}


def write(sheet: Any, looks: Looks, document: Document) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write the sheet of the home region of a document."""
    view = document.view
    nodes = profile.nodes(view)
    known = Known.of(view.instrument, nodes)
    page = Page(sheet, looks, [width for _, width in COLUMNS.values()], f"{document.subject}, {document.moment}")
    page.opening(f"Nilai {document.subject}: ubah sel berwarna, indeksnya dihitung ulang", document.moment)
    rows = {code: HEAD + 2 + place for place, code in enumerate(view.instrument.codes)}
    result.write(sheet, looks, view, known, scales.ranges(view.instrument), rows)
    page.merged(
        result.TOP - 1, AT["basis"], SHOWN, "\n".join(known.notes()), "aside", "in", below=result.PRINTED - result.TOP
    )
    for key, (heading, _) in COLUMNS.items():
        look = looks("head", *(() if key in TEXTS else ("end",)))
        sheet.write_string(HEAD, AT[key], str(view.year - 1) if key == "previous" else heading, look)
    page.tall(HEAD, height("Bobot tercetak", COLUMNS["doubt"][1]))
    formulas = Formulas(view.instrument, rows)
    titles: dict[object, str] = {source.title: sources.named(place) for place, source in enumerate(document.sources)}
    for node, told in zip(view.instrument.nodes, nodes.to_dict("records"), strict=True):
        _described(page, node, told, known, rows[node.code])
        _source(page, told["source"], titles, rows[node.code] - 1)
        _computed(sheet, looks, node, known, formulas, rows[node.code])
    _restrict(sheet, looks, known, rows)
    hidden = {"previous": bool(nodes["previous"].isna().all()), "printed": not known.any_editable}
    for key in (key for key, hide in hidden.items() if hide):
        sheet.set_column(AT[key], AT[key], COLUMNS[key][1], None, {"hidden": True})
    sheet.freeze_panes(HEAD + 1, AT["name"] + 1)
    sheet.repeat_rows(HEAD)
    sheet.print_area(0, 0, max(rows.values()) - 1, SHOWN)


def _described(page: Page, node: Node, told: Mapping[Hashable, Any], known: Known, row: int) -> None:
    """Write what does not compute: names, weight, what was before, where it is from."""
    sheet, looks, line = page.sheet, page.looks, row - 1
    strong = ("label",) if node.kind in (NodeKind.INDEX, NodeKind.DOMAIN) else ()
    number = looks("cell", "right", number=_TWO)
    code = "Indeks" if node.code == INDEX_NODE else node.code
    sheet.write_string(line, AT["code"], code, looks("cell", *strong))
    sheet.write_string(line, AT["name"], clean(node.name), looks("cell", _INDENTS[node.kind], *strong))
    sheet.write_string(line, AT["kind"], node.kind.label, looks("cell"))
    sheet.write_number(line, AT["weight"], float(node.weight), number)
    put(sheet, line, AT["previous"], told["previous"], number)
    basis = told[BASIS]
    if node.code == INDEX_NODE and known.index.doubt and known.by_pillars:
        basis = f"dari nilai {known.instrument.pillar_word}"
    put(sheet, line, AT["basis"], basis, looks("cell"))
    page.tall(line, height(node.name, COLUMNS["name"][1] - INDENT * (list(_INDENTS).index(node.kind) + 1)))


def _source(page: Page, told: object, titles: Mapping[object, str], line: int) -> None:
    """Write where a figure is from; a publication by its number, with the way to it."""
    if told in titles:
        way = f"internal:'{sources.SHEET}'!A1"
        page.sheet.write_url(line, AT["source"], way, page.looks("cell", "link"), titles[told])
        return
    put(page.sheet, line, AT["source"], told, page.looks("cell"))
    page.tall(line, height(clean(str(told)), COLUMNS["source"][1] - INDENT))


def _computed(sheet: Any, looks: Looks, node: Node, known: Known, formulas: Formulas, row: int) -> None:  # noqa: ANN401
    """Write the input or the formulas of a node, each with what it comes to."""
    line, one = row - 1, known.worth[node.code]
    is_level = node.kind is NodeKind.INDICATOR
    decimals = known.instrument.scale.decimals if is_level else DISPLAY_DECIMALS
    shown = looks("cell", "right", *(() if is_level else ("label",)), number=number_format(decimals, False))
    entered = looks("cell", "right", "input", number=number_format(decimals, False))
    aside = looks("cell", "right", "aside")
    value = one.value if is_level or one.value is not None else INCOMPLETE
    if is_level:
        put(sheet, line, AT["value"], known.levels.get(node.code), entered)
        name = known.instrument.level_name(node.code, value) if isinstance(value, float) else ""
        sheet.write_formula(line, AT["level_name"], _level_name(node, known, row), looks("cell"), name or "")
        sheet.write_blank(line, AT["printed"], None, shown)
        sheet.write_blank(line, AT["doubt"], None, aside)
    else:
        sheet.write_formula(line, AT["value"], formulas.value(node), shown, value)
        sheet.write_blank(line, AT["level_name"], None, looks("cell"))
        may = known.editable(node)
        put(sheet, line, AT["printed"], known.printed.get(node.code) if may else None, entered if may else shown)
        sheet.write_formula(line, AT["doubt"], formulas.doubt(node), aside, one.doubt)
    first = None if is_level else one.written()
    put(sheet, line, AT["original"], value, looks("cell", "right", number=number_format(decimals, False)), first)
    same = 0 if isinstance(value, float) else ""
    sheet.write_formula(line, AT["change"], result.difference(row), looks("cell", "right", number=_CHANGE), same)
    sheet.write_formula(line, AT["answered"], formulas.answered(node), aside, one.answered)
    sheet.write_number(line, AT["of"], len(known.instrument.leaves(node.code)), aside)
    sheet.write_number(line, AT["whole"], one.weight, aside)
    sheet.write_formula(line, AT["points"], formulas.points(node), aside, "" if one.points is None else one.points)


def _level_name(node: Node, known: Known, row: int) -> str:
    scale = scales.ranges(known.instrument)
    names = scale.level_names.get(node.capability or "")
    return f'=IF(ISNUMBER(F{row}),IFERROR(INDEX({names},MATCH(F{row},{scale.levels},0)),""),"")' if names else '=""'


def _restrict(sheet: Any, looks: Looks, known: Known, rows: Mapping[str, int]) -> None:  # noqa: ANN401 - as above
    """Let inputs take figures of the scale only, and show what was changed."""
    scale = known.instrument.scale
    range_ = f"{format_number(scale.lowest, 0)} sampai {format_number(scale.highest, 0)}"
    ends = {"criteria": "between", "minimum": float(scale.lowest), "maximum": float(scale.highest)}
    told = {"error_title": "Di luar skala", "error_message": f"Isi angka {range_}, atau kosongkan."}
    whole = {"error_title": "Di luar skala", "error_message": f"Isi bilangan bulat {range_}, atau kosongkan."}
    level = {"validate": "integer", **ends, **whole} if scale.whole else {"validate": "decimal", **ends, **told}
    for code in known.instrument.indicator_codes:
        sheet.data_validation(f"F{rows[code]}", level)
    for node in filter(known.editable, known.instrument.nodes):
        sheet.data_validation(f"E{rows[node.code]}", {"validate": "decimal", **ends, **told})
    first, last = min(rows.values()), max(rows.values())
    changed = {"type": "formula", "criteria": f"=$F{first}<>$H{first}", "format": looks("changed")}
    unknown = {"type": "formula", "criteria": f"=ISTEXT($F{first})", "format": looks("muted"), "stop_if_true": True}
    sheet.conditional_format(f"F{first}:F{last}", unknown)
    sheet.conditional_format(f"F{first}:F{last}", changed)
    sheet.conditional_format(f"I{first}:I{last}", changed)
