"""Open deeds as buttons: what they say, where they lead."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from reprise.readmodels.available_actions import Action
from reprise.web.backoffice.cases.deed_rights import DEED_RIGHTS, target_of
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address
from reprise.web.backoffice.words import DEEDS


@dataclass(frozen=True, slots=True)
class Button:
    """One open deed, as the page draws it."""

    deed: str
    label: str
    url: str
    about: str = ""  # the article, where several have the same deed


def button(request: StaffRequest, scene: Scene, action: Action, *, several: bool = False) -> Button:
    """The button of one action."""
    url = address(request, action.deed.value, scene.case.reference, **target_of(action))
    return Button(action.deed.value, gettext(DEEDS[action.deed]), url, _about(scene, action) if several else "")


def buttons(request: StaffRequest, scene: Scene, actions: Iterable[Action]) -> list[Button]:
    """The buttons of several actions, each naming its article where the same deed is open more than once."""
    shown = [action for action in actions if action.deed in DEED_RIGHTS and request.actor.may(DEED_RIGHTS[action.deed])]
    count = {deed: sum(action.deed is deed for action in shown) for deed in {action.deed for action in shown}}
    return [button(request, scene, action, several=count[action.deed] > 1) for action in shown]


def _about(scene: Scene, action: Action) -> str:
    line_id = action.line_id
    if line_id is None and action.remedy_id is not None:
        line_id = scene.remedy(action.remedy_id).line_id
    return scene.line(line_id).name if line_id is not None else ""
