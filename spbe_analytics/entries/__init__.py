"""What people fill in: actions and targets, each a table of fields that form, list, workbook and store walk."""
