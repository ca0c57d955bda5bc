"""How cells look: a few words, each a set of properties, put together and made once a workbook."""

from typing import Any, Final

from spbe_analytics.charts import Palette

FONT: Final = "Arial"
"""On every machine that opens workbooks, or there with letters of the same widths."""

SIZE: Final = 10
TITLE_SIZE: Final = 15
FIGURE_SIZE: Final = 20

INPUT_GROUND: Final = "#FFF3CC"
"""Ground of a cell that may be changed; nothing else has it."""


class Looks:
    """The formats of a workbook by what they are for."""

    def __init__(self, book: Any, palette: Palette) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Say what the words mean; a format is made when it is asked for first."""
        self._book = book
        self._made: dict[tuple[tuple[str, ...], str], Any] = {}
        line = {"border": 1, "border_color": palette.border}
        self._words: dict[str, dict[str, object]] = {
            "text": {"text_wrap": True, "valign": "top"},
            "title": {"bold": True, "font_size": TITLE_SIZE, "font_color": palette.accent, "valign": "vcenter"},
            "heading": {"bold": True, "font_size": SIZE + 1, "valign": "bottom"},
            "muted": {"font_color": palette.muted},
            "link": {"font_color": palette.accent, "underline": 1},
            "label": {"bold": True},
            "figure": {"bold": True, "font_size": FIGURE_SIZE, "font_color": palette.accent, "valign": "vcenter"},
            "card": {"bg_color": palette.surface, "align": "left", "indent": 1},
            "cell": line | {"align": "left", "valign": "top", "text_wrap": True, "indent": 1},
            "head": line
            | {
                "bold": True,
                "bg_color": palette.accent,
                "font_color": palette.ground,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "left",
                "indent": 1,
            },
            "right": {"align": "right", "text_wrap": False, "indent": 0},
            "end": {"align": "right", "indent": 0},
            "own": {"bg_color": palette.own_row, "bold": True},
            "input": {"bg_color": INPUT_GROUND, "locked": False},
            "result": {"bold": True, "font_size": SIZE + 2, "font_color": palette.accent},
            "aside": {"font_color": palette.muted, "font_size": SIZE - 1},
            "changed": {"bold": True, "font_color": palette.accent},
            "in": {"indent": 2, "align": "left"},
            "in2": {"indent": 3},
            "in3": {"indent": 4},
        }

    def __call__(self, *words: str, number: str = "") -> Any:  # noqa: ANN401 - as above
        """Return the format of some words, the later ones winning; with the number format, where there is one."""
        key = (words, number)
        if key not in self._made:
            found: dict[str, object] = {"num_format": number} if number else {}
            for word in words:
                found |= self._words[word]
            self._made[key] = self._book.add_format(found)
        return self._made[key]
