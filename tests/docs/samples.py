"""The YAML samples of docs/, and what must hold of each.

A fence says what its sample is:

    ```yaml                     a whole spec: it has no error and no warning
    ```yaml spec                a part of a spec: its keys are read inside a spec that has the rest
    ```yaml spec checked        the same, and the whole is without errors: names, types, journey
    ```yaml page                one construct with its keys: page, field, option, document, action, pdf, …
    ```yaml fields              several of them by their ids: pages, fields, options, documents, …

`part` behind the word for a construct: some of its keys, though others must be written too.

Two further words may follow. `wrong=N102`: the sample shows this mistake, and it is told. `folder=examples`:
the files that a whole spec names lie there, seen from the project; otherwise beside the page.

A part is read, so that keys, values and the grammar of its conditions are right; the names in it are not
sought, unless it is `checked`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from formgen.compiler.load import load_text
from formgen.language.constructs import Construct, Place, read_construct
from formgen.language.fields import FIELD_TYPES, read_field
from formgen.language.problems import Problem
from formgen.language.read import read_text
from formgen.language.source import Mapping, Node, Scalar, parse
from formgen.rendering.language.declarations import construct_word, constructs

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REST = {
    "formgen": "formgen: 1",
    "id": "id: sample",
    "version": 'version: "1"',
    "title": "title: A sample",
    "language": "language: en",
    "service": "service:\n  name: The office\n  timezone: Europe/Paris",
    "steps": "steps:\n  last:\n    title: You\n    pages:\n      last:\n        fields:\n"
    "          last:\n            type: text\n            label: Your name",
}
"""What a spec cannot do without, by key."""


class Unmarked(ValueError):
    """A fence whose words say nothing that is known; the message lists what may be said."""


@dataclass(frozen=True)
class Sample:
    """A fence of a page: its text, its place, the words behind `yaml`."""

    page: Path
    line: int
    words: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(DOCS)}:{self.line}"

    @property
    def kind(self) -> str:
        """What it is: "" for a whole spec."""
        return next((each for each in self.words if "=" not in each and each not in ("checked", "part")), "")

    def option(self, name: str) -> str | None:
        """What is said behind `name=`."""
        return next((each.partition("=")[2] for each in self.words if each.startswith(f"{name}=")), None)


def samples(page: Path) -> Iterator[Sample]:
    """The YAML fences of a page, those in lists and quotes too."""
    for token in MarkdownIt().parse(page.read_text("utf-8")):
        language, *words = token.info.split() if token.type == "fence" else ("",)
        if language in ("yaml", "yml"):
            line = token.map[0] + 1 if token.map else 1
            yield Sample(page, line, tuple(words), token.content)


def problems(sample: Sample) -> list[Problem]:
    """What is wrong in a sample, read as what it says it is. Raises Unmarked."""
    if sample.kind == "spec" and "part" not in sample.words:
        return _part_of_spec(sample)
    if sample.kind:
        return _part(sample)
    folder = sample.option("folder")
    return list(load_text(sample.text, str(sample), ROOT / folder if folder else sample.page.parent).problems)


def _part_of_spec(sample: Sample) -> list[Problem]:
    document = parse(sample.text, str(sample))
    if not isinstance(document.root, Mapping):
        return list(document.problems)
    rest = "\n".join(text for key, text in REST.items() if document.root.get(key) is None)
    # The sample comes first: its lines are those of the page.
    whole = f"{sample.text}\n{rest}\n"
    if "checked" in sample.words:
        return [
            each
            for each in load_text(whole, str(sample), sample.page.parent).problems
            if each.severity == "error" or each.line <= sample.text.count("\n")
        ]
    return list(read_text(whole, str(sample)).problems)


def _part(sample: Sample) -> list[Problem]:
    document = parse(sample.text, str(sample))
    found = list(document.problems)
    place = Place(document, found)
    if document.root is None:
        return found
    read = _readers()
    one, several = read.get(sample.kind), read.get(sample.kind.removesuffix("s"))
    if "part" in sample.words and isinstance(document.root, Mapping):
        _read_keys(document.root, place, sample)
    elif one is not None:
        one(document.root, place, Scalar("sample", "plain", 0, 0, document))
    elif several is not None and isinstance(document.root, Mapping):
        for entry in document.root.entries:
            several(entry.value, place.child(entry.key.value), entry.key)
    else:
        raise Unmarked(f"{sample}: `yaml {sample.kind}` is none of: spec, {', '.join(read)}")
    return found


def _read_keys(root: Mapping, place: Place, sample: Sample) -> None:
    """Read the keys that are there; one that no such construct knows is a mistake as well."""
    known = [each.known for each in _constructs(sample.kind)]
    for entry in root.entries:
        name = entry.key.value
        keys = next((each for each in known if name in each), None)
        if keys is None:
            place.report("S008", entry.key, f"`{name}` is no key of `{sample.kind}`.")
        else:
            keys[name].reader.read(entry.value, place.child(name))


def _constructs(kind: str) -> list[type[Construct]]:
    if kind == "field":
        return list(FIELD_TYPES)
    found = [each for each in constructs() if construct_word(each) == kind]
    if not found:
        raise Unmarked(f"`yaml {kind} part`: there is no `{kind}`")
    return found


def _readers() -> dict[str, Callable[[Node, Place, Scalar], object]]:
    """What reads one construct, by the word for it."""
    found: dict[str, Callable[[Node, Place, Scalar], object]] = {"field": read_field}
    for construct in constructs():
        if construct not in FIELD_TYPES:
            found[construct_word(construct)] = _reader(construct)
    return found


def _reader(construct: type[Construct]) -> Callable[[Node, Place, Scalar], object]:
    return lambda node, place, id_node: read_construct(construct, node, place, id_node)
