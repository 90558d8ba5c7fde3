"""The order of evaluation: after everything read, ties by place in the file (language.md §11, rule 2)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

from formgen.compiler.nodes import Node


class CycleError(Exception):
    """Names that need each other. `nodes`: the shortest cycle, its first node once."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        super().__init__(" → ".join(each.name for each in nodes))
        self.nodes = nodes


def dependencies(nodes: Sequence[Node], provided: Mapping[str, str]) -> dict[str, set[str]]:
    """Node -> the nodes it must run after. `provided`: name of a binding -> the node that fills it."""
    known = {node.name for node in nodes}
    found: dict[str, set[str]] = {}
    for node in nodes:
        needed = {provided[name] for name in node.reads if name in provided}
        found[node.name] = {name for name in (*needed, *node.after) if name in known and name != node.name}
        if node.name in needed:
            found[node.name].add(node.name)
    return found


def in_order(nodes: Sequence[Node], provided: Mapping[str, str]) -> tuple[Node, ...]:
    """The nodes in an order to run them. Raises CycleError."""
    needs = dependencies(nodes, provided)
    place = {node.name: index for index, node in enumerate(nodes)}
    followers: dict[str, list[str]] = {}
    for name, needed in needs.items():
        for each in needed:
            followers.setdefault(each, []).append(name)
    missing = {name: len(needed) for name, needed in needs.items()}
    ready = [place[name] for name, count in missing.items() if count == 0]
    heapq.heapify(ready)
    ordered: list[Node] = []
    while ready:
        node = nodes[heapq.heappop(ready)]
        ordered.append(node)
        for follower in followers.get(node.name, ()):
            missing[follower] -= 1
            if missing[follower] == 0:
                heapq.heappush(ready, place[follower])
    if len(ordered) < len(nodes):
        stuck = {name for name, count in missing.items() if count > 0}
        raise CycleError(tuple(nodes[place[name]] for name in shortest_cycle(needs, stuck)))
    return tuple(ordered)


def shortest_cycle(needs: Mapping[str, Iterable[str]], among: set[str]) -> list[str]:
    """The shortest cycle in a graph, by a breadth-first search from each node."""
    best: list[str] = []
    for start in sorted(among):
        before: dict[str, str | None] = {start: None}
        queue = [start]
        while queue and not (best and len(best) == 1):
            name = queue.pop(0)
            if start in needs[name]:
                path = [name]
                while (previous := before[path[-1]]) is not None:
                    path.append(previous)
                if not best or len(path) < len(best):
                    best = path[::-1]
                break
            for each in sorted(needs[name]):
                if each in among and each not in before:
                    before[each] = name
                    queue.append(each)
    return best
