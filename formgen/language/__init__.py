"""What an author may write: YAML text, expressions, fields, and the reading of them."""
