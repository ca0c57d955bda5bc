"""Bytes that are no workbook, or one that we do not know: always a finding, never an exception."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_workbooks import report, workbook

from spbe_analytics.ingest import read

ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64

FILES = {
    "no bytes": (b"", "not-a-workbook", "kosong"),
    "page": (b"<html><p>3</p></html>", "empty-workbook", "tidak berisi"),
    "page with a table": (b"<html><table><tr><td>3</td></tr></table></html>", "foreign-workbook", "Indikator"),
    "xml": (b"<?xml version='1.0'?><a>3</a>", "not-a-workbook", "HTML"),
    "cut zip": (b"PK\x03\x04 und so weiter", "not-a-workbook", "rusak"),
    "pdf": (b"%PDF-1.7", "not-a-workbook", "PDF"),
    "binary": (b"\x01\x02halo", "not-a-workbook", "format"),
    "prose": (b"halo", "foreign-workbook", "Indikator"),
    "encrypted": (ENCRYPTED, "password-protected", "kata sandi"),
    "empty": (workbook([]), "empty-workbook", "tidak berisi"),
    "only hidden": (workbook({"A": [], "B": [["x", 1]]}, hidden=["B"]), "empty-workbook", "tidak berisi"),
    "foreign": (workbook([["Nama", "Umur"], ["Ani", 30]]), "foreign-workbook", "Indikator"),
    "headings only": (workbook([["No", "Indikator"]]), "foreign-workbook", "templat"),
}


@pytest.mark.parametrize(("data", "code", "words"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_used_says_why(data: bytes, code: str, words: str) -> None:
    reading = read(data, "berkas.xlsx")
    assert [item.code for item in reading.findings] == [code]
    assert words in reading.findings[0].message
    assert reading.has_errors
    assert reading.values == ()
    assert reading.size == len(data)
    assert len(reading.sha256) == 64


def test_a_cut_workbook_is_a_finding() -> None:
    data = workbook(report())
    for share in range(1, 20):
        reading = read(data[: len(data) * share // 20], "x.xlsx")
        assert [item.code for item in reading.findings] == ["not-a-workbook"]


def test_a_damaged_workbook_never_raises_and_never_gives_a_level_off_the_scale() -> None:
    data = workbook(report())
    chance = random.Random(5)
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        reading = read(bytes(damaged), "x.xlsx")
        assert reading.values or reading.findings
        assert all(1 <= item.value <= 5 for item in reading.values)


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_finding(data: bytes) -> None:
    reading = read(data, "x.xlsx")
    assert reading.has_errors
    assert reading.values == ()
