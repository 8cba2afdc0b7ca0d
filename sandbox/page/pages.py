"""The pages: where one person is, as a whole document; the script in it takes from a fresh one what changed."""

from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sandbox.desk import Desk
from sandbox.page import render
from sandbox.page.board import Board, Context
from sandbox.page.names import WorkspaceNames
from sandbox.page.people import everybody
from sandbox.page.welcome import COOKIE
from sandbox.workspace import NotThere, Workspace
from sandbox.workspace.models import Channel, Person

Page = Callable[[Request], Response]


class Elsewhere(Exception):
    """There is nothing at this address for this person."""

    def __init__(self, sentence: str, back: str = "/") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.back = back


class Pages:
    """The GET endpoints; Starlette runs each in a thread of its own."""

    def __init__(self, workspace: Workspace, *, greets: bool) -> None:
        self._workspace, self._greets = workspace, greets

    def start(self, request: Request) -> Response:
        return RedirectResponse(f"/as/{everybody(self._workspace)[0].handle}", 303)

    def somebody(self, request: Request) -> Response:
        """The first place of a person: #general, else whatever comes first."""
        return self._guarded(request, self._first_place)

    def channel(self, request: Request) -> Response:
        return self._guarded(request, self._channel)

    def home(self, request: Request) -> Response:
        return self._guarded(request, self._home)

    def direct(self, request: Request) -> Response:
        return self._guarded(request, self._direct)

    def file(self, request: Request) -> Response:
        """To be kept by whoever sees a message with it."""
        return self._guarded(request, self._file)

    def permalink(self, request: Request) -> Response:
        """A message's permalink, followed from outside the page: as the first person who may see it."""
        channel, message = str(request.path_params["channel"]), str(request.path_params["message"])
        room = self._workspace.state.channels.get(channel)
        readers = [each for each in everybody(self._workspace) if room and _sees(self._workspace, each, room)]
        if not readers:
            return _not_there(Elsewhere("No conversation of this workspace has this address."))
        place = {"at": f"{message[1:-6]}.{message[-6:]}", "thread": request.query_params.get("thread_ts", "")}
        query = urlencode({key: value for key, value in place.items() if value})
        return RedirectResponse(f"/as/{readers[0].handle}/c/{channel}?{query}", 303)

    def _first_place(self, desk: Desk, request: Request) -> Response:
        seen = [each for each in desk.conversations() if not each.is_im]
        first = next((each for each in seen if each.is_general), seen[0] if seen else None)
        where = f"c/{first.id}" if first else "home"
        return RedirectResponse(f"/as/{desk.person.handle}/{where}", 303)

    def _channel(self, desk: Desk, request: Request) -> Response:
        channel = self._workspace.state.channels.get(request.path_params["channel"])
        if channel is None or not _sees(self._workspace, desk.person, channel):
            raise Elsewhere(f"{desk.person.name} sees no such conversation.", f"/as/{desk.person.handle}")
        thread = request.query_params.get("thread", "")
        everything = "everything" in request.query_params
        return _page("channel.html", self._board(desk, request).in_channel(channel, thread, everything=everything))

    def _home(self, desk: Desk, request: Request) -> Response:
        if desk.person.is_stranger:
            raise Elsewhere(
                f"{desk.person.name} is from another company and has no apps here.", f"/as/{desk.person.handle}"
            )
        return _page("home.html", self._board(desk, request).at_home())

    def _direct(self, desk: Desk, request: Request) -> Response:
        channel = desk.open_dm(request.path_params["partner"])
        return RedirectResponse(f"/as/{desk.person.handle}/c/{channel.id}", 303)

    def _file(self, desk: Desk, request: Request) -> Response:
        state, key = self._workspace.state, str(request.path_params["file"])
        file = state.files.get(key, {})
        if not any(_sees(self._workspace, desk.person, state.channels[each]) for each in file.get("shares", ())):
            raise Elsewhere(f"{desk.person.name} sees no such file.", f"/as/{desk.person.handle}")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(file['name'])}"}
        return Response(self._workspace.files.content(key), media_type="application/octet-stream", headers=headers)

    def _board(self, desk: Desk, request: Request) -> Board:
        return Board(self._workspace, desk, greets=self._greets and request.cookies.get(COOKIE) != "done")

    def _guarded(self, request: Request, show: Callable[[Desk, Request], Response]) -> Response:
        try:
            return show(desk_of(self._workspace, request), request)
        except Elsewhere as elsewhere:
            return _not_there(elsewhere)
        except NotThere as missing:
            return _not_there(Elsewhere(f"Nobody here is called {missing.args[0]}."))


def desk_of(workspace: Workspace, request: Request) -> Desk:
    """The desk of the person in the address."""
    handle = str(request.path_params["handle"])
    if handle not in {each.handle for each in everybody(workspace)}:
        raise NotThere(handle)
    return Desk(workspace, handle)


def _sees(workspace: Workspace, person: Person, channel: Channel) -> bool:
    return WorkspaceNames(workspace, person).may_see(channel)


def _page(name: str, context: Context) -> Response:
    return HTMLResponse(render.template(name).render(context))


def _not_there(elsewhere: Elsewhere) -> Response:
    context = {"sentence": elsewhere.sentence, "back": elsewhere.back}
    return HTMLResponse(render.template("elsewhere.html").render(context), 404)
