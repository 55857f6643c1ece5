"""`reprise shops`, `staff` and `tokens`: make a shop, invite its staff, give a program a key."""

import argparse
import json

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.accounts.rights import Right, Role
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.accounts.services.tokens import create_token
from reprise.web.cli.declaring import Commands, command, takes_json, takes_shop
from reprise.workflows.new_shop import new_shop


def add_parser(commands: Commands) -> None:
    """Declare the three commands."""
    shops = commands.add_parser("shops").add_subparsers(required=True, metavar="COMMAND")
    create = command(shops, "create", "make an empty shop, and print the address of its pages")
    create.add_argument("--slug", required=True, help="its name in addresses: /s/SLUG/")
    create.add_argument("--name", required=True, help="its name, as customers read it")
    create.add_argument("--country", required=True, metavar="CC", help="where the seller is, for example FR")
    create.set_defaults(run=run_shop)
    staff = commands.add_parser("staff").add_subparsers(required=True, metavar="COMMAND")
    invite = command(staff, "invite", "print the link by which somebody joins the staff, once")
    invite.add_argument("email", metavar="EMAIL", help="the address they will sign in with")
    takes_shop(invite)
    invite.add_argument("--role", required=True, help=f"one of: {', '.join(Role)}")
    invite.set_defaults(run=run_staff)
    tokens = commands.add_parser("tokens").add_subparsers(required=True, metavar="COMMAND")
    token = command(tokens, "create", "print an API token of a shop, once")
    takes_shop(token)
    token.add_argument("--scope", nargs="+", action="extend", required=True, help=f"any of: {', '.join(Right)}")
    token.add_argument("--name", default="command line", help="what staff read in the list of tokens (%(default)s)")
    takes_json(token)
    token.set_defaults(run=run_token)


def run_shop(args: argparse.Namespace) -> int:
    """Make an empty shop."""
    shop = new_shop(slug=args.slug, name=args.name, country=args.country, at=timezone.now())
    print(f"{settings.ENV.base_url}/{shop.language}/s/{shop.slug}/")
    return 0


def run_staff(args: argparse.Namespace) -> int:
    """Print the one-time link by which somebody joins the staff."""
    shop = shop_by_slug(args.shop)
    secret = invite_staff(actor=system(shop.pk), email=args.email, role=args.role, at=timezone.now())
    print(settings.ENV.base_url + reverse("join", args=[secret]))
    return 0


def run_token(args: argparse.Namespace) -> int:
    """Print an API token, once."""
    shop = shop_by_slug(args.shop)
    token = create_token(actor=system(shop.pk), name=args.name, scopes=args.scope)
    print(json.dumps({"token": token, "scopes": sorted(set(args.scope))}) if args.json else token)
    return 0
