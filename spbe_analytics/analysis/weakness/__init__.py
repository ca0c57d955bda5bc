"""What is weakest, by which measure, and against whom."""
