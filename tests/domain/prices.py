"""Terms that may be combined, for the tests of prices."""

from __future__ import annotations

from domain.terms import Kind, Repeat, Rule, SpendSave, Terms, terms_of

ANY = tuple(Kind)


def open_terms(rule: Rule, **values: object) -> Terms:
    """Terms that may be combined with everything."""
    return terms_of(rule, **{"stackable": ANY, **values})


def spend(threshold: int, off: int, repeat: Repeat = Repeat.ONCE, cap: int | None = None) -> Terms:
    return open_terms(SpendSave(threshold=threshold, off=off, repeat=repeat, cap=cap))
