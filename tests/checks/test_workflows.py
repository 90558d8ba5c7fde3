"""What the workflow of a spec must not say: rows 32, 33, 34, 35 and 40 of the catalogue of mistakes.

1. W502 (row 32): a state that is not reached, or not left and not final, or that leads to no end;
   told once for each, and not where a name in the workflow is wrong.
2. W503 (row 33): two deadlines on one day; deadlines that follow each other for ever; a message never opened.
3. W504 (row 34): a deadline whose action is not the system's or starts elsewhere; one that says nothing.
4. W506: an action of the system that no deadline does. W505: nobody can withdraw.
5. P601 (row 35): a final decision of a role that tells nothing; a refusal without remedies.
6. P603 (row 40): retention shorter than a deadline; a number that repeats or outgrows its digits.
7. What is right is not told of.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems, spec

PAGE = """
start:
  title: Start
  fields:
    town: {type: choice, label: Town, options: {north: North, south: South}}
"""
MESSAGES = """messages:
  told:
    mail: {subject: News, text: There is news. You may appeal.}
    in_account: {topic: news, title: News, text: There is news.}
  mailed: {mail: {subject: News, text: Dear all}}
"""


def workflow(states: str, actions: str, deadlines: str = "") -> str:
    """A workflow; states as flow, actions and deadlines a line each."""
    written = f"roles:\n  agent: {{label: Agent}}\nworkflow:\n  states:\n    draft: Draft\n{_lines(states)}"
    written += f"  actions:\n{_lines(actions)}"
    return written + (f"  deadlines:\n{_lines(deadlines)}" if deadlines else "")


def _lines(text: str) -> str:
    return "".join(f"    {line.strip()}\n" for line in text.strip().splitlines())


FILE = "file: {by: applicant, from: draft, to: filed}\n"
WITHDRAW = "withdraw: {by: applicant, from: any open, to: closed}\n"
STATES = "filed: Filed\nclosed: {label: Closed, final: true}\n"
EXPIRE = "expire: {by: system, from: draft, to: closed}\n"
RESUME = "resume: {by: system, from: waiting, to: filed}\n"
WAITING = "waiting: Waiting\n"
ASK = "ask: {by: agent, from: filed, to: waiting, send: told}\n"

FOUND = {
    "32 reached by no action": (
        "W502",
        workflow(STATES + "⟦lost: {label: Lost, final: true}", FILE + WITHDRAW),
    ),
    "32 reached from unreached only": (
        "W502 W502",
        workflow(STATES + "⟦a: A\nb: B", FILE + WITHDRAW + "x: {by: agent, from: a, to: b, send: told}"),
    ),
    "32 not left": ("W502", workflow("⟦filed: Filed", FILE)),
    "32 no way to an end": (
        "W502",
        workflow(
            "⟦filed: Filed\nwaiting: W", FILE + ASK + "reply: {by: applicant, from: waiting, to: filed}"
        ),
    ),
    "33 two on one day": (
        "W503",
        workflow(
            STATES + WAITING,
            FILE + WITHDRAW + ASK + RESUME + EXPIRE.replace("draft", "waiting"),
            "- {in: waiting, since: ask, after: 30 days, do: resume}\n"
            "- {in: waiting, since: ask, after: ⟦30 days, do: expire}",
        ),
    ),
    "33 one message and one action on a date": (
        "W503",
        workflow(
            STATES,
            FILE + WITHDRAW + EXPIRE,
            "- {in: draft, on: started_on + 3 days, send: mailed}\n"
            "- {in: draft, on: ⟦started_on + 3 days, do: expire}",
        ),
    ),
    "33 for ever": (
        "W503",
        workflow(
            STATES + WAITING,
            FILE + WITHDRAW + RESUME + "pause: {by: system, from: filed, to: waiting}",
            "- {in: filed, since: file, after: 1 year, do: ⟦pause}\n"
            "- {in: waiting, since: pause, after: 30 days, do: resume}",
        ),
    ),
    "33 for ever in one state": (
        "W503",
        workflow(
            STATES,
            FILE + WITHDRAW + "remind: {by: system, from: filed, to: filed, send: mailed}",
            "- {in: filed, since: remind, after: 30 days, do: ⟦remind}",
        ),
    ),
    "33 never opened": (
        "W503",
        workflow(
            STATES + WAITING,
            FILE + WITHDRAW + ASK + RESUME,
            "- {in: waiting, since: ⟦told opened, after: 30 days, do: resume}",
        ),
    ),
    "33 a mail is not seen to be opened": (
        "W503",
        workflow(
            STATES + WAITING,
            FILE + WITHDRAW + ASK.replace("told", "mailed") + RESUME,
            "- {in: waiting, since: ⟦mailed opened, after: 30 days, do: resume, unopened: 9 days}",
        ),
    ),
    "34 not the system's": (
        "W504",
        workflow(STATES, FILE + WITHDRAW, "- {in: filed, since: file, after: 9 days, do: ⟦withdraw}"),
    ),
    "34 from another state": (
        "W504",
        workflow(STATES, FILE + WITHDRAW + EXPIRE, "- {in: filed, since: file, after: 9 days, do: ⟦expire}"),
    ),
    "34 nothing to do": (
        "W504",
        workflow(STATES, FILE + WITHDRAW, "- ⟦{in: filed, since: file, after: 9 days}"),
    ),
    "34 no time": ("W504", workflow(STATES, FILE + WITHDRAW, "- ⟦{in: filed, since: file, send: mailed}")),
    "34 two times": (
        "W504",
        workflow(STATES, FILE + WITHDRAW, "- {in: filed, after: 9 days, on: ⟦today + 3 days, send: mailed}"),
    ),
    "an action nobody does": ("W506", workflow(STATES, FILE + WITHDRAW + "⟦" + EXPIRE)),
    "no withdrawal": (
        "W505",
        workflow(STATES, FILE + "close: {by: agent, from: filed, to: closed, send: told}").replace(
            "actions", "⟦actions"
        ),
    ),
    "35 a silent decision": (
        "P601",
        workflow(STATES, FILE + WITHDRAW + "⟦refuse: {by: agent, from: filed, to: closed}"),
    ),
    "35 a refusal without remedies": (
        "P601",
        workflow(STATES, FILE + WITHDRAW + "⟦refuse: {by: agent, from: filed, to: closed, send: mailed}"),
    ),
    "40 deleted before the reminder": (
        "P603",
        workflow(STATES, FILE + WITHDRAW, "- {in: draft, since: saved, after: 23 days, send: mailed}")
        + "retention: {draft: {since: saved, after: ⟦20 days, then: delete}}\n",
    ),
    "40 deleted before the reminder, months": (
        "P603",
        workflow(STATES, FILE + WITHDRAW, "- {in: draft, since: saved, after: 60 days, send: mailed}")
        + "retention: {draft: {after: ⟦1 month, then: delete}}\n",
    ),
    "40 deleted before, by the rule for all final states": (
        "P603",
        workflow(STATES, FILE + WITHDRAW, "- {in: closed, since: withdraw, after: 2 years, send: mailed}")
        + "retention: {final: {since: withdraw, after: ⟦1 year, then: delete}}\n",
    ),
}
NUMBERS = {
    "40 repeats for each town": (
        '"{{ order | digits 5 }}", order_within: ⟦town',
        "P603",
    ),
    "40 without an order": ('⟦"{{ filed_on | yyyymmdd }}"', "P603"),
    "40 an order only sometimes": ('⟦"{{ when town is north }}{{ order }}{{ end }}"', "P603"),
    "40 outgrows two digits": ('"A{{ order | ⟦digits 2 }}"', "P603"),
}


@pytest.mark.parametrize(("codes", "rest"), FOUND.values(), ids=FOUND)
def test_found(codes: str, rest: str) -> None:  # 1, 2, 3, 4, 5, 6
    text, place = marked(spec(PAGE, rest + MESSAGES))
    found = [each for each in problems(text) if each.code != "N109"]
    assert [each.code for each in found] == codes.split()
    assert (found[0].line, found[0].column) == place
    assert all(each.hint for each in found)


@pytest.mark.parametrize(("number", "code"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(number: str, code: str) -> None:  # 6
    actions = FILE.replace("filed}", "filed, number: n}") + WITHDRAW
    text, place = marked(spec(PAGE, workflow(STATES, actions) + f"numbers:\n  n: {{text: {number}}}\n"))
    (problem,) = [each for each in problems(text) if each.code != "N109"]
    assert (problem.code, problem.line, problem.column) == (code, *place)
    assert problem.hint


RIGHT = {
    "messages on one day": workflow(
        STATES,
        FILE + WITHDRAW,
        "- {in: draft, since: saved, after: 9 days, send: mailed}\n"
        "- {in: draft, since: saved, after: 9 days, send: told}",
    ),
    "days and months": workflow(
        STATES,
        FILE + WITHDRAW + EXPIRE,
        "- {in: draft, since: saved, after: 1 month, send: mailed}\n"
        "- {in: draft, since: saved, after: 30 days, do: expire}",
    ),
    "once": workflow(
        STATES,
        FILE + WITHDRAW + "remind: {by: system, from: filed, to: filed, send: mailed}",
        "- {in: filed, since: file, after: 30 days, do: remind, once: true}",
    ),
    "opened, or counted as opened": workflow(
        STATES + WAITING,
        FILE + WITHDRAW + ASK + RESUME,
        "- {in: waiting, since: told opened, after: 30 days, do: resume, unopened: 15 days}",
    ),
    "filing is the end": workflow(
        "filed: {label: Filed, final: true}", "file: {by: applicant, from: draft, to: filed}"
    ),
    "a refusal with remedies": workflow(
        STATES, FILE + WITHDRAW + "refuse: {by: agent, from: filed, to: closed, send: told}"
    ),
    "an acceptance without remedies": workflow(
        STATES, FILE + WITHDRAW + "accept: {by: agent, from: filed, to: closed, send: mailed}"
    ),
    "a decision that is not final": workflow(
        STATES + WAITING,
        FILE + WITHDRAW + "ask: {by: agent, from: filed, to: waiting}\n"
        "reply: {by: applicant, from: waiting, to: filed}",
    ),
    "deleted on the day it expires": workflow(
        STATES, FILE + WITHDRAW + EXPIRE, "- {in: draft, since: saved, after: 30 days, do: expire}"
    )
    + "retention: {draft: {after: 30 days, then: delete}}\n",
    "kept from another beginning": workflow(
        STATES, FILE + WITHDRAW, "- {in: filed, since: file, after: 60 days, send: mailed}"
    )
    + "retention: {filed: {since: saved, after: 30 days, then: delete}}\n",
}


@pytest.mark.parametrize("rest", RIGHT.values(), ids=RIGHT)
def test_right(rest: str) -> None:  # 7
    found = problems(spec(PAGE, rest + MESSAGES))
    assert [each for each in found if each.code != "N109"] == []


RIGHT_NUMBERS = {
    "what it is counted within": '"{{ town }}{{ order }}", order_within: town',
    "what that is worked out from": '"{{ town }}{{ order }}", order_within: desk',
    "what is worked out from it": '"{{ desk }}{{ order }}", order_within: town',
}


@pytest.mark.parametrize("number", RIGHT_NUMBERS.values(), ids=RIGHT_NUMBERS)
def test_right_numbers(number: str) -> None:  # 7
    actions = FILE.replace("filed}", "filed, number: n}") + WITHDRAW
    desk = (
        "calculations:\n  desk: {type: text, cases: [{when: town is north, is: '\"1\"'}, {otherwise: true, "
        "is: '\"2\"'}]}\n"
    )
    text = spec(PAGE, desk + workflow(STATES, actions) + f"numbers:\n  n: {{text: {number}}}\n")
    assert [each for each in problems(text) if each.code != "N109"] == []


def test_a_wrong_name_is_told_alone() -> None:  # 1
    rest = workflow(STATES, FILE.replace("to: filed", "to: fild") + WITHDRAW)
    assert [each.code for each in problems(spec(PAGE, rest))] == ["N108"]
