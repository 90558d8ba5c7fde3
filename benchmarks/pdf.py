"""The receipt through the pool beside WeasyPrint alone: warm, and from nothing.

The reference is WeasyPrint with the same HTML, styles parsed and fonts found beforehand, called in this
process: no queue, no other process, nothing mended. `python -m benchmarks.pdf` measures this alone.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.figures import Figure, Target, table
from formgen.rendering.pdf.layouts import pdf_folders
from formgen.rendering.pdf.letter import letter_html
from formgen.rendering.pdf.pool import PdfPool
from tests.rendering.pdf.samples import receipt

ROUNDS = 60
COLD_ROUNDS = 5
STYLES = ("base.css", "letter.css")
LINK = re.compile(r"<link [^>]+>")


def measure() -> Iterator[Figure]:
    letter = receipt()
    html = letter_html(letter)
    alone = weasyprint_alone(html)

    def pooled() -> object:
        return pool.render_now(html, language=letter.language, title=letter.title)

    def made_and_pooled() -> object:
        return pool.render_now(letter_html(letter), language=letter.language, title=letter.title)

    with PdfPool() as pool:
        for warm_up in (alone, pooled, made_and_pooled) * 5:
            warm_up()
        # In turns, so that what else the machine does falls on all of them alike.
        rounds = [
            (milliseconds(pooled), milliseconds(made_and_pooled), milliseconds(alone)) for _ in range(ROUNDS)
        ]
    reference = statistics.median(row[2] for row in rounds)
    for index, what in enumerate(("Receipt, warm pool", "Receipt, its template and QR code too")):
        value = statistics.median(row[index] for row in rounds)
        yield Figure(what, value, "WeasyPrint alone, warm", reference, "ms", Target("at most", 1.3))
    yield cold()


def weasyprint_alone(html: str) -> Callable[[], object]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    folder = pdf_folders()[0]
    styles = [CSS(string=(folder / name).read_text(), font_config=fonts) for name in STYLES]
    bare = LINK.sub("", html)
    return lambda: HTML(string=bare).write_pdf(font_config=fonts, stylesheets=styles, pdf_variant="pdf/ua-1")


def cold() -> Figure:
    """From nothing to the first receipt: a pool, against a process that imports WeasyPrint and prints."""
    letter = receipt()
    html = letter_html(letter)
    styles = "".join((pdf_folders()[0] / name).read_text() for name in STYLES)
    inline = LINK.sub("", html).replace("</head>", f"<style>{styles}</style></head>")
    program = (
        "import sys, weasyprint; weasyprint.HTML(string=sys.stdin.read()).write_pdf(pdf_variant='pdf/ua-1')"
    )

    def pooled() -> None:
        with PdfPool() as pool:
            pool.render_now(html, language=letter.language, title=letter.title)

    def alone() -> None:
        subprocess.run([sys.executable, "-c", program], input=inline, text=True, check=True)

    rounds = [(milliseconds(pooled), milliseconds(alone)) for _ in range(COLD_ROUNDS)]
    value, reference = (statistics.median(row[index] for row in rounds) for index in (0, 1))
    return Figure(
        "First receipt, cold", value, "Python, import, print", reference, "ms", Target("at most", 1.5)
    )


def milliseconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    figures = list(measure())
    print(table(figures))
    sys.exit(0 if all(figure.passed for figure in figures) else 1)
