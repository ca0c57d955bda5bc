"""Any table that the grammar can write is read back whole, or stops where it holds something that must stop."""

from hypothesis import HealthCheck, given, settings

from spbe_analytics.ingest import Reading, read
from spbe_analytics.schema import Severity
from tests.ingest.grammar import Recap, Table, recaps, tables

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def judge(reading: Reading, table: Table | Recap) -> None:
    errors = [(item.code, item.message) for item in reading.findings if item.severity is Severity.ERROR]
    assert bool(errors) is table.stops, errors
    if not table.stops:
        assert {(v.region, v.year, v.stage.value, v.node): v.value for v in reading.values} == table.figures


@settings(max_examples=120, suppress_health_check=SLOW)
@given(tables())
def test_any_table_of_indicators_is_read_back(table: Table) -> None:
    judge(read(table.data, table.file, table.said), table)


@settings(max_examples=120, suppress_health_check=SLOW)
@given(recaps())
def test_any_table_of_governments_is_read_back(table: Recap) -> None:
    judge(read(table.data, "rekap.xlsx", table.said), table)
