"""Every problem a workbook can have: a stable code, its severity, its message and its cure, as one table.

Codes are part of the command line's contract: a code is never renamed or given another meaning.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from spbe_analytics.ingest.checks.rules_actions import ACTIONS
from spbe_analytics.ingest.checks.rules_remarks import REMARKS
from spbe_analytics.ingest.checks.rules_safety import SAFETY
from spbe_analytics.ingest.checks.rules_targets import TARGETS
from spbe_analytics.schema import Severity


class Rule(NamedTuple):
    """What is said about one kind of problem; ``message`` and ``cure`` have ``{fields}``."""

    severity: Severity
    message: str
    cure: str


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final[Mapping[str, Rule]] = {
    # the file
    "not-a-workbook": Rule(
        _ERROR,
        "Berkas {file} bukan buku kerja yang dapat dibaca: {reason}",
        "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx.",
    ),
    "password-protected": Rule(
        _ERROR,
        "Berkas {file} dilindungi kata sandi",
        "Hapus kata sandinya di Excel (File › Info › Protect Workbook), simpan, lalu unggah lagi.",
    ),
    "empty-workbook": Rule(
        _ERROR,
        "Buku kerja {file} tidak berisi data pada lembar yang tampak",
        "Unggah berkas yang sudah terisi, atau mulai dari templat.",
    ),
    "foreign-workbook": Rule(
        _ERROR,
        "Tidak ada tabel penilaian yang dikenali dalam {file}",
        "Pakai templat, atau beri judul kolom “No”, “Indikator”, dan “Nilai Tingkat Kematangan” "
        "(satu daerah) atau “Nama Instansi”, domain, dan “Indeks” (banyak daerah).",
    ),
    "reading-too-slow": Rule(
        _ERROR,
        "Berkas {file} belum selesai dibaca setelah {seconds} detik, lalu pembacaannya dihentikan",
        "Hapus lembar, baris, dan gambar yang tidak perlu, atau bagi menjadi beberapa berkas.",
    ),
    "reading-too-large": Rule(
        _ERROR,
        "Berkas {file} memerlukan lebih dari {memory} MiB memori, lalu pembacaannya dihentikan",
        "Hapus lembar, baris, dan gambar yang tidak perlu, atau bagi menjadi beberapa berkas.",
    ),
    "reading-failed": Rule(
        _ERROR,
        "Berkas {file} menghentikan pembacanya",
        "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx baru.",
    ),
    "sheet-too-large": Rule(
        _ERROR,
        "Lembar berisi {cells} sel, lebih dari batas {limit}",
        "Hapus baris dan kolom yang tidak dipakai, lalu simpan.",
    ),
    "hidden-sheet": Rule(
        _INFO,
        "Lembar tersembunyi tidak dibaca",
        "Tampilkan lembar itu bila isinya ikut dinilai.",
    ),
    "sheet-ignored": Rule(
        _INFO,
        "Lembar tidak dikenali dan tidak dibaca",
        "Abaikan bila lembar itu bukan tabel penilaian.",
    ),
    "mapping-applied": Rule(
        _INFO, "Judul kolom dibaca menurut pemetaan “{text}”", "Hapus pemetaannya bila tidak cocok untuk berkas ini."
    ),
    "column-ignored": Rule(
        _INFO,
        "Kolom “{heading}” tidak dikenali dan tidak dibaca",
        "Perbaiki judul kolom bila isinya ikut dinilai.",
    ),
    "column-empty": Rule(
        _INFO,
        "Kolom {what} belum berisi satu pun tingkat dan tidak dibaca",
        "Abaikan bila penilaiannya memang belum selesai.",
    ),
    "heading-similar": Rule(
        _WARNING,
        "Judul kolom “{heading}” dibaca sebagai “{meant}” karena ejaannya mirip",
        "Perbaiki ejaan judulnya bila perlu, dan pastikan isinya benar.",
    ),
    "figures-without-meaning": Rule(
        _ERROR,
        "Kolom “{heading}” berisi angka, tetapi judulnya tidak menyebut angka apa",
        "Tulis judulnya (misalnya “Nilai”, tahun, tahap, “Target”), atau hapus kolomnya.",
    ),
    "figures-no-results": Rule(
        _ERROR,
        "Judul menyebut “{written}”: angkanya bukan hasil evaluasi",
        "Unggah tabel hasil; target diunggah di halaman Tren.",
    ),
    "figure-unknown": Rule(
        _ERROR,
        "Jenis angka “{written}” tidak dikenal",
        "Tulis “Realisasi” untuk hasil dan “Target” untuk target.",
    ),
    "average-not-stored": Rule(
        _WARNING,
        "Rata-rata {written} tidak disimpan dan bukan rata-rata tingkat di atasnya",
        "Periksa barisnya; yang disimpan hanya tingkat tiap indikator.",
    ),
    "several-marks": Rule(
        _ERROR,
        "Indikator {number} {name} diberi {count} tanda",
        "Sisakan satu tanda, di bawah tingkat yang benar.",
    ),
    "merged-figure": Rule(
        _ERROR,
        "Sel {cells} digabung: satu angka untuk beberapa baris",
        "Pisahkan selnya, lalu isi tingkat tiap baris.",
    ),
    "raised-footnote": Rule(
        _WARNING,
        "“{written}” dibaca {rest}: angka kecil di atas garis dianggap nomor catatan kaki",
        "Pastikan benar, atau hapus nomor catatan kakinya.",
    ),
    "province-row": Rule(
        _WARNING,
        "Baris “{written}” adalah angka untuk seluruh provinsi dan tidak disimpan",
        "Tulis “Pemerintah Provinsi …” bila yang dimaksud nilai pemerintah provinsinya.",
    ),
    "row-ignored": Rule(
        _INFO,
        "Baris “{text}” tidak dibaca sebagai nilai",
        "Abaikan bila baris itu memang judul, rerata, atau keterangan.",
    ),
    "ambiguous-column": Rule(
        _ERROR,
        "Lebih dari satu kolom dapat berarti {what}: {cells}",
        "Sisakan satu kolom saja dengan judul itu.",
    ),
    "unknown-domain": Rule(
        _ERROR,
        "Kolom “{heading}” bukan bagian instrumen {instrument}",
        "Periksa tahun dan judul kolom; bagian instrumen itu: {names}.",
    ),
    "no-values": Rule(
        _ERROR,
        "Tidak ada satu pun nilai yang terisi",
        "Isi kolom tingkat atau nilai, lalu unggah lagi.",
    ),
    # who, when, which stage, which regulation
    "missing-identity": Rule(
        _ERROR,
        "{what} tidak disebut di mana pun dalam berkas",
        "Isi {what} pada lembar, atau pilih saat mengunggah.",
    ),
    "identity-conflict": Rule(
        _ERROR,
        "{what} disebut “{this}”, padahal {other_place} menyebut “{other}”",
        "Samakan keduanya.",
    ),
    "identity-unclear": Rule(
        _ERROR,
        "{what} hanya disebut dalam “{written}”, yang belum tentu {what} hasilnya",
        "Tulis {what} pada lembar, atau pilih saat mengunggah.",
    ),
    "office-no-government": Rule(
        _ERROR,
        "Tabel ini tentang “{written}”, bagian dari pemerintah daerah, bukan pemerintah daerahnya",
        "Unggah hasil evaluasi pemerintah daerah seutuhnya.",
    ),
    "hint-contradicts-file": Rule(
        _ERROR,
        "{what} yang dipilih “{hint}”, tetapi berkas menyebut “{said}”",
        "Perbaiki pilihan atau berkasnya; tidak ada yang diambil diam-diam.",
    ),
    "file-name-differs": Rule(
        _WARNING,
        "Nama {thing} menyebut {what} “{other}”, sedangkan yang dipakai “{this}”",
        "Pastikan berkas yang diunggah sudah benar.",
    ),
    "identity-from-name": Rule(
        _INFO,
        "{what} “{value}” diambil dari nama {thing}, karena isinya tidak menyebutnya",
        "Pastikan benar sebelum disimpan.",
    ),
    "unknown-region": Rule(
        _ERROR,
        "Daerah “{written}” tidak dikenal",
        "Tulis nama lengkap atau kode Kemendagri{suggestions}.",
    ),
    "ambiguous-region": Rule(
        _ERROR,
        "Nama “{written}” dimiliki lebih dari satu daerah",
        "Tulis jenisnya juga{suggestions}.",
    ),
    "region-code-differs": Rule(
        _ERROR,
        "Kode {code} adalah {name}, tetapi tertulis “{written}”",
        "Samakan kode dan nama daerah.",
    ),
    "year-unreadable": Rule(_ERROR, "Tahun “{written}” tidak terbaca", "Isi tahun empat angka, misalnya {example}."),
    "year-without-instrument": Rule(
        _ERROR, "Tidak ada instrumen untuk tahun {year}", "Isi tahun hasil penilaian: {years}."
    ),
    "unknown-stage": Rule(_ERROR, "Tahap “{written}” tidak dikenal", "Isi salah satu dari: {stages}."),
    "unknown-instrument": Rule(_ERROR, "Instrumen “{written}” tidak dikenal", "Isi salah satu dari: {instruments}."),
    "instrument-mismatch": Rule(
        _ERROR,
        "Tahun {year} tidak memakai instrumen {instrument}{evidence}",
        "Periksa tahun, atau pakai templat instrumen {right}.",
    ),
    "duplicate-assessment": Rule(
        _ERROR,
        "{name}, {year}, {stage} sudah ada pada lembar {other}",
        "Sisakan satu lembar untuk tiap daerah, tahun, dan tahap.",
    ),
    # one government's indicators
    "unknown-indicator": Rule(
        _ERROR,
        "Indikator “{written}” tidak dikenal dalam instrumen {instrument}",
        "Tulis nomor dan nama menurut peraturan{suggestions}.",
    ),
    "indicator-name-similar": Rule(
        _WARNING,
        "Nama indikator “{written}” dibaca sebagai {number} {expected} karena ejaannya mirip",
        "Perbaiki ejaannya, atau tulis nomornya.",
    ),
    "ambiguous-indicator": Rule(
        _ERROR, "Nama indikator “{written}” dapat berarti {names}", "Tulis juga nomor indikatornya."
    ),
    "number-name-differ": Rule(
        _ERROR,
        "Nomor {number} adalah “{expected}”, tetapi nama yang tertulis “{written}” milik nomor {actual}",
        "Perbaiki nomor atau nama indikator.",
    ),
    "indicator-name-differs": Rule(
        _WARNING,
        "Nama indikator {number} tertulis “{written}”; dibaca menurut nomornya sebagai “{expected}”",
        "Perbaiki ejaan bila perlu.",
    ),
    "indicator-number-differs": Rule(
        _WARNING,
        "Nomor “{written}” bukan nomor indikator; dibaca menurut namanya sebagai {expected}",
        "Perbaiki nomor bila perlu.",
    ),
    "duplicate-indicator": Rule(
        _ERROR,
        "Indikator {number} {name} sudah diisi di sel {other}",
        "Sisakan satu baris untuk tiap indikator.",
    ),
    "level-out-of-range": Rule(_ERROR, "Tingkat {level} di luar {lowest}–{highest}", "{fill}"),
    "level-not-whole": Rule(_ERROR, "Tingkat {level} bukan bilangan bulat", "{fill}"),
    "level-decimals": Rule(_ERROR, "Tingkat {level} mempunyai desimal terlalu banyak", "{fill}"),
    "level-unreadable": Rule(_ERROR, "Tingkat “{written}” tidak terbaca", "{fill}"),
    "level-name-differs": Rule(
        _WARNING,
        "Nama tingkat “{written}” bukan nama tingkat {level} indikator ini ({expected})",
        "Periksa tingkatnya; yang dibaca adalah angkanya.",
    ),
    "missing-level": Rule(
        _WARNING,
        "Tingkat indikator {number} {name} belum diisi",
        "{fill} Boleh dikosongkan bila memang belum dinilai.",
    ),
    "missing-indicator": Rule(
        _WARNING,
        "{count} indikator tidak ada dalam tabel: nomor {numbers}",
        "Tambahkan barisnya bila sudah dinilai.",
    ),
    "weight-differs": Rule(
        _ERROR,
        "Bobot indikator {number} tertulis {written}, menurut peraturan {expected}",
        "Perbaiki bobotnya, atau periksa apakah tabel ini memang memakai instrumen peraturan.",
    ),
    # printed figures
    "ambiguous-number": Rule(
        _ERROR,
        "Angka “{written}” dapat berarti ribuan atau desimal",
        "Tulis dengan dua desimal, misalnya 3,12.",
    ),
    "value-unreadable": Rule(_ERROR, "Nilai {node} “{written}” tidak terbaca", "Isi angka {lowest} sampai {highest}."),
    "domain-out-of-range": Rule(
        _ERROR,
        "Nilai {node} {value} di luar {lowest}–{highest}",
        "Periksa nilai tercetaknya dan isi angka {lowest} sampai {highest}.",
    ),
    "missing-value": Rule(_WARNING, "{node} {name} belum diisi", "Boleh dikosongkan bila memang belum dinilai."),
    "more-decimals": Rule(
        _WARNING,
        "Nilai {node} {value} mempunyai lebih dari dua desimal",
        "Dibaca apa adanya; pastikan bukan hasil hitungan sendiri.",
    ),
    "duplicate-value": Rule(_ERROR, "{name} sudah diisi di sel {other}", "Sisakan satu baris untuk tiap nilai."),
    "row-without-region": Rule(_ERROR, "Baris berisi nilai tanpa nama daerah", "Isi nama daerah atau hapus barisnya."),
    "duplicate-region": Rule(_ERROR, "{name} sudah ada di sel {other}", "Sisakan satu baris untuk tiap daerah."),
    "printed-total-differs": Rule(
        _ERROR,
        "{node} tercetak {printed}, tetapi {basis} menghasilkan {expected}{reason}",
        "Periksa nilai tercetak dan tingkat di bawahnya; selisih ini bukan pembulatan.",
    ),
    "predicate-differs": Rule(
        _WARNING,
        "Predikat tercetak {printed}, padahal indeks {index} berarti {expected}",
        "Periksa predikat atau indeksnya.",
    ),
    "predicate-unknown": Rule(_WARNING, "Predikat “{written}” tidak dikenal", "Isi salah satu dari: {names}."),
    # what the fast reader does not see
    "hidden-rows": Rule(
        _ERROR,
        "Baris tersembunyi berisi data dan ikut dibaca: baris {rows}",
        "Tampilkan dan periksa; hapus barisnya bila tidak ikut dinilai.",
    ),
    "hidden-columns": Rule(
        _ERROR,
        "Kolom tersembunyi berisi data: kolom {columns}",
        "Tampilkan dan periksa; hapus kolomnya bila tidak ikut dinilai.",
    ),
    "formula-without-value": Rule(
        _ERROR,
        "Rumus di sel ini belum pernah dihitung, sehingga tidak ada nilai yang tersimpan",
        "Buka di Excel atau LibreOffice, hitung ulang (Ctrl+Alt+F9 di Excel), simpan, lalu unggah lagi.",
    ),
    "error-cell": Rule(
        _ERROR,
        "Sel berisi kesalahan {written}, bukan nilai",
        "Perbaiki rumusnya atau ketik nilainya, lalu simpan.",
    ),
    "date-instead-of-number": Rule(_ERROR, "Angka tersimpan sebagai tanggal {shown}{origin}", "{fix}"),
    "display-hides-value": Rule(
        _ERROR,
        "Sel menampilkan {shown}, padahal nilai yang tersimpan {value}",
        "Yang dibaca adalah nilai yang tersimpan; tampilkan desimalnya dan pastikan benar.",
    ),
    **{code: Rule(*said) for code, said in {**SAFETY, **ACTIONS, **REMARKS, **TARGETS}.items()},
}
