"""The texts of a procedure in one language, each compiled when it is first needed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from formgen.compiler.catalogues import Catalogue, Words, catalogue_path, read_po
from formgen.compiler.formatting.formatter import Formatter, LabelsByAnswers, Presentation
from formgen.compiler.formatting.lengths import length_of_time
from formgen.compiler.formatting.locales import reader_locale
from formgen.compiler.texts import CompiledText, Kind, compile_text
from formgen.language.expressions import CONDITION, Scope, check
from formgen.language.placeholders import check_text, parse_text
from formgen.language.readers import Cases, Formula, Text
from formgen.language.resolution.fragments import expand

if TYPE_CHECKING:
    from formgen.compiler.procedure import Field, Procedure

NOTHING = CompiledText(lambda _: Markup(), lambda _: "", constant=True)

Frame = Sequence[Any]


class Wording:
    """Texts, words and values of a procedure for readers of one language."""

    def __init__(self, procedure: Procedure, language: str) -> None:
        self.procedure = procedure
        self.language = language
        self.words = Words(language)
        self.catalogue = _catalogue(procedure, language)
        self._labels: dict[str, dict[str, str]] = {}
        self._labels_by_answers: dict[str, LabelsByAnswers] = {}
        self._texts: dict[tuple[int, int, str, int], CompiledText] = {}
        self.formatter = Formatter(
            language,
            procedure.spec.service.timezone,
            self._labels,
            _presentations(procedure.fields.values()),
            labels_by_answers=self._labels_by_answers,
            codes={field.binding.name: _codes(field) for field in procedure.fields.values() if field.options},
        )
        self.fragments = {**procedure.resolution.fragments, **self._lengths()}
        self._name_options([field for field in procedure.fields.values() if field.options])

    def _name_options(self, fields: Iterable[Field]) -> None:
        """Put the labels of options in: the plain ones first, since others may name what was chosen."""
        in_turn = sorted(fields, key=options_change)
        for field in in_turn:
            if options_change(field):
                self._labels_by_answers[field.binding.name] = partial(self.options, field)
        for field in in_turn:
            self._labels[field.binding.name] = self.options(field)

    def _lengths(self) -> dict[str, str]:
        """How long the procedure takes, in the reader's words."""
        duration = self.procedure.spec.duration
        if duration is None:
            return {}
        return {"duration": length_of_time(duration.amount, duration.unit, reader_locale(self.language))}

    def text(
        self, value: Text | Cases[Text] | None, scope: Scope, kind: Kind = "line", heading_level: int = 2
    ) -> CompiledText:
        """A text, or the first of its cases that is true; nothing for None."""
        if value is None:
            return NOTHING
        key = (id(value), id(scope), kind, heading_level)
        found = self._texts.get(key)
        if found is None:
            found = self._compile(value, scope, kind, heading_level)
            self._texts[key] = found
        return found

    def short(self, field: Field) -> CompiledText:
        """A few words that name a field: for errors, the review, and words such as "Help with …"."""
        return self.text(field.spec.short or field.spec.label, field.scope)

    def one_of(self, field: Field) -> CompiledText:
        """The word for one item of a list: its own, else the name of the list."""
        written: Any = field.spec
        return self.text(written.one or field.spec.short or field.spec.label, field.scope)

    def options(self, field: Field, frame: Frame | None = None) -> dict[str, str]:
        """Option -> label, as the answers of `frame` choose it."""
        return {id: self.option(field, option, frame) for id, option in field.options.items()}

    def option(self, field: Field, option: Any, frame: Frame | None = None) -> str:
        """The label of an option in the frame of its field; without one, that of its first case."""
        if option is None:
            return ""
        if isinstance(option.label, str):
            return option.label
        if frame is not None:
            return self.text(option.label, field.scope).text(list(frame))
        label = option.label.items[0].value if isinstance(option.label, Cases) else option.label
        compiled = self.text(label, field.scope)
        return compiled.text([]) if compiled.constant else label.value

    def countries(self, codes: Iterable[str], as_nationality: bool) -> list[tuple[str, str]]:
        """(code, name), in the order of the names as a reader of the language expects it."""
        places = self.formatter.places
        name = places.nationality if as_nationality else places.country
        return sorted(((code, name(code)) for code in codes), key=lambda pair: _collated(pair[1]))

    def fixed_words(self, key: str, **values: Any) -> Markup:
        """formgen's words as HTML, with values that are HTML already or are escaped here."""
        tokens = {
            name: value if isinstance(value, int) else f"\x00{name}\x00" for name, value in values.items()
        }
        words = str(escape(self.words.get(key, **tokens)))
        for name, value in values.items():
            words = words.replace(f"\x00{name}\x00", escape(value))
        return Markup(words)  # noqa: S704 - escaped above

    def _compile(
        self, value: Text | Cases[Text], scope: Scope, kind: Kind, heading_level: int
    ) -> CompiledText:
        if isinstance(value, Text):
            return self._compile_one(value, scope, kind, heading_level)
        cases = [
            (
                _always if case.when is None else _condition(case.when, scope),
                self._compile_one(case.value, scope, kind, heading_level),
            )
            for case in value.items
        ]

        def chosen(frame: Any) -> CompiledText:
            for met, text in cases:
                if met(frame) is True:
                    return text
            return NOTHING

        return CompiledText(
            lambda frame: chosen(frame).html(frame), lambda frame: chosen(frame).text(frame), constant=False
        )

    def source(self, text: Text) -> str:
        """The author's words in this language, fragments in their places, placeholders as written."""
        return expand(self._translated(text), self.fragments, self._translated)

    def _compile_one(self, text: Text, scope: Scope, kind: Kind, heading_level: int) -> CompiledText:
        translated = self.source(text)
        try:
            return self._compile_words(translated, scope, kind, heading_level)
        except ValueError:
            original = expand(text.value, self.fragments, lambda each: each.value)
            if translated == original:
                raise
            # A faulty translation is reported by `formgen check`; its readers get the original meanwhile.
            return self._compile_words(original, scope, kind, heading_level)

    def _compile_words(self, words: str, scope: Scope, kind: Kind, heading_level: int) -> CompiledText:
        return compile_text(check_text(parse_text(words), scope), self.formatter, kind, heading_level)

    def _translated(self, text: Text) -> str:
        return text.translations.get(self.language) or self.catalogue.translate(text.place, text.value)


def _codes(field: Field) -> dict[str, str]:
    written = {id: getattr(option, "code", None) for id, option in field.options.items()}
    return {id: code for id, code in written.items() if code is not None}


def options_change(field: Field) -> bool:
    """Whether answers choose, or stand in, the label of an option."""
    labels = (getattr(option, "label", None) for option in field.options.values())
    return any(
        isinstance(label, Cases) or (isinstance(label, Text) and "{{" in label.value) for label in labels
    )


def _condition(formula: Formula, scope: Scope) -> Callable[[Any], Any]:
    return check(formula.expression, scope, CONDITION).python()


def _always(_: Any) -> bool:
    return True


def _catalogue(procedure: Procedure, language: str) -> Catalogue:
    if language == procedure.spec.language:
        return Catalogue(language)
    path = Path(catalogue_path(procedure.spec.document.name, language))
    if not path.is_file():
        return Catalogue(language)
    return Catalogue(language, read_po(path.read_bytes(), str(path)).entries)


def _presentations(fields: Iterable[Field]) -> Mapping[str, Presentation]:
    found = {}
    for field in fields:
        kind = _presentation(field)
        if kind is not None:
            found[field.binding.name] = kind
    return found


def _presentation(field: Field) -> Presentation | None:
    unit = getattr(field.spec, "unit", None)
    kind = field.spec.shown_as()
    return Presentation(kind, unit.value if unit is not None else "") if kind or unit is not None else None


def _collated(name: str) -> str:
    """A key to sort names by: letters without their accents, as French and English dictionaries do."""
    return "".join(
        each for each in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(each)
    )
