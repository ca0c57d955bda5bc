"""What pages and documents tell alike: the parts of a view, each a finding with its figures, and their words."""
