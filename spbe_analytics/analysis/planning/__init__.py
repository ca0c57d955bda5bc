"""The way up: what can be raised, what it would come to, and the least effort to a target."""
