"""The sentences of pages and documents."""
