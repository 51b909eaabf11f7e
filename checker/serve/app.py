"""The application: what is asked of the server, and what it answers. No answer is kept, and no name is written down."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from checker.codes import Code, catalogue, page
from checker.errors import Stop
from checker.frozen import dataclass
from checker.model import Language
from checker.reporters.html.flag_table import split_page
from checker.serve import page as the_page
from checker.serve.guard import Guard, crash_answer
from checker.serve.inbox import Submission, store
from checker.serve.judges import Ended, Judges
from checker.serve.receipt import make_receipt
from checker.serve.settings import Settings
from checker.serve.uploads import Gate, NotReceived, received
from checker.serve.work import Answer, Asked, Wanted, begin, check_file, describe_stop, list_departments, make_template
from checker.sources.refusals import too_large
from checker.text.exact_json import Json
from checker.wording.headings import WORDS

#: An answer with a workbook: so many bytes of length, the document, and the workbook.
_LENGTH = 4


@dataclass
class _Running:
    """What exists while the server runs."""

    judges: Judges
    gate: Gate


class Pages:
    """Answers the requests of one server; `folder` is a private one for files on their way."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings, self._folder = settings, folder
        self._running: _Running

    def make(self) -> ASGIApp:
        """Makes the application."""
        routes = [
            Route("/", self._index),
            Route("/page.css", _fixed(the_page.styles, "text/css; charset=utf-8")),
            Route("/page.js", _fixed(the_page.script, "text/javascript; charset=utf-8")),
            Route("/icon.svg", _fixed(the_page.icon, "image/svg+xml")),
            Route("/api/start", self._start),
            Route("/api/codes/{code}", self._code),
            Route("/api/departments", self._departments),
            Route("/api/template", self._template),
            Route("/api/check", self._check, methods=["POST"]),
            Route("/api/submit", self._submit, methods=["POST"]),
        ]
        # Without a handler of ours, Starlette answers a crash with words of its own before the guard hears of it.
        handlers = {Exception: _answer_crash}
        return Guard(Starlette(routes=routes, lifespan=self._run, exception_handlers=handlers), self._settings)

    @asynccontextmanager
    async def _run(self, _: Starlette) -> AsyncIterator[None]:
        settings = self._settings
        packs = {name: each.where for name, each in settings.packs.items()}
        judges = Judges(settings.judges, begin, (packs, settings.limits), settings.seconds)
        self._running = _Running(judges, Gate(settings.at_once, settings.waiting))
        judges.begin()
        try:
            yield
        finally:
            await asyncio.to_thread(judges.end)

    async def _index(self, request: Request) -> Response:
        asked, accepted = request.query_params.get("lang"), request.headers.get("accept-language", "")
        language = the_page.choose_language(asked, self._settings.language, accepted)
        return Response(the_page.render(language), media_type="text/html; charset=utf-8")

    async def _start(self, request: Request) -> Response:
        """What the page has to know: the packs, the largest file, and whether it takes submissions."""
        language, flag = _language(request), too_large(self._settings.limits.file_bytes).flag
        reason, advice = flag.values["reason"], flag.advice
        large = flag.code.message.of(language).format(reason="{reason}", file="{file}")
        return JSONResponse(
            {
                "packs": [[name, each.title.of(language)] for name, each in self._settings.packs.items()],
                "most": self._settings.limits.file_bytes,
                "too_large": large.replace("{reason}", reason if isinstance(reason, str) else reason.of(language)),
                "too_large_advice": "" if advice is None else advice.of(language),
                "inbox": self._settings.inbox is not None,
            }
        )

    async def _code(self, request: Request) -> Response:
        language, id = _language(request), request.path_params["code"]
        if id not in catalogue():
            return _refused(404, "unknown")
        code = Code(id)
        severity = [WORDS[kind][code.severity.word].of(language) for kind in ("severities", "demands")]
        title = f"{code.id} {code.heading.of(language)}"
        return JSONResponse({"title": title, "severity": severity, "sections": split_page(page(code, language))})

    async def _departments(self, request: Request) -> Response:
        return await self._wanted(request, list_departments)

    async def _template(self, request: Request) -> Response:
        return await self._wanted(request, make_template)

    async def _wanted(self, request: Request, work: Callable[[Wanted], Answer]) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ("pack", "period", "department")}
        if asked["pack"] not in self._settings.packs:  # a name, and not the path of a folder of this computer
            return _refused(404, "unknown")
        try:
            async with self._running.gate.enter():
                answer = await self._running.judges.ask(work, Wanted(language=_language(request), **asked))
        except NotReceived as refusal:
            return _refused(refusal.status, refusal.word)
        return self._send(answer)

    async def _check(self, request: Request) -> Response:
        return await self._judge(request, lambda answer, path: self._send(answer))

    async def _submit(self, request: Request) -> Response:
        inbox = self._settings.inbox
        if inbox is None:
            return _refused(404, "unknown")
        confirmed, checked = request.headers.get("x-confirmed") == "yes", request.headers.get("x-checked", "")

        def take(answer: Answer, path: Path) -> Response:
            document = answer.document
            if not document.get("submits"):
                return self._send(Answer({**document, "refused": "not-ready"}))
            if document["sha256"] != checked:
                return self._send(Answer({**document, "refused": "changed"}))
            if document["urgency"] != "done" and not confirmed:
                return self._send(Answer({**document, "refused": "not-confirmed"}))
            return self._send(self._store(inbox, document, path, _language(request)))

        return await self._judge(request, take)

    def _store(self, inbox: Path, document: Mapping[str, Json], path: Path, language: Language) -> Answer:
        when, department = self._settings.clock(), document["department"]
        pack, period = str(document["pack"]), str(document["period"])
        code, name = (str(department[each]) for each in ("code", "zh"))  # type: ignore[index,call-overload]
        submission = Submission(pack, period, code, name, path.name, path.read_bytes())
        if submission.sha256 != document["sha256"]:
            return Answer({**document, "refused": "changed"})
        try:
            stored = store(inbox, submission, when)
        except Stop as stop:
            return Answer({"stop": {**describe_stop(stop, language), "hint": None}})  # type: ignore[dict-item]
        return Answer({"receipt": make_receipt(submission, stored, document, when, language)})

    async def _judge(self, request: Request, then: Callable[[Answer, Path], Response]) -> Response:
        """Receives a file, has it checked, and answers; `then` runs in a thread."""
        language, given = _language(request), request.query_params
        pack = given.get("pack") or None
        if pack is not None and pack not in self._settings.packs:
            return _refused(404, "unknown")
        try:
            async with (
                self._running.gate.enter(),
                received(request, self._folder, self._settings.limits.file_bytes) as path,
            ):
                asked = Asked(path, language, pack, given.get("period") or None, given.get("department") or None)
                if await request.is_disconnected():
                    return Response(status_code=499)
                answer = await self._running.judges.ask(check_file, asked)
                if isinstance(answer, Ended):
                    return self._send(answer)
                return await asyncio.to_thread(then, answer, path)
        except NotReceived as refusal:
            return _refused(refusal.status, refusal.word)
        except ClientDisconnect:  # nobody reads the answer
            return Response(status_code=499)

    def _send(self, answer: Answer | Ended) -> Response:
        if isinstance(answer, Ended):
            return _refused(500, answer.value)
        for fault in answer.faults:
            self._settings.tell(fault)
        document = json.dumps(answer.document, ensure_ascii=False).encode()
        content = len(document).to_bytes(_LENGTH, "big") + document + answer.content
        return Response(content, media_type="application/octet-stream")


def _answer_crash(_: Request, error: Exception) -> Response:
    return _refused(*crash_answer(error))


def _fixed(make: Callable[[], bytes], kind: str) -> Callable[[Request], Response]:
    def answer(_: Request) -> Response:
        return Response(make(), media_type=kind)

    return answer


def _language(request: Request) -> Language:
    return "zh" if request.query_params.get("lang") == "zh" else "en"


def _refused(status: int, word: str) -> Response:
    return JSONResponse({"refused": word}, status_code=status)
