"""The `formgen` command. Each subcommand loads what it needs when it runs, so that `check` stays quick."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The class has no public name.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - see above

USAGE_ERROR = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    words = sys.argv[1:] if argv is None else argv
    parser = _parser()
    if not words:
        parser.print_help(sys.stderr)
        sys.exit(USAGE_ERROR)
    options = parser.parse_args(words)
    if options.command == "check":
        from formgen.commands.check import check

        return check(options.files, options.format)
    if options.command == "explain":
        from formgen.commands.explain import explain

        return explain(options.code)
    if options.command == "sample":
        from formgen.commands.sample import SampleRequest, print_sample

        asked = SampleRequest(
            options.seed, options.today, options.language, options.page, options.every_page, options.typed,
            options.answers,
        )  # fmt: skip
        return print_sample(options.spec, asked)
    if options.command == "pdf":
        from formgen.commands.pdf import PdfRequest, write_pdf

        wanted = PdfRequest(
            options.name, options.output, options.seed, options.today, options.language, options.answers
        )
        return write_pdf(options.spec, wanted)
    if options.command == "schema":
        from formgen.commands.schema import schema

        return schema(options.output)
    if options.command == "build":
        from formgen.commands.build import build

        return build(options.spec, options.output)
    if options.command == "translate":
        from formgen.commands.translate import translate

        return translate(options.spec, options.to, options.check)
    if options.command == "work":
        from formgen.commands.work import work

        return work(options.data, until_input_ends=options.until_input_ends)
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
    explain = commands.add_parser(
        "explain",
        help="say what the code of a problem means",
        description="Say what the code of a problem means, with a spec that fails and one that passes.",
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="such as X703; none lists them all")
    serve = commands.add_parser(
        "serve",
        help="serve specs as wizards",
        description=(
            "Serve specs as wizards. Further settings stand in formgen.toml or in FORMGEN_* variables: "
            "title, categories, theme, sources, hosts, base_url, secure_cookies, data, database, mail, "
            "worker, development, oidc, idle_minutes, longest_hours, upload_limit, pdf_workers. "
            "docs/settings.md explains them."
        ),
    )
    serve.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a spec, or a folder of specs")
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    serve.add_argument("--port", default=8000, type=_port, help="0 takes any free one (%(default)s)")
    serve.add_argument("--data", type=Path, help="the folder of all that is kept (./data)")
    _add_work(commands)
    _add_sample(commands)
    _add_pdf(commands)
    _add_build(commands)
    _add_schema(commands)
    _add_translate(commands)
    return parser


def _add_work(commands: Commands) -> None:
    work = commands.add_parser(
        "work",
        help="send the mails, beside `formgen serve`",
        description=(
            "Send the mails that the served procedures cause, until told to end. `formgen serve` starts one "
            "worker itself unless the setting worker is false; run more for more. Settings as for serve, "
            "above all [mail]."
        ),
    )
    work.add_argument("--data", type=Path, help="the folder of all that is kept (./data)")
    work.add_argument("--until-input-ends", action="store_true", help=argparse.SUPPRESS)


def _add_translate(commands: Commands) -> None:
    translate = commands.add_parser(
        "translate",
        help="make or update the translation of a spec",
        description=(
            "Make NAME.LANG.po beside a spec, or bring it up to date, and say what is missing or out of "
            "date. Translations are kept. The status is 1 if the spec or the catalogue has errors, 2 if a "
            "file cannot be read or written."
        ),
    )
    translate.add_argument("spec", type=Path, metavar="SPEC", help="a spec")
    translate.add_argument("--to", required=True, metavar="LANG", help="a language, such as fr")
    translate.add_argument(
        "--check", action="store_true", help="write nothing; status 1 if it is not complete"
    )


def _add_build(commands: Commands) -> None:
    build = commands.add_parser(
        "build",
        help="write models, schema, templates, PDFs and a description of a spec",
        description=(
            "Write all that is derived from a spec into a folder: models.py, answers.schema.json, and in "
            "each language pages and letters as templates, the list of documents, diagrams, procedure.md. "
            "Files that no build made are never overwritten. The status is 1 if the spec has errors or such "
            "a file stands in the way, 2 if a file cannot be read or written."
        ),
    )
    build.add_argument("spec", type=Path, metavar="SPEC", help="a spec")
    build.add_argument("-o", "--output", required=True, type=Path, metavar="DIR", help="the folder")


def _add_schema(commands: Commands) -> None:
    schema = commands.add_parser(
        "schema",
        help="print the JSON Schema of the language, for editors",
        description=(
            "Print the JSON Schema of the language. An editor that knows it completes keys, explains them "
            "and marks slips while a spec is written. The status is 2 if the file cannot be written."
        ),
    )
    schema.add_argument("-o", "--output", type=Path, metavar="FILE", help="a file instead of the screen")


def _add_sample(commands: Commands) -> None:
    sample = commands.add_parser(
        "sample",
        help="print invented answers that a spec accepts",
        description=(
            "Print invented answers that a spec accepts, as JSON. The same seed and day give the same "
            "answers. The status is 1 if none are found, 2 if a file cannot be read."
        ),
    )
    sample.add_argument("spec", type=Path, metavar="SPEC", help="a spec")
    pages = sample.add_mutually_exclusive_group()
    pages.add_argument("--page", metavar="PAGE", help="a page that the answers are to reach")
    pages.add_argument(
        "--every-page", action="store_true", help="a list of samples that together reach every page"
    )
    sample.add_argument(
        "--typed", action="store_true", help="what is typed into the controls, instead of values"
    )
    _add_sampling(sample)


def _add_pdf(commands: Commands) -> None:
    pdf = commands.add_parser(
        "pdf",
        help="make a PDF of a spec with invented answers",
        description=(
            "Make a PDF of a spec. What is not answered by --answers is invented, actions included. "
            "The status is 1 for an unknown name or faulty answers, 2 if a file cannot be read or written."
        ),
    )
    pdf.add_argument("spec", type=Path, metavar="SPEC", help="a spec")
    pdf.add_argument("name", metavar="NAME", help="one of its `pdfs`")
    pdf.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="where it goes")
    _add_sampling(pdf)


def _add_sampling(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--answers",
        type=Path,
        metavar="FILE.json",
        help="answers that stand as they are; the rest is invented",
    )
    command.add_argument("--language", help="the language of the reader, of its names and texts")
    command.add_argument(
        "--seed", type=int, default=0, help="another number gives other answers (%(default)s)"
    )
    command.add_argument(
        "--today",
        type=_day,
        metavar="DATE",
        help="the day of the answers, or `now`; without it always the same one, 2026-11-24",
    )


def _day(text: str) -> date:
    if text == "now":
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError("a day is written year-month-day, such as 2026-11-24") from fault


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


if __name__ == "__main__":
    sys.exit(main())
