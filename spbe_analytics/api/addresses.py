"""The address where a program finds what a page shows."""

from urllib.parse import urlencode

from spbe_analytics.api.openapi import BASE
from spbe_analytics.api.resources import RESOURCES


def address(resource: str, **filters: object) -> str:
    """Return an address, relative to any page.

    Args:
        resource: Name of a resource.
        filters: Its filters by name; ``None`` leaves one out.

    Raises:
        KeyError: There is no such resource, or it has no such filter.
    """
    known = {parameter.name for parameter in RESOURCES[resource].known}
    unknown = filters.keys() - known
    if unknown:
        raise KeyError(*sorted(unknown))
    given = {name: value for name, value in filters.items() if value is not None}
    return f"{BASE.removeprefix('/')}/{resource}{'?' if given else ''}{urlencode(given)}"
