"""CSV files beside a spec, as spreadsheets write them: semicolons or commas, a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from formgen.language.problems import nearest

SIZE_LIMIT = 20_000_000


class CsvFault(Exception):
    """A file that cannot be read as CSV."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def inside(folder: Path | None, name: str) -> Path:
    """The path of a file beside a spec. Raises CsvFault for a path that leaves the spec's folder."""
    if folder is None:
        hint = "Save the spec, with the file beside it, and check it there."
        raise CsvFault(f"`{name}` cannot be found: this spec was not read from a folder.", hint)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise CsvFault(f"`{name}` lies outside the folder of the spec.", "Put the file beside the spec.")
    return path


def no_such_column(name: str, column: str, columns: Iterable[str]) -> CsvFault:
    """The fault of a column that a spec names and a file does not have."""
    near = nearest(column, columns)
    hint = f"Did you mean `{near}`?" if near else f"Its columns: {', '.join(columns)}."
    return CsvFault(f"`{name}` has no column `{column}`.", hint)


def read_csv(folder: Path | None, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, each by its columns. Raises CsvFault."""
    path = inside(folder, name)
    try:
        data = path.read_bytes()
    except OSError as error:
        near = sorted(each.name for each in path.parent.glob("*.csv")) if path.parent.is_dir() else []
        similar = nearest(name, near)
        hint = f"CSV files there: {', '.join(near)}." if near else "Put the file beside the spec."
        message = f"There is no file `{name}` beside the spec."
        if not isinstance(error, FileNotFoundError):
            message, similar = f"`{name}` cannot be opened.", None
            hint = "See that it is a CSV file, and that you may read it."
        raise CsvFault(message, f"Did you mean `{similar}`?" if similar else hint) from error
    if len(data) > SIZE_LIMIT:
        raise CsvFault(
            f"`{name}` is larger than {SIZE_LIMIT // 1_000_000} MB.", "Keep only the rows that are needed."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets on Windows write in Western Europe.
        text = data.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    if not rows:
        raise CsvFault(f"`{name}` is empty.", "Write the names of the columns on its first line.")
    columns = [column.strip() for column in rows[0]]
    found: list[dict[str, str]] = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(columns):
            raise CsvFault(
                f"Line {number} of `{name}` has {len(row)} cells; its first line names {len(columns)}.",
                f"Cells are parted by `{delimiter}`; quote a cell that holds one.",
            )
        found.append({column: cell.strip() for column, cell in zip(columns, row, strict=True)})
    return found
