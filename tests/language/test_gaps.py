"""All mistakes of a spec in one round, whatever could not be read of it.

1. Mistakes of writing, of names and of types are told together, in the order of the file.
2. What names a thing that stands in the file and could not be read is no second mistake, whatever the thing.
3. Nor is what hangs on its type, what would be in it, or what is only so because it was left out.
4. Beside what could not be read, an unknown name is told, with what was meant even where that was not read.
5. Where any name may be meant by what could not be read, nothing more is looked for; nor after errors of
   YAML, nor with so many errors that it is hardly a spec.
6. What says how parts fit together, such as a source that is the same as another, stops nothing else.
7. In real specs one mistake of writing, wherever it is made, is the only one told; an unknown name in another
   part is told besides.
8. An empty paper in braces is told of and raises nothing.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from formgen.compiler.load import Loaded, load_text
from formgen.language.read import MANY, read_text
from tests.checks.given import PAGES_FROM, marked, problems, spec
from tests.language.planting import UNKNOWN, Plant, apart, plants, unknown_names

ROOT = Path(__file__).parents[2]
SPECS = {
    path.name: path for folder in ("specs", "examples") for path in sorted((ROOT / folder).glob("*.yaml"))
}
EXAMPLES = int(os.environ.get("FORMGEN_EXAMPLES", "60"))


def codes(text: str) -> list[str]:
    """The codes of all that is told, in its order."""
    return [each.code for each in problems(text)]


PAGES = """\
people:
  title: People
  fields:
    adults: {type: integer, labell: How many adults?}
    home: {type: text, label: Where?, when: adutls > 1}
    dog: {type: yes_no, label: Do you have a dog?}
    breed: {type: text, label: Which breed?, when: dog > 3}
"""


def test_all_in_one_round() -> None:  # 1
    found = problems(spec(PAGES))
    assert [(each.code, each.line - PAGES_FROM) for each in found] == [("S008", 4), ("N101", 5), ("T301", 7)]
    assert found[1].hint == "Did you mean `adults`?"
    assert load_text(spec(PAGES), "given.yaml").procedure is None


FIELDS = "page:\n  title: Page\n  text: Read this.\n  fields:\n"


def unread() -> dict[str, tuple[str, str]]:
    """The cases of `unread.txt` by their names: the fields of a page, further keys of the spec."""
    cases = (Path(__file__).parent / "unread.txt").read_text("utf-8").split("\n== ")[1:]
    found = {}
    for case in cases:
        name, _, written = case.partition("\n")
        fields, _, rest = f"{written.rstrip()}\n".partition("---\n")
        found[name] = (fields, rest)
    return found


NAMED = unread()


@pytest.mark.parametrize("what", NAMED)
def test_no_echo(what: str) -> None:  # 2, 3
    fields, rest = NAMED[what]
    text, place = marked(spec(FIELDS + fields, rest))
    found = problems(text)
    assert [(each.line, each.column) for each in found] == [place], found
    assert read_text(text, "given.yaml").problems == found


@pytest.mark.parametrize("what", [each for each in NAMED if each != "a block moved to the left"])
def test_a_second_mistake(what: str) -> None:  # 4
    fields, rest = NAMED[what]
    second = "    z: {type: text, label: Z, when: qwertz is answered, hint: '{{ qwertz }}'}\n"
    text, _ = marked(spec(FIELDS.replace("page:", "first:") + second + "page:\n" + FIELDS[6:] + fields, rest))
    told = [each for each in problems(text) if UNKNOWN in each.message]
    assert [each.code for each in told] == ["N101", "N101"]
    assert len(problems(text)) == 3


def test_a_slip_for_what_was_not_read() -> None:  # 4
    fields = "    drink: {type: txt, label: Drink}\n    b: {type: text, label: B, when: dirnk is answered}\n"
    assert [(each.code, each.hint) for each in problems(spec(FIELDS + fields))] == [
        ("S016", "Did you mean `text`?"),
        ("N101", "Did you mean `drink`?"),
    ]


def test_checks_beside() -> None:  # 1, 3
    text = spec(
        FIELDS + "    a: {type: text, label: A, hintt: H}\n    b: {type: date, label: B, default: never}\n",
        "documents:\n  paper: {title: Paper}\n"
        "workflow:\n  states: {draft: D, lost: L, filed: {label: F, final: true}}\n"
        "  actions:\n    file: {by: applicant, from: draft, to: filed}\n",
    )
    assert codes(text) == ["S008", "T303", "D403", "W502"]


@pytest.mark.parametrize(
    "fields",
    [
        "    a: {type: text, label: A, when: qwertz is answered}\nnext:\n  title: Next\n  fields: ⟦[next]\n",
        "    a: {type: text, label: A, when: qwertz is answered}\nnext: ⟦Next\n",
        "    a: {type: text, label: A, when: qwertz is answered}\n⟦next:\n",
        "    type: text\n    label: A\n    when: qwertz is answered\n⟦",
        "    a: {type: text, label: A, when: qwertz is answered}\n    ⟦or_say: {none: None}\n",
        "    a: {type: text, label: A, when: qwertz is answered}\n⟦fields:\n  b: {type: text, label: B}\n",
    ],
)
def test_any_name_may_be_meant(fields: str) -> None:  # 5
    text, _ = marked(spec(FIELDS + fields))
    assert all(each.code.startswith("S") for each in problems(text))


def test_a_step_without_pages() -> None:  # 5
    fields = "    a: {type: text, label: A, when: qwertz is answered}\n"
    assert codes(spec(FIELDS + fields, "  two:\n    title: Two\n")) == ["S012"]


def test_languages_of_a_list(tmp_path: Path) -> None:  # 3
    (tmp_path / "pets.csv").write_text("code,name,nom\ncat,Cat,Chat\n", "utf-8")
    fields = "    pet: {type: choice, label: Pet, options: pets}\n"
    rest = "translations: [fr]\nlists:\n  pets: {file: pets.csv, id: code, label: name, labels: {fr: nom}}\n"
    text = spec(FIELDS + fields, rest.replace("[fr]", "[french]"))
    assert [each.code for each in problems(text, tmp_path)] == ["S015"]
    unknown = spec(FIELDS + fields.replace("label:", "labell:"), rest.replace("labels: {fr", "labels: {es"))
    assert [each.code for each in problems(unknown, tmp_path)] == ["S008", "N108"]


def test_after_yaml() -> None:  # 5
    fields = "    a: {type: text, label: A, when: qwertz is answered}\n    a: {type: text, label: A}\n"
    assert codes(spec(FIELDS + fields)) == ["S001"]


def test_hardly_a_spec() -> None:  # 5
    fields = "    a: {type: text, label: A, when: qwertz is answered}\n"
    wrong = "".join(f"    b{each}: {{type: text, label: B, hintt: H}}\n" for each in range(MANY))
    assert codes(spec(FIELDS + fields + wrong)).count("N101") == 1
    more = "    c: {type: text, label: C, hintt: H}\n"
    assert set(codes(spec(FIELDS + fields + wrong + more))) == {"S008"}


def test_parts_that_do_not_fit() -> None:  # 6
    text = spec(
        FIELDS + "    a: {type: text, label: A, when: qwertz is answered}\n"
        "    b: {type: text, label: B, copied_from: second.name}\n",
        "translations: [en]\nsources:\n  first: {lookup: [{a: a}], record: {name: text}}\n"
        "  second: {same_as: frist, lookup: [{a: a}]}\n",
    )
    assert codes(text) == ["N101", "S017", "N108"]
    assert codes(text.replace("label: B", "labell: B")) == ["N101", "S008", "S017", "N108"]


def test_a_group_that_holds_itself() -> None:  # 6
    text = spec(
        FIELDS + "    a: {type: group, label: A, use: one}\n    b: {type: text, labell: B}\n",
        "field_groups:\n  one: {fields: {again: {type: group, label: Again, use: one}}}\n",
    )
    assert codes(text) == ["S008", "N108"]


def test_an_empty_paper() -> None:  # 8
    rest = "documents:\n  proof: {title: Proof, one_of: {lease: {}}}\n"
    assert codes(spec(FIELDS + "    b: {type: text, label: B}\n  documents: [proof]\n", rest)) == ["S012"]


@cache
def _planted(name: str) -> tuple[str, tuple[Plant, ...], tuple[Plant, ...]]:
    text = SPECS[name].read_text("utf-8")
    return text, plants(text), unknown_names(text)


def _loaded(name: str, text: str) -> Loaded:
    return load_text(text, str(SPECS[name]), SPECS[name].parent)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(sorted(SPECS)), st.randoms(use_true_random=False))
def test_one_mistake_in_a_real_spec(name: str, chance: object) -> None:  # 7
    text, mistakes, _ = _planted(name)
    mistake = chance.choice(mistakes)  # type: ignore[attr-defined]  # - the Random that hypothesis gives
    loaded = _loaded(name, mistake.into(text))
    assume(any(each.severity == "error" for each in loaded.reading.problems))
    assert loaded.problems == loaded.reading.problems, mistake
    assert loaded.procedure is None


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(sorted(SPECS)), st.randoms(use_true_random=False))
def test_an_unknown_name_besides(name: str, chance: object) -> None:  # 7
    text, mistakes, names = _planted(name)
    mistake, second = chance.choice(mistakes), chance.choice(names)  # type: ignore[attr-defined]  # - as above
    assume(apart(mistake.path, second.path))
    first, last = sorted((mistake, second), key=lambda each: each.start)
    loaded = _loaded(name, first.into(last.into(text)))
    assume(loaded.reading.part is not None)
    besides = [each for each in loaded.problems if each not in loaded.reading.problems]
    assert [(each.code, UNKNOWN in each.message) for each in besides] == [("N101", True)], (mistake, second)
