"""Speed and memory, each figure beside its reference measured in the same run: `make benchmarks`.

A figure alone says more about the machine than about formgen. So each one is a ratio: to a bare server with
the same settings, to a Python that imports the same libraries, or to a limit that was promised.
"""
