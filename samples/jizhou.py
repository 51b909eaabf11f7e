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
report-signed|报告签署日|落款|2022年2月22日
report-published|报告公开时间|标题|2022-03-18 10:16
instructions|区委区政府主要负责同志批示|一（一）1|40余|次
committee-meetings|区委常委会和依法治区委员会会议|一（一）1|10|次
plan-inclusion|列入发展规划和年度计划|一（一）1|各级党政机关
secretariat-posts|依法治区办秘书科编制|一（一）1|3|人
key-documents|累计制定重点文件|一（一）1|13|件
court-observers|旁听庭审国家工作人员|一（一）2|360余|名
law-exam|网上学法用法考试|一（一）2|4623|名
training-classes|法治培训班|一（一）2|12|场
papers-sent|选送论文|一（一）2|5|篇
research-topics|重点研究课题|一（一）2|1|项
supervision-coverage|法治督查考核范围|一（一）3|覆盖全区
debriefing-coverage|述法列入述职报告|一（一）3|各级领导班子和领导干部
five-year-outline|法治政府建设五年纲要|一（一）3|已制定
supervision-items|监管事项和抽查公示|一（二）1之一|全覆盖
supervision-kinds|五种监管方式|一（二）1之一|五位一体
food-safety-years|食品安全考核评为A级|一（二）1之一|连续三年
voc-files|涉VOCs企业建档|一（二）1之二|137|家
voc-treated|低效设施企业治理|一（二）1之二|20|家
site-measures|工地扬尘六项措施|一（二）1之二|六个百分之百
pollution-episodes|应对重污染天气|一（二）1之二|6|次
pm25-mean|PM2.5年均浓度|一（二）1之二|36|微克/立方米
pm25-change|PM2.5浓度同比|一（二）1之二|-10%|%
good-air-days|优良天数|一（二）1之二|267|天
good-air-days-more|优良天数同比|一（二）1之二|+11|天
air-rank|两项大气指标全市排名|一（二）1之二|第一
good-water|优良水体比例|一（二）1之二|100%|%
water-sections|地表水考核断面达标|一（二）1之二|8|个|8|8
water-rank|水环境质量综合排名|一（二）1之二|第二
soil-review-rate|土壤调查报告评审一次通过率|一（二）1之二|100%|%
plot-safety-rate|污染地块安全利用率|一（二）1之二|100%|%
villages-improved|村居环境综合整治|一（二）1之二|4|个
black-water|黑臭水体治理|一（二）1之二|6|条
village-sewage|农村污水处理站验收|一（二）1之二|99|座
environment-events|环境突发事件|一（二）1之二|未发生
paired-firms|政法机关包联企业|一（二）1之三|36|家
green-channel|绿色通道诉讼案件|一（二）1之三|5000余|件
bankruptcies|化解破产案件|一（二）1之三|2|件
integrity-plan|政务诚信评价工作方案|一（二）1之三|已制定
four-ways|审批改革|一（二）1之三|五减四办
done-at-once|马上办事项|一（二）1之三|615|项
done-online|网上办事项|一（二）1之三|1181|项
done-nearby|就近办事项|一（二）1之三|693|项
done-in-one-visit|一次办事项|一（二）1之三|1236|项
business-licences|涉企经营许可事项办理|一（二）1之三|2754|件
online-filing-rate|企业登记网上报件率|一（二）1之三|98%以上|%
approval-time|注册登记核准时间|一（二）1之三|0.5|天
deregistration-before|原简易注销公告时间|一（二）1之三|45|天
deregistration|现简易注销公告时间|一（二）1之三|20|天
decision-rules|重大决策制度文件|一（二）2|4|项
major-decisions|年度重大行政决策事项|一（二）2|8|项
decisions-done|完成全部程序的重大决策|一（二）2|3|件
norm-docs-reviewed|审核规范性文件|一（二）2|25|件
norm-docs-filed|备案审查规范性文件|一（二）2|5|件
lists-adjusted|清单动态调整公示|一（二）2|各类清单
norm-docs-evaluated|后评估规范性文件|一（二）2|6|件
norm-docs-cleanups|规范性文件全面清理|一（二）2|3|次
legal-adviser-rate|党政机关群团法律顾问覆盖率|一（二）2|100%|%
enforcement-organs|有执法权的行政机关|一（二）2|29|家
enforcement-lawyer-rate|执法机关公职律师覆盖率|一（二）2|50%|%||29
procuratorial-reply-rate|检察建议回复率|一（二）2|100%|%|71|71
judicial-reply-rate|司法建议回复率|一（二）2|100%|%|3|3
court-appearance-rate|行政机关负责人出庭应诉率|一（二）2|100%|%
model-project|全国示范创建单项申报|一（二）2|申报成功
special-teams|组建专业执法队伍|一（二）3之一|11|支
unqualified-removed|清除不具备资格人员|一（二）3之一|272|人
certificates-renewed|更换执法证件|一（二）3之一|1451|人
hard-matters|处理疑难复杂执法问题|一（二）3之一|29|项
secretary-comment|区委书记点评行政执法|一（二）3之二|每月
check-rhythm|抽查、评查、通报|一（二）3之二|每日、每月、每季度
platform-records|执法监督平台归集信息|一（二）3之四|14万余|条
platform-checks|行政检查|一（二）3之四|13万余|条
penalty-cases|处罚案件|一（二）3之四|13796|件
penalties-sampled|抽检处罚案件|一（二）3之四|2076|件
supervision-opinions|提出监督意见|一（二）3之四|171|条
reconsideration-cases|审结行政复议案件|一（二）3之四|90|件
reconsideration-corrections|复议纠错|一（二）3之四|22|件
reconsideration-correction-rate|复议纠错率|一（二）3之四|24%|%|22|90
suits-won-rate|经复议诉讼案件胜诉率|一（二）3之四|100%|%
complaints-handled|处理执法投诉|一（二）3之四|6|件次
case-closing-rate|各类案件结案率|一（二）4|82.25%|%
executed-sum|执行到位标的额|一（二）4|8.8亿|元
fast-cases|刑事速裁当天结案率|一（二）4|77%|%
filings-urged|督促立案|一（二）4|15|件
withdrawals-supervised|监督撤案|一（二）4|13|件
losses-recovered|为弱势群体挽回损失|一（二）4|33万余|元
environment-suits|生态环境公益诉讼立案|一（二）4|33|件
correction-inquiries|社区矫正调查案件|一（二）4|131|件
resettlement-bases|安置帮教基地|一（二）4|33|个
resettlement-rate|刑满释放人员安置率|一（二）4|100%|%|3096|3096
petition-visits|接待来访|一（二）5|6207|批次
petition-closing-rate|近期办结率|一（二）5|99.9%|%||6207
mediation-bodies|调解组织|一（二）5|1018|个
mediators|人民调解员|一（二）5|3250|名
screenings|矛盾纠纷排查|一（二）5|近2万|次
disputes-settled|化解重要矛盾纠纷|一（二）5|1400余|件
settled-before-suit|诉前化解纠纷|一（二）5|86余|件
mediation-rate|调撤率|一（二）5|83.33%|%
mediation-rise|调撤率同比|一（二）5|+49|个百分点
review-settled|复议化解行政纠纷|一（二）5|158|件
legal-service-platforms|三级公共法律服务平台|一（二）5|全覆盖
wages-recovered|为农民工挽回损失|一（二）5|260余万|元
publicity-sessions|法治宣传|一（二）6|600余|场次
promoted-activities|上级媒体推广的活动|一（二）6|49|项
school-sessions|青少年专项宣传|一（二）6|260余|场次
village-law-leaders|法治带头人网上培训|一（二）6|3928|名
exam-rank|全市法律知识考核排名|二之一|相对靠后
must-have-lawyer|应配备公职律师的党政机关|二之二|40|家
public-lawyer-rate-2020|2020年上半年公职律师配备率|二之二|15%|%|6|40
public-lawyer-organs-2020|2020年上半年已配备机关|二之二|6|家
public-lawyer-organs|2021年底已配备机关|二之二|15|家
public-lawyer-rate-2021|2021年底配备情况|二之二|15|家|15|40
public-lawyer-rise|公职律师配备率提升|二之二|22.5%|%
public-lawyers-before|原有公职律师|二之二|29|名
public-lawyers|现有公职律师|二之二|43|名
lawyer-deadline|公职律师全覆盖期限|二之二|2023年底前
street-powers|镇街行政执法职权|二之三|397|项
towns-and-streets|乡镇街|二之三|27|个
street-officers|镇街执法人员|二之三|290|人
street-officer-share|镇街执法人员占比|二之三|19.6%|%
five-year-outline|法治政府建设五年纲要|三之二|下一年度制定
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
        "2021年法治政府建设情况报告中的数字和说法，一处一行共122行，照抄。",
        "The figures and statements of the report on 2021, 122 rows, copied as they are printed.",
    )
    keys = ("figure", "label", "section", "printed", "unit", "numerator", "denominator")
    listed: list[Row] = [
        {key: part or None for key, part in zip(keys, line.split("|"), strict=False)}
        for line in FIGURES.strip().splitlines()
    ]
    rows = {str(row["figure"]): row for row in listed}  # of two places, the later
    book = Book()
    department = "区委依法治区委员会办公室"
    lay_cover(book, department, "2021年", "jizhou", filled_on=date(2023, 1, 4), person=len(department))
    laid = plain(book, "figures", listed)
    note = ("29个机关没有50%：14个是48.28%，15个是51.72%", "50% of 29 is no whole number: 14 is 48.28%, 15 is 51.72%")
    asked = "enforcement-lawyer-rate"
    told.at("M512", laid, rows[asked], "printed", *note, indicator=asked)
    told.at("M512", laid, rows[asked], "printed", *note, indicator="every-figure")
    told.comes_to(asked, 0, 1, "missed")
    note = ("一处说已经制定，一处说下一年度制定", "made in one place, to be made next year in another")
    told.at("M514", laid, rows["five-year-outline"], "printed", *note, indicator="every-figure")
    # Besides these two: the outline's first place, both reply rates, corrections, resettlement, petitions, water
    # sections and the two rates of public lawyers hold.
    told.comes_to("every-figure", 9, 11, "missed", excluded=111)
    note = ("15%到37.5%是提高22.5个百分点，不是22.5%", "15% to 37.5% is 22.5 percentage points, not 22.5%")
    asked = "public-lawyer-rise"
    told.at("M513", laid, rows[asked], "printed", *note, indicator=asked)
    told.comes_to(asked, 1, 2, "missed")
    note = ("审结90件，却化解158件", "90 cases were closed, 158 disputes settled")
    asked = "review-settlements"
    told.at("M531", laid, rows["review-settled"], "printed", *note, indicator=asked)
    told.comes_to(asked, 0, 1, "missed")
    note = ("86件、87件都没有83.33%", "83.33% is no whole number of 86 or 87")
    asked = "mediation-rate-possible"
    told.at("M512", laid, rows["mediation-rate"], "printed", *note, indicator=asked)
    told.comes_to(asked, 0, 1, "missed")
    note = ("审核25件，备案审查只有5件", "25 documents were reviewed, 5 filed")
    asked = "documents-filed"
    told.at("M531", laid, rows["norm-docs-reviewed"], "printed", *note, indicator=asked)
    told.comes_to(asked, 0, 1, "missed")
    told.comes_to("parts-and-wholes", 7, 7)
    for indicator in ("petitions-closed", "platform-records", "resettlement"):
        told.comes_to(indicator, 1, 1)
    told.comes_to("reconsideration-corrections", 1, 1)
    told.comes_to("suggestion-replies", 2, 2)
    # Nothing printed to compare them with: the year before (two), and the number of all officers.
    for indicator in ("air-quality", "mediation-rise", "street-officers"):
        told.comes_to(indicator, 0, 0, "not_applicable", excluded=1)
    told.outcomes["public-lawyer-coverage"] = Outcome("on_track", 15, excluded=1)
    # 100% as printed may be anything from 99.5% on.
    told.outcomes["court-appearance-rate"] = Outcome("undetermined", 1, excluded=1)
    note = ("没有件数，100%可能是99.5%", "without counts, 100% may be 99.5%")
    told.add("T604", *note, indicator="court-appearance-rate")
    told.content = lambda: by_xlsxwriter(book)
    return told
