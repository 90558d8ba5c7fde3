"""A typed expression as a sentence that can be read aloud, in whatever language a `Voice` speaks.

    condition(checked.typed, voice)     # "“Housing” is “In a hotel”, and either … or …"
    value(checked.typed, voice)         # "“Rent” × 12 + 40 €"

Nothing here knows a word of any language: each kind of statement is one phrase of a catalogue, whole, with
its names and values put in, so that a further language wants a catalogue and no code. Three things keep the
sentences right without knowing the gender or number of an author's words:

- Negations stand at single statements (`not (a and b)` is said as "not a or not b"; both are unknown for the
  same answers), so that no phrase has to deny a whole sentence.
- Which word binds closer is heard: an alternative within a sum of conditions is "either … or …", and stands
  last; what nests deeper is set off by semicolons, and by brackets only beyond that.
- Phrases are worded so that names need no article and nothing agrees with them.
"""

from __future__ import annotations

from formgen.language.expressions.sentences.conditions import condition
from formgen.language.expressions.sentences.values import alone as value
from formgen.language.expressions.sentences.voice import Voice

__all__ = ["Voice", "condition", "value"]
