"""What fields show before their page was saved (language.md §4, and §11 rule 6).

1. `default` and `prefill` are shown until their page is saved, and never count.
2. A default may be a literal, an expression, or cases; cases wait as elsewhere.
3. What a source holds goes before the default.
4. They are entries, as a person would have typed them, and read back as the value.
"""

from __future__ import annotations

from datetime import date

from tests.compiler.given import evaluated, procedure_of

PROCEDURE = procedure_of(
    """
    page:
      title: Page
      fields:
        number: {type: text, label: Number, required: false}
        town: {type: text, label: Town, default: Lille, prefill: register.town}
        born: {type: date, label: Born, default: 2000-02-01}
        until: {type: date, label: Until, default: {is: today + 1 month}}
        box:
          type: group
          label: Box
          fields: {kind: {type: choice, label: Kind, options: {a: A, b: B}, default: b}}
        rate:
          type: integer
          label: Rate
          default:
            cases:
              - {when: box.kind is a, is: 1}
              - {otherwise: true, is: {is: 2 * 2}}
        people: {type: list, label: People, fields: {age: {type: integer, label: Age, default: {is: rate}}}}
    """,
    "sources: {register: {lookup: [{number: number}], record: {number: text, town: text}}}",
)


def test_shown_until_saved() -> None:  # 1, 2, 4
    before = evaluated(PROCEDURE, {})
    shown = PROCEDURE.defaults(before, "page")
    assert shown["town"] == "Lille"
    assert shown["box.kind"] == "b"
    assert "rate" not in shown
    assert before.value("town") is None
    assert before.value("box.kind") is None
    read = evaluated(PROCEDURE, shown)
    assert read.value("born") == date(2000, 2, 1)
    assert read.value("until") == date(2026, 12, 24)
    assert PROCEDURE.defaults(evaluated(PROCEDURE, {"$saved": ["page"]}), "page") == {}


def test_cases() -> None:  # 2
    for kind, rate in (("a", "1"), ("b", "4")):
        assert PROCEDURE.defaults(evaluated(PROCEDURE, {"box.kind": kind}), "page")["rate"] == rate


def test_source_first() -> None:  # 3
    for town, shown in (("Lens", "Lens"), (None, "Lille")):
        evaluation = evaluated(PROCEDURE, {}, records={"register": {"town": town}})
        assert PROCEDURE.defaults(evaluation, "page")["town"] == shown


def test_item() -> None:  # 1, 2
    evaluation = evaluated(PROCEDURE, {"rate": "7", "people": [{"id": "x", "entries": {}}]})
    assert PROCEDURE.item_defaults(evaluation, "people", 0) == {"age": "7"}
    assert evaluation.value("people.0.age") is None
