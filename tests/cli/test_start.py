"""The command line starts at once, and every command explains itself."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from graphkit.cli import COMMANDS, cli

HEAVY = (
    "spacy", "trafilatura", "rdflib", "networkx", "pyoxigraph", "numpy", "rustworkx", "pyvis", "pyshacl", "lxml",
    "neo4j",
)  # fmt: skip


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh Python has loaded once it has run the code."""
    code += "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import graphkit",
        "import graphkit.cli",
        "from click.testing import CliRunner; from graphkit.cli import cli\n"
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0",
        *(
            "from click.testing import CliRunner; from graphkit.cli import cli\n"
            f"assert CliRunner().invoke(cli, ['{name}', '--help']).exit_code == 0"
            for name in COMMANDS
        ),
    ],
)
def test_no_heavy_library_is_loaded_for_names_and_help(code: str) -> None:
    assert not loaded_after(code) & {*HEAVY, "graphkit_loaders"}


def test_help_lists_every_command_and_loads_none() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "from click.testing import CliRunner; from graphkit.cli import cli; import sys\n"
         "print(CliRunner().invoke(cli, ['--help']).output)\n"
         "print([m for m in sys.modules if m.startswith('graphkit.cli.')])"],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    for name, (module, summary) in COMMANDS.items():
        assert name in loaded
        assert summary in " ".join(loaded.split())
        assert f"graphkit.cli.{module}'" not in loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example_of_its_command(name: str) -> None:
    answer = CliRunner().invoke(cli, [name, "--help"])
    assert answer.exit_code == 0
    _, _, examples = answer.output.partition("Example")
    assert f"graphkit {name}" in examples


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert [o.name for o in command.params if isinstance(o, click.Option) and not (o.help or o.hidden)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_in_the_list_is_the_command_s_own(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert (command.help or "").partition("\n\n")[0].replace("\n", " ") == COMMANDS[name][1]


def test_version_is_told() -> None:
    import graphkit

    assert CliRunner().invoke(cli, ["--version"]).output == f"graphkit, version {graphkit.__version__}\n"


def test_the_version_is_that_of_the_package() -> None:
    import tomllib
    from pathlib import Path

    import graphkit

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert project["version"] == graphkit.__version__


def test_a_command_mistyped_is_suggested() -> None:
    answer = CliRunner().invoke(cli, ["improt"])
    assert answer.exit_code == 2
    assert "did you mean import?" in answer.output


def test_python_m_graphkit_is_the_same_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "graphkit", "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("graphkit, version")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_names_the_program(shell: str) -> None:
    answer = CliRunner().invoke(cli, ["completion", shell])
    assert answer.exit_code == 0
    assert "_GRAPHKIT_COMPLETE" in answer.output


def test_completion_completes_commands() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "graphkit"], capture_output=True, text=True, check=True, timeout=60,
        env={"_GRAPHKIT_COMPLETE": "bash_complete", "COMP_WORDS": "graphkit ext", "COMP_CWORD": "1",
             "PYTHONPATH": ":".join(p for p in sys.path if p)},
    )  # fmt: skip
    assert answer.stdout.split() == ["plain,extract"]
