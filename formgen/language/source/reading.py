"""A file to a document: take in its text, build its nodes, tell what is wrong."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError

from formgen.language.problems import Problem
from formgen.language.source.building import Builder, Refused
from formgen.language.source.intake import take_in
from formgen.language.source.nodes import Document, Mapping, Node, Scalar, Span
from formgen.language.source.retold import Retold

# After an error whose line can be repaired, the repaired text is read again to find the next mistake. Both
# bounds keep a hostile file from buying more than a second with it.
_MAX_REPAIRS = 20
_MAX_CHARACTERS_READ_AGAIN = 500_000


def parse(data: bytes | str, name: str) -> Document:
    """The nodes of a YAML text (at most 1 MiB); `name` is the path shown in problems.

    Never raises on content: `Document.problems` says what is wrong, in the order of the file, and
    `Document.root` is None when the text is no YAML, too large or no mapping. With a root and errors
    beside it (a key written twice, an anchor), a reader should stop all the same.
    """
    document, refusal = take_in(data, name)
    if refusal is not None:
        document.problems = (refusal,)
        return document
    root, problems = _read(document)
    if root is not None and not isinstance(root, Mapping):
        # A line without a colon, alone in a file, is a text to YAML: that is no second mistake.
        problems = _once(problems, [_no_mapping(document, root)])
        root = None
    elif root is None and not problems:
        problems = [_empty(document)]
    document.root = root
    document.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return document


def _read(document: Document) -> tuple[Node | None, list[Problem]]:
    """Builds the nodes, and reads on after each error whose line can be repaired."""
    told: list[Problem] = []
    current = document
    reached = 0
    for _ in range(_MAX_REPAIRS):
        root, found, retold = _attempt(current)
        if retold is None:
            root = None if told else root
            return root, _once(told, found)
        if retold.problem.line <= reached:
            # The repair did not hold, so that what follows may be its doing and not the author's.
            return None, told
        told.append(retold.problem)
        reached = max(retold.problem.line, retold.line + 1 if retold.repaired is not None else 0)
        if retold.repaired is None or len(document.text) * len(told) > _MAX_CHARACTERS_READ_AGAIN:
            return None, _once(told, found)
        if not _stands_alone(current, retold.line):
            return None, _once(told, found)
        current = _repaired(current, retold)
    return None, told


def _once(told: list[Problem], found: list[Problem]) -> list[Problem]:
    """One mistake, one message: what was found in a line that an error tells of is the same mistake."""
    lines = {problem.line for problem in told}
    # Where a dash belongs is known only when the lines around it could be read.
    return told + [
        problem for problem in found if problem.line not in lines and not (told and problem.code == "S024")
    ]


def _stands_alone(document: Document, line: int) -> bool:
    """Whether no further lines belong to a line, so that a repair of it alone can hold."""
    repaired = document.lines[line]
    width = len(repaired) - len(repaired.lstrip(" "))
    for below in document.lines[line + 1 :]:
        if below.strip():
            return len(below) - len(below.lstrip()) <= width or (":" in below and _dashed(repaired))
    return True


def _dashed(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _attempt(document: Document) -> tuple[Node | None, list[Problem], Retold | None]:
    builder = Builder(document)
    try:
        return builder.build(), builder.problems, None
    except Refused:
        return None, builder.problems, None
    except MarkedYAMLError as error:
        if error.problem_mark is not None and _refused_for_depth(error):
            # libyaml 0.2.6 looks ahead and refuses at its own depth of 1,000 before it gives the first event.
            # What stands before that place is deep enough for our limit, which names the right one.
            return _attempt(Document(document.name, document.text[: error.problem_mark.index]))
        from formgen.language.source.retelling import retell  # only where a file is no YAML

        return None, builder.problems, retell(document, error)
    except YAMLError:
        # libyaml's reader: a character that `take_in` let pass and libyaml does not take.
        message = "This file cannot be read: it holds a character that cannot be seen and is no text."
        hint = "Copy the text into a new file, as plain text."
        problem = document.problem("S021", "error", Span(1, 1, 1, 1), message, hint)
        return None, builder.problems, Retold(problem)


def _refused_for_depth(error: MarkedYAMLError) -> bool:
    return "maximum nesting depth" in (error.problem or "")


def _repaired(document: Document, retold: Retold) -> Document:
    start = document.line_starts[retold.line]
    end = start + len(document.lines[retold.line])
    return Document(document.name, document.text[:start] + (retold.repaired or "") + document.text[end:])


def _no_mapping(document: Document, root: Node) -> Problem:
    from formgen.language.source.retelling.colons import glued

    whole = glued(root.value) if isinstance(root, Scalar) else None
    if whole is not None:
        place = document.span(root.start + whole.index(":"), root.start + whole.index(":") + 1)
        return document.problem(
            "S027", "error", place, "A blank is missing after this colon.", f"Write {whole}"
        )
    message = "A spec consists of keys, each with a colon and a value. This file begins with something else."
    return document.problem("S023", "error", root, message, "Begin with a line such as: formgen: 1")


def _empty(document: Document) -> Problem:
    what = "holds only comments" if document.text.strip() else "is empty"
    message = f"This file {what}."
    return document.problem(
        "S023", "error", Span(1, 1, 1, 1), message, "Begin with a line such as: formgen: 1"
    )
