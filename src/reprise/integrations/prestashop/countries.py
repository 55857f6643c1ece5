"""The numbers PrestaShop gives countries when it is installed, for exports that leave the countries out."""

from typing import Final

_INSTALLED: Final = """
DE AT BE CA CN ES FI FR GR IT JP LU NL PL PT CZ GB SE CH DK US HK NO AU SG IE NZ KR IL ZA NG CI TG BO MU RO SK
"""

COUNTRIES: Final = {str(number): code for number, code in enumerate(_INSTALLED.split(), start=1)}
