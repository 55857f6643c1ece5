"""An API token is a digest, a few scopes, and an end."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import ActorKind, system
from reprise.apps.accounts.models import ApiToken
from reprise.apps.accounts.queries import token_actor
from reprise.apps.accounts.rights import Right, Role
from reprise.apps.accounts.services.tokens import PREFIX, create_token, revoke_token
from reprise.apps.accounts.tests.builders import an_actor
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused


@pytest.mark.django_db
def test_only_a_digest_and_the_beginning_are_kept() -> None:
    token = create_token(actor=system(a_shop().pk), name="ERP", scopes=["cases:read"])
    assert token.startswith(PREFIX)
    assert token[14:] not in str(ApiToken.objects.values())


@pytest.mark.django_db
def test_a_token_acts_in_its_shop_with_its_scopes_only() -> None:
    shop = a_shop()
    token = create_token(actor=system(shop.pk), name="ERP", scopes=["cases:read", "orders:read", "cases:read"])
    actor = token_actor(token, AT)
    assert actor is not None
    assert (actor.kind, actor.shop_id) == (ActorKind.TOKEN, shop.pk)
    assert actor.rights == {Right.CASES_READ, Right.ORDERS_READ}


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "reprise_", "reprise_" + "x" * 43, "\x00"])
def test_an_unknown_token_is_nobody(token: str) -> None:
    assert token_actor(token, AT) is None


@pytest.mark.django_db
def test_a_token_ends_with_its_time() -> None:
    end = AT + timedelta(days=1)
    token = create_token(actor=system(a_shop().pk), name="ERP", scopes=["cases:read"], expires_at=end)
    assert token_actor(token, end - timedelta(seconds=1)) is not None
    assert token_actor(token, end) is None


@pytest.mark.django_db
def test_a_revoked_token_is_nobody_for_good() -> None:
    actor = system(a_shop().pk)
    token = create_token(actor=actor, name="ERP", scopes=["cases:read"])
    row = ApiToken.objects.get()
    revoke_token(actor=actor, token_id=row.pk, at=AT)
    assert token_actor(token, AT) is None
    revoke_token(actor=actor, token_id=row.pk, at=AT + timedelta(days=1))
    row.refresh_from_db()
    assert row.revoked_at == AT


@pytest.mark.django_db
@pytest.mark.parametrize("scopes", [[], ["cases:reed"], ["*"]])
def test_a_token_without_sensible_scopes_is_refused(scopes: list[str]) -> None:
    with refused(Invalid):
        create_token(actor=system(a_shop().pk), name="ERP", scopes=scopes)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_only_owners_make_and_revoke_tokens(role: Role) -> None:
    shop = a_shop()
    create_token(actor=system(shop.pk), name="ERP", scopes=["cases:read"])
    ines = an_actor(shop, "ines", role)
    with refused(Forbidden):
        create_token(actor=ines, name="mine", scopes=["cases:read"])
    with refused(Forbidden):
        revoke_token(actor=ines, token_id=ApiToken.objects.get().pk, at=AT)


@pytest.mark.django_db
def test_a_token_grants_no_right_its_maker_lacks() -> None:
    shop = a_shop()
    token = create_token(actor=system(shop.pk), name="maker", scopes=["tokens:manage", "cases:read"])
    maker = token_actor(token, AT)
    assert maker is not None
    create_token(actor=maker, name="child", scopes=["cases:read"])
    with refused(Forbidden):
        create_token(actor=maker, name="child", scopes=["payments:refund"])


@pytest.mark.django_db
def test_a_token_of_another_shop_is_out_of_reach() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    create_token(actor=system(other.pk), name="ERP", scopes=["cases:read"])
    with refused(NotFound):
        revoke_token(actor=system(shop.pk), token_id=ApiToken.objects.get().pk, at=AT)
