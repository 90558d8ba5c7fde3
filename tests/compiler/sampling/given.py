"""Procedures that are hard to answer: each page needs something of the answers before it."""

from __future__ import annotations

from formgen.compiler.compile import build
from formgen.compiler.procedure import Procedure
from formgen.language.read import read_text
from formgen.language.resolution import Resolution, visit
from tests.compiler.given import spec_of

LISTS = (
    """
    household:
      title: Household
      fields:
        people:
          type: list
          label: People
          min: 2
          fields:
            born: {type: date, label: Born}
            income: {type: money, label: Income, min: 0}
            role: {type: choice, label: Role, options: {adult: Adult, child: Child}}
          checks:
            - {must: (count of people with role is adult) between 2 and 3, message: Two adults or three.}
            - {must: (sum of people.income) <= 1000, message: Too much.}
    small_children:
      title: Small children
      when: (count of people with age of born < 3) >= 2
      fields: {nursery: {type: text, label: Nursery}}
    middling:
      title: Middling incomes
      when: (sum of people.income) between 500 EUR and 600 EUR
      fields: {savings: {type: money, label: Savings}}
    adults_only:
      title: Adults only
      when: all of people with role is adult
      fields: {pets: {type: integer, label: Pets, min: 3, max: 4}}
    elderly:
      title: Elderly
      when: any of people with born < 1950-01-01 and role is adult
      fields: {carer: {type: yes_no, label: Carer}}
    expensive:
      title: Expensive
      when: share > 50 EUR and pets is 4 and carer is yes
      fields:
        reference:
          type: text
          label: Reference
          pattern: "[A-Z]{2}[0-9]{3}"
          checks: [{must: first 2 of reference is "FR", message: It begins with FR.}]
    """,
    "calculations:\n  share: {type: money, is: (sum of people.income) * 12 / 100 - 7}",
)
DATES = (
    """
    days:
      title: Days
      fields:
        recent:
          type: date
          label: A
          checks: [{must: recent >= today - 6 months and recent <= today, message: M}]
        later: {type: date, label: B, checks: [{must: later is recent + 30 days, message: M}]}
        much_later: {type: date, label: C, checks: [{must: much_later > recent + 2 years, message: M}]}
        notice:
          type: duration
          label: D
          units: [months]
          checks: [{must: notice between 3 months and 5 months, message: M}]
        leap:
          type: date
          label: E
          checks:
            - {must: year of leap is 2020, message: M}
            - {must: month of leap is 2, message: M}
    ahead:
      title: Ahead
      when: "(latest of recent + notice, later) > today + 20 days"
      fields: {sure: {type: yes_no, label: Sure}}
    behind:
      title: Behind
      when: "sure is no and (earliest of recent, later) < 2026-08-01"
      fields: {often: {type: integer, label: How often, or_say: {never: Never}}}
    never:
      title: Never
      when: often is said never
      fields:
        reasons:
          type: choices
          label: Why
          max: 2
          options: {far: Far, dear: Dear, other: Other, none: {label: None, excludes_others: true}}
    far:
      title: Far
      when: reasons includes far and not (reasons includes dear) and leap is answered
      text: It is far.
    """,
    "",
)
STOPS = (
    """
    kind:
      title: Kind
      fields: {kind: {type: choice, label: Kind, options: {first: A, second: B, third: C}}}
      stop: [{when: kind is first, title: Elsewhere}]
    second:
      title: Second
      when: kind is second
      fields: {already: {type: yes_no, label: Already}}
      stop: [{when: already is yes, title: Already}]
    third: {title: Third, when: kind is third, text: No., stop: [{when: kind is third, title: Elsewhere}]}
    countries:
      title: Countries
      fields:
        of_birth: {type: country, label: C}
        of_home: {type: country, label: C, checks: [{must: of_home is same as of_birth, message: M}]}
    home:
      title: Home
      when: "of_birth is one of FRA, BEL"
      fields:
        home:
          type: address
          label: C
          countries: [FRA]
          checks: [{must: first 2 of home.postcode is "75", message: M}]
    words:
      title: Words
      when: home.city is not "Paris"
      fields:
        long: {type: text, label: C, length: {min: 30, max: 40}}
        twice:
          type: text
          label: C
          confirm: true
          case: upper
          checks: [{must: length of twice > 20, message: M}]
    """,
    "",
)
DOCUMENTS = (
    """
    kind:
      title: Kind
      fields:
        kind: {type: choice, label: Kind, options: {first: A, second: B, third: C}}
        far: {type: yes_no, label: Is it far?}
        children:
          type: list
          label: Children
          first_question: Any?
          fields: {name: {type: text, label: Name}}
    papers: {title: Papers, documents: [home, each_child, three, late]}
    leased: {title: Leased, when: home is lease and late_given, text: T}
    schooled: {title: Schooled, when: kind is second and each_child is provided, text: T}
    mapped: {title: Mapped, when: home is map, text: T}
    without: {title: Without, when: home is said cannot, text: T}
    """,
    """
    conditions:
      late_given: late is provided
    any_document:
      or_say: {cannot: {label: I cannot, then_ask: {why: {type: text, label: Why}}}}
    documents:
      home:
        title: Home
        not_older_than: {limit: 10 days}
        cases:
          - {when: kind is first, one_of: {lease: Lease, bill: Bill}}
          - {when: kind is second, all_of: {lease: Lease, bill: Bill, map: {title: Map, when: far is yes}}}
          - {otherwise: true, not_asked: true}
      each_child: {title: Of each child, for_each: children, when: kind is not first}
      three: {title: Three of them, at_least: 3}
      late: {title: Late, when: kind is not third, at_least: {n: 2, of: {one: One, two: Two, three: Three}}}
    """,
)
HARD = {"lists": LISTS, "dates": DATES, "stops": STOPS, "documents": DOCUMENTS}


def built(text: str) -> Procedure:
    """The procedure of a spec whose names and types are right; what its conditions mean is not judged."""
    reading = read_text(text, "generated.yaml")
    assert reading.spec is not None, (text, reading.problems)
    resolution = Resolution(reading.spec, None)
    visit(resolution)
    assert not resolution.failed, (text, resolution.problems)
    return build(resolution)


PROCEDURES = {name: built(spec_of(pages, rest)) for name, (pages, rest) in HARD.items()}
