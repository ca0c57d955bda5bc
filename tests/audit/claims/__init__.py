"""Takes the sentences of a page apart and holds each claim against the calculator.

``PATTERNS`` is the one table of wordings. A row has a name, the pages and kinds of line it is for, a regular expression
with named groups, and a check. A check yields :class:`Wrong` for what is false and :class:`Said` for a fact that other
lines and pages may tell too. What a row matches is consumed; a number that no row consumes is of the kind *angka
tanpa arti*. ``UNREAD`` lists, each with its reason, what need not be read. ``FALSE_WORDS`` are wordings that are false
whatever the figures are. See the package's docstring for how to add a row.
"""

import re
from importlib import import_module

from tests.audit.claims.table import PATTERNS, Groups
from tests.audit.claims.words import FALSE_WORDS, NUMBER, PARTLY_ENGLISH, UNREAD, UNREAD_PAGES
from tests.audit.context import Context, Pass, Said, Wrong
from tests.audit.pages import Line

for _name in (
    "equals",
    "placed",
    "parted",
    "goal",
    "ranks",
    "changes",
    "weakest",
    "groups",
    "pictures",
    "compare",
    "plans",
    "levels",
    "further",
):
    import_module(f"tests.audit.claims.{_name}")  # each adds its rows to the table; they are tried in this order


def read_line(context: Context, line: Line) -> tuple[list[Wrong], list[Said], list[str]]:
    """Take one line apart: what is false in it, what it tells, and the numbers nobody understands."""
    wrong: list[Wrong] = []
    said: list[Said] = []
    if line.kind == "exception" or (line.kind == "error"):
        return [Wrong("pengecualian", line.text)], [], []
    for kind, regex, why in FALSE_WORDS:
        if (line.kind not in ("legend", "row", "data", "control") or kind == "pengecualian") and (
            false := re.search(regex, line.text)
        ):
            if kind == "bahasa Inggris" and (PARTLY_ENGLISH.search(line.text) or line.kind == "note"):
                continue
            wrong.append(Wrong(kind, f"{why}: {false[0]}"))
    if context.page in UNREAD_PAGES:
        return wrong, said, []
    if any(kind == line.kind and re.search(regex, line.text) for kind, regex, _ in UNREAD if kind != "*"):
        return wrong, said, []
    rest = line.text
    for row in PATTERNS:
        if (row.kinds and line.kind not in row.kinds) or (row.pages and context.page not in row.pages):
            continue
        read = ""
        end = 0
        for match in row.regex.finditer(rest):
            groups = Groups({name: value or "" for name, value in match.groupdict().items()})
            try:
                found = list(row.check(context, groups))
            except (ArithmeticError, LookupError, ValueError, TypeError) as error:
                found = [Wrong("angka tanpa arti", f"{row.name}: {error!r}")]  # a claim nobody can hold is none
            wrong += [item for item in found if isinstance(item, Wrong)]
            said += [item for item in found if isinstance(item, Said)]
            passed = any(isinstance(item, Pass) for item in found)
            read += rest[end : match.start()] + (match[0] if passed else "¤" * len(match[0]))
            end = match.end()
        rest = read + rest[end:]
    for kind, regex, _ in UNREAD:
        if kind == "*":
            rest = re.sub(regex, "¤", rest)
    return wrong, said, NUMBER.findall(rest)
