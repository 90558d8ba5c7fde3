"""formgen: form wizards generated from YAML specs."""
