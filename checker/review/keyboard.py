"""The review screen: goes through flags and decides on them with the keyboard alone, in 80 columns and 24 lines.

The list holds one page of flags at a time, because a table of fifty thousand lines takes many seconds to fill.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text as Styled
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Input, Static

from checker.errors import Stop
from checker.model import Language
from checker.model.decisions import Kind
from checker.review.decisions import Decision
from checker.review.filters import Filter, read_filter
from checker.review.flags import Review, ReviewedFlag, open_flags
from checker.review.keyboard_lines import KEYS, Lines
from checker.review.keyboard_questions import answer, ask, fill_in, needs_text
from checker.review.taking import Wish
from checker.review.words import KINDS

#: Flags in the list at a time.
PAGE = 200
#: Records a wish, and returns the decisions that came of it.
Record = Callable[[Review, Wish, Sequence[ReviewedFlag]], list[Decision]]


class ReviewApp(App[None]):
    """The screen.

    Args:
        review: the run under review.
        conditions: which flags to go through.
        by: who decides.
        login: the account of this computer.
        language: the reader's language.
        record: records decisions.
    """

    CSS_PATH = "keyboard.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, action, show=False) for key, action in KEYS.items()]

    def __init__(
        self, review: Review, conditions: Filter, by: str, login: str, language: Language, record: Record
    ) -> None:
        super().__init__()
        self.review, self.conditions, self.language = review, conditions, language
        self._by, self._login, self._record = by, login, record
        self._lines = Lines(language)
        self._everything = False
        self._page = self._waiting = 0
        self._marked: set[str] = set()
        self._flags: list[ReviewedFlag] = []
        #: What is being decided while a digit is asked for.
        self._wish: Wish | None = None

    def compose(self) -> ComposeResult:
        """Lays out the screen."""
        yield Static(id="title", markup=False)
        yield DataTable(id="list", cursor_type="row", zebra_stripes=True, show_header=False, cell_padding=0)
        with VerticalScroll(id="detail", can_focus=False):
            yield Static(id="text", markup=False)
        yield Input(id="ask", placeholder=self._say("where"))
        yield Static(id="status", markup=False)
        yield Static(self._say("keys"), id="keys", markup=False)

    def on_mount(self) -> None:
        """Fills the list."""
        self._table.add_columns("mark", "severity", "code", "department", "message")
        self._choose()

    @property
    def _table(self) -> "DataTable[Styled]":
        return self.query_one("#list", DataTable)

    @property
    def _shown(self) -> list[ReviewedFlag]:
        return self._flags[self._page * PAGE : (self._page + 1) * PAGE]

    @property
    def current(self) -> ReviewedFlag | None:
        """The flag under the cursor."""
        row = self._table.cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _say(self, name: str, **values: object) -> str:
        return self._lines.say(name, **values)

    def _choose(self) -> None:
        """Lists the flags that meet the conditions, from the first page."""
        among = self.review.flags if self._everything else open_flags(self.review.flags)
        self._flags = [each for each in among if self.conditions(each)]
        self._page = 0
        self._marked.clear()
        self._waiting = len(open_flags(self._flags))
        self._fill()

    def _fill(self) -> None:
        table = self._table
        table.clear()
        for each in self._shown:
            table.add_row(*self._lines.cells(each, marked=each["finding"] in self._marked), key=each["finding"])
        table.move_cursor(row=0)
        self._refresh_texts()

    def _refresh_texts(self) -> None:
        flag, table = self.current, self._table
        number = self._page * PAGE + table.cursor_row + 1 if flag else 0
        values = {"pack": self.review.pack, "period": self.review.period, "number": number, "count": len(self._flags)}
        self.query_one("#title", Static).update(self._say("title", **values, open=self._waiting))
        self.query_one("#text", Static).update(
            self._say("empty") if flag is None else self._lines.describe(flag, self.review.decisions)
        )

    def _status(self, text: str) -> None:
        self.query_one("#status", Static).update(text)

    def on_data_table_row_highlighted(self) -> None:
        """Shows the flag that the cursor has come to."""
        self._refresh_texts()

    def action_move(self, by: int) -> None:
        """Moves the cursor."""
        self._table.move_cursor(row=max(0, self._table.cursor_row + by))

    def action_turn(self, by: int) -> None:
        """Turns to the next or previous page."""
        pages = max(1, -(-len(self._flags) // PAGE))
        self._page = min(max(self._page + by, 0), pages - 1)
        self._fill()
        self._status(self._say("page", page=self._page + 1, pages=pages))

    def action_toggle_all(self) -> None:
        """Lists all flags, or those that are open."""
        self._everything = not self._everything
        self._choose()

    def action_mark(self) -> None:
        """Marks a flag, so that the next decision is about all marked ones."""
        if (flag := self.current) is None:
            return
        self._marked ^= {flag["finding"]}
        self._renew([flag])
        self.action_move(1)
        self._status(self._say("marked", count=len(self._marked)))

    def action_find(self) -> None:
        """Asks for conditions."""
        ask = self.query_one("#ask", Input)
        ask.display = True
        ask.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Lists the flags that meet the conditions."""
        try:
            conditions = read_filter(event.value)
            any(map(conditions, self.review.flags))
        except Stop as stop:
            self._status(stop.message.of(self.language))
            return
        self.conditions = conditions
        self.action_cancel()
        self._choose()

    def action_cancel(self) -> None:
        """Leaves a question unanswered."""
        self._wish = None
        self.query_one("#ask", Input).display = False
        self._table.focus()
        self._status("")

    def action_decide(self, word: str) -> None:
        """Begins a decision: asks for a reason, or for text, or records it at once."""
        if self._chosen():
            self._go_on(Wish(Kind(word), self._by, login=self._login, source="screen"))

    def action_digit(self, digit: int) -> None:
        """Answers a question."""
        wish = None if self._wish is None else answer(self._wish, digit, self.review)
        if wish is not None:
            self._go_on(wish)

    def _go_on(self, wish: Wish) -> None:
        """Asks for what a decision still needs, or records it."""
        question = ask(wish, self._lines, self.review)
        self._wish = wish if question else None
        if question:
            self._status(question)
            return
        try:
            if needs_text(wish):
                with self.suspend():
                    filled = fill_in(wish, self._lines, self.current, self.review)
                if filled is None:
                    self._status(self._say("nothing"))
                    return
                wish = filled
            self._finish(wish)
        except Stop as stop:
            self._status(stop.message.of(self.language))

    def _chosen(self) -> list[ReviewedFlag]:
        if self._marked:
            return [each for each in self._flags if each["finding"] in self._marked]
        return [] if self.current is None else [self.current]

    def action_undo(self) -> None:
        """Takes back the last decision about the flag under the cursor, with all its flags."""
        about = [] if self.current is None else self.review.decisions.about(self.current["finding"])
        if not about:
            self._status(self._say("nothing_to_undo"))
            return
        last = self.review.decisions.seconds.get(about[-1].seq, about[-1])
        self._go_on(Wish(Kind.UNDO, self._by, of=last.seq, login=self._login, source="screen"))

    def _finish(self, wish: Wish) -> None:
        """Records a decision and goes on to the next flag."""
        flags = self._chosen()
        if wish.kind is Kind.CLOSE and flags[0].verdict.decision is not None:
            wish = replace(wish, of=flags[0].verdict.decision.seq)
        done = self._record(self.review, wish, flags)
        touched: set[str] = set()
        for each in done:
            self.review, findings = self.review.after(each)
            touched |= findings
        self._marked.clear()
        self._flags = [self.review.find(each["finding"]) or each for each in self._flags]
        self._waiting = len(open_flags(self._flags))
        self._renew([each for each in self._shown if each["finding"] in touched])
        count = max((len(each.members) for each in done), default=0)
        kind = KINDS[wish.kind].of(self.language)
        self._status(self._say("done", kind=kind, seq=done[-1].seq, count=count or len(flags)))
        if wish.kind not in (Kind.UNDO, Kind.COMMENT):
            self.action_move(1)
        self._refresh_texts()

    def _renew(self, flags: Sequence[ReviewedFlag]) -> None:
        """Writes the lines of some flags anew."""
        table = self._table
        for each in flags:
            for column, cell in zip(
                table.columns, self._lines.cells(each, marked=each["finding"] in self._marked), strict=True
            ):
                table.update_cell(each["finding"], column, cell)
