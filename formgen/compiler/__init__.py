"""From a spec to a procedure."""
