"""The sheets handed to units as PDF: the same rows as in the workbook, each unit on pages that it counts itself."""

import io
import re

import pypdf
import pypdfium2
import pytest

from spbe_analytics.entries.action import Action
from spbe_analytics.instruments import Catalogue
from spbe_analytics.reports.rapor import manifest_in, unit_report
from spbe_analytics.reports.rapor.letters import written
from spbe_analytics.reports.unit_sheets import NOBODY, by_unit, task_rows
from spbe_analytics.scoring.display import format_change, format_date
from tests.reports import drafts
from tests.reports.test_report import tags, words


def pages_of(catalogue: Catalogue, *actions: Action) -> list[str]:
    content = unit_report(actions, catalogue[drafts.SPBE], "Kabupaten Luwu Utara", "Nilai akhir 2024", drafts.TODAY)
    pdf = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return texts


def test_each_unit_has_all_its_actions_on_its_own_pages(catalogue: Catalogue) -> None:
    actions = drafts.actions(catalogue[drafts.SPBE], 60)
    pages = pages_of(catalogue, *actions)
    groups = by_unit(actions)
    starts = [at for at, page in enumerate(pages) if words(page).startswith("Lembartugas")]
    assert len(starts) == len(groups) == 4
    for start, end, (unit, own) in zip(starts, [*starts[1:], len(pages)], groups.items(), strict=True):
        whole = words("".join(pages[start:end]))
        for number, page in enumerate(pages[start:end], start=1):
            assert words(written(unit)) in words(page), "the foot names the unit"
            assert words(f"halaman {number} dari {end - start}") in words(page)
        assert words("Tanda tangan") in words(pages[end - 1])
        assert whole.count(words("Bukti yang diminta:")) == len(own)
        for row in task_rows(own, catalogue[drafts.SPBE]):
            # lines of a foot stand between the lines of a text that goes on on the next page
            assert words(written(str(row["node"]))) in whole
            assert words(written(str(row["action"])))[:60] in whole
            assert words(format_change(row["gain"], 4)) in whole
            assert row["due"] is None or words(format_date(row["due"])) in whole
            assert words(written(row["criterion"]))[:30] in whole
            assert words(written(row["wanted"]))[:30] in whole


def test_one_action_says_everything_about_itself(catalogue: Catalogue) -> None:
    one = Action(
        "73.22", 2024, "final", drafts.SPBE, "I45", "Naikkan", unit="Dinas Kominfo", level_from="2", level_to="3",
        criterion="Transaksi", wanted="Tangkapan layar", state="berjalan", due=drafts.TODAY,
    )  # fmt: skip
    (page,) = pages_of(catalogue, one)
    for said in (
        "Dinas Kominfo", "I45", catalogue[drafts.SPBE].node("I45").name, "Naikkan", "2 → 3", "Transaksi", "Berjalan",
        "Tangkapan layar", "1 Desember 2026", "+0,0300", "Kabupaten Luwu Utara", "halaman 1 dari 1",
    ):  # fmt: skip
        assert words(said) in words(page), said


def test_what_nobody_is_in_charge_of_comes_last(catalogue: Catalogue) -> None:
    about = ("73.22", 2024, "final", drafts.SPBE, "I1", "Naikkan")
    pages = pages_of(catalogue, Action(*about), Action(*about, unit="Zakat"))
    assert [NOBODY in page for page in pages] == [False, True]


def test_without_actions_it_says_so(catalogue: Catalogue) -> None:
    (page,) = pages_of(catalogue)
    assert "Belum ada tindakan" in page


@pytest.mark.parametrize("text", drafts.HOSTILE)
def test_what_people_type_stays_text(catalogue: Catalogue, text: str) -> None:
    one = Action("73.22", 2024, "final", drafts.SPBE, "I1", text, unit=text[:200], criterion=text, wanted=text)
    found = words("".join(pages_of(catalogue, one)))
    assert re.sub(r"halaman\d+dari\d+", "", words(written(text)))[:80] in found


def test_it_is_tagged_and_carries_nothing(catalogue: Catalogue) -> None:
    actions = drafts.actions(catalogue[drafts.SPBE], 5)
    content = unit_report(actions, catalogue[drafts.SPBE], "Kabupaten Luwu Utara", "x", drafts.TODAY)
    assert content == unit_report(actions, catalogue[drafts.SPBE], "Kabupaten Luwu Utara", "x", drafts.TODAY)
    assert manifest_in(content) is None
    kinds = [str(one["/S"]) for one in tags(content)]
    assert kinds.count("/H1") == len(by_unit(actions))
    assert kinds.count("/H2") == 5
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
