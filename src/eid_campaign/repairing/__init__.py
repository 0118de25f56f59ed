"""A workbook handed back for mending: its doubtful cells coloured, explained, proposals beside."""
