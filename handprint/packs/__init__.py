"""Files to take along: PDF, slides and workbook, made of one pack of finished figures.

Nothing here asks the database or knows a screen. Each module turns the same
`handprint.figures.pack.Pack` into one kind of file, and all of them say on every page, slide and
sheet what was chosen and on which day.
"""
