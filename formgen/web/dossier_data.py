"""A copy of all that is held about one request, for who has no account; who has one takes all of theirs."""

from __future__ import annotations

from formgen.casework.accounts.attempts import DATA_OF_PERSON, admitted
from formgen.rendering.html.views.account import AccountView
from formgen.storage.queries.sessions import read_session
from formgen.web.account.rights import ZIP
from formgen.web.data_index import archive_name, index_writer
from formgen.web.house import Desk
from formgen.web.replies import Page, Redirect, Reply, begun, download
from formgen.web.wizard import addresses_of

ALL_DATA = "/account/data"


async def show_data(desk: Desk) -> Reply:
    """Says what the copy holds."""
    if desk.visit.account is not None:
        # There the person shows once more who they are.
        return Redirect(ALL_DATA)
    return Page(desk.pages.show(_view(desk), desk.language))


async def download_data(desk: Desk) -> Reply:
    """Everything held about the request, as a zip."""
    await (await desk.call.form()).close()
    if desk.visit.account is not None:
        return Redirect(ALL_DATA)
    house, hashed, at = desk.house, desk.call.session, desk.house.clock()
    if not await house.dossiers.database.write(
        lambda connection: admitted(connection, at, [(DATA_OF_PERSON, desk.opened.id)])
    ):
        view = _view(desk)
        view.failure = desk.words.get("data_too_often")
        return Page(desk.pages.show(view, desk.language), 429)
    session = await house.dossiers.database.read(lambda connection: read_session(connection, hashed))
    pieces = house.exports.of_dossier(desk.opened, session, desk.language, index_writer(house, desk.language))
    return download(await begun(pieces), ZIP, archive_name(desk.words, at))


def _view(desk: Desk) -> AccountView:
    words = desk.words
    return AccountView(
        around=desk.around(),
        title=words.get("data_of_request"),
        paragraphs=[words.get("data_of_request_text"), words.get("data_keep_safe")],
        button=words.get("data_download"),
        back=addresses_of(desk).resume,
    )
