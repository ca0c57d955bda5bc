"""What slides stand on: our master or somebody's template, looked at, emptied, and measured."""
