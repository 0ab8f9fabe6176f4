"""The numbers: `python -m bench [GROUP] [--rounds N]` from the repository, no test among them.

* `pty.py`       a program in a 160x48 PTY: bytes exactly as written, times, frames, CPU, PSS
* `work.py`      the same tasks, in the same words, for every program
* `peers.py`     kanban-tui, dooit, vit: installed, filled and started (`bench/.peers/`)
* `fill.py`      promoboard's workspaces, filled with that work
* `hello.py`     the floor: a minimal Textual program
* `subjects.py`  what the groups need to know of each: its first text, its keys
* `lineup.py`    subjects side by side: interleaved rounds, warm caches, what is missing
* `table.py`     `Row`: value, other side, ratio, target, verdict; the table and its JSON
* `start.py`, `keys.py`, `memory.py`, `tick.py`, `cli.py`, `store.py`, `history.py`
                 one row group each: `rows(rounds: int | None) -> list[Row]`, None meaning
                 the group's own number of rounds
* `sqlite.py`    what the store is held against
* `kill.py`      `python -m bench.kill`: kill -9 of writers and compactions, and what was lost
* `results/`     one JSON file a run, named by UTC time

Milliseconds drift by a third from minute to minute: believe the ratios, of one run only.
"""
