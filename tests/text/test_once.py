"""What is made of an object is made once; equal objects are still two."""

from checker.model import Part, Sensitive
from checker.text.once import Once


def test_equal_texts_are_two_if_only_one_is_personal():
    made = []
    once = Once(lambda text: made.append(text) or len(getattr(text, "parts", ())))
    plain, marked = "".join(["王", "小明"]), Sensitive("王小明", (Part(0, 3, "name"),))
    assert plain == marked
    assert [once(plain), once(marked), once(plain)] == [0, 1, 0]
    assert len(made) == 2


def test_an_object_that_is_gone_lends_its_number_to_no_other():
    once = Once(lambda pair: pair[0])
    assert [once((number, "x")) for number in range(2_000)] == list(range(2_000))
