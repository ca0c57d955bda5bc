"""What a package says about itself: the Frictionless descriptor, a catalogue (DCAT), and metadata as Satu Data asks."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from spbe_analytics.opendata.names import FORMAT, inner_name
from spbe_analytics.opendata.tables import NODES, SUBJECTS, Reference, Subject, Table
from spbe_analytics.store.transfer import MISSING, SCHEMA, Layout
from spbe_analytics.yaml_files import read_yaml

Json = dict[str, Any]


@cache
def said() -> Json:
    """Return what ``catalogue.yaml`` says."""
    found: Json = read_yaml(Path(__file__).with_name("catalogue.yaml"))
    return found


def descriptor(tables: Sequence[Table], revision: int, day: str, inner: Sequence[Json] = ()) -> bytes:
    """Return ``datapackage.json``.

    Args:
        tables: The open tables.
        revision: The revision they are of.
        day: The moment of the newest thing done to the data, ISO 8601; empty where nothing was.
        inner: Resources that are not open, see :func:`inner_resource`.
    """
    about = said()
    package: Json = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "spbe-analytics",
        "title": about["title"],
        "description": about["description"],
        "version": f"{FORMAT}.{revision}",
        "keywords": about["keywords"],
        "licenses": [about["licence"]],
        "sources": [{"title": about["producer"]}],
        "contributors": [{"title": about["publisher"], "role": "publisher"}],
        "spbe": {"format": FORMAT, "skema": SCHEMA, "revisi": revision, "lengkap": bool(inner)},
        "resources": [*(_resource(table) for table in tables), *inner],
    }
    if day:
        package["created"] = day
    return _json(package)


def _resource(table: Table) -> Json:
    subject = table.subject
    fields = [{"name": name, "type": field.type, "description": field.text} for name, field in subject.fields.items()]
    title = subject.title if table.year is None else f"{subject.title} {table.year}"
    schema: Json = {"fields": fields, "missingValues": [""]}
    if subject.key:
        schema["primaryKey"] = list(subject.key)
    if subject.references:
        schema["foreignKeys"] = [_foreign(reference) for reference in subject.references]
    return _tabular(table.name, table.path, title, subject.text, table.content, schema)


def _foreign(reference: Reference) -> Json:
    return {
        "fields": list(reference.columns),
        "reference": {"resource": reference.table, "fields": list(reference.to)},
    }


def inner_resource(layout: Layout, path: str, content: bytes) -> Json:
    """Return the resource of a table of the database."""
    fields = [
        {"name": name, "type": kind} | ({"constraints": {"required": True}} if name in layout.required else {})
        for name, kind in layout.columns.items()
    ]
    schema: Json = {"fields": fields, "missingValues": [MISSING], "primaryKey": list(layout.key)}
    if layout.references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": inner_name(table), "fields": [to]}}
            for column, (table, to) in layout.references.items()
        ]
    text = "Bagian basis data, untuk memulihkannya; memuat nama orang dan tidak untuk diterbitkan."
    return _tabular(inner_name(layout.name), path, f"Basis data: {layout.name}", text, content, schema)


def _tabular(name: str, path: str, title: str, text: str, content: bytes, schema: Json) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "title": title,
        "description": text,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def catalogue(tables: Sequence[Table], day: str, base: str = "") -> bytes:
    """Return the catalogue as JSON-LD: a data set of each open table, with its distributions by year.

    Args:
        tables: The open tables.
        day: As for :func:`descriptor`.
        base: Address of the package, with a slash at its end; empty for addresses relative to the catalogue.
    """
    about = said()
    publisher = {"@type": "foaf:Organization", "foaf:name": about["publisher"]}
    sets = []
    for name, subject in SUBJECTS.items():
        mine = [table for table in tables if table.subject is subject]
        years = [table.year for table in mine if table.year is not None]
        one: Json = {
            "@id": f"{base}#{name}",
            "@type": "dcat:Dataset",
            "dct:title": {"@language": about["language"], "@value": subject.title},
            "dct:description": {"@language": about["language"], "@value": subject.text},
            "dct:publisher": publisher,
            "dct:creator": {"@type": "foaf:Organization", "foaf:name": about["producer"]},
            "dct:license": about["licence"]["title"],
            "dct:language": about["language"],
            "dct:accrualPeriodicity": about["frequency"],
            "dct:spatial": "Indonesia",
            "dct:conformsTo": about["conforms_to"],
            "dcat:keyword": about["keywords"],
            "dcat:distribution": [_distribution(table, base) for table in mine],
        }
        if years:
            one["dct:temporal"] = {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": str(min(years)),
                "dcat:endDate": str(max(years)),
            }
        if day:
            one["dct:modified"] = day
        sets.append(one)
    return _json(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "spdx": "http://spdx.org/rdf/terms#",
            },
            "@id": base or "./",
            "@type": "dcat:Catalog",
            "dct:title": about["title"],
            "dct:description": about["description"],
            "dct:publisher": publisher,
            "dcat:dataset": sets,
        }
    )


def _distribution(table: Table, base: str) -> Json:
    return {
        "@id": f"{base}{table.path}",
        "@type": "dcat:Distribution",
        "dct:title": table.name,
        "dcat:downloadURL": f"{base}{table.path}",
        "dcat:mediaType": "text/csv",
        "dcat:byteSize": len(table.content),
        "spdx:checksum": {"spdx:algorithm": "sha256", "spdx:checksumValue": sha256(table.content).hexdigest()},
    }


def metadata(instruments: Iterable[tuple[str, str]]) -> bytes:
    """Return indicators and variables as Peraturan BPS 5/2020 asks, and the types of all columns.

    Args:
        instruments: Short name and name of the instruments, each as often as it comes.
    """
    about = said()
    kinds = {name: field for subject in SUBJECTS.values() for name, field in subject.fields.items()}
    variables = [{**item, "tipe_data": kinds[item["kolom"]].type} for item in about["variables"]]
    return _json(
        {
            "acuan": about["conforms_to"],
            "kegiatan": {
                "judul": about["title"],
                "penyelenggara": about["producer"],
                "frekuensi": about["frequency"],
                "cakupan_wilayah": "Seluruh provinsi, kabupaten, dan kota",
                "instrumen": [{"kode": code, "nama": name} for code, name in sorted(set(instruments))],
            },
            "indikator": about["indicators"],
            "variabel": variables,
            "kolom": {name: _columns(subject) for name, subject in SUBJECTS.items()},
            "butir": f"{NODES}.csv",
        }
    )


def _columns(subject: Subject) -> Json:
    return {name: {"tipe_data": field.type, "definisi": field.text} for name, field in subject.fields.items()}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
