"""``python -m spbe_analytics``."""

from spbe_analytics.cli import main

main()
