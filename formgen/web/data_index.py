"""The page at the front of an archive of somebody's data, and what the archive is called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from formgen.casework.rights.export import Contents
from formgen.compiler.catalogues import Words
from formgen.compiler.formatting.dates import Dates
from formgen.compiler.formatting.locales import reader_locale
from formgen.rendering.html.views.data_index import DataIndexView, DataRequest
from formgen.web.house import House


def archive_name(words: Words, at: datetime) -> str:
    """How the zip is called on the reader's machine."""
    return f"{words.get('data_file')}-{at:%Y-%m-%d}.zip"


def index_writer(house: House, language: str) -> Callable[[Contents], bytes]:
    """A function that writes the page, in the language of the reader."""
    served = next(iter(house.versions.current.values()), None)
    timezone = served.procedure.spec.service.timezone if served is not None else "UTC"
    moment = Dates(reader_locale(language), timezone, lambda day, time: f"{day} {time}").moment

    def write(contents: Contents) -> bytes:
        account = contents.account
        view = DataIndexView(
            site=house.settings.title,
            made_at=moment(contents.at),
            person=(account.name or account.identifier) if account is not None else "",
            identifier=account.identifier if account is not None else "",
            email=account.email if account is not None else "",
            json="account.json" if account is not None else "",
            requests=[
                DataRequest(
                    title=each.title,
                    number=each.number,
                    started_at=moment(each.started_at) if each.started_at is not None else "",
                    filed_at=moment(each.filed_at) if each.filed_at is not None else "",
                    json=quote(each.json),
                    files=[(file.name, quote(file.path)) for file in each.files],
                    issued=[(file.name, quote(file.path)) for file in each.issued],
                )
                for each in contents.requests
            ],
        )
        return house.site.show(view, language).encode()

    return write
