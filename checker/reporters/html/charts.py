"""Bars, trends and funnels as inline SVG.

Floats only position shapes; every number shown is a text. Colours come from the style sheet by class. The texts beside
a chart repeat what it shows.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from markupsafe import Markup, escape

from checker.frozen import dataclass
from checker.model import Funnel, FunnelPoint, Point, Result
from checker.text.bilingual import Text
from checker.wording.labels import SHARE, figure_number

#: Sizes in units of the view box.
BULLET_WIDTH, BULLET_HEIGHT = 240, 30
LEVEL_WIDTH = 72
TREND_WIDTH, TREND_HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 64, 72, 14, 28
#: The least distance between labels of the vertical axis.
APART = 14
#: The class of a department in a funnel.
_SIDES = {1: "outside", 0: "inside", -1: "outside"}


@dataclass(frozen=True)
class Axis:
    """Maps values to positions."""

    low: Fraction
    high: Fraction
    start: float
    end: float

    def at(self, value: Fraction) -> float:
        """Returns the position of a value; a value outside the axis gets the nearer end."""
        inside = min(max(value, self.low), self.high)
        return self.start + float((inside - self.low) / (self.high - self.low)) * (self.end - self.start)


def bullet(result: Result, before: Fraction | None) -> Markup:
    """Draws a bar of the value against its target, with the value due by now, the bounds and the previous value."""
    axis = _axis(result, [before], 0.0, float(BULLET_WIDTH))
    zero = axis.at(Fraction(0))
    parts = [_rect("track", 0, 8, BULLET_WIDTH, 14)]
    if result.lower != result.upper:
        low = zero if result.lower is None else axis.at(result.lower)
        high = float(BULLET_WIDTH) if result.upper is None else axis.at(result.upper)
        parts.append(_rect("bounds", low, 8, high - low, 14))
    if result.value is not None:
        place = axis.at(result.value)
        parts.append(_rect(f"bar s-{result.status.value}", min(zero, place), 11, abs(place - zero), 8))
        parts.append(_line("value", place, 8, place, 22))
    if result.expected is not None:
        parts.append(_line("expected", axis.at(result.expected), 4, axis.at(result.expected), 26))
    parts += [_line("target", axis.at(aim), 3, axis.at(aim), 27) for aim in _aims(result)]
    if before is not None:
        parts.append(_dot("before", axis.at(before), 15, 4))
    # The margin keeps ticks at both ends from being cut.
    return _svg("bullet", (-3, 0, BULLET_WIDTH + 6, BULLET_HEIGHT), parts)


def trend(result: Result, unit: Text) -> Markup:
    """Draws the trend of a value, with the target and the values due by each day; empty without points."""
    points = result.trend
    if not points:
        return Markup("")
    values = [value for point in points for value in (point.value, point.expected)]
    axis = _axis(result, values, TREND_HEIGHT - BOTTOM, TOP)
    right, aims = TREND_WIDTH - RIGHT, _aims(result)
    first, last = points[0].day.toordinal(), points[-1].day.toordinal()

    def across(day: date) -> float:
        return LEFT + (day.toordinal() - first) / max(last - first, 1) * (right - LEFT)

    parts = [
        _rect("frame", LEFT, TOP, right - LEFT, TREND_HEIGHT - BOTTOM - TOP),
        *_scale(axis, aims, unit),
        *(_line("target", LEFT, axis.at(aim), right, axis.at(aim)) for aim in aims),
        _path("expected", ((across(point.day), point.expected) for point in points), axis),
        _path("value", ((across(point.day), point.value) for point in points), axis),
        *(_dot("value", across(point.day), axis.at(point.value), 3) for point in points if point.value is not None),
        *_days(points, across(points[0].day), across(points[-1].day)),
    ]
    ending = next((point for point in reversed(points) if point.value is not None), None)
    if ending is not None and ending.value is not None:
        place = axis.at(ending.value)
        parts.append(_label("value", across(ending.day) + 8, place + 4, "start", number(ending.value, unit)))
    return _svg("trend", (0, 0, TREND_WIDTH, TREND_HEIGHT), parts)


def funnel(found: Funnel) -> Markup:
    """Draws each department's rate over its number of units, and between two lines what chance explains."""
    right, floor = TREND_WIDTH - RIGHT, TREND_HEIGHT - BOTTOM
    most, rate = max(point.judged for point in found.points), Fraction(found.passed, found.judged)
    across, down = Axis(Fraction(0), Fraction(most), LEFT, right), Axis(Fraction(0), Fraction(1), floor, TOP)
    percent = Text(SHARE, SHARE)

    def place(point: FunnelPoint, units: int) -> tuple[float, float]:
        return across.at(Fraction(point.judged)), down.at(Fraction(units, point.judged))

    def limit(ends: Iterable[tuple[float, float]]) -> str:
        steps = (f"{'L' if number else 'M'}{x:.2f} {y:.2f}" for number, (x, y) in enumerate(dict.fromkeys(ends)))
        return f'<path class="expected" d="{" ".join(steps)}"/>'

    parts = [
        _rect("frame", LEFT, TOP, right - LEFT, floor - TOP),
        _line("target", LEFT, down.at(rate), right, down.at(rate)),
        limit(place(point, point.least) for point in found.points),
        limit(place(point, point.most) for point in found.points),
        *(_dot(_SIDES[point.side], *place(point, point.passed), 4) for point in found.points),
        *(_label("scale", LEFT - 8, down.at(end) + 4, "end", number(end, percent)) for end in (down.low, down.high)),
        _label("value", right + 8, down.at(rate) + 4, "start", number(rate, percent)),
        _label("scale", LEFT, TREND_HEIGHT - 8, "start", "0"),
        _label("scale", right, TREND_HEIGHT - 8, "end", f"n = {most}"),
    ]
    return _svg("trend funnel", (0, 0, TREND_WIDTH, TREND_HEIGHT), parts)


def shares(counts: Sequence[tuple[str, int]]) -> Markup:
    """Draws a bar divided by counts; each part has the class of its name."""
    total, place, parts = sum(count for _, count in counts), 0.0, []
    for name, count in counts:
        width = count / total * BULLET_WIDTH if total else 0.0
        parts.append(_rect(name, place, 0, width, 10))
        place += width
    return _svg("shares", (0, 0, BULLET_WIDTH, 10), parts or [_rect("track", 0, 0, BULLET_WIDTH, 10)])


def level(score: Fraction) -> Markup:
    """Draws a small bar of a score out of 100."""
    parts = [_rect("track", 0, 0, LEVEL_WIDTH, 6), _rect("bar", 0, 0, min(float(score / 100), 1.0) * LEVEL_WIDTH, 6)]
    return _svg("level", (0, 0, LEVEL_WIDTH, 6), parts)


def number(value: Fraction, unit: Text) -> str:
    """Writes a value for an axis: a percentage with its sign, an amount without its unit."""
    return figure_number(value, unit) + ("%" if unit.en == SHARE else "")


def _axis(result: Result, more: Iterable[Fraction | None], start: float, end: float) -> Axis:
    """Makes an axis from zero that fits all values; an axis of shares goes up to 100%."""
    values = [*_aims(result), result.value, result.lower, result.upper, result.expected, *more]
    known = [value for value in values if value is not None]
    low = min([Fraction(0), *known])
    high = max([Fraction(1) if result.unit == SHARE else Fraction(0), *known])
    return Axis(low, high if high > low else low + 1, start, end)


def _aims(result: Result) -> list[Fraction]:
    """The values where the target begins, or begins and ends."""
    return [each.value for each in result.target.limits] if result.target.given else []


def _scale(axis: Axis, aims: Iterable[Fraction], unit: Text) -> list[str]:
    """Labels the target and the ends of the vertical axis, leaving out labels that would overlap."""
    parts, taken = [], list[float]()
    for value in (*aims, axis.high, axis.low):
        place = axis.at(value)
        if all(abs(place - other) >= APART for other in taken):
            parts.append(_label("scale", LEFT - 8, place + 4, "end", number(value, unit)))
            taken.append(place)
    return parts


def _days(points: Sequence[Point], left: float, right: float) -> list[str]:
    ends = [(points[0].day, left, "start"), (points[-1].day, right, "end")]
    return [
        _label("scale", place, TREND_HEIGHT - 8, anchor, day.isoformat())
        for day, place, anchor in (ends if len(points) > 1 else ends[:1])
    ]


def _path(name: str, places: Iterable[tuple[float, Fraction | None]], axis: Axis) -> str:
    """Draws a line through the values, with a gap where one is missing."""
    steps, command = [], "M"
    for across, value in places:
        if value is None:
            command = "M"
            continue
        steps.append(f"{command}{across:.2f} {axis.at(value):.2f}")
        command = "L"
    return f'<path class="{name}" d="{" ".join(steps)}"/>' if steps else ""


def _svg(name: str, box: tuple[float, float, float, float], parts: Iterable[str]) -> Markup:
    view = " ".join(f"{edge:g}" for edge in box)
    inside = "".join(parts)
    # The parts contain only class names and numbers from this module, and texts that `_label` escaped.
    return Markup(f'<svg class="{name}" viewBox="{view}" aria-hidden="true" focusable="false">{inside}</svg>')


def _rect(name: str, left: float, top: float, width: float, height: float) -> str:
    return f'<rect class="{name}" x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"/>'


def _line(name: str, left: float, top: float, right: float, bottom: float) -> str:
    return f'<line class="{name}" x1="{left:.2f}" y1="{top:.2f}" x2="{right:.2f}" y2="{bottom:.2f}"/>'


def _dot(name: str, across: float, down: float, radius: float) -> str:
    return f'<circle class="{name}" cx="{across:.2f}" cy="{down:.2f}" r="{radius:.2f}"/>'


def _label(name: str, across: float, down: float, anchor: str, text: str) -> str:
    place = f'x="{across:.2f}" y="{down:.2f}" text-anchor="{anchor}"'
    return f'<text class="{name}" {place}>{escape(text)}</text>'
