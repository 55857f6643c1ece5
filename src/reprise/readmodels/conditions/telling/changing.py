"""Changing one's mind: the time the law gives, the time the shop adds, and when the money comes back."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.section import Section
from reprise.readmodels.conditions.table import Row
from reprise.readmodels.conditions.telling.windows import prices, seasons


def change_of_mind(about: About) -> Section:
    """The right to withdraw."""
    title = gettext("You change your mind")
    days = about.number_of("withdrawal.days")
    if not days:
        text = gettext("The law of %(country)s gives no right to withdraw from an online purchase.")
        return Section("mind", title, (text % {"country": about.country},), about.sources("withdrawal.days"))
    paragraphs = (
        gettext(
            "A consumer may withdraw from an order without giving a reason for %(days)s days. The count starts the "
            "day after the last article was received; a last day that is a Saturday, a Sunday or a public holiday "
            "moves to the next working day."
        ) % {"days": days},
        gettext(
            "One sentence is enough: use “Withdraw from contract here” on this site, the model form, an e-mail or a "
            "letter. It counts when you send it. You may also withdraw before the parcel has come."
        ),
        f"{_send_back(about)} {who_pays(about)}",
        gettext(
            "You may open the box and try the article as you would in a shop. Use beyond that may lower what we repay; "
            "a person decides it, never a fixed scale, and tells you why."
        ),
    )  # fmt: skip
    rules = (
        "withdrawal.days", "withdrawal.counting", "withdrawal.declaration", "withdrawal.return_cost",
        "withdrawal.depreciation",
    )  # fmt: skip
    return Section("mind", title, paragraphs, about.sources(*rules))


def _send_back(about: About) -> str:
    text = gettext("You send the goods back within %(days)s days of your statement.")
    return text % {"days": about.number_of("withdrawal.return_days")}


def who_pays(about: About) -> str:
    """Who pays the way back of what is withdrawn from: the seller who never said otherwise."""
    return gettext("You pay the return.") if about.promise.notices.return_cost else gettext("We pay the return.")


def own_window(about: About, rows: tuple[Row, ...]) -> Section | None:
    """The shop's own, longer time; None where it adds nothing."""
    longer = [row for row in rows if row.sealed.own_days or row.opened.own_days]
    more_windows, title = (*seasons(about), *prices(about)), gettext("Our own window")
    if not longer:
        return Section("ours", title, (), listed=more_windows) if more_windows else None
    lengths = sorted({row.sealed.own_days or row.opened.own_days for row in longer})
    if len(lengths) == 1:
        first = ngettext(
            "Beyond the law, we take articles back for %(days)s day after delivery.",
            "Beyond the law, we take articles back for %(days)s days after delivery.",
            lengths[0],
        ) % {"days": lengths[0]}
    else:
        first = gettext("Beyond the law, we take articles back for %(least)s to %(most)s days after delivery.") % {
            "least": lengths[0], "most": lengths[-1],
        }  # fmt: skip
    more = gettext("The table says it for each kind of article. Your legal rights stay as they are beside it.")
    return Section("ours", title, (first, more), listed=(*_terms(longer), *more_windows))


def _terms(rows: list[Row]) -> Iterator[str]:
    owns = [own for row in rows for own in (row.sealed.own, row.opened.own) if own]
    payers = {own.return_cost_by for own in owns}
    if payers == {"buyer"}:
        yield gettext("You pay the return.")
    elif payers == {"seller"}:
        yield gettext("We pay the return.")
    else:
        yield gettext("Who pays the return depends on the article: see the table.")
    if all(own.refunds_delivery for own in owns):
        yield gettext("Delivery is repaid as well.")
    elif not any(own.refunds_delivery for own in owns):
        yield gettext("The price of the article is repaid, delivery is not.")
    fees = {own.restocking_percent for own in owns if own.restocking_percent}
    if fees:
        text = gettext("Within our own window we may keep up to %(percent)s %% of the price; never within the law’s.")
        yield text % {"percent": max(fees)}


def refund(about: About) -> Section:
    """When, how much and how we repay."""
    days = about.number_of("withdrawal.refund_days") or 14
    paragraphs = (
        gettext(
            "We repay everything, standard delivery included, within %(days)s days of your statement, by the means "
            "you paid with. We may wait for the goods or for the proof that you sent them."
        ) % {"days": days},
        gettext(
            "A dearer delivery that you chose yourself is repaid up to the price of the standard one. A voucher is "
            "never imposed. If you send back a part of the order, delivery is repaid as far as it would have cost less."
        ),
    )  # fmt: skip
    rules = (
        "withdrawal.refund_days", "withdrawal.deferral", "withdrawal.same_means", "withdrawal.supplement_kept",
    )  # fmt: skip
    return Section("refund", gettext("When you are repaid"), paragraphs, about.sources(*rules))
