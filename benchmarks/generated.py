"""Specs of any size, each of a shape that is hard in its own way. No condition reads more than six fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator

HEAD = (
    "formgen: 1",
    "id: grown",
    'version: "1"',
    "title: Grown",
    "language: en",
    "service: {name: Office}",
)
OPTIONS = "{red: Red, green: Green, blue: Blue}"
WINDOW = 6


def chain(size: int) -> str:
    """Five fields a page, each asked because of the one before it, from the first to the last."""
    return _spec(_pages(size, lambda number: f"field{number - 1} is red" if number else ""))


def windows(size: int) -> str:
    """Every question is asked by a condition on the six before it."""
    return _spec(_pages(size, _of_six))


def blocks(size: int) -> str:
    """Independent blocks of questions: in each, the later ones read some of the first six."""

    def condition(number: int) -> str:
        place = number % 20
        if place < WINDOW:
            return ""
        first = number - place
        one, two, three = (first + (place + step) % WINDOW for step in (0, 1, 3))
        return f"field{one} is red and (field{two} is not green or field{three} is blue)"

    return _spec(_pages(size, condition))


def stops(size: int) -> str:
    """A stop on every page, and questions that read what stops have sorted out."""
    return _spec(
        _pages(
            size,
            lambda number: f"field{number - 7} is not blue" if number % 5 == 0 and number > 7 else "",
            lambda number: f"field{number} is blue and field{max(0, number - 3)} is red",
        )
    )


def papers(size: int) -> str:
    """A document for every ten questions, with cases by two of them."""
    lines = ["documents:"]
    for number in range(0, size, 10):
        one, two = f"field{number}", f"field{number + 1}"
        lines += [f"  paper{number}:", f"    title: Paper {number}"]
        lines += ["    cases:"]
        for condition in (f"{one} is red", f"{one} is green and {two} is red", f"{one} is green"):
            lines += [f"      - when: {condition}", "        all_of: {front: Front, back: Back}"]
        lines += ["      - otherwise: true", "        not_asked: true"]
    return _spec([*_pages(size, lambda _: "", papers=True), *lines])


SHAPES: tuple[Callable[[int], str], ...] = (chain, windows, blocks, stops, papers)


def _spec(lines: Iterator[str] | list[str]) -> str:
    return "\n".join([*HEAD, "steps:", "  one:", "    title: One", "    pages:", *lines]) + "\n"


def _pages(
    size: int,
    condition: Callable[[int], str],
    stop: Callable[[int], str] | None = None,
    papers: bool = False,
) -> Iterator[str]:
    """Five questions a page; `stop` makes a condition from the number of the page's last field."""
    for first in range(0, size, 5):
        yield f"      page{first}:"
        yield f"        title: Page {first}"
        if stop is not None:
            yield f"        stop: {{when: {stop(first + 4)}, title: Stop}}"
        if papers and first % 10 == 5:
            yield f"        documents: [paper{first - 5}]"
        yield "        fields:"
        for number in range(first, min(first + 5, size)):
            yield f"          field{number}:"
            yield "            type: choice"
            yield f"            label: Question {number}"
            yield f"            options: {OPTIONS}"
            if condition(number):
                yield f"            when: {condition(number)}"


def _of_six(number: int) -> str:
    if number < WINDOW:
        return ""
    one, two, three, four, five, six = (f"field{number - step}" for step in range(1, WINDOW + 1))
    return (
        f"({one} is red or {two} is green or {three} is blue) "
        f"and ({four} is blue or {five} is red or {six} is green)"
    )
