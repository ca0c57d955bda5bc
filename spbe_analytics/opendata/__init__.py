"""Open data: everything known as a Frictionless data package, described for Satu Data Indonesia, and back again."""
