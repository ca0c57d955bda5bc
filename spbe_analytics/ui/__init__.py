"""Everything a person sees: one room a page, named like its file in pages/; what rooms share is in kit and words."""
