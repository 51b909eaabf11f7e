"""The figures of Jizhou District's report on 2021, as it prints them; what is wrong in them is the report's own."""

from __future__ import annotations

from datetime import date

from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import lay_cover, plain
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Quarter, Sample

#: figure, what the report calls it, section, as printed, unit, and the counts that are printed with it.
FIGURES = """
instructions|区委区政府主要负责同志批示|一（一）1|40余|次
committee-meetings|区委常委会和依法治区委员会会议|一（一）1|10|次
key-documents|累计制定重点文件|一（一）1|13|份
court-observers|旁听庭审国家工作人员|一（一）2|360余|人
law-exam|网上学法用法考试|一（一）2|4623|人
training-classes|法治培训班|一（一）2|12|期
voc-files|涉VOCs企业建档|一（二）1之二|137|家
voc-treated|低效设施企业治理|一（二）1之二|20|家
pm25-mean|PM2.5年均浓度|一（二）1之二|36|微克/立方米
pm25-mean-before|上一年PM2.5年均浓度（对照数）|一（二）1之二|40|微克/立方米
pm25-change|PM2.5浓度同比|一（二）1之二|-10%|%
good-air-days|优良天数|一（二）1之二|267|天
good-air-days-more|优良天数同比|一（二）1之二|+11|天
good-water|优良水体比例|一（二）1之二|100%|%
water-sections|地表水考核断面达标|一（二）1之二|8|个
village-sewage|农村污水处理站验收|一（二）1之二|99|座
green-channel|绿色通道诉讼案件|一（二）1之三|5000余|件
done-at-once|马上办事项|一（二）1之三|615|项
done-online|网上办事项|一（二）1之三|1181|项
done-nearby|就近办事项|一（二）1之三|693|项
done-in-one-visit|一次办事项|一（二）1之三|1236|项
business-licences|涉企经营许可事项办理|一（二）1之三|2754|件
online-filing-rate|企业登记网上报件率|一（二）1之三|98%以上|%
major-decisions|年度重大行政决策事项|一（二）2|8|项
decisions-done|完成全部程序的重大决策|一（二）2|3|项
norm-docs-reviewed|审核规范性文件|一（二）2|25|件
norm-docs-filed|备案审查规范性文件|一（二）2|5|件
legal-adviser-rate|党政机关群团法律顾问覆盖率|一（二）2|100%|%
enforcement-organs|有执法权的行政机关|一（二）2|29|个
enforcement-lawyer-rate|执法机关公职律师覆盖率|一（二）2|50%|%||29
procuratorial-reply-rate|检察建议回复率|一（二）2|100%|%|71|71
judicial-reply-rate|司法建议回复率|一（二）2|100%|%|3|3
court-appearance-rate|行政机关负责人出庭应诉率|一（二）2|100%|%
unqualified-removed|清除不具备资格人员|一（二）3之一|272|人
certificates-renewed|更换执法证件|一（二）3之一|1451|人
platform-records|执法监督平台归集信息|一（二）3之四|14万余|条
platform-checks|行政检查|一（二）3之四|13万余|条
penalty-cases|处罚案件|一（二）3之四|13796|件
penalties-sampled|抽检处罚案件|一（二）3之四|2076|件
supervision-opinions|提出监督意见|一（二）3之四|171|条
reconsideration-cases|审结行政复议案件|一（二）3之四|90|件
reconsideration-corrections|复议纠错|一（二）3之四|22|件
reconsideration-correction-rate|复议纠错率|一（二）3之四|24%|%|22|90
case-closing-rate|各类案件结案率|一（二）4|82.25%|%
executed-sum|执行到位标的额|一（二）4|8.8亿|元
fast-cases|刑事速裁当天结案率|一（二）4|77%|%
filings-urged|督促立案|一（二）4|15|件
losses-recovered|为弱势群体挽回损失|一（二）4|33万余|元
environment-suits|生态环境公益诉讼立案|一（二）4|33|件
resettlement-rate|刑满释放人员安置率|一（二）4|100%|%|3096|3096
petition-visits|接待来访|一（二）5|6207|批次
petition-closing-rate|近期办结率|一（二）5|99.9%|%||6207
mediators|人民调解员|一（二）5|3250|人
mediation-bodies|调解组织|一（二）5|1018|个
screenings|矛盾纠纷排查|一（二）5|近2万|次
disputes-settled|化解重要矛盾纠纷|一（二）5|1400余|件
mediation-rate|调撤率|一（二）5|83.33%|%
mediation-rise|调撤率同比|一（二）5|+49|个百分点
review-settled|复议化解行政纠纷|一（二）5|158|件
publicity-sessions|法治宣传|一（二）6|600余|场
village-law-leaders|法治带头人网上培训|一（二）6|3928|人
must-have-lawyer|应配备公职律师的党政机关|二之二|40|个
public-lawyer-rate-2020|2020年上半年公职律师配备率|二之二|15%|%|6|40
public-lawyer-rate-2021|2021年底已配备公职律师|二之二|15|个|15|40
public-lawyer-organs|已配备公职律师的党政机关|二之二|15|个
public-lawyer-rise|公职律师配备率提升|二之二|22.5%|%
street-powers|镇街行政执法职权|二之三|397|项
towns-and-streets|乡镇街|二之三|27|个
street-officers|镇街执法人员|二之三|290|人
street-officer-share|镇街执法人员占比|二之三|19.6%|%
"""


def quarter() -> Quarter:
    """The year 2021, in one file."""
    return Quarter("jizhou", "2021", date(2021, 12, 31), [_sample()])


def _sample() -> Sample:
    """区委依法治区委员会办公室.xlsx."""
    told = Sample(
        "区委依法治区委员会办公室.xlsx",
        "yfzqb",
        "accepted",
        "2021年法治政府建设情况报告中的数字，一处一行共70行，照抄；上一年PM2.5浓度是补报的对照数。",
        "Figures of the report on 2021, 70 rows, copied as they stand; last year's PM2.5 was added to compare with.",
    )
    keys = ("figure", "label", "section", "printed", "unit", "numerator", "denominator")
    rows: dict[str, Row] = {}
    for line in FIGURES.split():
        row: Row = {key: part or None for key, part in zip(keys, line.split("|"), strict=False)}
        rows[line.partition("|")[0]] = row
    book = Book()
    department = "区委依法治区委员会办公室"
    lay_cover(book, department, "2021年", "jizhou", filled_on=date(2023, 1, 4), person=len(department))
    laid = plain(book, "figures", list(rows.values()))
    note = ("29个机关没有50%：14个是48.28%，15个是51.72%", "50% of 29 is no whole number: 14 is 48.28%, 15 is 51.72%")
    asked = "enforcement-lawyer-rate"
    told.at("M512", laid, rows[asked], "printed", *note, indicator=asked)
    told.comes_to(asked, 0, 1, "missed")
    note = ("15%到37.5%是提高22.5个百分点，不是22.5%", "15% to 37.5% is 22.5 percentage points, not 22.5%")
    asked = "public-lawyer-rise"
    told.at("M513", laid, rows[asked], "printed", *note, indicator=asked)
    told.comes_to(asked, 1, 2, "missed")
    for indicator in ("air-quality", "petitions-closed", "platform-records", "resettlement"):
        told.comes_to(indicator, 1, 1)
    told.comes_to("reconsideration-corrections", 1, 1)
    told.comes_to("suggestion-replies", 2, 2)
    # Nothing printed to hold them against: the year before, and the number of all officers.
    told.comes_to("mediation-rise", 0, 0, "not_applicable", excluded=1)
    told.comes_to("street-officers", 0, 0, "not_applicable", excluded=1)
    told.outcomes["public-lawyer-coverage"] = Outcome("on_track", 15, excluded=1)
    # 100% as printed may be anything from 99.5% on.
    told.outcomes["court-appearance-rate"] = Outcome("undetermined", 1, excluded=1)
    note = ("没有件数，100%可能是99.5%", "without counts, 100% may be 99.5%")
    told.add("T604", *note, indicator="court-appearance-rate")
    told.content = lambda: by_xlsxwriter(book)
    return told
