"""What happens to dossiers: looking people up, taking their files, filing, numbering."""

from __future__ import annotations
