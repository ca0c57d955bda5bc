"""Tables to figures with their key: whose each is, what it is of, and what several tables give together."""
