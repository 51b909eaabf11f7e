"""The interface of a measure of members."""

from abc import abstractmethod
from collections.abc import Callable
from fractions import Fraction

from checker.measures.toolkit.base import Measure, Tables
from checker.model import Member, Shown
from checker.model.workbook import Submission
from checker.tables.rows.context import Context
from checker.text.bilingual import Text


class MemberMeasure(Measure):
    """A measure of members that each reach a goal or not."""

    @property
    @abstractmethod
    def member_unit(self) -> Text:
        """The unit in which members are measured; empty if the pack gives none."""

    @abstractmethod
    def member_noun(self, tables: Tables) -> Text:
        """Gives the headers of the columns that name a member; empty if members are not rows."""

    @property
    @abstractmethod
    def listing(self) -> str | None:
        """The table whose rows are the members; None if members are not rows."""

    @property
    @abstractmethod
    def counted_in(self) -> str:
        """The table whose rows count for members."""

    @property
    @abstractmethod
    def summed_goal(self) -> Fraction | None:
        """The goal of each member's sum; None if rows are counted."""

    @abstractmethod
    def deciding_cells(self, submission: Submission, tables: Tables, context: Context) -> Callable[[Member], Shown]:
        """Gives what names the cells on which it depends whether a member reaches its goal."""
