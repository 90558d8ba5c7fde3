"""What the reference of the language tells in sentences: what no declaration of a key can say."""

from __future__ import annotations

from typing import Final

FILE: Final = """\
## The file

A spec is a YAML file: keys and values, what belongs to a key indented by two spaces below it, a list as
lines that begin with `- `. Every value is read as the text that it is: `no`, `1.0` and `2026-01-31` mean
what they say.

- **Ids** are chosen by you: small letters, digits and `_`, a letter first. They name things in conditions
  and in texts, and never change once a procedure is in use.
- **Quotes** are needed around a text that holds a colon and a space, or ` #`, or that begins with `{`,
  `[`, `*`, `&`, `!`, `%`, `@`, a quote or a backtick. A long text stands below a bar:

  ```yaml page
  title: "Your home: where you live"
  text: |
    We ask this to know which papers you need.

    - If you rent, keep your lease at hand.
    - If you own your home, an energy bill is enough.
  ```

- **Braces and brackets**, `{min: 1, max: 3}` and `[fr, en]`, suit short values; a comma in a text would
  end it.
- Anchors, tags and merged keys are refused, and so is a key written twice. What is needed in several
  places has a name: [a fragment](#a-fragment), [a group of fields](#a-group-of-fields), a condition.
- **Translations** stand in files of their own beside the spec, `NAME.fr.po` for French; `formgen
  translate NAME.yaml --to fr` makes and updates them.
"""

CASES: Final = """\
## Cases

Where a value may have cases, `cases:` takes its place. Each case has a condition behind `when`, and the
value that then applies: behind `is`, for all but documents.

```yaml page
title:
  cases:
    - when: marital_status is married
      is: You and your spouse
    - otherwise: true
      is: You
```

Cases are read in order, and the first true one applies. `otherwise: true` stands last and applies when
none is true, unless a case waits for a question that is asked, must be answered, and is not answered yet:
then there is no value so far. An income that nobody has typed yet does not fall into the last bracket.
"""

EXPRESSIONS: Final = """\
## Expressions

A condition is an expression that is true or not; a calculation is one with any value. They are read
aloud: `age of birth_date >= 18 and nationality is in eu_states`. What is compared must be of one kind,
and `formgen check` says where it is not.

Binding, from loose to tight: `or`; `and`; `not`; comparisons; `rounded … to`; `+ -`; `* /`; the minus
sign; `age of`, `year of`, `first 2 of`, `count of`, `sum of` and their like, which take one name or
parentheses. `not a is b` means `not (a is b)`; `year of today - 1` means `(year of today) - 1`.
"""

NAMES: Final = """\
### Names

An expression may name fields, calculations, conditions, sources, tables, documents, and the days `today`,
`started_on` (when the draft began) and `filed_on` (empty before filing). A field in a group, an item of a
list, a column of a table or of a source and a field of an action are written with a dot:
`spouse.birth_date`, `permit_register.valid_until`, `accept.amount`. Inside a group or an item its own
fields come first; `dossier.birth_date` means the outer one.

A condition may read what is asked earlier, what a source knows, and calculations. A check may read its
whole page.
"""

EMPTY: Final = """\
### What is not known

A question that is not asked, or not answered yet, has no value. A comparison with it is neither true nor
false but unknown, and so are `not` of it, and `and` and `or` where the other side does not decide. Only
`is answered`, `is empty`, `is found` and `is provided` are always known.

- `when`, `stop`, `required` and cases act only when their condition is true.
- A check fails only when its condition is false.
- Arithmetic with something empty is empty; `earliest of`, `largest of` and their like leave it out.
- Months are calendar months: 31 March less one month is the last day of February.
"""

TEXTS: Final = """\
## Texts

Texts are written in a small part of Markdown: paragraphs, lists with `- ` or `1. `, `**strong**` and
`*emphasis*`, headings with `## `, links as `[words](https://address)`. There is no HTML.
"""

PLACEHOLDERS: Final = """\
### Placeholders

Two braces put a value into a text, in the reader's language and form. A text that begins with them needs
quotes, or stands below a bar. Conditions and lists end with `{{ end }}`.
"""

PLACEHOLDER_ROWS: Final = (
    ("`{{ birth_date }}`", "the value of a name, or of any expression"),
    ("`{{ birth_name | upper }}`", "the same, changed by [filters](#filters)"),
    (
        "`{{ when children is answered }}…{{ otherwise }}…{{ end }}`",
        "the first text where the condition is true, else the second; `{{ otherwise when … }}` adds a case",
    ),
    ("`{{ for child in children }}{{ child.first_names }}{{ end }}`", "a text for each item of a list"),
    ("`{{ signature }}`", "[a fragment](#a-fragment), with the placeholders in it"),
    (
        "`{{ service.name }}`",
        "what the service says of itself: also `service.address`, `service.email`, `service.phone`",
    ),
    ("`{{ silence.basis }}`, `{{ silence.remedies }}`", "what is said of silence"),
    ("`{{ duration }}`", "how long it takes"),
    ("`{{ link | Sign in }}`", "in mails: a link to the page of the dossier, in these words"),
)

PLACEHOLDER_SAMPLE: Final = """\
```yaml pdf
title: Receipt
text: |
  On {{ filed_on }}, {{ birth_name | upper }} filed a request.

  {{ when photo is not provided }}Bring a photograph.{{ end }}
```
"""
