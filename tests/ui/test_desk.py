"""The desk on which uploads wait: bounded in size and time, nobody sees another's, and it serves many at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from spbe_analytics.ui.unggah.desk import Desk, File, Parcel, TooLargeError, emptied
from spbe_analytics.ui.unggah.steps import written

MIB = 1 << 20


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def parcel(size: int = 100, name: str = "isian.xlsx", fill: bytes = b"x") -> Parcel:
    return Parcel((File(name, fill * size),))


def test_an_upload_is_found_by_its_own_name_only() -> None:
    desk = Desk(MIB, 60)
    mine, yours = desk.lay(parcel(fill=b"a")), desk.lay(parcel(fill=b"b"))
    assert mine != yours
    assert min(len(mine), len(yours)) >= 22  # 128 bits
    assert desk.look(mine) == parcel(fill=b"a")
    assert desk.look(yours) == parcel(fill=b"b")
    for guess in ("", "0", mine[:-1], mine.swapcase(), "x" * 100_000, "\0"):
        assert desk.look(guess) is None


def test_what_was_looked_at_longest_ago_gives_way() -> None:
    desk = Desk(MIB, 60)
    first, second = desk.lay(parcel(400_000)), desk.lay(parcel(400_000))
    desk.look(first)
    third = desk.lay(parcel(400_000))
    assert [desk.look(token) is not None for token in (first, second, third)] == [True, False, True]


def test_a_change_makes_room_and_never_loses_what_it_changes() -> None:
    desk = Desk(MIB, 60)
    first, second = desk.lay(parcel(400_000)), desk.lay(parcel(400_000))
    desk.change(first, lambda now: replace(now, files=(*now.files, File("b", b"y" * 500_000))))
    assert desk.look(second) is None
    kept = desk.look(first)
    assert kept is not None
    assert len(kept.files) == 2


def test_what_is_larger_than_all_room_is_refused_and_told() -> None:
    desk = Desk(MIB, 60)
    with pytest.raises(TooLargeError, match="paling banyak 1 MB"):
        desk.lay(parcel(2 * MIB))
    token = desk.lay(parcel())
    with pytest.raises(TooLargeError):
        desk.change(token, lambda _: parcel(2 * MIB))
    assert desk.look(token) == parcel()


def test_what_nobody_looks_at_is_gone_in_time() -> None:
    clock = Clock()
    desk = Desk(MIB, 60, clock)
    old, looked_at = desk.lay(parcel()), desk.lay(parcel())
    clock.now = 50
    assert desk.look(looked_at) is not None
    clock.now = 70
    assert desk.look(old) is None
    assert desk.look(looked_at) is not None
    clock.now = 131
    assert desk.change(looked_at, lambda now: now) is None


def test_what_is_stored_is_gone_and_its_number_stays() -> None:
    both = Parcel((File("a", b"a"), File("b", b"b")))
    left = emptied(both, {both.files[0].digest: (7, True)})
    assert [file.name for file in left.files] == ["b"]
    assert (left.stored, left.again) == ((7,), ())
    none = emptied(left, {both.files[1].digest: (3, False)})
    assert (none.files, none.stored, none.again) == ((), (7, 3), (3,))


def test_only_one_at_a_time_acts_on_an_upload() -> None:
    desk = Desk(MIB, 60)
    token = desk.lay(parcel())
    acted = []

    def store(who: int) -> None:
        with desk.alone(token) as found:
            if found is not None and not found.stored:
                acted.append(who)
                desk.change(token, lambda now: emptied(now, {now.files[0].digest: (1, True)}))

    with ThreadPoolExecutor(8) as many:
        list(many.map(store, range(200)))
    assert len(acted) == 1


def test_many_at_once_keep_the_bound() -> None:
    desk = Desk(MIB, 60)

    def work(place: int) -> bool:
        token = desk.lay(parcel(50_000 + place))
        desk.change(token, lambda now: replace(now, refused=("x",)))
        desk.look(token)
        return sum(kept.parcel.weight for kept in list(desk._kept.values())) <= MIB

    with ThreadPoolExecutor(8) as many:
        assert all(many.map(work, range(300)))


def test_numbers_are_written_shortly() -> None:
    assert written((14, 12, 13, 20, 20)) == "12-14,20"
    assert written(()) == ""
