"""Workbooks with people planted in every kind of place: each stands in one place, and nowhere else in the world.

The sheets are laid out from the tables' own definitions, so that a column that is added tomorrow is planted as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from checker.definitions.load import load_pack
from checker.model import Flag
from checker.tables.table import Column, Table
from samples.library.cells import Cell, book_of
from samples.library.people import Person, person
from samples.library.xlsx import by_openpyxl

PACK, PERIOD, DEPARTMENT = "heping", "2022Q4", "区司法局"


@dataclass
class Planted:
    """Who was planted where.

    Attributes:
        people: by the place, e.g. "officers.on_duty_from name".
    """

    people: dict[str, Person] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def at(self, place: str, name: str = "") -> Person:
        """Somebody new."""
        assert place not in self.people
        self.people[place] = person(next(self._numbers), name)
        return self.people[place]

    @property
    def values(self) -> dict[str, str]:
        """What must not be seen, and where it stands."""
        each = self.people.items()
        return {value: place for place, who in each for value in (*who.values, *papers_of(who).values())}


def plant(folder: Path, planted: Planted) -> Path:
    """Writes one workbook with people in every column, on the cover, around the tables and in the file's own parts."""
    book = openpyxl.Workbook()
    pack = load_pack(PACK)
    _cover(book.active, planted)
    for name in pack.tables_of(next(e.code for e in pack.roster.departments if e.name.zh == DEPARTMENT)):
        _table(book.create_sheet(pack.tables[name].sheet.zh), pack.tables[name], planted)
    _around(book, planted)
    for sheet in book.worksheets[1:]:
        sheet.append([f"审核人：{planted.at(f'{sheet.title} note below').name}"])
    _behind(book, planted)
    path = folder / f"{PERIOD}-{DEPARTMENT}-{planted.at('file name').name}.xlsx"
    book.save(path)
    return path


def _cover(sheet, planted: Planted) -> None:
    sheet.title = "填报说明"
    clerk, other = planted.at("cover filled_by"), planted.at("cover filled_by again")
    sheet.append(["报送单位", DEPARTMENT])
    sheet.append(["报送期", PERIOD])
    sheet.append(["指标包", PACK])
    sheet.append(["模板版本", planted.at("cover template_version").name])
    sheet.append(["填报人", clerk.name])
    sheet.append(["联系电话", clerk.landline])
    sheet.append([f"填表人：{other.name}  联系方式：{other.phone}"])
    sheet.append(["备注", said_of(planted.at("cover note"))])


def said_of(somebody: Person) -> str:
    """A sentence that gives somebody away in every way."""
    numbers = f"身份证{somebody.id_no}，手机{somebody.phone}，办公电话{somebody.landline}"
    papers = "，".join(map("".join, papers_of(somebody).items()))
    return f"经办 {somebody.name}，{numbers}，{somebody.email}；{papers}"


def papers_of(somebody: Person) -> dict[str, str]:
    """Somebody's other numbers, by what they are called, if by anything; their last seven digits are nobody else's."""
    own = somebody.phone[4:]
    card = f"62220299{own}"
    total = sum(map(int, card[-2::-2])) + sum(sum(divmod(int(digit) * 2, 10)) for digit in card[::-2])
    return {
        "": f"E3{own}",
        "回乡证": f"H3{own}",
        "台胞证号：": f"4{own}",
        "卡": f"{card}{-total % 10}",
        "军官证号": f"南字第{own}号",
        "QQ": f"8{own}",
        "微信号": f"wx{own}",
        # No word says what these are.
        "另有": f"G5{own}",
        "还有": f"T6{own}",
        "及": f"SE{own}",
        "或": f"0223{own}",
        "又": f"8604725{own[1:]}",
    }


#: How a cell is filled with somebody; a column takes the first and one of the others, a key all of them.
WAYS: dict[str, Callable[[Person], str]] = {
    "name": lambda who: who.name,
    "spaced name": lambda who: "　".join(who.name),
    "id": lambda who: who.id_no,
    "numbers": lambda who: f"{who.phone}/{who.landline}",
    "sentence": said_of,
}


def _table(sheet, table: Table, planted: Planted) -> None:
    """A row for each column and way of filling it wrongly; the same keys twice, so that they clash."""
    columns = list(table.columns)
    # No surname tells these; the sheet knows them for names by the head of their column.
    stranger = planted.at(f"{table.id} extra column of names", f"巴特{chr(0x9F98 - len(planted.people))}")
    headed = planted.at(f"{table.id} headed after somebody").name
    sheet.append([*(column.header.zh for column in table.columns.values()), "承办人", "备注", headed])
    for number, wanted in enumerate(columns):
        others = list(WAYS)[1:]
        for way in ("name", *(others if wanted in table.key else [others[number % len(others)]])):
            who = planted.at(f"{table.id}.{wanted} {way}")
            usual = {name: _usual(column, f"{number}-{way}") for name, column in table.columns.items()}
            row = [WAYS[way](who) if column == wanted else usual[column] for column in columns]
            # Whom a column of names knows is hidden inside other texts too.
            beside = f"已由{who.name}改正" if table.columns[wanted].personal == "name" and way == "name" else ""
            for _ in range(2 if wanted in table.key else 1):
                sheet.append([*row, stranger.name, beside or said_of(stranger), 1])


def _usual(column: Column, key: str) -> object:
    """What a cell holds in which nobody stands; one that may be blank is."""
    if not column.required:
        return None
    if column.choices:
        return next(iter(column.choices.values())).zh
    return {"date": "2022-05-01", "boolean": "是", "text": column.example or key}.get(column.type, 1)


def _around(book, planted: Planted) -> None:
    """Sheets called after people, merged cells, hidden rows, comments."""
    named = book.create_sheet(planted.at("sheet name").name)
    named.append(["随便写的", said_of(planted.at("sheet that is no table"))])
    registered = book["执法人员名册"]
    known = next(cell.value for cell in registered["B"][1:] if cell.value)
    about = book.create_sheet(f"{known}的材料")
    about.append(["材料"])
    training = book["执法人员培训"]
    last = training.max_row + 1
    training.cell(last, 3, planted.at("merged cells").name)
    training.merge_cells(start_row=last, end_row=last + 1, start_column=3, end_column=5)
    training.cell(last + 2, 3, planted.at("hidden row").name)
    training.row_dimensions[last + 2].hidden = True
    training["A1"].comment = Comment(said_of(planted.at("comment")), planted.at("comment's author").name)


def _behind(book, planted: Planted) -> None:
    """What a file says of itself."""
    properties = planted.at("properties")
    book.properties.creator = book.properties.lastModifiedBy = properties.name
    book.properties.title = book.properties.description = said_of(properties)
    defined = planted.at("defined name").name
    book.defined_names[defined] = DefinedName(defined, attr_text="填报说明!$A$1")


def plant_others(folder: Path, planted: Planted) -> list[Path]:
    """Writes what comes in besides: nobody's workbook, two of one department, a broken one, a list without a head."""
    nobody = planted.at("cover department").name
    paths = [
        _book(folder / f"{planted.at('file name of nobody').name}.xlsx", {"报送单位": nobody}, {}),
        _book(folder / f"区统计局{planted.at('one of two').name}.xlsx", {"报送单位": "区统计局"}, {}),
        _book(
            folder / f"{planted.at('other of two').name}_区统计局.xlsx", {"报送单位": "区统计局", "备注": "第二份"}, {}
        ),
        folder / f"区财政局（{planted.at('broken file').name}）.xlsx",
        folder / f"劝业场街道办事处-{planted.at('csv file name').name}.csv",
    ]
    paths[3].write_bytes(b"PK\x03\x04" + planted.at("inside a broken file").name.encode())
    someone = planted.at("csv litigation.hearing_on")
    appeared = planted.at("csv litigation.appeared_name").name
    lines = ["案号,出庭负责人姓名,开庭日期,备注", f"（2022）津0101行初1号,{appeared},{someone.name},{said_of(someone)}"]
    paths[4].write_text("\n".join(lines), encoding="utf-8")
    return paths + _swapped(folder, planted)


def _swapped(folder: Path, planted: Planted) -> list[Path]:
    """Two departments with the same officers, whose numbers and names changed places; one of them writes English."""
    shared = planted.at("swapped key").name
    western = planted.at("swapped key of two words", "Quentin Zarathan")
    officers = [
        ["执法证号", "姓名", "上岗日期"],
        [shared, "津01-0001", None],
        [western.name, "津01-0002", western.name],
    ]
    training = [["执法证号", "姓名", "培训日期", "培训名称", "培训类别", "学时"]]
    training += [[each, "", "2022-05-01", "课程", "法律法规", 3] for each in (shared, western.name)]
    return [
        _book(folder / f"{name}.xlsx", {"报送单位": name}, {"执法人员名册": officers, "执法人员培训": training})
        for name in ("区人社局", "区民政局")
    ]


def _book(path: Path, cover: dict[str, str], sheets: dict[str, list[list[Cell]]]) -> Path:
    path.write_bytes(by_openpyxl(book_of({"填报说明": list(cover.items()), **sheets})))
    return path


def answer(path: Path, flags: Sequence[Flag], planted: Planted) -> None:
    """Adds a findings sheet that came back: every answer is somebody's, and says so."""
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("核对结果")
    sheet.append(["处理结果", "理由", "填写人", "编号"])
    words = ["确认无误", "申请豁免", "已改正"]
    for number, flag in enumerate(flags[:6]):
        who = planted.at(f"answer {number}")
        # Whoever mixes the columns up writes the name where the answer belongs.
        disposition = who.name if number == 3 else words[number % len(words)]
        sheet.append([disposition, f"已向{who.name}核实，{said_of(who)}", who.name, flag.fingerprint])
    book.save(path)
