"""Brings many texts into a form at once: two calls for a whole column instead of several for each of its cells."""

from collections.abc import Callable, Iterable

from checker.text.key_forms import FORMS_AT_ONCE

#: Stands between the texts. It is no blank, no letter and no digit, and composes with no other character.
_BREAK = "\x00"


def forms_of(texts: Iterable[str], form: Callable[[str], str]) -> list[str]:
    """The form of each text.

    Args:
        texts: in any number; each form is worked out once.
        form: of the forms of keys, which look no further than from one letter or digit to the next.
    """
    asked = list(texts)
    distinct = list(dict.fromkeys(asked))
    at_once = FORMS_AT_ONCE.get(form)
    if at_once is None:
        made = []
    else:
        joined = _BREAK.join(distinct)
        formed = at_once(joined)
        if formed is joined:  # so is each text in its form
            return asked
        made = formed.split(_BREAK)
    if len(made) != len(distinct):  # one of them contains the character, or the form is not known to take many
        made = list(map(form, distinct))
    if len(distinct) == len(asked):
        return made
    by_text = dict(zip(distinct, made, strict=True))
    return [by_text[text] for text in asked]
