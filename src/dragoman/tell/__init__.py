"""Tells a picture to people and programs. Knows nothing of how it was read.

values      numbers, money, dates and names as a register prints them
safe        text of reports made harmless for a terminal, a page, a spreadsheet
views       the rows that every telling shares
terminal    tables
brief       one self-contained HTML or Markdown file
formats/    exports, one module a format
"""
