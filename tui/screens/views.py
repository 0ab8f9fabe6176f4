"""The full-screen views by name. A view is loaded when somebody opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import PromoboardApp
    from tui.screens.view import View


def view_called(name: str, app: PromoboardApp) -> View:
    """The view that `action_view` calls `name`: `campaign`, `activity` or `handoffs`.

    Raises:
        KeyError: There is no such view.
    """
    if name == "campaign":
        from tui.screens.campaign_view import CampaignView

        return CampaignView()
    if name == "activity":
        from tui.screens.activity_view import ActivityView

        return ActivityView()
    if name == "handoffs":
        from tui.screens.handoffs import HandoffsView

        return HandoffsView()
    raise KeyError(name)
