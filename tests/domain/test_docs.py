"""Documents as a persistent map: every version is a dict that nobody else can change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.docs import Doc, Docs

KEYS = st.integers(1, 60).map(str)
CHANGES = st.dictionaries(KEYS, st.none() | st.fixed_dictionaries({"uid": st.integers(0, 9**9)}))


@given(st.lists(CHANGES, max_size=30))
def test_each_version_equals_a_dict_that_took_the_same_changes(steps: list[dict]) -> None:
    docs, model, versions = Docs(), {}, []
    for changes in steps:
        docs = docs.evolve(changes)
        model = {k: d for k, d in {**model, **changes}.items() if d is not None}
        versions.append((docs, model))
    for version, expected in versions:
        assert dict(version.items()) == expected
        assert set(version) == set(expected)
        assert len(version) == len(expected)
        assert list(version.values()) == [expected[key] for key in version]
        assert all((str(n) in version) == (str(n) in expected) for n in range(61))
        assert all(version.get(str(n)) == expected.get(str(n)) for n in range(61))


@given(st.lists(CHANGES, max_size=8), st.data())
def test_find_knows_what_each_version_holds(steps: list[dict], data: st.DataObject) -> None:
    docs, versions = Docs({"1": {"uid": -1}}), []
    for changes in steps:
        docs = docs.evolve(changes)
        versions.append(docs)
        docs.find("uid", data.draw(st.integers(0, 9), label="built early or late"))
    for version in versions:
        for doc in version.values():
            found = version.find("uid", doc["uid"])
            assert found is not None
            assert version[found]["uid"] == doc["uid"]
        assert version.find("uid", "nobody") is None
        assert version.find("no such field", 1) is None


def test_folding_the_overlay_changes_nothing_that_can_be_seen() -> None:
    docs = Docs({str(n): doc(n) for n in range(1, 2001)})
    assert docs.find("uid", "u7") == "7"
    for n in range(1, 1500):
        docs = docs.evolve({str(n): doc(n + 10_000), str(n + 5000): doc(n), str(2001 - n): None})
    expected = {str(n): doc(n) for n in range(1, 2001)}
    for n in range(1, 1500):
        expected |= {str(n): doc(n + 10_000), str(n + 5000): doc(n)}
        expected.pop(str(2001 - n), None)
    assert dict(docs.items()) == expected
    for key, value in expected.items():
        assert docs.find("uid", value["uid"]) == key
    assert docs.find("uid", "u1900") is None


def test_an_old_version_finds_what_has_moved_since() -> None:
    old = Docs({"1": doc(1)})
    new = old.evolve({"1": None, "2": doc(1)})
    assert (old.find("uid", "u1"), new.find("uid", "u1")) == ("1", "2")


def test_a_number_once_given_counts_after_its_document_is_gone() -> None:
    docs = Docs({"3": doc(3)}, max_id=8)
    assert docs.max_id == 8
    docs = docs.evolve({"12": doc(12)}).evolve({"12": None})
    assert docs.max_id == 12
    assert list(docs) == ["3"]


def test_no_change_is_the_same_version() -> None:
    docs = Docs({"1": doc(1)})
    assert docs.evolve({}) is docs


def test_an_updated_document_keeps_its_place() -> None:
    docs = Docs({"1": doc(1), "2": doc(2)}).evolve({"1": doc(9), "3": doc(3)})
    assert list(docs) == ["1", "2", "3"]


def doc(n: int) -> Doc:
    return {"uid": f"u{n}"}
