"""The dots between the parts of a transliterated name, as keyboards and programs write them: 买买提·艾合买提."""

#: For a class of a regular expression.
INTERPUNCTS = ".\u00b7\u0387\u02d9\u16eb\u2022\u2024\u2027\u2219\u22c5\u2981\u2e31\u2e33\u30fb\ua78f\ufe52\uff0e\uff65"
