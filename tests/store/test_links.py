"""Long addresses under short names: the same one is kept once, an unknown one is told."""

import pytest

from spbe_analytics.errors import StoreError
from spbe_analytics.store import Store
from spbe_analytics.store.shelf.links import LONGEST, Links

ADDRESS = "simulasi?daerah=Kabupaten+Luwu+Utara&unit=" + "a" * 1600


def test_an_address_comes_back_by_its_name(store: Store) -> None:
    links = Links(store)
    name = links.keep(ADDRESS)
    assert links.find(name) == ADDRESS
    assert Links(store).keep(ADDRESS) == name
    assert links.keep(f"{ADDRESS}b") != name


def test_the_same_address_is_kept_once(store: Store) -> None:
    links = Links(store)
    name = links.keep(ADDRESS)
    assert links.keep(ADDRESS) == name
    assert len(links._versions(key=name)) == 1


@pytest.mark.parametrize("name", ["", "0" * 16, "'; drop table shelf; --", "../../etc/passwd"])
def test_an_unknown_name_has_no_address(store: Store, name: str) -> None:
    assert Links(store).find(name) is None


def test_an_address_beyond_all_measure_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="terlalu panjang"):
        Links(store).keep("profil?x=" + "a" * LONGEST)
