"""What a person may ask of what is held about them: all of it, and its deletion."""
