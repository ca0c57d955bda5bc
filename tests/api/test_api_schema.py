"""Requests made from the OpenAPI document, right and wrong ones: every answer is one that the document promises."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.schemas import BaseSchema
from starlette.applications import Starlette
from starlette.routing import Mount

from spbe_analytics.api.app import application
from spbe_analytics.api.resources import RESOURCES
from spbe_analytics.workspace import Workspace

EXAMPLES = 60
"""Requests of each sort an address."""


@pytest.fixture(scope="module")
def described(lasting: Workspace) -> BaseSchema:
    served = Starlette(routes=[Mount("/api", application(lambda: lasting.store, lasting.snapshot, 1_000_000))])
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", served)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("name", RESOURCES)
def test_every_answer_is_as_described(described: BaseSchema, name: str, mode: schemathesis.GenerationMode) -> None:
    requests = described[f"/api/v1/{name}"]["GET"].as_strategy(mode)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=requests)
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
