"""The words before a number that say that it is nobody's: 国药准字H11020001, 注册号120101600123456."""

import re

_NOBODYS = re.compile(
    "(?:准字|文号|批号|案号|(?<!件)编号|编码|代码|注册号|执照号?|登记证号?|流水号|订单号|发票号码?)[ :是为第]{0,3}$"
)


def is_nobodys(before: str) -> bool:
    """Whether the last words before a number call it something that is nobody's."""
    return _NOBODYS.search(before) is not None
