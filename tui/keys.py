"""The keys of the board: one table, each with an id that a person can rebind.

Descriptions are short (footer, palette), tooltips are sentences (help). Both are msgids:
whoever shows them translates them. Full-width characters stand beside the ASCII ones, for
an input method is often on; everything can be done without letters, too (arrows, enter,
function keys, the palette).
"""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding

from domain.words import N

MOVE = Binding.Group(N("Move around"))
WORK = Binding.Group(N("Tasks"))
INBOX = Binding.Group(N("Inbox"))
FIND = Binding.Group(N("Find"))
REST = Binding.Group(N("Everything else"))
GROUPS = (MOVE, WORK, INBOX, FIND, REST)
"""In the order in which help shows them."""


def _bind(
    keys: str,
    action: str,
    text: str,
    name: str,
    group: Binding.Group,
    tooltip: str = "",
    *,
    shown: str | None = None,
) -> Binding:
    return Binding(
        keys, action, text, id=name, group=group, tooltip=tooltip, key_display=shown, show=False
    )


BOARD = [
    _bind("j,down", "cursor(1)", N("Down"), "cursor.down", MOVE, N("To the next card.")),
    _bind("k,up", "cursor(-1)", N("Up"), "cursor.up", MOVE, N("To the card above.")),
    _bind("h,left", "column(-1)", N("Left"), "cursor.left", MOVE, N("To the lane on the left.")),
    _bind("l,right", "column(1)", N("Right"), "cursor.right", MOVE, N("To the lane on the right.")),
    _bind("g,home", "edge(-1)", N("Top"), "cursor.top", MOVE, N("To the first card.")),
    _bind("G,end", "edge(1)", N("Bottom"), "cursor.bottom", MOVE, N("To the last card.")),
    _bind(
        "ctrl+d,pagedown", "page(1)", N("Page down"), "page.down", MOVE, N("One screenful down.")
    ),
    _bind("ctrl+u,pageup", "page(-1)", N("Page up"), "page.up", MOVE, N("One screenful up.")),
    _bind("],】,］,tab", "turn(1)", N("Next page"), "page.next", MOVE, N("To the next lanes.")),
    _bind(
        "[,【,［,shift+tab",
        "turn(-1)",
        N("Previous page"),
        "page.previous",
        MOVE,
        N("To the lanes before."),
    ),
    _bind("1", "view('lanes')", N("Board"), "view.board", MOVE, N("To the lanes.")),
    _bind("2", "view('inbox')", N("Inbox"), "view.inbox", MOVE, N("To the customers' words.")),
    _bind(
        "3",
        "view('campaign')",
        N("Campaign view"),
        "view.campaign",
        MOVE,
        N("To the plan, the gate, mechanics, touchpoints and stock."),
    ),
    _bind(
        "O,f8",
        "view('handoffs')",
        N("Hand-offs"),
        "view.handoffs",
        MOVE,
        N("What is offered to you, by you, and what nobody answers."),
    ),
    _bind(
        "right_curly_bracket,｝",
        "roll(1)",
        N("Roll on"),
        "page.roll",
        MOVE,
        N("The text beside the list, downwards."),
        shown="}",
    ),
    _bind(
        "left_curly_bracket,｛",
        "roll(-1)",
        N("Roll back"),
        "page.roll_back",
        MOVE,
        N("The text beside the list, upwards."),
        shown="{",
    ),
    _bind(
        "7", "view('activity')", N("Activity"), "view.activity", MOVE, N("To who did what, when.")
    ),
    _bind("enter", "open", N("Open"), "card.open", WORK, N("Show all there is about the card.")),
    _bind("e,f4", "edit", N("Edit"), "card.edit", WORK, N("Open the card's form.")),
    _bind("n,insert", "new", N("Add"), "card.new", WORK, N("A new task; in the inbox, feedback.")),
    _bind(
        "greater_than_sign,＞,》,L,shift+right",
        "step(1)",
        N("Forward"),
        "task.forward",
        WORK,
        N("Move the card to the next lane."),
        shown=">",
    ),
    _bind(
        "less_than_sign,＜,《,H,shift+left",
        "step(-1)",
        N("Back"),
        "task.back",
        WORK,
        N("Move the card to the lane before."),
        shown="<",
    ),
    _bind(
        "J,shift+down",
        "rank(1)",
        N("Lower"),
        "task.lower",
        WORK,
        N("Move the card down in its lane."),
    ),
    _bind(
        "K,shift+up",
        "rank(-1)",
        N("Higher"),
        "task.higher",
        WORK,
        N("Move the card up in its lane."),
    ),
    _bind("b", "block", N("Block"), "task.block", WORK, N("Say what stops it, and which role.")),
    _bind(
        "o",
        "handoff",
        N("Hand off"),
        "task.handoff",
        WORK,
        N("Offer it to another role, or answer what is offered to you."),
    ),
    _bind("a", "assign", N("Assign"), "task.assign", WORK, N("Say who does it.")),
    _bind("p", "priority", N("Priority"), "task.priority", WORK, N("Set how much it matters.")),
    _bind("s", "part", N("My part"), "task.part", WORK, N("Say that your role's part is done.")),
    _bind("c", "comment", N("Comment"), "task.comment", WORK, N("Say something; @name calls.")),
    _bind(
        "x,delete",
        "drop",
        N("Cancel"),
        "card.cancel",
        WORK,
        N("Cancel the task, or ignore the feedback, with a reason."),
    ),
    _bind(
        "space,v,ideographic_space",
        "mark",
        N("Mark"),
        "card.mark",
        WORK,
        N("Mark several cards; the next key acts on all of them."),
        shown="Space",
    ),
    _bind("y", "copy", N("Copy"), "card.copy", WORK, N("Copy the card as plain text.")),
    _bind("t", "task", N("Make a task"), "feedback.task", INBOX, N("A task for these words.")),
    _bind("d", "duplicate", N("Duplicate"), "feedback.duplicate", INBOX, N("Said already: where?")),
    _bind("z", "snooze", N("Snooze"), "feedback.snooze", INBOX, N("Out of sight for a while.")),
    _bind("p", "playbook", N("Playbook"), "signal.playbook", INBOX, N("Work for every role.")),
    _bind(
        "a",
        "ack",
        N("Take on"),
        "signal.ack",
        INBOX,
        N("Say that you deal with it; again: no longer."),
    ),
    _bind(
        "f",
        "group",
        N("Group"),
        "feedback.group",
        INBOX,
        N("By product and topic, or one by one; Enter unfolds, Space marks all of a group."),
    ),
    _bind(
        "w",
        "untagged",
        N("Untagged words"),
        "feedback.untagged",
        INBOX,
        N("What complaints have in common in which no topic was found."),
    ),
    _bind(
        "slash,／,f3",
        "filter",
        N("Filter"),
        "find.filter",
        FIND,
        N("Show only what you type: words, @role, #sku, !overdue, due:<3d."),
        shown="/",
    ),
    _bind("m", "mine", N("Mine"), "find.mine", FIND, N("Show only what waits for you.")),
    _bind("r", "role", N("Role"), "find.role", FIND, N("Show one role's cards; all in the end.")),
    _bind("#,＃", "jump", N("Go to number"), "find.jump", FIND, N("Go to a card, such as T-42.")),
    _bind(
        "C,f7",
        "campaign",
        N("Campaign"),
        "rest.campaign",
        REST,
        N("Plan the campaign, or edit it."),
    ),
    _bind("T,f9", "team", N("Team"), "rest.team", REST, N("Who is in the team, with which roles.")),
    _bind(
        "ctrl+x",
        "call_off",
        N("Stop the import"),
        "rest.call_off",
        REST,
        N("Import no more of the file that the header speaks of."),
    ),
    _bind("u", "undo", N("Undo"), "rest.undo", REST, N("Take back what you did last.")),
    _bind("U", "redo", N("Redo"), "rest.redo", REST, N("Do again what you took back.")),
    _bind("?,？,f1", "help", N("Help"), "rest.help", REST, N("These keys."), shown="?"),
    _bind(
        "ctrl+p,:,：,f2",
        "palette",
        N("All actions"),
        "rest.palette",
        REST,
        N("Find any action by its name."),
        shown=":",
    ),
    _bind("q,ctrl+q,f10", "leave", N("Quit"), "rest.quit", REST, N("Leave, when all is saved.")),
    _bind("escape", "escape", N("Back"), "rest.escape", REST, N("Let go of marks, then filters.")),
]

_SHARED = ("cursor.down", "cursor.up", "cursor.top", "cursor.bottom", "page.down", "page.up",
           "page.next", "page.previous", "page.roll", "page.roll_back", "view.board",
           "view.inbox", "view.campaign", "view.activity", "view.handoffs", "card.open",
           "find.jump", "rest.undo", "rest.redo", "rest.help", "rest.palette", "rest.quit",
           "rest.escape")  # fmt: skip
_SAID = {
    "cursor.down": N("To the next row."),
    "cursor.up": N("To the row above."),
    "cursor.top": N("To the first row."),
    "cursor.bottom": N("To the last row."),
    "page.next": N("To the next tab."),
    "page.previous": N("To the tab before."),
    "card.open": N("Open what the row is about."),
    "rest.escape": N("Let go of what is sought, then back to the board."),
}
"""What these do where there are rows below tabs instead of cards in lanes."""
VIEW = [
    *(replace(each, tooltip=_SAID.get(each.id or "", each.tooltip))
      for each in BOARD if each.id in _SHARED),
    _bind("i", "tell", N("All about it"), "view.tell", MOVE,
          N("All there is to say about the row.")),
    _bind("y,Y", "copy", N("Copy"), "view.copy", REST, N("Copy the list as plain text.")),
]  # fmt: skip
"""The keys that mean in the full-screen views what they mean on the board, and their own."""

TASKS_ONLY = frozenset(
    {"step", "rank", "block", "handoff", "assign", "priority", "part", "comment"}
)
"""Actions that mean something in the lanes only."""
FEEDBACK_ONLY = frozenset(
    {"task", "duplicate", "snooze", "playbook", "ack", "group", "roll", "untagged"}
)
"""Actions that mean something in the inbox only."""
