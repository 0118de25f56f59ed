"""What is settled by hand: headings, sheets, stages, spellings of villages."""
