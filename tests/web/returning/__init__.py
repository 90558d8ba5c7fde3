"""Finding a request again without an account."""
