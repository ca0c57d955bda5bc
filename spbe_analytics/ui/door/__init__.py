"""What a browser gets before and beside the pages: the shell in Indonesian, our script and print style, short links."""
