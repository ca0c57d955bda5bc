"""Documents held against the store: what is the same, changed, gone and new, and files that mean harm."""

import dataclasses
import io
import json
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import Any

import pypdf
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import SpbeError
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.manifest import Kind, Manifest
from spbe_analytics.reports.rapor import carried, report, unit_report
from spbe_analytics.reports.rapor.carried import ATTACHED
from spbe_analytics.reports.verify import MOST_BYTES, MOST_FIGURES, Changed, Verdict, read, told, verify
from spbe_analytics.workspace import Workspace
from tests.reports import drafts


@pytest.fixture(scope="module")
def snapshot(lasting: Workspace) -> Snapshot:
    return lasting.snapshot()


@pytest.fixture(scope="module")
def document(lasting: Workspace) -> Document:
    return drafts.document(lasting, "73.22")


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    return report(document)


def test_a_fresh_report_is_the_same(document: Document, content: bytes, snapshot: Snapshot) -> None:
    verdict = verify(content, "Rapor.PDF", snapshot)
    assert verdict == Verdict(
        intact=True, kind=Kind.REGION, regions=("Kabupaten Luwu Utara",), made=drafts.TODAY,
        checksum=document.manifest.checksum, then=1, now=1, unchanged=5,
    )  # fmt: skip
    assert verdict.same
    assert told(verdict) == [
        "Semua 5 angka sama dengan yang tersimpan sekarang (revisi 1).",
        "Satu daerah: Kabupaten Luwu Utara. Dibuat 1 Desember 2026 pada revisi 1; kini revisi 1. Tanda periksa "
        f"{document.manifest.checksum}, seperti di kaki tiap halaman.",
    ]


@pytest.mark.parametrize("make", [drafts.comparison, lambda workspace: drafts.province(workspace, "35")])
def test_a_document_of_several_names_them(lasting: Workspace, make: Callable[[Workspace], Document]) -> None:
    document = make(lasting)
    verdict = verify(report(document), "x.pdf", lasting.snapshot())
    assert verdict.same
    assert verdict.unchanged == len(document.manifest.figures) > 20
    assert len(verdict.regions) == len(document.regions)
    line = told(verdict)[-1]
    assert ("Kabupaten Luwu Utara, Kabupaten Luwu Timur" in line) or ("daerah lain" in line)


def test_what_a_commit_changes_is_named(workspace: Workspace) -> None:
    before = report(drafts.document(workspace, "73.22"))
    drafts.commit_levels(workspace, 2024)
    snapshot = workspace.snapshot()
    verdict = verify(before, "x.pdf", snapshot)
    assert not verdict.same
    assert (verdict.intact, verdict.then, verdict.now, verdict.gone) == (True, 1, 2, ())
    index = {one.node: one for one in verdict.changed}["Indeks SPBE"]
    assert index[:2] == ("Kabupaten Luwu Utara", "Nilai akhir 2024")
    scores = snapshot.scores(drafts.SPBE).loc[("73.22", 2024, "final")]
    assert (index.then, index.now) == (3.26, scores["index"])
    assert len(verdict.changed) + verdict.unchanged == 5
    assert len(verdict.new) == scores.notna().sum() - 5
    changed, new, *_ = told(verdict)
    assert changed.startswith(f"{len(verdict.changed)} angka berubah sejak 1 Desember 2026: ")
    assert "SPBE 3,26 → " in changed
    assert new.startswith(f"{len(verdict.new)} angka baru sejak 1 Desember 2026: ")
    assert f"dan {len(verdict.new) - 8} lagi." in new

    after = report(drafts.document(workspace, "73.22"))
    assert verify(after, "x.pdf", snapshot).same
    newest = workspace.store.batches()["id"].max()
    workspace.revert(int(newest), "Sari", "salah berkas")
    gone = verify(after, "x.pdf", workspace.snapshot())
    assert len(gone.gone) == len(verdict.new)
    assert f"{len(gone.gone)} angka tidak tersimpan lagi: " in " ".join(told(gone))
    assert verify(before, "x.pdf", workspace.snapshot()).same


def test_a_region_without_figures_has_new_ones_once_they_are_there(workspace: Workspace) -> None:
    before = report(drafts.document(workspace, "73.22", 2020))
    verdict = verify(before, "x.pdf", workspace.snapshot())
    assert verdict.same
    assert told(verdict)[0] == ("Berkas ini tidak membawa angka, dan sekarang pun belum ada yang tersimpan (revisi 1).")
    empty = report(drafts.document(workspace, "73.22", 2026))
    assert verify(empty, "x.pdf", workspace.snapshot()).same


def test_figures_that_print_alike_are_told_apart() -> None:
    one = Changed("Kabupaten Luwu", "Nilai akhir 2024", "Layanan", 3.4975, 3.5004)
    close = Changed("Kota Palopo", "Nilai akhir 2024", "Layanan", 1.82, 2.0)
    verdict = Verdict(
        True, Kind.COMPARISON, ("Kabupaten Luwu", "Kota Palopo"), date(2026, 1, 2), "abc", 1, 2, 3, (one, close)
    )
    assert told(verdict)[:2] == [
        "2 angka berubah sejak 2 Januari 2026: Kabupaten Luwu, Layanan 3,498 → 3,500; Kota Palopo, Layanan 1,82 → "
        "2,00.",
        "3 angka lain tetap sama.",
    ]


# What is carried is somebody's text.

GOOD: dict[str, Any] = {
    "kind": "daerah", "revision": 1, "made": "2026-12-01", "assessments": ["73.22|2024|final|"],
    "figures": {"73.22|2024|final|index": "3.26"},
}  # fmt: skip


def sealed(**changed: Any) -> str:  # noqa: ANN401
    """A manifest with a right sum, whatever it says."""
    said = {**GOOD, **changed}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    from hashlib import sha256

    return json.dumps({"manifest": said, "checksum": sha256(text.encode(errors="replace")).hexdigest()[:12]})


def test_a_manifest_comes_back_as_it_was_written(document: Document) -> None:
    found = read(document.manifest.write())
    assert found is not None
    assert found.write() == document.manifest.write()
    assert read(sealed()) == Manifest(**{**GOOD, "assessments": tuple(GOOD["assessments"])})


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "7", '"x"', "[" * 200_000, '{"manifest": {}, "checksum": ""}', "nan", "{}" * 10,
        '{"manifest": ' * 100_000, '{"manifest": {"revision": ' + "9" * 10_000 + "}}",
        sealed(kind="negara"), sealed(kind=7), sealed(revision=-1), sealed(revision=True), sealed(revision="1"),
        sealed(revision=1.5), sealed(made="kemarin"), sealed(made=7), sealed(made="2026-13-01"),
        sealed(assessments="73.22|2024|final|"), sealed(assessments=["99.99|2024|final|"]),
        sealed(assessments=[7]), sealed(assessments={"a": 1}), sealed(assessments=None),
        sealed(assessments=["73.22|2024|final|"] * 2000), sealed(assessments=["73.22|٢٠٢٤|final|"]),
        sealed(assessments=["73.22|2024|akhir|"]), sealed(assessments=["73.22|2024|final"]),
        sealed(figures={"73.22|2024|final|index": 3.26}), sealed(figures={"73.22|2024|final|index": "1e999"}),
        sealed(figures={"73.22|2024|final|index": "nan"}), sealed(figures={"73.22|2024|final|index": "9" * 400}),
        sealed(figures={"73.22|2024|final|index": None}), sealed(figures={"73.23|2024|final|index": "1.0"}),
        sealed(figures={"index": "1.0"}), sealed(figures={"73.22|2024|final|\ud800": "1.0"}),
        sealed(figures={"73.22|2024|final|<b>": "1.0"}), sealed(figures=[]), sealed(figures=None),
        sealed(figures={f"73.22|2024|final|I{at}": "1.0" for at in range(MOST_FIGURES + 1)}),
        sealed(figures={f"73.22|2024|final|I{at}": "1.0" for at in range(1_000_000)}),
    ],
    ids=lambda text: text[:50],
)  # fmt: skip
def test_what_cannot_be_meant_is_no_manifest(text: str) -> None:
    begun = monotonic()
    assert read(text) is None
    assert monotonic() - begun < 2


def test_a_changed_figure_breaks_the_sum(document: Document, snapshot: Snapshot) -> None:
    text = document.manifest.write()
    assert '"3.26"' in text
    assert read(text.replace('"3.26"', '"3.96"')) is None
    forged = pdf_with(text.replace('"3.26"', '"3.96"').encode())
    verdict = verify(forged, "x.pdf", snapshot)
    assert verdict == Verdict(intact=False)
    assert not verdict.same
    (line,) = told(verdict)
    assert line.startswith("Tanda periksa rusak")


def test_a_right_sum_over_another_figure_is_seen_by_the_store(snapshot: Snapshot) -> None:
    forged = pdf_with(sealed(figures={"73.22|2024|final|index": "3.96"}).encode())
    verdict = verify(forged, "x.pdf", snapshot)
    assert [(one.node, one.then, one.now) for one in verdict.changed] == [("Indeks SPBE", 3.96, 3.26)]
    assert len(verdict.new) == 4


def pdf_with(carried_bytes: bytes, name: str = ATTACHED) -> bytes:
    """A PDF of another program that has a file attached."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment(name, carried_bytes)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("rahasia", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def bomb(size: int) -> bytes:
    """A PDF whose attachment unpacks to a given size."""
    content = pdf_with(b"x")
    packed = zlib.compress(b"\0" * size, 9)
    body = b"1 0 obj\n<</Type/Catalog/Names<</EmbeddedFiles<</Names[(%s) 2 0 R]>>>>>>\nendobj\n" % ATTACHED.encode()
    spec = b"2 0 obj\n<</Type/Filespec/F(%s)/UF(%s)/EF<</F 3 0 R>>>>\nendobj\n" % ((ATTACHED.encode(),) * 2)
    stream = b"3 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    parts, places, content = [body, spec, stream % (len(packed), packed)], [], b"%PDF-1.7\n"
    for part in parts:
        places.append(len(content))
        content += part
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    return content + (
        b"xref\n0 4\n0000000000 65535 f \n" + table + b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    )


def refused(content: bytes, name: str, snapshot: Snapshot) -> str:
    begun = monotonic()
    with pytest.raises(SpbeError) as raised:
        verify(content, name, snapshot)
    assert monotonic() - begun < 5
    return str(raised.value)


def test_a_small_attachment_of_that_form_is_read(snapshot: Snapshot) -> None:
    """The bomb of the next test is refused for its size, not for its form."""
    assert verify(bomb(1000), "x.pdf", snapshot) == Verdict(intact=False)


def test_what_unpacks_to_much_is_not_unpacked(snapshot: Snapshot) -> None:
    content = bomb(400 << 20)
    tracemalloc.start()
    assert "rusak" in refused(content, "x.pdf", snapshot)
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()


def test_a_pdf_that_carries_nothing_says_so(lasting: Workspace, snapshot: Snapshot) -> None:
    said = "tidak memuat tanda periksa SPBE Analytics"
    assert said in refused(pdf_with(b"{}", "lain.json"), "x.pdf", snapshot)
    sheets = unit_report([], lasting.catalogue[drafts.SPBE], "x", "y", drafts.TODAY)
    assert said in refused(sheets, "x.pdf", snapshot)
    assert verify(pdf_with(b"\xff\xfe{}"), "x.pdf", snapshot) == Verdict(intact=False)


@pytest.mark.parametrize("name", ["x.docx", "x", "", "x.pdf.exe", "\u202efdp.x"])
def test_another_kind_of_file_is_refused(snapshot: Snapshot, name: str) -> None:
    assert ".pdf, .pptx, dan .xlsx" in refused(b"", name, snapshot)


def test_damaged_and_locked_pdfs_are_refused(content: bytes, snapshot: Snapshot) -> None:
    assert "terkunci" in refused(locked(content), "x.pdf", snapshot)
    for spoilt in (b"", b"%PDF-1.7", b"x" * 1000, content[:5000], content[: len(content) // 2], content[1:2000]):
        assert "rusak" in refused(spoilt, "x.pdf", snapshot)
    for place in range(100, len(content), len(content) // 40):
        spoilt = content[:place] + bytes(200) + content[place + 200 :]
        try:
            assert verify(spoilt, "x.pdf", snapshot).checksum in {"", verify(content, "x.pdf", snapshot).checksum}
        except SpbeError:
            continue


def test_a_very_large_file_is_not_looked_at(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: bytes) -> str:
        raise AssertionError

    monkeypatch.setattr(carried, "manifest_in", never)
    assert "terlalu besar" in refused(bytes(MOST_BYTES + 1), "x.pdf", snapshot)


def archive(size: int, *, flags: int = 0, entries: int = 1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(entries):
            file.writestr(f"{number}.xml", b"\0" * size)
    found = buffer.getvalue()
    if flags:
        place = found.index(b"PK\x01\x02")
        found = found[: place + 8] + bytes([flags]) + found[place + 9 :]
    return found


@pytest.mark.parametrize("ending", [".pptx", ".xlsx"])
def test_archives_that_mean_harm_are_refused(snapshot: Snapshot, ending: str) -> None:
    assert "rusak" in refused(b"", f"x{ending}", snapshot)
    assert "rusak" in refused(b"PK\x03\x04" + bytes(1000), f"x{ending}", snapshot)
    assert "rusak" in refused(archive(5000)[:-30], f"x{ending}", snapshot)
    assert "terkunci" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), f"x{ending}", snapshot)
    assert "terkunci" in refused(archive(10, flags=1), f"x{ending}", snapshot)
    assert "terlalu besar" in refused(archive(200 << 20), f"x{ending}", snapshot)
    assert "rusak" in refused(archive(1, entries=6000), f"x{ending}", snapshot)


def test_a_manifest_of_ten_thousand_figures_is_answered_soon(snapshot: Snapshot) -> None:
    figures = {f"73.22|2024|final|X{at}": "1.0" for at in range(10_000)}
    begun = monotonic()
    verdict = verify(pdf_with(sealed(figures=figures).encode()), "x.pdf", snapshot)
    assert monotonic() - begun < 3
    assert len(verdict.gone) == 10_000
    assert all(len(line) < 1500 for line in told(verdict))


def test_a_verdict_cannot_be_changed(content: bytes, snapshot: Snapshot) -> None:
    verdict = verify(content, "x.pdf", snapshot)
    with pytest.raises(dataclasses.FrozenInstanceError):
        verdict.unchanged = 7  # type: ignore[misc]
