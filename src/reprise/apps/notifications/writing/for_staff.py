"""The letters by which staff come in and stay safe."""

from typing import Final

from reprise.apps.accounts.rights import LABELS, Role
from reprise.apps.notifications.drawing.content import Button, Content
from reprise.apps.notifications.writing.phrases import greeting
from reprise.apps.notifications.writing.said import Said
from reprise.core.refusals import mark

#: What may have changed about how somebody signs in.
CHANGES: Final = {
    "password_changed": mark("Your password was changed"),
    "password_set": mark("You now have a password"),
    "password_reset": mark("Your password was changed through a link"),
    "totp_activated": mark("The codes of your authenticator app are on"),
    "totp_deactivated": mark("The codes of your authenticator app are off"),
    "recovery_codes_generated": mark("You have new recovery codes; the old ones no longer work"),
    "webauthn_added": mark("A passkey was added to your account"),
    "webauthn_removed": mark("A passkey was removed from your account"),
    "email_changed": mark("Your e-mail address was changed"),
    "email_confirm": mark("A new e-mail address was confirmed for your account"),
    "email_deleted": mark("An e-mail address was removed from your account"),
}


def staff_invitation(said: Said) -> Content:
    """Come in."""
    life = said.ngettext(
        "The link works once, for %(days)s day.", "The link works once, for %(days)s days.", said.number("days")
    ) % {"days": said["days"]}
    return Content(
        subject=said.gettext("Join the team of %(shop)s") % {"shop": said["shop_name"]},
        headline=said.gettext("Join the team of %(shop)s") % {"shop": said["shop_name"]},
        greeting=greeting(said),
        lead=(
            said.gettext("You are invited to work on returns and complaints."),
            said.gettext("Your role: %(role)s.") % {"role": said.gettext(LABELS[Role(said["role"])])},
            life,
        ),
        button=Button(said.pgettext("letter", "Join"), said["link"]),
        signature=said["shop_name"],
    )


def _code(said: Said, *, subject: str, headline: str) -> Content:
    life = said.ngettext(
        "Type it on the page where you asked for it. It works once, for %(minutes)s minute.",
        "Type it on the page where you asked for it. It works once, for %(minutes)s minutes.",
        said.number("minutes"),
    ) % {"minutes": said["minutes"]}
    return Content(
        subject=subject,
        headline=headline,
        code=said["code"],
        lead=(life,),
        after=(said.gettext("You did not ask for it? Ignore this message, and tell nobody the code."),),
        signature=said["shop_name"],
    )


def sign_in_code(said: Said) -> Content:
    """The code that signs somebody in."""
    return _code(said, subject=said.gettext("Your sign-in code"), headline=said.gettext("Your sign-in code"))


def email_code(said: Said) -> Content:
    """The code that proves an address."""
    return _code(
        said, subject=said.gettext("Confirm your e-mail address"), headline=said.gettext("Confirm your e-mail address")
    )


def password_reset(said: Said) -> Content:
    """The way to a new password."""
    return Content(
        subject=said.gettext("Choose a new password"),
        headline=said.gettext("Choose a new password"),
        lead=(said.gettext("The button opens a page where you choose it."),),
        button=Button(said.gettext("Choose a password"), said["link"]),
        after=(said.gettext("You did not ask for this? Ignore this message: your password stays as it is."),),
        signature=said["shop_name"],
    )


def account_changed(said: Said) -> Content:
    """Something about signing in changed: the person would want to know if it was not them."""
    change = CHANGES[said["change"]]
    return Content(
        subject=said.gettext("Your account has changed"),
        headline=said.gettext(change),
        lead=(said.gettext("It was you? Then there is nothing to do."),),
        button=Button(said.gettext("See how I sign in"), said["link"]),
        after=(said.gettext("It was not you? Choose a new password now, and tell the owner of your shop."),),
        signature=said["shop_name"],
    )
