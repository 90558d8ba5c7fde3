"""The rules of documents: which papers are wanted, how many, how old."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import (
    Construct,
    Invalid,
    Keyed,
    Listed,
    Place,
    Shape,
    key,
    optional,
    read_construct,
)
from formgen.language.readers import (
    Case,
    Cases,
    Formula,
    Text,
    by_id,
    calculation,
    condition,
    duration,
    either,
    flag,
    of,
    path,
    read_case_condition,
    text,
    whole_number,
    word,
)
from formgen.language.source import Mapping, Node, Sequence
from formgen.language.values import Duration


class Age(Construct):
    """How old a paper may be, and who says its date.

    For example:

        limit: 6 months
        dated: asked
    """

    noun = "an age limit"
    short_key = "limit"
    limit: Duration = key(duration(), "the greatest age", example="limit: 6 months")
    level: str = optional(
        word("error", "warning"), "whether an older one blocks", default="error", example="level: warning"
    )
    dated: str = optional(
        word("asked", "agent"),
        "`asked`: the person types the date; `agent`: seen at examination",
        default="asked",
        example="dated: agent",
    )


class Alternative(Construct):
    """One paper among those a rule names.

    For example:

        title: Rent receipt
        not_older_than: 3 months
    """

    noun = "a document"
    short_key = "title"
    title: Text | None = optional(
        text(), "its name; with `field`, the field's label serves", example="title: Rent receipt"
    )
    hint: Text | None = optional(text(), "what it must show", example="hint: With your name and address")
    when: Formula | None = optional(
        condition(), "wanted only when this is true", example="when: housing is hosted"
    )
    field: Text | None = optional(
        path(), "a field that stands for the paper (a code instead of a photo)", example="field: photo_code"
    )
    not_older_than: Age | None = optional(of(Age), "how old it may be")

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if "title" not in values and "field" not in values:
            place.report(
                "S012",
                node.entries[0].key if node.entries else node,
                "`title` is missing in this document.",
                "Add `title:` – its name, as the person reads it.",
            )
            return False
        return True


class AtLeast(Construct):
    """At least n of several papers.

    For example:

        n: 2
        of:
          payslip: Payslip
          tax_notice: Tax notice
          statement: Bank statement
    """

    noun = "`at_least`"
    n: int = key(whole_number(1, 50), "how many", example="n: 2")
    of: dict[str, Alternative] = key(by_id(Alternative), "the papers")


class OnePer(Construct):
    """One paper for each period of time.

    For example:

        period: 6 months
        over: 5 years
    """

    noun = "`one_per`"
    period: Duration = key(duration(), "the length of a period", example="period: 6 months")
    over: Formula = key(
        calculation(),
        "how far back, counted from the start of the request",
        example="over: 5 years",
    )


def _at_least() -> Any:
    return either(
        "a number, or `n:` and `of:`",
        lambda node: of(AtLeast) if isinstance(node, Mapping) else whole_number(1, 50),
        whole_number(1, 50),
        of(AtLeast),
    )


class Rule(Construct):
    """What is asked of a document: one of some papers, all of them, at least n, or just one.

    For example:

        one_of:
          lease: Lease
          rent_receipt: Rent receipt
    """

    noun = "a rule"
    one_of: dict[str, Alternative] | None = optional(by_id(Alternative), "one of these is enough")
    all_of: dict[str, Alternative] | None = optional(by_id(Alternative), "all of these")
    at_least: int | AtLeast | None = optional(_at_least(), "at least so many", example="at_least: 2")
    not_asked: bool = optional(
        flag(), "nothing is asked, on purpose", default=False, example="not_asked: true"
    )

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        written = [name for name in ("one_of", "all_of", "not_asked") if values.get(name)]
        if isinstance(values.get("at_least"), AtLeast):
            written.append("at_least")
        if len(written) > 1:
            place.report(
                "S017",
                node.get(written[1]) or node,
                f"`{written[1]}` cannot stand beside `{written[0]}`.",
                "Keep one of the two rules.",
            )
            return False
        return True


class RuleCase(Rule):
    """A rule with the condition under which it applies.

    For example:

        when: housing is hosted
        all_of:
          statement: Statement of your host
          identity: Identity card of your host
    """

    noun = "a case"
    when: Formula | None = optional(condition(), "the condition", example="when: housing is hosted")
    otherwise: bool = optional(
        flag(), "applies when no case before it does", default=False, example="otherwise: true"
    )


class RuleCases:
    expects = "a list of cases"

    @property
    def shape(self) -> Shape:
        return Listed(Keyed(RuleCase), least=1)

    def read(self, node: Node, place: Place) -> Cases[RuleCase] | Invalid:
        if not isinstance(node, Sequence) or not node.items:
            return place.report(
                "S014",
                node,
                "`cases` wants a list of cases.",
                "Begin each with `- when: …`, then its rule, such as `one_of:`.",
            )
        read: list[Case[RuleCase]] = []
        for index, each in enumerate(node.items):
            inside = place.child(str(index))
            faults = place.trail.faults
            rule = read_construct(RuleCase, each, inside)
            if isinstance(rule, Invalid) or not isinstance(each, Mapping):
                continue
            if place.trail.faults > faults:
                # What is wrong with it is told: its condition among it, which is not read again.
                read.append(Case(rule.when, rule, each))
                continue
            when = read_case_condition(each, inside, last=index == len(node.items) - 1)
            if not isinstance(when, Invalid):
                read.append(Case(when, rule, each))
        return Cases(tuple(read), node)
