"""Answers without delay: small ones leave at once, rather than when the other side has confirmed the one before.

Streamlit binds its socket without naming its protocol, and asyncio switches Nagle's algorithm off only where that is
named. Together with confirmations that the other side holds back, each answer on an open connection then takes 40 ms,
and so does the last message of a page. Connections inherit the option from the socket that listens.
"""

import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette


@asynccontextmanager
async def without_delay(_app: Starlette) -> AsyncIterator[None]:
    """Set the option on what listens in this process, which Streamlit keeps to itself, before it accepts anybody."""
    for found in gc.get_objects():
        if issubclass(type(found), socket.socket) and found.fileno() >= 0 and _listens(found):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    yield


def _listens(found: socket.socket) -> bool:
    tcp = found.family in (socket.AF_INET, socket.AF_INET6) and found.type == socket.SOCK_STREAM
    return tcp and bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
