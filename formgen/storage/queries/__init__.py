"""What is asked of the database, one small function a question.

Each takes the `Connection` that `Database.read` or `Database.write` hands to its function. A question
about someone's dossier carries its owner, so that another person's is never found, rather than found and
refused.
"""

from __future__ import annotations
