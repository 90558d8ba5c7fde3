"""PDFs: layouts filled from plain data, printed by warm worker processes as PDF/UA-1.

`letter` and `checklist` make HTML, `pool` sends it to the processes that print it. Only these processes load
WeasyPrint (`printing`, `worker`): it weighs 385 ms and 60 MB that a web process should not carry.
"""
