"""The web desk on a case: see it, follow every value to its words, judge it. Runs on this machine alone.

serve       starts the server on loopback and prints an address with a one-time token
guard       who may come in: token, session, host, origin; the headers of every answer
snapshot    the picture and its rows, kept until the case changes
asking      what an address asks for: filters, sorting, pages
answers     one answer in three forms: page, JSON, CSV
pages       the pages that show         passages   a report's text with marked words
reviewing   the pages that decide       decisions  queues, and what a decision writes
adding      new reports                 searching  words, anywhere
pictures    map, network, timeline      api        the same as data, described
people      accounts, roles, passwords  accounts   the owner's page of them
"""
