"""What all pages are made of: the frame, the filters and the view they select, building blocks, forms."""
