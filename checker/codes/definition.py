"""D1xx: faults of definitions (packs, tables, indicators). D15x are warnings: the pack can be used all the same."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text


def _error(number: int, slug: str, title: tuple[str, str], message: tuple[str, str]) -> Code:
    return Code(f"D{number}", slug, Severity.ERROR, Text(*title), Text(*message))


def _warning(number: int, slug: str, title: tuple[str, str], message: tuple[str, str]) -> Code:
    return Code(f"D{number}", slug, Severity.AMBER, Text(*title), Text(*message))


UNREADABLE_FILE = _error(
    101,
    "unreadable-definition",
    ("定义文件无法读取", "A definition file cannot be read"),
    ("无法读取该文件：{reason}", "the file cannot be read: {reason}"),
)
NOT_UTF8 = _error(
    102,
    "definition-encoding",
    ("定义文件不是 UTF-8 编码", "A definition file is not UTF-8"),
    ("字节 {found} 不是 UTF-8 编码，请另存为 UTF-8", "byte {found} is not UTF-8; save the file as UTF-8"),
)
YAML_SYNTAX = _error(
    103,
    "yaml-syntax",
    ("YAML 语法错误", "The YAML cannot be read"),
    ("YAML 语法错误：{reason}", "the YAML cannot be read here: {reason}"),
)
YAML_FEATURE = _error(
    104,
    "yaml-feature-refused",
    ("指标包不接受的 YAML 写法", "A kind of YAML that packs do not use"),
    ("指标包不接受这种 YAML 写法：{reason}", "packs do not use this kind of YAML: {reason}"),
)
EMPTY_FILE = _error(
    105,
    "empty-definition",
    ("定义文件是空的", "A definition file is empty"),
    ("文件里没有任何定义", "there is nothing in the file"),
)
DUPLICATE_KEY = _error(
    106,
    "key-given-twice",
    ("同一项写了两次", "A key stands twice"),
    ("“{found}”写了两次，前一次在第 {first} 行", "{found} stands twice; the first is on line {first}"),
)
UNKNOWN_KEY = _error(
    107,
    "unknown-key",
    ("不认识的项", "An unknown key"),
    ("这里没有“{found}”这一项", "there is no key {found} here"),
)
MISSING_KEY = _error(
    108,
    "missing-key",
    ("缺少必填项", "A key is missing"),
    ("这里缺少“{key}”", "{key} is missing here"),
)
WRONG_TYPE = _error(
    109,
    "wrong-type",
    ("值的类型不对", "A value of the wrong type"),
    ("这里应为{needed}，写的是“{found}”", "{needed} is needed here, not {found}"),
)
BAD_FORM = _error(
    110,
    "bad-form",
    ("值的写法不对", "A value that is not written as it must be"),
    ("“{found}”的写法不对：{needed}", "{found} is not written as it must be: {needed}"),
)
UNKNOWN_WORD = _error(
    111,
    "unknown-word",
    ("不认识的词", "An unknown word"),
    ("这里不能写“{found}”", "{found} is not one of the words that may stand here"),
)
NAME_MISMATCH = _error(
    112,
    "name-mismatch",
    ("id 与文件名不一致", "An id that is not the file's name"),
    ("id 写的是“{found}”，应与文件名或文件夹名“{name}”一致", "the id is {found}, but the file or folder is {name}"),
)
INCOMPLETE_PACK = _error(
    113,
    "incomplete-pack",
    ("指标包不完整", "An incomplete pack"),
    ("指标包不完整：{reason}", "the pack is not complete: {reason}"),
)
UNKNOWN_TABLE = _error(
    114,
    "unknown-table",
    ("没有这张表", "A table that does not exist"),
    ("没有“{found}”这张表", "there is no table {found}"),
)
UNKNOWN_COLUMN = _error(
    115,
    "unknown-column",
    ("没有这一列", "A column that does not exist"),
    ("没有“{found}”这一列", "there is no column {found} of the kind needed here"),
)
UNKNOWN_DEPARTMENT = _error(
    116,
    "unknown-department",
    ("名册中没有这个单位或组别", "A department or group that is not on the roster"),
    ("departments.yaml 中没有“{found}”", "{found} is not in departments.yaml"),
)
UNKNOWN_PARAMETER = _error(
    117,
    "unknown-parameter",
    ("没有这个参数", "A parameter that does not exist"),
    ("pack.yaml 的 parameters 中没有“{found}”", "{found} is not among the parameters of pack.yaml"),
)
BAD_CONDITION = _error(
    118,
    "bad-condition",
    ("条件写法不对", "A condition that cannot be read"),
    ("条件写法不对：{reason}", "the condition cannot be read: {reason}"),
)
IMPOSSIBLE_VALUE = _error(
    119,
    "impossible-value",
    ("该列不能有的值", "A value that the column cannot hold"),
    ("“{column}”列不能有“{found}”这个值", "column {column} cannot hold {found}"),
)
SHARED_NAME = _error(
    120,
    "shared-name",
    ("名称重复", "One name for two things"),
    ("“{found}”既是“{one}”又是“{other}”的名称", "{found} names both {one} and {other}"),
)
WRONG_ORDER = _error(
    121,
    "wrong-definition-order",
    ("先后或大小次序不对", "Values in the wrong order"),
    ("次序不对：{reason}", "the order is wrong: {reason}"),
)
BAD_COMBINATION = _error(
    122,
    "bad-combination",
    ("不能放在一起的项", "Keys that do not go together"),
    ("各项不相配：{reason}", "these do not go together: {reason}"),
)
IMPOSSIBLE_TARGET = _error(
    123,
    "impossible-target",
    ("不可能达到的目标", "A target that no data can meet"),
    ("任何数据都达不到目标“{found}”：{reason}", "no data can meet the target {found}: {reason}"),
)
BAD_PATTERN = _error(
    124,
    "bad-pattern",
    ("正则表达式不成立", "Not a regular expression"),
    ("正则表达式“{found}”不成立（{reason}）", "{found} is not a regular expression ({reason})"),
)
BAD_EXAMPLE = _error(
    125,
    "bad-example",
    ("算例有误", "A worked example that cannot be used"),
    ("算例有误：{reason}", "the example cannot be used: {reason}"),
)
UNLISTED_TABLE = _error(
    126,
    "unlisted-table",
    ("指标用到的表没有列出", "A table that the pack does not list"),
    ("用到了“{found}”，但 pack.yaml 的 tables 没有列出", "{found} is used but not listed under tables in pack.yaml"),
)
UNKNOWN_INDICATOR = _error(
    127,
    "unknown-indicator-named",
    ("没有这个指标", "An indicator that does not exist"),
    ("指标包中没有“{found}”这个指标", "the pack has no indicator {found}"),
)
CONTRADICTION = _warning(
    151,
    "contradictory-condition",
    ("没有一行能满足的条件", "A condition that no row can satisfy"),
    ("没有一行能满足 {part}：{reason}", "no row can satisfy {part}: {reason}"),
)
IDLE_TARGET = _warning(
    152,
    "idle-target",
    ("怎样都会达标的目标", "A target that is always met"),
    ("任何数据都达到目标“{found}”", "any data meets the target {found}"),
)
WEIGHTS_OFF = _warning(
    153,
    "weights-off",
    ("权重合计不是 100", "Weights that do not add up to 100"),
    ("权重合计为 {found}，不是 100", "the weights add up to {found}, not 100"),
)
FEW_EXAMPLES = _warning(
    154,
    "few-examples",
    ("算例太少", "Too few worked examples"),
    ("只有 {found} 个算例，至少应有 {needed} 个", "there are {found} worked examples; at least {needed} are wanted"),
)
NO_OWNER = _warning(
    155,
    "no-owner",
    ("没有写数据责任单位", "Nobody answers for the data"),
    ("没有写 owner", "no owner is named"),
)
OPEN_KEY = _warning(
    156,
    "open-key",
    ("整个键都可以留空", "A key that may be blank"),
    ("键列“{found}”都没有设为 required", "no column of the key is required: {found}"),
)
IDLE_SETTING = _warning(
    157,
    "idle-setting",
    ("不起作用的设置", "A setting without effect"),
    ("“{found}”不起作用：{reason}", "{found} has no effect: {reason}"),
)
UNREGISTERED = _warning(
    158,
    "unregistered-indicator",
    ("登记表没有提到的指标", "An indicator that the register leaves out"),
    ("登记表没有提到指标“{found}”", "the register does not name the indicator {found}"),
)
