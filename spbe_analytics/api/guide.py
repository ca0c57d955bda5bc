"""The page that explains the addresses to a person; it needs nothing from elsewhere."""

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from spbe_analytics.api.parameters import PAGING
from spbe_analytics.api.resource import Resource
from spbe_analytics.api.resources import RESOURCES

TEMPLATE: Final = Path(__file__).with_name("guide.html")


@cache
def guide(root: str, version: str, most: int) -> str:
    """Return the page as HTML.

    Args:
        root: Path below which the addresses lie.
        version: Of the addresses.
        most: How many requests a client may make in a minute.
    """
    from jinja2 import Environment  # late: only who opens the page needs it

    template = Environment(autoescape=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    examples = {name: _example(resource) for name, resource in RESOURCES.items()}
    return template.render(
        root=root, version=version, most=most, resources=RESOURCES.values(), paging=PAGING, examples=examples
    )


def _example(resource: Resource) -> str:
    """Return the query of an example: its filters but those that would leave nothing together."""
    named = ("tahun", "jenis", "provinsi")
    shown = [one for one in resource.parameters if one.required or one.name in named]
    return f"?{urlencode({one.name: one.example for one in shown})}" if shown else ""
