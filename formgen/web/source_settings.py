"""From settings to sources."""

from __future__ import annotations

from formgen.casework.registers import MakeSource
from formgen.casework.sources import Source, SourceUnavailable
from formgen.compiler.procedure import Procedure
from formgen.settings import Settings


def source_maker(settings: Settings) -> MakeSource:
    """Makes the sources that the settings name; a CSV file or a table of a database."""

    def make(procedure: Procedure, name: str) -> Source:
        sources = procedure.spec.sources
        register = sources[name].register
        setting = f"sources.{register}"
        found = settings.sources.get(register)
        if found is None:
            raise SourceUnavailable(
                f"nothing says where the source {register} of {procedure.id} is",
                setting,
                "set file, or url and table",
            )
        columns = {column: each.type for column, each in sources[name].record.items()}
        for each in sources.values():
            for way in each.lookup if each.register == register else ():
                for column in way:
                    columns.setdefault(column, "text")
        if found.file is not None:
            from formgen.casework.sources.csv_file import CsvSource

            return CsvSource(found.file, columns, setting)
        from formgen.casework.sources.sql import SqlSource

        assert found.url is not None
        assert found.table is not None
        return SqlSource(found.url, found.table, columns, setting, found.seconds)

    return make
