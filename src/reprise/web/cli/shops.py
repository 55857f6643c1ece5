"""`reprise shops`, `staff` and `tokens`: make a shop, invite its staff, give a program a key."""

import argparse
import json

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.accounts.services.tokens import create_token
from reprise.workflows.new_shop import new_shop


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the three commands."""
    create = commands.add_parser("shops").add_subparsers(required=True).add_parser("create")
    create.add_argument("--slug", required=True)
    create.add_argument("--name", required=True)
    create.add_argument("--country", required=True)
    create.set_defaults(run=run_shop)
    invite = commands.add_parser("staff").add_subparsers(required=True).add_parser("invite")
    invite.add_argument("email")
    invite.add_argument("--shop", required=True)
    invite.add_argument("--role", required=True)
    invite.set_defaults(run=run_staff)
    token = commands.add_parser("tokens").add_subparsers(required=True).add_parser("create")
    token.add_argument("--shop", required=True)
    token.add_argument("--scope", nargs="+", action="extend", required=True)
    token.add_argument("--name", default="command line")
    token.add_argument("--json", action="store_true")
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
