"""The OpenAPI 3.1 document, made of the same table as the addresses."""

from functools import cache
from typing import Any, Final

from spbe_analytics.api.answers import TYPES
from spbe_analytics.api.problems import TITLES, TYPE
from spbe_analytics.api.resource import Resource
from spbe_analytics.api.resources import RESOURCES

BASE: Final = "/api/v1"
REFUSALS: Final = (404, 406, 409, 422, 429, 503)
"""Statuses of requests to an address that there is, but which are not answered."""


@cache
def document() -> dict[str, Any]:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "SPBE Analytics",
            "version": "1",
            "description": "Indeks SPBE dan Pemdi pemerintah daerah, dengan aturan yang sama dengan halamannya.",
        },
        "paths": {f"{BASE}/{resource.name}": {"get": _operation(resource)} for resource in RESOURCES.values()},
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
    },
}


def _operation(resource: Resource) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {
            name: {"type": [field.type, "null"], "description": field.text} for name, field in resource.fields.items()
        },
    }
    whole = {"type": "integer", "minimum": 0}
    found = {
        "type": "object",
        "required": ["jumlah", "halaman", "baris", "data"],
        "properties": {"jumlah": whole, "halaman": whole, "baris": whole, "data": {"type": "array", "items": row}},
    }
    content = {"application/json": {"schema": found}, "text/csv": {"schema": {"type": "string"}}, TYPES["parquet"]: {}}
    refused = {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": resource.name,
        "summary": resource.text,
        "parameters": [
            {
                "name": parameter.name,
                "in": "query",
                "required": parameter.required,
                "description": parameter.text,
                "schema": dict(parameter.schema),
                "example": parameter.read(parameter.example)
                if parameter.schema["type"] == "integer"
                else parameter.example,
            }
            for parameter in resource.known
        ],
        "responses": {
            "200": {"description": resource.text, "content": content},
            "304": {"description": "Tidak berubah sejak ETag yang dikirim."},
            **{str(status): {"description": TITLES[status], "content": refused} for status in REFUSALS},
        },
    }
