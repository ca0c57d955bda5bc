"""What lay in four tables lies on the shelf, and versions of actions keep their numbers."""

from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from spbe_analytics.schema import Key
from spbe_analytics.store import Store, migrations
from spbe_analytics.store.shelf.actions import Actions
from spbe_analytics.store.shelf.mappings import Mappings
from spbe_analytics.store.shelf.scenarios import Scenarios
from spbe_analytics.store.shelf.targets import Targets

AT = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
KEY = Key("73.22", 2024, "final", "spbe-59-2020")
SIGNED = {"kept_at": AT, "kept_by": "Sari"}
ABOUT = KEY._asdict()
PLAIN = {"node": "I10", "remark": "", "action": "Susun SK", "unit": "", "evidence": "", "theme": "", "removed": False}

ROWS = {
    "actions": [
        ABOUT | PLAIN | {"id": 1, "number": 1, "due": None, "state": "belum", "at": AT, "who": "Sari"},
        ABOUT | PLAIN | {"id": 4, "number": 1, "due": date(2026, 12, 31), "state": "selesai", "at": AT, "who": "Budi"},
        ABOUT | PLAIN | {"id": 7, "number": 2, "due": None, "state": "belum", "at": AT, "who": "Sari", "removed": True},
    ],
    "targets": [
        {"region": "73.22", "year": year, "instrument": "spbe-59-2020", "value": value, "document": "RPJMD"} | SIGNED
        for year, value in ((2024, 3.1), (2025, 3.4), (2025, None))
    ],
    "scenarios": [
        ABOUT | {"name": "Hemat", "content": '{"levels": {"D1": "40"}, "units": {}, "years": {"D1": 1}}'} | SIGNED,
        ABOUT | {"name": "Lama", "content": '{"levels": {"D1": "41"}, "units": {}, "years": {}}'} | SIGNED,
        ABOUT | {"name": "Lama", "content": ""} | SIGNED,
    ],
    "mappings": [{"name": "konsultan", "content": '{"row": 2}'} | SIGNED],
}


def test_everything_is_there_after_the_move(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'spbe.db'}"
    engine = sa.create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for name, rows in ROWS.items():
            table = sa.Table(name, sa.MetaData(), autoload_with=connection)
            for row in rows:
                connection.execute(table.insert(), row)
    store = Store(url)

    actions = Actions(store)
    assert actions.versions(1)[["id", "due", "state", "who"]].to_numpy().tolist() == [
        [1, None, "belum", "Sari"], [4, date(2026, 12, 31), "selesai", "Budi"],
    ]  # fmt: skip
    assert actions.current("73.22")["number"].tolist() == [1]
    assert actions.current("73.22", removed=True)["number"].tolist() == [2]
    assert actions.versions(1)["at"].tolist() == [AT, AT]
    assert actions.change(1, 4, "Wati", unit="Setda") > 7
    assert Targets(store).current()[["year", "value"]].to_numpy().tolist() == [[2024, 3.1]]
    assert Targets(store).history("73.22")["document"].tolist() == ["RPJMD"] * 3
    (scenario,) = Scenarios(store).of(KEY)
    assert (scenario.name, scenario.kept_by, scenario.kept_at) == ("Hemat", "Sari", AT)
    assert scenario.plan["ubah"] == ["D1.40.1"]
    assert Mappings(store).current() == {"konsultan": {"row": 2}}
    assert not {"actions", "targets", "scenarios", "mappings"} & set(sa.inspect(engine).get_table_names())
    store.close()
    engine.dispose()
