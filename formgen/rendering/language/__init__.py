"""The language itself, told: the reference that people read, and the schema that editors read.

Both are made from the declarations of the constructs (`formgen.language`), and say nothing that is not there.
"""
