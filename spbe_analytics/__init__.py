"""SPBE and Pemdi indices of Indonesian regional governments: ingest, exact scoring, analysis, dashboard."""
