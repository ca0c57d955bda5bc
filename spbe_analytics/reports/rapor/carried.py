"""The figures that a report carries, read back from its bytes; the file may be anybody's."""

import io
from itertools import islice
from typing import Final

from spbe_analytics.errors import SpbeError

ATTACHED: Final = "spbe-analytics.json"
"""Name under which the figures are attached."""

MOST_BYTES: Final = 4 << 20
"""Bytes up to which anything in a file is unpacked; a province with all its levels has a thirtieth."""

MOST_ATTACHED: Final = 50
"""Attachments that are looked at."""


def manifest_in(content: bytes) -> str | None:
    """Return what is attached to a PDF under :data:`ATTACHED`; ``None`` where nothing is.

    No more is unpacked than a manifest can be, whatever the file says of itself.

    Args:
        content: Bytes of a PDF.

    Raises:
        SpbeError: The file is no PDF, damaged, locked, or larger inside than it may be.
    """
    import pypdf

    try:
        with pypdf.apply_configuration(
            zlib_maximum_output_length=MOST_BYTES,
            zlib_maximum_recovery_input_length=1,  # what is damaged is not guessed at
            lzw_maximum_output_length=MOST_BYTES,
            run_length_maximum_output_length=MOST_BYTES,
            brotli_maximum_output_length=MOST_BYTES,
        ):
            reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
            locked = reader.is_encrypted
            attached = () if locked else islice(reader.attachment_list, MOST_ATTACHED)
            found = next((one.content for one in attached if one.name == ATTACHED), None)
    except Exception as error:  # a damaged file can raise anything
        raise SpbeError("PDF ini rusak, jadi tidak dapat diperiksa. Pakai berkas aslinya.") from error
    if locked:
        raise SpbeError("PDF ini terkunci dengan kata sandi, jadi tidak dapat diperiksa. Pakai berkas aslinya.")
    return None if found is None else found.decode(errors="replace")
