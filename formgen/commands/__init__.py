"""What the subcommands of `formgen` do."""
