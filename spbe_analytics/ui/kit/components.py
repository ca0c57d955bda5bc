"""The building blocks of every page: headline, figures, pictures with their tables, source line."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, ParamSpec

import pandas as pd
import streamlit as st

from spbe_analytics.charts import PLOT_CONFIG, Palette, palette
from spbe_analytics.instruments.criteria import Criterion
from spbe_analytics.parts.part import Column, Figure, Picture, Table
from spbe_analytics.parts.view import View, kept
from spbe_analytics.reports.document import stem_of
from spbe_analytics.reports.pictures import About
from spbe_analytics.ui.kit import choice, clock, data_address, downloads, markup
from spbe_analytics.ui.kit.boundary import guarded, part
from spbe_analytics.ui.kit.menu import TITLES

escape = markup.unmarked

WHENCE: Final = "Dari mana angka ini?"
ASKED: Final = "asal_diminta"
"""Where the table of a picture leaves the question for the page, which answers it."""


NONE: Final[Mapping[str, Picture]] = MappingProxyType({})


def headline(sentence: str, muted: str) -> None:
    """Open a page: its answer in one sentence, and muted lines that say what is compared and what to beware of."""
    with st.container(gap="xxsmall"):
        st.title(sentence, anchor=False)
        for line in muted.splitlines() or [""]:
            note(line)


def answer(view: View, make: Callable[[View], tuple[str, str, list[Figure]]]) -> None:
    """Open a page with headline, muted line and figures."""
    with part():
        sentence, muted, items = make(view)
        headline(sentence, muted)
        figures(items)


Arguments = ParamSpec("Arguments")


def tabs(
    parts: Mapping[str, Callable[Arguments, None]], key: str, /, *given: Arguments.args, **named: Arguments.kwargs
) -> None:
    """Let a person choose one of the parts of a page, which alone is drawn; the choice stands in the address.

    Args:
        parts: Title of each part and what draws it, the one shown first at first.
        key: Name of the choice in the address.
        given: What each of them is called with.
        named: The same by name.
    """
    with part():
        parts[choice.pressed("Bagian", key, {title: title for title in parts}, next(iter(parts)))](*given, **named)


def subheading(text: str) -> None:
    """Open a part of a page with its finding; markdown signs and tags in it are text."""
    st.html(markup.heading(text))


def note(text: str) -> None:
    """Show small muted text of full contrast; markdown signs and tags in it are text."""
    st.html(markup.note(text, _palette()))


def criterion(title: str, found: Criterion, *, proof: bool = True) -> None:
    """Show what a level asks for under a title, as one piece; ``proof`` adds the evidence wanted."""
    st.html(markup.heading(title) + markup.criterion(found, _palette(), proof=proof))


def figures(items: Sequence[Figure]) -> None:
    """Show up to four figures: a row on a desktop, two by two on a phone."""
    for column, pair in zip(st.columns(2, wrap=False, gap="medium"), (items[:2], items[2:]), strict=True):
        with column, st.container(horizontal=True):
            for item in pair:
                st.metric(
                    item.label,
                    item.value,
                    item.delta or None,
                    delta_arrow=item.arrow,
                    delta_color=item.tone,
                    help=item.help,
                    width="stretch",
                )


def kept_picture(
    view: View, key: str, make: Callable[[View], Picture | None], version: str = "", data: str | None = None
) -> bool:
    """Show a picture that is made once for a view; tell whether there was anything to draw, or to say instead.

    ``version`` names what it shows that may change without the data, such as targets; ``data`` is as in :func:`below`.
    """
    with part():
        made = view.keep(f"{key}{version}", lambda: make(view))
        if made is None:
            return False
        picture(view, made, key, data)
    return True


def picture(view: View, made: Picture, key: str, data: str | None = None) -> None:
    """Show a chart under the finding it shows, with a sentence, its figures as a table, and downloads.

    Args:
        view: What it was made for.
        made: The picture.
        key: Unique on the page; also in the names of the downloaded files.
        data: As in :func:`below`.
    """
    with st.container(gap="xxsmall"):
        subheading(made.title)
        chart(made.figure, key)
        below(view, made.text, Table(made.title, made.table, made.columns), key, {downloads.PICTURE: made}, data)


def chart(figure: Any, key: str) -> None:  # noqa: ANN401 - a plotly figure
    """Show a chart with its alternative text."""
    st.plotly_chart(figure, theme=None, config=PLOT_CONFIG, key=key, alt=figure.alt)


def below(
    view: View, text: str, table: Table, key: str, pictures: Mapping[str, Picture] = NONE, data: str | None = None
) -> None:
    """Show the sentence below a picture, behind “Tabel” its figures, and behind “Unduh” both as files.

    A column without a single value is left out. A table nobody looks at costs nothing.

    Args:
        view: What it was made for.
        text: The sentence.
        table: The figures.
        key: Unique on the page; also in the names of the downloaded files.
        pictures: The pictures shown, by what each is called; none for a table alone.
        data: Where programs find the same figures; without one, where those of its key are (see ``data_address``).
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        note(text)
        with st.container(horizontal=True, gap="small", width="content", key=f"berkas-{key}"):  # print.css hides it
            if st.button("Tabel", type="tertiary", key=f"{key}-tabel"):
                _open_table(text, table.rows, table.known_columns, key)
            offer(view, table, key, pictures, data)


def offer(view: View, table: Table, key: str, pictures: Mapping[str, Picture] = NONE, data: str | None = None) -> None:
    """Show “Unduh”, behind which figures and pictures are had as files; see :func:`below`."""
    if st.button("Unduh", type="tertiary", key=f"{key}-unduh"):
        subject = view.home.bare if view.home else view.members.label
        stem = stem_of(subject, str(view.year), key)
        downloads.ask(about(view), table, pictures, view, stem, data_address.of(view, key) if data is None else data)


def about(view: View) -> About:
    """Say whom and which assessment the pictures of a view are about, whence their figures come, and what day it is."""
    subject = view.home.name if view.home else view.members.label
    source = _sources(view, view.home.code if view.home else None)
    return About(subject[:1].upper() + subject[1:], f"{view.stage.label} {view.year}", source, clock.today())


@st.dialog("Tabel", width="medium")
@guarded
def _open_table(text: str, table: pd.DataFrame, columns: Mapping[str, Column], key: str) -> None:
    note(text)
    plain_table(table, columns)
    if st.button(WHENCE, type="tertiary", icon=":material/help:", key=f"{key}-asal"):
        st.session_state[ASKED] = True
        st.rerun()


def plain_table(frame: pd.DataFrame, columns: Mapping[str, Column], own: pd.Series | None = None) -> None:
    """Show a short table, numbers the Indonesian way and to the right; the own region's row stands out.

    Args:
        frame: The figures.
        columns: Columns in order.
        own: Which rows are the own region's, by position in ``frame``.
    """
    st.html(markup.table(frame, columns, _palette(), [] if own is None else own.tolist()))


def grid(
    shown: Any,  # noqa: ANN401 - a frame, or one with styles
    *,
    column_config: Mapping[str, Any] | None = None,
    paper: pd.DataFrame | None = None,
    own: Sequence[bool] = (),
    **how: Any,  # noqa: ANN401 - what else Streamlit's grid understands
) -> None:
    """Show a long table that scrolls, sorts and finds; on paper all of its rows stand as an ordinary table.

    Args:
        shown: What the screen shows, under its headings.
        column_config: Widths and sides of columns.
        paper: The same cells as text, where ``shown`` holds anything else.
        own: On paper, which rows are the own region's.
        how: Passed on to ``st.dataframe``.
    """
    config = column_config or {}
    st.dataframe(shown, hide_index=True, column_config=config, **how)
    cells: pd.DataFrame = shown if paper is None else paper
    right = {name for name, column in config.items() if column.get("alignment") == "right"}
    on_paper(cells, right | set(cells.select_dtypes("number").columns), own)


def on_paper(cells: pd.DataFrame, right: Collection[str] = (), own: Sequence[bool] = ()) -> None:
    """Show a table on paper alone; see :func:`spbe_analytics.ui.kit.markup.paper`."""
    st.html(markup.paper(cells, right, own))


def titled_table(title: str, frame: pd.DataFrame, columns: Mapping[str, Column], own: pd.Series | None = None) -> None:
    """Show a short table under its finding, as one piece; see :func:`plain_table`."""
    marked = [] if own is None else own.tolist()
    body = markup.table(frame, columns, _palette(), marked) if len(frame) else markup.note("Tidak ada.", _palette())
    st.html(markup.heading(title) + body)


def _palette() -> Palette:
    return palette(st.context.theme.type == "dark")


def warn(text: str) -> None:
    """Say what a person chose or typed that cannot be, where he did so; markdown signs and tags in it are text."""
    st.warning(escape(text), icon=":material/edit:")


def empty(message: str, action: str, to: str = "", label: str = "") -> None:
    """Say that there is nothing to show, and what to do next; where a page helps, with the link to it.

    Args:
        message: What there is not.
        action: What to do next.
        to: The page that helps, by its file; empty for none.
        label: What its link says; without one the page's title.
    """
    with st.container(gap="xxsmall"):
        st.info(f"{message} {action}".strip(), icon=":material/info:")
        if to:
            named = label or f"Buka {TITLES[to]}"
            st.page_link(f"pages/{to}.py", label=escape(named), icon=":material/arrow_forward:")


def sources_line(view: View, region: str | None = None) -> None:
    """Name the publications and uploads behind what a page shows."""
    with part():
        text = _sources(view, region)
        if text:
            note(text)


@kept
def _sources(view: View, region: str | None) -> str:
    records = view.snapshot.records
    used = records[(records["year"] == view.year) & (records["stage"] == view.stage)]
    if region:
        used = used[used["region"] == region]
    titles = used["title"].fillna(used["file_name"].map(lambda name: f"unggahan {name}"))
    shown = titles.value_counts().index.tolist()
    if not shown:
        return ""
    more = f" dan {len(shown) - 2} sumber lain" if len(shown) > 2 else ""
    return f"Sumber: {'; '.join(shown[:2])}{more}. Instrumen {view.instrument.regulation.split(' tentang ')[0]}."
