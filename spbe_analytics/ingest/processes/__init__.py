"""Processes that read what people upload, under limits of time and memory."""
