"""Pages: each is specialised once, with all fixed text in it, and filled from a view at run time."""
