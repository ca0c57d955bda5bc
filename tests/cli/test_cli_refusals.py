"""Every command walked with bad input: a sentence in Indonesian, a code that scripts may rely on, never a traceback."""

import inspect
import re
import socket
import sqlite3
import sys
import typing
from pathlib import Path

import pytest
import typer
from typer._click import exceptions

from spbe_analytics import cli
from spbe_analytics.atomic import write
from spbe_analytics.errors import SettingError
from spbe_analytics.settings import ROOT, settings
from tests.cli.conftest import Outcome, Run

ENGLISH = re.compile(
    r"\b(Traceback|Usage|Error|Options?|Commands?|Arguments?|Missing|Invalid|No such|Try|unexpected|requires?|required|"
    r"default|Show this|exit|not|does|Input should|value|file|directory)\b"
)
"""Words of the libraries; ours are Indonesian."""

SAMPLE = ROOT / "data" / "samples" / "isian_luwu_utara_2024.xlsx"

VALID: dict[str, dict[str, tuple[object, ...]]] = {
    "template": {"--region": ("73.22",), "--year": (2024,), "--out": ("OUT",)},
    "check": {"": (SAMPLE,)},
    "score": {"": (SAMPLE,)},
    "import": {"": (SAMPLE,)},
    "perbarui": {"": (ROOT / "README.md",)},
    "history": {},
    "revert": {"": (2,), "--by": ("Sari",), "--reason": ("uji",)},
    "restore": {"": (2,), "--by": ("Sari",), "--reason": ("uji",)},
    "why": {"": ("73.22", 2024, "index")},
    "path": {"--region": ("73.22",), "--year": (2024,)},
    "weakest": {"--region": ("73.22",), "--year": (2024,)},
    "change": {"--region": ("73.22",), "--from": (2023,), "--to": (2024,)},
    "kriteria": {"--indicator": ("I42",)},
    "rank": {"--year": (2024,)},
    "show": {"": ("73.22",), "--year": (2024,)},
    "laporan": {"--region": ("73.22",), "--year": (2024,), "--out": ("OUT",), "--format": ("pdf",)},
    "gambar": {"--region": ("73.22",), "--year": (2024,), "--picture": ("domain",)},
    "export": {"": ("OUT",)},
    "verify": {"": (ROOT / "README.md",)},
}
"""A right call of each command: what follows its name, by option."""

COMMANDS = {name: cli.COMMANDS.get_command(None, name) for name in cli.COMMANDS.table}

BAD = {"empty": "", "long": "日\x1b[31m" * 1000, "negative": "-7"}

FREE = {("template", "--out"), ("revert", "--by"), ("revert", "--reason"), ("restore", "--by"), ("restore", "--reason"),
        ("import", "--by"), ("check", "--annotate"), ("laporan", "--out"), ("export", "")}  # fmt: skip
"""Options that any text may follow."""


def call(command: str, **other: object) -> list[object]:
    """Write a call: the right one with other values for some options, given without their dashes."""
    options = dict(VALID[command])
    for name, value in other.items():
        options["" if name == "argument" else f"--{name.replace('_', '-')}"] = (value,)
    found: list[object] = [command]
    for name, values in options.items():
        found += [*([name] if name else []), *values]
    return found


def check_told(done: Outcome, code: int) -> None:
    assert done.code == code, (done.code, done.err)
    assert done.err.strip(), "a command that fails says why"
    assert ENGLISH.search(done.err) is None, done.err
    assert len(done.err.splitlines()) == 1, done.err
    assert len(done.err) < 700
    assert "\x1b" not in done.err


def with_values() -> list[tuple[str, str]]:
    return [
        (name, param.opts[0])
        for name, command in COMMANDS.items()
        for param in command.params
        if param.param_type_name == "option" and not param.is_flag
    ]


def test_every_command_is_walked() -> None:
    assert set(VALID) | {"serve"} == set(COMMANDS)


@pytest.mark.parametrize("command", [*COMMANDS, ""])
def test_help_is_indonesian(run: Run, command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.code == 0
    assert done.out.startswith("Pemakaian: ")
    assert "Tampilkan petunjuk ini." in done.out
    assert ENGLISH.search(re.sub(r"--[a-z-]+", "", done.out)) is None, done.out
    assert re.search(r"<(str|int|bool|path)>", done.out) is None, done.out


def test_no_command_shows_the_help_and_is_wrong_use(run: Run) -> None:
    for arguments in ((), ("--",)):
        done = run(*arguments)
        assert (done.code, done.out) == (2, "")
        assert "Perintah:" in done.err
        assert ENGLISH.search(done.err) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nada",), "Perintah “nada” tidak ada. Pilihan: template, check"),
        (("--nada",), "Opsi “--nada” tidak ada."),
        (("rank", "--yer", 3), "Opsi “--yer” tidak ada. Yang mirip: --year."),
        (("rank", "--year"), "Opsi --year harus diikuti nilainya."),
        (("rank", "--year", 2024, "--json=ya"), "Opsi --json ditulis tanpa nilai."),
        (("rank", "--year", "abc"), "“abc” pada opsi --year bukan bilangan bulat."),
        (("rank", "--year", "9" * 5000), "bukan bilangan bulat."),
        (("rank", "--year", 2024, "--kind", "desa"), "“desa” pada opsi --kind tidak dikenal. Pilihan: provinsi,"),
        (("revert", "x", "--by", "a", "--reason", "b"), "“x” pada argumen NOMOR bukan bilangan bulat."),
        (("show", "73.22", "lagi", "--year", 2024), "Kelebihan “lagi”."),
        (("show", "--year", 2024), "Argumen DAERAH belum diisi."),
        (("weakest", "--region", "73.22", "--year", 2024, "--group", "x"), "Pilihan: kind, province, island"),
    ],
)
def test_what_was_typed_wrongly_is_told(run: Run, arguments: tuple[object, ...], said: str) -> None:
    done = run(*arguments)
    check_told(done, 2)
    assert said in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        (name, param.opts[0] if param.param_type_name == "option" else param.metavar)
        for name, command in COMMANDS.items()
        for param in command.params
        if param.required
    ],
)
def test_every_required_value_is_missed(run: Run, command: str, missing: str) -> None:
    given = {
        name: values
        for name, values in VALID[command].items()
        if name not in (missing, "" if missing[0] != "-" else "-")
    }
    arguments = [item for name, values in given.items() for item in ([name] if name else []) + list(map(str, values))]
    done = run(command, *arguments)
    check_told(done, 2)
    assert f"{missing} belum diisi" in done.err or missing in ("TAHUN", "BUTIR")


@pytest.mark.parametrize(("command", "option"), with_values())
@pytest.mark.parametrize("kind", BAD)
def test_every_option_refuses_what_it_cannot_use(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, option: str, kind: str
) -> None:
    """Nothing typed ends in a traceback or in silence: an answer, or one sentence with code 1 or 2."""
    monkeypatch.chdir(tmp_path)  # some of it is a good name of a file
    arguments = call(command, **{option.lstrip("-").replace("-", "_"): BAD[kind]})
    out = str(tmp_path / "keluar.xlsx")
    done = run(*(out if item == "OUT" else item for item in arguments))
    if (command, option) in FREE and done.code == 0:
        return
    if option in ("--lock", "--require", "--target") and kind == "empty" and done.code == 0:
        return
    assert done.code in (1, 2), (done.code, done.out, done.err)
    if done.code == 1 and command in ("check", "score", "import"):
        assert "hint-contradicts-file" in done.out + done.err
        return
    check_told(done, done.code)


@pytest.mark.parametrize(
    ("arguments", "said", "empty"),
    [
        (("rank", "--year", 2030), "Belum ada indeks pemerintah daerah di Indonesia untuk Nilai akhir 2030. Ada", []),
        (("rank", "--year", -5), "untuk Nilai akhir -5. Ada nilai untuk 2018, 2019,", []),
        (("rank", "--year", 2024, "--kind", "kota", "--province", "Sulawesi Barat"),
         "Tidak ada kota di Sulawesi Barat. Yang ada di sana: 1 provinsi dan 6 kabupaten.", []),
        (("rank", "--year", 2019, "--province", 11, "--stage", "visitasi"), "Penilaian Visitasi 2019", []),
        (("show", "Luwu Utara", "--year", 2030), "Ada nilai untuk 2021, 2022, 2023, dan 2024.", "nodes"),
        (("why", "Luwu Utara", 2030, "index"), "Ada nilai untuk 2021, 2022, 2023, dan 2024.", "text"),
        (("weakest", "--region", "73.22", "--year", 2030), "Ada nilai untuk 2021, 2022, 2023, dan 2024.", None),
        (("change", "--region", "73.22", "--from", 2030, "--to", 2031), "Ada nilai untuk 2021, 2022,", None),
        (("path", "--region", "73.22", "--year", 2030), "Ada nilai untuk 2021, 2022, 2023, dan 2024.", None),
        (("kriteria", "--indicator", "I1", "--instrument", "pemdi-8-2026"), "Teks kriteria tidak tersedia. ", None),
    ],
)  # fmt: skip
def test_an_empty_answer_says_why_and_what_there_is(
    run: Run, arguments: tuple[object, ...], said: str, empty: object
) -> None:
    done = run(*arguments)
    check_told(done, 1)
    assert said in done.err
    assert done.out == ""
    again = run(*arguments, "--json")
    assert (again.code, again.err) == (1, done.err)
    assert again.json == empty if not isinstance(empty, str) else empty in again.json


def test_an_empty_history_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPBE_DATABASE_URL", f"{settings().database_url}.kosong")
    monkeypatch.setenv("SPBE_LOAD_PUBLISHED", "false")
    settings.cache_clear()
    done = run("history")
    check_told(done, 1)
    assert (run("history", "--json").json, run("rank", "--year", 2024, "--json").json) == ([], [])
    assert "Belum ada penilaian yang tersimpan; unggah datanya dulu." in run("rank", "--year", 2024).err


def test_too_few_are_listed_without_ranks(run: Run) -> None:
    done = run("rank", "--year", 2025, "--kind", "kabupaten")
    assert done.code == 0
    assert {line.partition("\t")[0] for line in done.out.splitlines()} == {"–"}
    assert done.err == (
        "Nilai akhir 2025: baru 10 dari 416 kabupaten di Indonesia mempunyai nilai; peringkat menunggu data daerah "
        "lain.\n"
    )
    rows = run("rank", "--year", 2025, "--kind", "kabupaten", "--json").json
    assert {row["rank"] for row in rows} == {None}
    assert {row["of"] for row in rows} == {10}


def test_a_misprint_is_marked_wherever_it_appears(run: Run) -> None:
    ranked = run("rank", "--year", 2023, "--kind", "kabupaten")
    (line,) = [line for line in ranked.out.splitlines() if "\t16.07\t" in line]
    assert line.endswith("\tsalah cetak")
    told = "Kabupaten Banyuasin: Salah cetak: nilai domain layanan 0,30 di bawah tingkat terendah 1,00."
    assert told in ranked.err
    after = {row["region"]: row["note"] for row in run("rank", "--year", 2024, "--json").json}
    assert after["16.07"] == "2023 salah cetak"
    shown = run("show", "Banyuasin", "--year", 2023)
    assert shown.out.splitlines()[0] == "Kabupaten Banyuasin\tNilai akhir 2023\tKurang\tsalah cetak"
    assert told in shown.err
    assert run("show", "Banyuasin", "--year", 2023, "--json").json["misprint"] is True
    assert run("show", "Banyuasin", "--year", 2024, "--json").json["misprint"] is False


def test_a_predicate_below_the_rounded_index_is_noted_as_on_the_page(run: Run) -> None:
    notes = {row["name"]: row["note"] for row in run("rank", "--year", 2024, "--province", "Sulsel", "--json").json}
    assert notes["Kabupaten Luwu"] == "di bawah 2,60 sebelum dibulatkan"


@pytest.mark.parametrize("written", ["73.22", "7322", "Kabupaten Luwu Utara", "luwu utara", "Kab. Luwu Utara"])
def test_a_region_is_accepted_in_every_way(run: Run, written: str) -> None:
    assert run("show", written, "--year", 2024, "--json").json["region"] == "73.22"
    assert run("weakest", "--region", written, "--year", 2024, "--json").json["region"] == "73.22"


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "Bandung", "--year", 2024),
        ("why", "bandung", 2024, "index"),
        *((command, "--region", "Bandung", "--year", 2024) for command in ("weakest", "path")),
        ("change", "--region", "Bandung", "--from", 2023, "--to", 2024),
        ("template", "--region", "Bandung", "--year", 2024, "--out", "x.xlsx"),
        *((command, SAMPLE, "--region", "Bandung") for command in ("check", "score", "import")),
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_ambiguous_region_is_refused_with_its_candidates(run: Run, arguments: tuple[object, ...]) -> None:
    done = run(*arguments)
    check_told(done, 2)
    assert "Kabupaten Bandung (32.04) atau Kota Bandung (32.73)" in done.err


def test_a_kabupaten_is_no_province(run: Run) -> None:
    done = run("rank", "--year", 2024, "--province", "73.22")
    check_told(done, 1)
    assert "bukan provinsi. Ia terletak di Provinsi Sulawesi Selatan (73)." in done.err


def test_an_existing_file_is_replaced_only_when_forced(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "isian.xlsx"
    out.write_text("milik orang")
    for arguments in (call("template", out=out), call("check", annotate=out)):
        done = run(*arguments)
        check_told(done, 2)
        assert f"{out} sudah ada. Pakai --force untuk menimpanya" in done.err
        assert out.read_text() == "milik orang"
    assert run(*call("template", out=out), "--force").code == 0
    assert out.read_bytes().startswith(b"PK")
    assert [path.name for path in tmp_path.glob("isian*")] == ["isian.xlsx"]
    assert list(tmp_path.glob(".spbe-*")) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tidak/ada/isian.xlsx", "tidak ada. Buat dulu, atau sebut folder lain."),
        (".", "ialah folder, bukan berkas. Sebut nama berkasnya juga."),
        (f"{'x' * 300}.xlsx", "tidak dapat ditulis. Periksa nama, izin, dan ruang penyimpanannya."),
    ],
)
def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path, name: str, said: str) -> None:
    done = run(*call("template", out=tmp_path / name))
    check_told(done, 2)
    assert said in done.err
    assert list(tmp_path.glob(".spbe-*")) == []


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "isian.xlsx"
    out.write_text("lama")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SettingError, match="tidak dapat ditulis"):
        write(out, b"baru")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("isian.xlsx", "lama")]


@pytest.mark.parametrize("command", ["check", "score", "import"])
def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path, command: str) -> None:
    done = run(command, tmp_path / "tidak-ada.xlsx")
    check_told(done, 2)
    assert "tidak-ada.xlsx tidak ada. Periksa nama dan foldernya." in done.err
    if command != "import":
        done = run(command, tmp_path)
        check_told(done, 2)
        assert "ialah folder, bukan berkas." in done.err


def test_a_workbook_without_assessments_is_no_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kosong.csv").write_text("")
    done = run("score", tmp_path / "kosong.csv", "--json")
    assert done.code == 1
    assert done.json["assessments"] == []
    assert "tidak berisi penilaian yang terbaca" in done.err
    (tmp_path / "folder").mkdir()
    done = run("import", tmp_path / "folder", "--json")
    check_told(done, 1)
    assert done.json == {"files": []}


@pytest.mark.parametrize("command", ["rank", "show", "history", "why", "weakest", "change", "path", "revert", "import"])
def test_a_wrong_database_or_setting_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "surat.db").write_text("Yang terhormat, " * 100)
    with sqlite3.connect(tmp_path / "baru.db") as connection:
        connection.executescript(
            "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES (9)"
        )
    connection.close()
    wrong = {
        "SPBE_DATABASE_URL": (
            *("nonsense", "antah://a/b", "mysql+pymysql://u:rahasia@h/x", "sqlite:////proc/tidak/ada.db"),
            *(f"sqlite:///{tmp_path / name}" for name in ("surat.db", "baru.db")),
        ),
        "SPBE_PORT": ("abc", "0"),
        "SPBE_MAX_ROWS": ("-1",),
        "SPBE_PUBLISHED_DIR": (str(tmp_path / "tidak-ada"),),
    }
    for variable, values in wrong.items():
        for value in values:
            with monkeypatch.context() as patch:
                patch.setenv(variable, value)
                settings.cache_clear()
                done = run(*call(command))
            check_told(done, 2)
            assert done.out == ""
            assert "rahasia" not in done.err
    settings.cache_clear()


def test_a_port_in_use_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SPBE_PORT", str(taken.getsockname()[1]))
        settings.cache_clear()
        done = run("serve")
    settings.cache_clear()
    check_told(done, 2)
    assert "Ubah SPBE_ADDRESS atau SPBE_PORT." in done.err


@pytest.mark.parametrize(("given", "watcher"), [((), "none"), (("--reload",), "auto")])
def test_the_code_is_watched_only_when_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], watcher: str
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["spbe"])
    monkeypatch.setattr("runpy.run_module", lambda *_, **__: started.append(sys.argv))
    monkeypatch.setattr("os.chdir", lambda _folder: None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("SPBE_PORT", str(port))
    settings.cache_clear()
    run("serve", *given)
    settings.cache_clear()
    (arguments,) = started
    assert arguments[arguments.index("--server.fileWatcherType") + 1] == watcher


def test_what_nobody_foresaw_is_kept_in_a_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("sesuatu")

    monkeypatch.setattr("spbe_analytics.cli.standing.node_table", broken)
    done = run(*call("show"))
    check_told(done, 2)
    (path,) = re.findall(r"(/\S+\.log)", done.err)
    assert "KeyError: 'sesuatu'" in Path(path).read_text()
    Path(path).unlink()


def test_every_message_of_the_library_has_words_of_ours() -> None:
    """The kinds of errors that typer can raise are those that are worded."""
    kinds = {
        name
        for name, item in vars(exceptions).items()
        if inspect.isclass(item) and issubclass(item, typer.TyperException)
    }
    assert kinds == {
        *("TyperException", "ClickException", "UsageError", "BadParameter", "MissingParameter", "NoSuchOption"),
        *("BadOptionUsage", "BadArgumentUsage", "NoArgsIsHelpError", "FileError"),
    }
    assert typing.cast("str", cli.told(exceptions.UsageError("x"))) == "Perintah ini tidak dapat dipahami."
