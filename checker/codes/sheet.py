"""What can be wrong with a workbook's sheets, headers and layout, before any value is read."""

from checker.model import Code, Severity
from checker.text.bilingual import Text

SHEET_MISSING = Code(
    "W210",
    "sheet-missing",
    Severity.ERROR,
    Text("缺少报送表", "A table is missing"),
    Text(
        "没有找到报送表“{table}”：现有工作表（{sheets}）的名称和表头都对不上",
        "Table “{table}” was not found: none of the sheets ({sheets}) has its name or its headers",
    ),
)
SHEET_AMBIGUOUS = Code(
    "W211",
    "sheet-ambiguous",
    Severity.ERROR,
    Text("多张工作表对应同一张报送表", "Several sheets for one table"),
    Text(
        "工作表{sheets}都对应报送表“{table}”且都有内容，无法判断以哪张为准，均未读取",
        "Sheets {sheets} all stand for table “{table}” and all have content; none of them was read",
    ),
)
SHEET_RESEMBLES = Code(
    "W212",
    "sheet-resembles",
    Severity.AMBER,
    Text("另有表头相同的工作表", "Another sheet has the same headers"),
    Text(
        "工作表“{sheet}”的表头与报送表“{table}”相同，有 {count} 行数据；已读取的是“{read}”，这张未读取",
        "Sheet “{sheet}” has the headers of table “{table}” and {count} data rows; “{read}” was read, this one was not",
    ),
)
SHEET_NOT_READ = Code(
    "W213",
    "sheet-not-read",
    Severity.INFO,
    Text("工作表未读取", "A sheet was not read"),
    Text(
        "工作表“{sheet}”不对应任何报送表，未读取",
        "Sheet “{sheet}” stands for no table and was not read",
    ),
)
SHEET_NOT_ASKED = Code(
    "W214",
    "sheet-not-asked",
    Severity.INFO,
    Text("不需要报送的表", "A table that is not asked for"),
    Text(
        "工作表“{sheet}”是报送表“{table}”，有 {count} 行数据；本部门不需要报送这张表，未读取",
        "Sheet “{sheet}” is table “{table}” with {count} data rows, which this department does not submit; not read",
    ),
)
HEADER_MISSING = Code(
    "W215",
    "header-missing",
    Severity.ERROR,
    Text("找不到表头", "No header row"),
    Text(
        "工作表“{sheet}”中没有找到报送表“{table}”的表头行，查找的列名为：{headers}",
        "Sheet “{sheet}” has no header row of table “{table}”; the headers looked for are: {headers}",
    ),
)
COLUMN_MISSING = Code(
    "W216",
    "column-missing",
    Severity.ERROR,
    Text("缺少列", "A column is missing"),
    Text(
        "工作表“{sheet}”第 {row} 行的表头中没有“{header}”列，{need}",
        "The header in row {row} of sheet “{sheet}” has no column “{header}”, which {need}",
    ),
)
COLUMN_LEFT_OUT = Code(
    "W217",
    "column-left-out",
    Severity.INFO,
    Text("没有选填列", "Optional columns are not there"),
    Text(
        "工作表“{sheet}”第 {row} 行的表头中没有选填列：{headers}",
        "The header in row {row} of sheet “{sheet}” does not have these optional columns: {headers}",
    ),
)
COLUMN_AMBIGUOUS = Code(
    "W218",
    "column-ambiguous",
    Severity.ERROR,
    Text("多列对应同一个列名", "Several columns for one header"),
    Text(
        "单元格 {cells} 的表头都对应“{header}”，无法判断以哪列为准，均未读取",
        "The headers in {cells} all stand for “{header}”; none of these columns was read",
    ),
)
COLUMN_PREFERRED = Code(
    "W219",
    "column-preferred",
    Severity.AMBER,
    Text("另有相近的列", "Another column has a similar header"),
    Text(
        "“{header}”以表头完全一致的 {cell} 列为准；{cells} 的表头也可对应这一列，未作为该列读取",
        "“{header}” was read from {cell}, headed exactly so; {cells} could stand for it too and was not read",
    ),
)
HEADER_AMBIGUOUS = Code(
    "W220",
    "header-ambiguous",
    Severity.ERROR,
    Text("表头含义不唯一", "A header has two meanings"),
    Text(
        "单元格 {cell} 的表头“{found}”可以对应多列：{headers}，未读取",
        "The header “{found}” in {cell} may stand for any of {headers}; the column was not read",
    ),
)
HEADER_NEAR = Code(
    "W221",
    "header-near",
    Severity.AMBER,
    Text("表头疑似写错", "A header looks misspelt"),
    Text(
        "单元格 {cell} 的表头“{found}”与缺少的列“{header}”相近，但不一致，这一列未读取",
        "The header “{found}” in {cell} resembles the missing column “{header}” but is not it; the column was not read",
    ),
)
UNIT_DIFFERS = Code(
    "W222",
    "unit-differs",
    Severity.AMBER,
    Text("表头单位不一致", "The header names another unit"),
    Text(
        "单元格 {cell} 的表头“{found}”括号内不是规定的单位“{unit}”，数值按“{unit}”读取",
        "The brackets in the header “{found}” in {cell} do not say “{unit}”; the numbers were read as {unit}",
    ),
)
ROWS_AFTER_END = Code(
    "W223",
    "rows-after-end",
    Severity.ERROR,
    Text("表格结束后还有数据", "Data after the end of the table"),
    Text(
        "工作表“{sheet}”在第 {end} 行（{mark}）结束，其后第 {rows} 行像是数据，未读取",
        "The table on sheet “{sheet}” ends in row {end} ({mark}); rows {rows} look like data and were not read",
    ),
)
ROWS_OUTSIDE = Code(
    "W224",
    "rows-outside",
    Severity.INFO,
    Text("只在其他列有内容的行", "Rows with content in other columns only"),
    Text(
        "工作表“{sheet}”第 {rows} 行只在报送表以外的列有内容，未计为数据行",
        "Rows {rows} of sheet “{sheet}” have content only in columns outside the table and were not taken as data",
    ),
)
MERGED_DATA = Code(
    "W225",
    "merged-data",
    Severity.ERROR,
    Text("数据区有合并单元格", "Merged cells in the data"),
    Text(
        "“{header}”列有 {count} 处合并单元格（{ranges}），只有每处左上角的单元格有值，其余按空白处理",
        "Column “{header}” has {count} merged range(s) ({ranges}); only the first cell of each has a value, the rest "
        "are blank",
    ),
)
HIDDEN_DATA = Code(
    "W226",
    "hidden-data",
    Severity.INFO,
    Text("隐藏的内容已读取", "Hidden content was read"),
    Text(
        "工作表“{sheet}”有隐藏的内容，已照常读取：{what}",
        "Sheet “{sheet}” holds hidden content, which was read like the rest: {what}",
    ),
)
HEADER_BLANK = Code(
    "W227",
    "header-blank",
    Severity.AMBER,
    Text("有数据的列没有表头", "A column of data has no header"),
    Text(
        "工作表“{sheet}”的 {column} 列有 {count} 行数据，但第 {row} 行没有写表头，未读取；可能是缺少的列：{headers}",
        "Column {column} of sheet “{sheet}” has data in {count} rows but no header in row {row}, and was not read; it "
        "may be one of the missing columns: {headers}",
    ),
)
COVER_FIELD_MISSING = Code(
    "W230",
    "cover-field-missing",
    Severity.ERROR,
    Text("封面缺项", "The cover sheet is incomplete"),
    Text(
        "封面工作表“{sheet}”没有填写“{header}”",
        "“{header}” is not filled in on the cover sheet “{sheet}”",
    ),
)
COVER_CONFLICT = Code(
    "W231",
    "cover-conflict",
    Severity.ERROR,
    Text("封面前后不一致", "The cover sheet contradicts itself"),
    Text(
        "封面的“{header}”出现了不同的内容：{first_cell} 为“{first}”，{second_cell} 为“{second}”",
        "The cover sheet gives “{header}” twice: “{first}” in {first_cell} and “{second}” in {second_cell}",
    ),
)
