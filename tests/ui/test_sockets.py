"""What listens is told to send at once, and nothing else is touched."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette

from spbe_analytics.ui.door.sockets import without_delay


def delayed(one: socket.socket) -> bool:
    return not one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_that_are_accepted_send_at_once() -> None:
    async def started() -> None:
        async with without_delay(Starlette()):
            pass

    with (
        socket.socket(socket.AF_INET) as listening,
        socket.socket(socket.AF_INET) as other,
        ThreadPoolExecutor(1) as thread,  # the browser of other tests keeps a loop running in this one
    ):
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        thread.submit(asyncio.run, started()).result()
        with socket.create_connection(listening.getsockname()) as theirs:
            ours, _ = listening.accept()
            with ours:
                assert not delayed(ours)
            assert delayed(theirs)
        assert delayed(other)
