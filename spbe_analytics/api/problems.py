"""What is wrong with a request, as RFC 9457 problem details: for a program to tell apart, for a person to read."""

from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import JSONResponse

TYPE: Final = "application/problem+json"
TITLES: Final = {
    400: "Permintaan tidak dapat dipahami",
    404: "Alamat atau daerah tidak ada",
    405: "Hanya GET dan HEAD",
    406: "Bentuk yang diminta tidak ada",
    409: "Tidak cocok dengan keadaan daerah itu",
    422: "Parameter tidak dapat dipakai",
    429: "Terlalu banyak permintaan",
    503: "Data sedang tidak dapat dibaca",
}


@dataclass
class Problem(Exception):  # noqa: N818 - the standard's own word
    """A request that is not answered.

    Attributes:
        status: The HTTP status.
        detail: What is wrong and what to do, in Indonesian.
        parameter: The query parameter that is wrong; empty for another fault.
        headers: Further headers of the answer.
    """

    status: int
    detail: str
    parameter: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> JSONResponse:
        """Return the answer."""
        said: dict[str, Any] = {"title": TITLES[self.status], "status": self.status, "detail": self.detail}
        if self.parameter:
            said["parameter"] = self.parameter
        return JSONResponse(said, self.status, {"Cache-Control": "no-store"} | self.headers, TYPE)
