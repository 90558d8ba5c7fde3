"""A sample as JSON: what `formgen sample` prints and `--answers` reads.

    {"procedure": "village_hall", "version": "1", "today": "2026-11-24",
     "answers": {"guests": 60},                         # by value, as `answers.schema.json` describes them
     "records": {SOURCE: {COLUMN: VALUE} or null},      # what registers hold of the person
     "documents": [{"document": "insurance", "paper": "provided", "files": 1},
                   {"document": "payslip", "item": 0, "said": "cannot", "answers": {"why": "Lost"}}]}

With `typed`, `entries` stand in place of `answers`: what is typed into the controls of the wizard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, time
from decimal import Decimal
from typing import Any

from formgen.compiler.plain_values import write_value
from formgen.compiler.sampling.draft import ITEM
from formgen.compiler.sampling.samples import Sample
from formgen.compiler.validation import counting
from formgen.language.values import Address, Duration


def as_json(made: Sample, typed: bool = False) -> dict[str, Any]:
    """The sample, of texts, numbers, lists and mappings only."""
    written: dict[str, Any] = {
        "procedure": made.procedure.id,
        "version": made.procedure.version,
        "today": made.facts.today.isoformat(),
    }
    if typed:
        written["entries"] = made.entries
    else:
        model = counting(made.procedure, made.evaluation)
        written["answers"] = _plain(model.model_dump(by_alias=True, exclude_none=True, warnings=False))
    if made.facts.records:
        written["records"] = {
            name: None if record is None else {column: write_value(value) for column, value in record.items()}
            for name, record in made.facts.records.items()
        }
    papers = [*_papers(made), *(() if typed else _said_of_parts(made))]
    if papers:
        written["documents"] = papers
    return written


def _papers(made: Sample) -> Iterator[dict[str, Any]]:
    for document, items in made.facts.documents.items():
        of_list = made.procedure.documents[document].spec.for_each is not None
        for item, papers in items.items():
            for paper, given in papers.items():
                row: dict[str, Any] = {"document": document, "paper": paper, "files": given.files}
                if item:
                    row["item"] = number_of(item, of_list=of_list)
                if given.dated is not None:
                    row["dated"] = given.dated.isoformat()
                yield row


def _said_of_parts(made: Sample) -> Iterator[dict[str, Any]]:
    """What was said of one item or period of a document, with what is asked then as it was typed."""
    for state in made.evaluation.documents:
        part = f"{state.document.path}.{state.item}"
        word = made.entries.get(f"{part}?") if state.item else None
        if word is not None:
            of_list = state.document.spec.for_each is not None
            row = {
                "document": state.document.id,
                "item": number_of(state.item, of_list=of_list),
                "said": word,
            }
            within = f"{part}.{word}."
            answers = {
                path.removeprefix(within): entry
                for path, entry in made.entries.items()
                if path.startswith(within)
            }
            yield {**row, "answers": answers} if answers else row


def number_of(item: str, *, of_list: bool) -> int:
    """Which item of a list, or which period, counted from 0."""
    return int(item.removeprefix(ITEM)) - 1 if of_list else int(item)


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case frozenset() | set():
            return sorted(value)
        case list() | tuple():
            return [_plain(each) for each in value]
        case date() | time():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Address() | Duration():
            return asdict(value)
    return value
