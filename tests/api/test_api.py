"""The addresses for machines: the figures of the pages, filters by the same rules, every fault a named problem."""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from random import Random
from time import sleep
from urllib.parse import parse_qs

import pandas as pd
import pytest
from starlette.testclient import TestClient

from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.proposal import lines, settled
from spbe_analytics.analysis.planning.written import read
from spbe_analytics.api.addresses import address
from spbe_analytics.api.app import application
from spbe_analytics.api.parameters import MOST_ROWS
from spbe_analytics.api.recent import SECONDS
from spbe_analytics.api.resources import RESOURCES
from spbe_analytics.documents.making import view_of
from spbe_analytics.parts.ranking import misprint_rows, ranking_rows
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind, Stage
from spbe_analytics.store import Store
from spbe_analytics.workspace import Workspace

VIEWS = 50


@pytest.fixture(scope="module")
def client(lasting: Workspace) -> Iterator[TestClient]:
    with TestClient(application(lambda: lasting.store, lasting.snapshot, 10_000)) as opened:
        yield opened


def rows_of(client: TestClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


WHOLE = [name for name, resource in RESOURCES.items() if not any(one.required for one in resource.parameters)]


@pytest.mark.parametrize("name", WHOLE)
def test_json_and_csv_hold_the_same_rows_and_the_columns_described(client: TestClient, name: str) -> None:
    said = client.get(f"/v1/{name}?baris=7&halaman=2").json()
    rows = rows_of(client, f"/v1/{name}?baris=7&halaman=2")
    assert (said["halaman"], said["baris"], len(said["data"]), len(rows)) == (2, 7, 7, 7)
    assert said["jumlah"] > 14
    fields = RESOURCES[name].fields
    for row, written in zip(said["data"], rows, strict=True):
        assert list(row) == list(written) == list(fields)
        for key, value in row.items():
            kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool}[fields[key].type]
            assert value is None or isinstance(value, kinds), (key, value)
            assert (value is None) == (written[key] == "") or value == ""


def test_pages_together_are_the_whole(client: TestClient) -> None:
    size = 200
    pages = [rows_of(client, f"/v1/regions?baris={size}&halaman={page}") for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [200, 200, 152]
    codes = [row["kode"] for page in pages for row in page]
    assert codes == [region.code for region in gazetteer().governments()]


@pytest.mark.parametrize("name", WHOLE)
def test_parquet_is_the_whole_table(client: TestClient, name: str) -> None:
    answer = client.get(f"/v1/{name}?bentuk=parquet")
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    frame = pd.read_parquet(io.BytesIO(answer.content))
    assert list(frame) == list(RESOURCES[name].fields)
    assert len(frame) == client.get(f"/v1/{name}?baris=1").json()["jumlah"]


def test_parts_of_a_change_sum_to_it_exactly(client: TestClient) -> None:
    rows = client.get("/v1/changes?daerah=73.22&dari=2023&tahun=2024").json()["data"]
    whole, parts = rows[0], [row for row in rows if row["kedalaman"] == 1]
    assert whole["sumbangan_tepat"] == "2/25"
    assert sum(Fraction(row["sumbangan_tepat"]) for row in parts) == Fraction(whole["sumbangan_tepat"])
    assert {row["bagian"] for row in parts} == {"node", "remainder"}


@pytest.mark.parametrize(
    "asked", ["", "&sasaran=Memuaskan&lama=3&pilihan=B", "&anggaran=7", "&kunci=D4", "&ubah=I12.5-I13.4.2"]
)
def test_a_plan_is_the_one_of_the_page(client: TestClient, lasting: Workspace, asked: str) -> None:
    region = "18.71"
    rows = client.get(f"/v1/plans?daerah={region}&tahun=2024{asked}").json()["data"]
    snapshot = lasting.snapshot()
    instrument = snapshot.catalogue.for_year(2024)
    assert instrument is not None
    start = position(snapshot, instrument, region, 2024, "final")
    chosen, wrong = read(start, parse_qs(asked))
    assert not wrong
    told = lines(start, settled(start, chosen))
    assert told
    assert [(row["tahun_ke"], row["butir"], row["tingkat_akhir"], Fraction(row["tambahan_tepat"])) for row in rows] == [
        (line.year, line.node, float(line.to), line.gain) for line in told
    ]
    assert rows[-1]["indeks"] == float(start.index + sum((line.gain for line in told), Fraction(0)))
    assert (rows[0]["sasaran"] is None) == ("anggaran" in asked)


def views() -> list[tuple[int, Kind | None, str | None, Stage]]:
    pick = Random(15)
    provinces = [None, *(region.code for region in gazetteer().provinces())]
    kinds = [None, Kind.PROVINCE, Kind.REGENCY, Kind.CITY]
    stages = [Stage.FINAL] * 6 + [Stage.SELF]
    years = range(2018, 2027)
    return [(pick.choice(years), pick.choice(kinds), pick.choice(provinces), pick.choice(stages)) for _ in range(VIEWS)]


@pytest.mark.parametrize(("year", "kind", "province", "stage"), views())
def test_a_ranking_is_that_of_the_page(
    client: TestClient, lasting: Workspace, year: int, kind: Kind | None, province: str | None, stage: Stage
) -> None:
    place = gazetteer()[province] if province else None
    view = view_of(lasting.snapshot(), None, year, stage, kind.value if kind else None, place)
    page = pd.concat([part for part in (ranking_rows(view), misprint_rows(view)) if len(part)] or [ranking_rows(view)])
    filters = {"tahun": str(year), "tahap": stage.label, "jenis": kind and kind.value, "provinsi": place and place.bare}
    query = "&".join(f"{name}={value}" for name, value in filters.items() if value)
    rows = rows_of(client, f"/v1/rankings?{query}&baris={MOST_ROWS}")
    assert [row["kode"] for row in rows] == page["region"].tolist()
    assert [float(row["indeks"]) for row in rows] == page["index"].tolist()
    for ours, theirs in (("peringkat", "rank"), ("perubahan", "change"), ("perubahan_peringkat", "rank_change")):
        assert [float(row[ours]) if row[ours] else None for row in rows] == [
            None if pd.isna(value) else value for value in page[theirs]
        ]
    for ours, theirs in (("predikat", "predicate"), ("catatan", "note"), ("sumber", "source")):
        assert [row[ours] or None for row in rows] == [None if pd.isna(value) else value for value in page[theirs]]


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("indices?daerah=Lutra", 4),
        ("indices?daerah=73.22&tahun=2024", 1),
        ("levels?daerah=11.04&tahun=2026&tahap=interviu", 28),
        ("indices?daerah=73.22,73.17&tahun=2024", 2),
        ("regions?provinsi=Sulawesi Selatan&jenis=kota", 3),
        ("sources?daerah=73.22&tahun=2021", 2),
    ],
)
def test_filters_are_read_as_on_the_pages(client: TestClient, address: str, count: int) -> None:
    assert client.get(f"/v1/{address}").json()["jumlah"] == count


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("rankings?tahn=2024", 422, "Parameter “tahn” tidak dikenal. Yang ada: tahun, jenis, provinsi, tahap,"),
        ("rankings?tahun=2024&tahun=2023", 422, "tertulis lebih dari sekali"),
        ("rankings?tahun=1999", 422, "tahun: “1999” bukan bilangan bulat dari 2018 sampai 2100."),
        ("rankings?tahun=%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%94", 422, "bukan bilangan bulat"),
        ("rankings?jenis=desa", 422, "jenis: “desa” tidak dikenal. Pilihan: provinsi, kabupaten, kota."),
        ("rankings?provinsi=99", 404, "provinsi: Provinsi “99” tidak dikenal."),
        ("indices?daerah=Bandung", 404, "daerah: “Bandung” dapat berarti"),
        ("indices?daerah=' OR 1=1 --", 404, "tidak dikenal"),
        ("indices?daerah=73.22,99.99", 404, "daerah: Daerah “99.99” tidak dikenal."),
        ("indices?daerah=" + ",".join(["73.22"] * 101), 422, "daerah: paling banyak 100 kode"),
        ("regions?halaman=-1", 422, "halaman: “-1” bukan bilangan bulat dari 1"),
        ("regions?baris=1000000000", 422, "baris: “1000000000” bukan bilangan bulat dari 1 sampai 1000."),
        ("regions?baris=" + "9" * 5000, 422, "bukan bilangan bulat"),
        ("regions?bentuk=xml", 422, "bentuk: “xml” tidak dikenal. Pilihan: json, csv, parquet."),
        ("changes?daerah=73.22&tahun=2024", 422, "Parameter “dari” belum diisi, misalnya dari=2023."),
        ("changes?daerah=73.22&tahun=2021&dari=2020", 404, "butir dan bobotnya berbeda"),
        ("changes?daerah=73.22&tahun=2024&dari=2019", 404, "2019"),
        ("plans?daerah=73.22", 422, "Parameter “tahun” belum diisi"),
        ("plans?daerah=73.22&tahun=2019", 404, "Ada nilai untuk 2021"),
        ("plans?daerah=73.22&tahun=2024&sasaran=Kurang", 409, "Sasaran “Kurang” tidak ada."),
        ("plans?daerah=73.22&tahun=2024&sasaran=", 422, "sasaran: isi dengan 1 sampai 400 huruf"),
        ("plans?daerah=73.22&tahun=2024&kunci=X9;Y8", 409, "Kunci: “X9;Y8” tidak cocok dengan daerah dan tahun ini."),
        ("plans?daerah=18.71&tahun=2024&kunci=I12&wajib=I12", 409, "I12"),
        ("apa", 404, "tidak ada. Yang ada: /api/v1/regions,"),
    ],
)
def test_a_fault_is_a_problem_that_names_it(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(f"/v1/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert said in problem["detail"]
    assert len(problem["detail"]) < 700
    if "parameter" in problem:
        assert problem["parameter"] in (*address.replace("?", "&").replace("=", "&").split("&"), "dari", "tahun")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_data_is_only_read(client: TestClient, method: str) -> None:
    answer = client.request(method, "/v1/regions")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["detail"] == "Data di sini hanya dibaca: pakai GET atau HEAD."


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html, application/*;q=0.5", "application/json"),
        ("text/csv;q=1, application/json", "text/csv; charset=utf-8"),
    ],
)
def test_the_form_is_the_one_accepted(client: TestClient, accept: str, kind: str) -> None:
    assert client.get("/v1/regions", headers={"Accept": accept}).headers["content-type"] == kind


def test_a_form_that_there_is_not_is_refused(client: TestClient) -> None:
    answer = client.get("/v1/regions", headers={"Accept": "application/xml"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/v1/rankings?tahun=2024")
    again = client.get("/v1/rankings?tahun=2024", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/v1/rankings?tahun=2023", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_other_sites_may_read(client: TestClient) -> None:
    answer = client.get("/v1/regions?baris=1", headers={"Origin": "https://contoh.id"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://contoh.id", "Access-Control-Request-Method": "GET"}
    assert client.options("/v1/regions", headers=asked).status_code == 200
    asked["Access-Control-Request-Method"] = "DELETE"
    assert client.options("/v1/regions", headers=asked).status_code == 400


def test_a_commit_is_seen_at_once(workspace: Workspace) -> None:
    client = TestClient(application(lambda: workspace.store, workspace.snapshot, 10_000))
    before = client.get("/v1/indices?daerah=51.08")
    workspace.store.revert(1, "Sari", "uji")
    after = client.get("/v1/indices?daerah=51.08", headers={"If-None-Match": before.headers["etag"]})
    assert before.json()["jumlah"] > 0
    assert (after.status_code, after.json()["jumlah"]) == (200, 0)


def test_what_another_process_writes_is_seen_in_a_moment(workspace: Workspace) -> None:
    client = TestClient(application(lambda: workspace.store, workspace.snapshot, 10_000))
    assert client.get("/v1/indices?daerah=51.08").json()["jumlah"] > 0
    with closing(Store(f"sqlite:///{workspace.store.file}")) as other:
        other.revert(1, "Sari", "uji")
    sleep(SECONDS)
    assert client.get("/v1/indices?daerah=51.08").json()["jumlah"] == 0


def test_the_document_describes_every_address(client: TestClient) -> None:
    said = client.get("/v1/openapi.json").json()
    assert said["openapi"] == "3.1.0"
    assert list(said["paths"]) == [f"/api/v1/{name}" for name in RESOURCES]
    for path, item in said["paths"].items():
        operation = item["get"]
        query = "&".join(f"{one['name']}={one['example']}" for one in operation["parameters"])
        answer = client.get(f"{path.removeprefix('/api')}?{query}")
        assert answer.status_code == 200, (path, query, answer.text)
    assert json.dumps(said)


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/"])
def test_a_page_explains_every_address_and_needs_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert '<html lang="id">' in text
    for name, resource in RESOURCES.items():
        assert f'<h2 id="{name}">' in text
        assert all(f"<code>{field}</code>" in text for field in resource.fields)
    assert "http://" not in text
    assert "https://" not in text
    examples = re.findall(r'href="(/v1/[a-z]+\?[^"]*)"', text)
    assert len(examples) >= 4
    for example in examples:
        assert client.get(html.unescape(example)).json()["jumlah"] > 0


def test_a_client_that_asks_too_often_is_told_when_to_ask_again(lasting: Workspace) -> None:
    client = TestClient(application(lambda: lasting.store, lasting.snapshot, 3))
    answers = [client.get("/v1/regions?baris=1") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[3].headers["retry-after"]) <= 60
    assert answers[3].json()["detail"].startswith("Paling banyak 3 permintaan tiap menit. Ulangi setelah ")


def test_the_address_of_what_a_page_shows_answers(client: TestClient) -> None:
    found = address("rankings", tahun=2024, jenis="kabupaten", provinsi="73", tahap="final", baris=4)
    assert found == "api/v1/rankings?tahun=2024&jenis=kabupaten&provinsi=73&tahap=final&baris=4"
    assert client.get(found.removeprefix("api")).json()["jumlah"] == 21
    assert address("instruments") == "api/v1/instruments"
    assert address("rankings", tahun=2024, jenis=None) == "api/v1/rankings?tahun=2024"
    with pytest.raises(KeyError, match="warna"):
        address("rankings", warna="biru")
