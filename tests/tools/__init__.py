"""Validators and servers that tests use: veraPDF, axe, the Nu HTML checker, a running formgen."""
