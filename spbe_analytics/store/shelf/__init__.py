"""The shelf: all that people keep besides assessments, one module a kind of record."""
