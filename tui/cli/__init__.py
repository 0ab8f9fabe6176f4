"""The command line, for scripts, cron and screen readers. Never loads Textual.

`tree.py` says which commands there are; each noun's arguments stand in a module of its own,
and what they do in modules that are loaded when the command runs.
"""
