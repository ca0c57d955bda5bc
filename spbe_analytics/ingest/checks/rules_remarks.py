"""What is said of assessors' remarks; part of the one table of rules, as plain tuples."""

from collections.abc import Mapping
from typing import Final

from spbe_analytics.schema import Severity

REMARKS: Final[Mapping[str, tuple[Severity, str, str]]] = {
    "remark-too-long": (
        Severity.WARNING,
        "{what} berisi {count} karakter; yang disimpan hanya {limit} karakter pertama",
        "Ringkas teksnya bila bagian akhirnya penting.",
    ),
    "remarks-without-levels": (
        Severity.WARNING,
        "{count} catatan atau rekomendasi tidak disimpan, karena penilaiannya belum berisi satu pun tingkat",
        "Isi tingkatnya, lalu unggah lagi.",
    ),
}
"""Code → severity, message and cure."""
