"""The body that issued a pack's document, and full names with the city before them, are found on the roster."""

from __future__ import annotations

import pytest

from checker.definitions.load import load_pack
from checker.intake.roster_names import find_entry


@pytest.mark.parametrize(
    ("pack", "name", "code"),
    [
        ("shuanghuancun", "天津市北辰区人民政府双环邨街道办事处", "jdb"),
        ("shuanghuancun", "北辰区双环邨街道办事处", "jdb"),
        ("jizhou", "天津市蓟州区人民政府", "yfzqb"),
        ("jizhou", "天津市蓟州区司法局", "yfzqb"),
        ("hantai", "汉中市汉台区人民政府办公室", "zfb"),
        ("hantai", "陕西省汉中市汉台区铺镇人民政府", "pz"),
        ("heping", "天津市和平区人民政府办公室", "zfb"),
        ("kundulun", "包头市昆都仑区人民政府办公室", "zfb"),
    ],
)
def test_a_body_is_known_by_its_full_name(pack: str, name: str, code: str) -> None:
    entry = find_entry(load_pack(pack).roster.departments, name)
    assert entry is not None and entry.code == code


@pytest.mark.parametrize("name", ["天津市司法局", "天津市红桥区双环邨街道办事处", "天津市河西区司法局", "天津市"])
def test_another_citys_or_districts_body_is_not(name: str) -> None:
    for pack in ("heping", "shuanghuancun"):
        assert find_entry(load_pack(pack).roster.departments, name) is None


@pytest.mark.parametrize("pack", ["shuanghuancun", "jizhou", "hantai"])
def test_the_issuer_of_the_document_is_known(pack: str) -> None:
    loaded = load_pack(pack)
    assert find_entry(loaded.roster.departments, loaded.header.document.issuer.zh) is not None
