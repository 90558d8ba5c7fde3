"""The web: pages, forms and downloads over HTTP."""
