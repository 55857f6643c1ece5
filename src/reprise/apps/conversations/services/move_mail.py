from reprise.apps.conversations.models import IncomingMail
from reprise.platform.transactions import atomic


@atomic
def move_mail(*, mail: IncomingMail, shop_id: int) -> bool:
    """Bring a mail to the shop whose matter it answers; False when that shop has the same mail already."""
    if IncomingMail.objects.filter(shop_id=shop_id, fingerprint=mail.fingerprint).exists():
        return False
    IncomingMail.objects.filter(pk=mail.pk).update(shop_id=shop_id)
    mail.shop_id = shop_id
    return True
