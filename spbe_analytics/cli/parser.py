"""The words of the command line itself: usage, help, and what is wrong with what was typed, in Indonesian.

Typer's own words are fixed in English, so its classes of commands are given others, and its errors are worded here by
their kind and by the option they are about.
"""

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from typing import Any, Final, get_args, get_origin

import typer
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption
from typer._coercion import RuntimeParam
from typer.core import TyperCommand, TyperGroup

from spbe_analytics.errors import SettingError, quoted

HELP: Final = "Tampilkan petunjuk ini."
USAGE: Final = "Pemakaian: "


class _Typed(RuntimeParam):
    """How a typed text becomes a value; typer's own way would load pydantic for it."""

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - typer's own types are not public
        wanted: Any = self.annotation
        several = get_origin(wanted) is list
        if several:
            (wanted,) = get_args(wanted)
        try:
            made = [one if isinstance(one, wanted) else wanted(one) for one in (value if several else [value])]
            return made if several else made[0]
        except ValueError:
            named = _named(param)
            fault = "bukan bilangan bulat" if wanted is int else "tidak dikenal"
            choices = f" Pilihan: {', '.join(wanted)}." if issubclass(wanted, StrEnum) else ""
            said = f"{quoted(value)} pada {named[0].lower()}{named[1:]} {fault}.{choices}"
            raise BadParameter(said, ctx=ctx, param=param) from None


class _Worded:
    """What commands and their group have in common."""

    get_params: Any
    command_path: Any

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own types are not public
        """Write how the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=USAGE)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Return the option ``--help`` with our text."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = HELP
            _read_plainly(option)
        return option

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write arguments and options with what they mean."""
        sections: dict[str, list[tuple[str, str]]] = {"Argumen": [], "Opsi": []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                argument = param.param_type_name == "argument"
                name = (param.metavar or param.name) if argument else record[0]
                sections["Argumen" if argument else "Opsi"].append((name, _meaning(param)))
        for heading, rows in sections.items():
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


def _meaning(param: Any) -> str:  # noqa: ANN401
    default = getattr(param.default, "value", param.default)
    if param.required:
        return f"{param.help} [wajib]"
    if isinstance(default, bool) or default in (None, ""):
        return str(param.help)
    return f"{param.help} [bawaan: {default}]"


def _read_plainly(param: Any) -> None:  # noqa: ANN401
    param._runtime_param = _Typed(param.type_descriptor.parameter_info, param.type_descriptor.annotation)


class Command(_Worded, TyperCommand):
    """A command whose own words are Indonesian."""

    allow_extra_args = True  # refused below, in our words

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{**kwargs, "options_metavar": "[OPSI]"})
        for param in self.params:
            _read_plainly(param)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read what was typed; what is too much is refused."""
        try:
            rest = super().parse_args(ctx, args)
        except BadOptionUsage as error:
            error.ctx = error.ctx or ctx
            raise
        if rest:
            raise SettingError(f"Kelebihan {', '.join(map(quoted, rest))}. {_see(ctx)}")
        return rest


class Group(_Worded, TyperGroup):
    """All commands, each loaded when it is typed; without one the help is shown."""

    def __init__(self, help_: str, table: Mapping[str, tuple[str, str]]) -> None:
        """Keep where each command is: module and function, and the text of its help."""
        super().__init__(
            help=help_,
            options_metavar="[OPSI]",
            subcommand_metavar="PERINTAH [ARGUMEN]...",
            rich_markup_mode=None,
        )
        self.table = table

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Return the names."""
        return list(self.table)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read which command was typed; none is answered with the help."""
        rest = super().parse_args(ctx, args)
        if not ctx._protected_args:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(2)
        return rest

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Return a command by its name."""
        if cmd_name not in self.table:
            raise SettingError(f"Perintah {quoted(cmd_name)} tidak ada. Pilihan: {', '.join(self.table)}.")
        place, text = self.table[cmd_name]
        module, _, function = place.rpartition(".")
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name, cls=Command, help=text)(getattr(import_module(module), function))
        return typer.main.get_command(one)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section("Perintah"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])


def told(error: typer.TyperException) -> str:
    """Say what is wrong with what was typed, and where the help is."""
    ctx = getattr(error, "ctx", None)
    return f"{_fault(error)} {_see(ctx)}" if ctx is not None else _fault(error)


def _see(ctx: Any) -> str:  # noqa: ANN401
    return f"Petunjuk: {ctx.command_path} --help"


def _fault(error: typer.TyperException) -> str:
    if isinstance(error, NoSuchOption):
        near = f" Yang mirip: {', '.join(sorted(error.possibilities))}." if error.possibilities else ""
        return f"Opsi {quoted(error.option_name)} tidak ada.{near}"
    if isinstance(error, BadOptionUsage):
        return _misused(error)
    if isinstance(error, MissingParameter):
        return f"{_named(error.param)} belum diisi.{_choices(error.param)}"
    if isinstance(error, BadParameter):
        return str(error.message)
    return "Perintah ini tidak dapat dipahami."


def _misused(error: BadOptionUsage) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    flag = any(getattr(param, "is_flag", False) for param in params if error.option_name in param.opts)
    return f"Opsi {error.option_name} {'ditulis tanpa nilai' if flag else 'harus diikuti nilainya'}."


def _named(param: Any) -> str:  # noqa: ANN401
    if param is None:
        return "Isian"
    if param.param_type_name == "argument":
        return f"Argumen {param.metavar or param.name}"
    return f"Opsi {next((name for name in param.opts if name.startswith('--')), param.name)}"


def _choices(param: Any) -> str:  # noqa: ANN401
    choices = param.type_descriptor.choices if param is not None else None
    return f" Pilihan: {', '.join(str(choice.value) for choice in choices)}." if choices else ""
