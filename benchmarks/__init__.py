"""The promises of speed, each a ratio of two things timed in the same run: ``python -m benchmarks``."""
