"""The `formgen` command. Each subcommand loads what it needs when it runs, so that `check` stays quick."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

USAGE_ERROR = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    options = _parser().parse_args(argv)
    if options.command == "check":
        from formgen.commands.check import check

        return check(options.files, options.format)
    from formgen.commands.serve import serve

    return serve(options.paths, options.host, options.port, options.data)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="formgen", description="Form wizards from YAML specs.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="say what is wrong in specs",
        description="Say what is wrong in specs. The status is 1 if anything is, 2 if a file cannot be read.",
    )
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a spec")
    check.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how problems are written"
    )
    serve = commands.add_parser(
        "serve",
        help="serve specs as wizards",
        description=(
            "Serve specs as wizards. Further settings stand in formgen.toml or in FORMGEN_* variables: "
            "hosts, base_url, secure_cookies, database, theme, sources."
        ),
    )
    serve.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a spec, or a folder of specs")
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    serve.add_argument("--port", default=8000, type=_port, help="0 takes any free one (%(default)s)")
    serve.add_argument("--data", type=Path, help="the folder of all that is kept (./data)")
    return parser


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


if __name__ == "__main__":
    sys.exit(main())
