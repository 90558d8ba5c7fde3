"""What protects the pages: hosts, origins, sizes, headers, cookies."""
