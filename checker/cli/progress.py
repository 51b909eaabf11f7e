"""Shows on stderr how far a run is, how fast it goes, and how long it will take."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
from rich.text import Text as Line

from checker.cli.streams import make_console, remark
from checker.model import Language
from checker.privacy.masking import mask_text
from checker.text.bilingual import Text
from checker.text.plurals import counted

if TYPE_CHECKING:
    from rich.progress import Task


class _Pace(ProgressColumn):
    """How many workbooks a second, and the time left."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def render(self, task: "Task") -> Line:
        """Renders nothing until there is a pace."""
        speed, left = task.speed, task.time_remaining
        if not speed or left is None:
            return Line("")
        minutes, seconds = divmod(int(left), 60)
        hours, minutes = divmod(minutes, 60)
        time = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return Line(Text(zh=f"每秒 {speed:.1f} 份，还需 {time}", en=f"{speed:.1f}/s, {time} left").of(self._language))


@dataclass
class _Count:
    done: int = 0
    total: int = 0


@contextmanager
def show_progress(language: Language, *, kept: bool = False) -> Iterator[Callable[[int, int, str], None]]:
    """Shows a progress bar until the block ends; shows nothing if stderr is not a terminal.

    If the block is interrupted and what was judged is `kept`, says so.
    """
    screen = make_console(stderr=True)
    words, name = (TextColumn(field, markup=False) for field in ("{task.description}", "{task.fields[name]}"))
    columns = (words, BarColumn(bar_width=30), MofNCompleteColumn(), _Pace(language), name)
    hidden = not screen.is_terminal
    count = _Count()
    try:
        # No thread redraws it: worker processes are copies of this process, and a copy has only one thread.
        with Progress(*columns, console=screen, transient=True, disable=hidden, auto_refresh=False) as bar:
            task = bar.add_task(Text(zh="正在检查", en="Checking").of(language), total=None, name="")

            def show(done: int, total: int, name: str) -> None:
                count.done, count.total = done, total
                bar.update(task, completed=done, total=total, name=mask_text(name), refresh=True)

            yield show
    except KeyboardInterrupt:
        if kept and 0 < count.done < count.total:
            done, total = count.done, count.total
            zh = f"已中断：{total} 份工作簿中有 {done} 份已检查并存入缓存，再次运行时接着检查"
            are = "is" if total == 1 else "are"
            many = counted(total, "workbook")
            en = f"Interrupted. {done} of {many} {are} checked and in the cache: run again to continue"
            remark(Text(zh, en).of(language))
        raise
