"""The condition language of a spec (language.md §2): parsed, typed, and turned into Python and JavaScript.

    expression = parse("marital_status is married and age of birth_date >= 18")
    checked = check(expression, scope, expected=CONDITION)
    if not checked.faults:
        met = checked.python()          # met(frame) is True, False, or None when unknown
        script = checked.javascript()   # a JavaScript expression over `v` and `F`

Runtime values, None being empty in all of them: text str; number and money decimal.Decimal (an integer may
be int); date datetime.date; time datetime.time; moment aware UTC datetime; duration values.Duration; yes_no
bool; choice and country str; choices frozenset or tuple of str; address values.Address; document frozenset of
the alternatives provided ({"provided"} for a single document).
"""

from __future__ import annotations

from formgen.language.expressions.checked import Checked
from formgen.language.expressions.checking import check
from formgen.language.expressions.faults import ExpressionFault
from formgen.language.expressions.parser import parse
from formgen.language.expressions.scope import Binding, Names, Scope, outermost
from formgen.language.expressions.tree import Expression
from formgen.language.expressions.types import (
    ADDRESS,
    CONDITION,
    COUNTRY,
    DATE,
    DURATION,
    INTEGER,
    MOMENT,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    AddressType,
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Duration,
    Group,
    List,
    Members,
    Moment,
    Money,
    Number,
    Record,
    Text,
    Time,
    Type,
    YesNo,
)
from formgen.language.expressions.words import RESERVED_NAMES, RESERVED_OPTIONS, names

__all__ = [
    "ADDRESS",
    "CONDITION",
    "COUNTRY",
    "DATE",
    "DURATION",
    "INTEGER",
    "MOMENT",
    "NUMBER",
    "RESERVED_NAMES",
    "RESERVED_OPTIONS",
    "TEXT",
    "TIME",
    "YES_NO",
    "AddressType",
    "Binding",
    "Checked",
    "Choice",
    "Choices",
    "Country",
    "Date",
    "Document",
    "Duration",
    "Expression",
    "ExpressionFault",
    "Group",
    "List",
    "Members",
    "Moment",
    "Money",
    "Names",
    "Number",
    "Record",
    "Scope",
    "Text",
    "Time",
    "Type",
    "YesNo",
    "check",
    "names",
    "outermost",
    "parse",
]
