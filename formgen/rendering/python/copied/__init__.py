"""What a generated `models.py` carries with it: functions and classes, copied one by one where it uses them.

Modules here are ordinary code of formgen, typed and tested; `formgen.rendering.python.copying` takes their
source. They import nothing but the standard library, pydantic, and modules of formgen that can be copied too.
"""
