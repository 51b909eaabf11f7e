"""JSON inside the script elements of the page."""

import json

#: Characters that could end the script element, or a line of it in older browsers.
_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def dump_for_script(document: object) -> str:
    """Writes JSON that can't end its script element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character, written in _ESCAPES.items():
        text = text.replace(character, written)  # of millions of characters, hardly any
    return text
