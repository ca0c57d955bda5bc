"""Documents of governments as files: which, for whom, of what; one by one, or many in a process of its own."""
