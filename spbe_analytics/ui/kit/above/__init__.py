"""What stands above and beside every page: the own region, filters, tools, terms, and what is said once."""
