"""An address within this network is one in every writing."""

from ipaddress import ip_address

import pytest

from reprise.core.networks import address_of, is_outside


@pytest.mark.parametrize(
    "written",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "192.0.0.8",
     "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0", "fc00::1",
     "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::127.0.0.1", "::10.0.0.1",
     "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::10.0.0.1", "2002:7f00:1::",
     "2002:a9fe:a9fe::1", "2001:0:102:304:0:0:f5ff:fffe"],
)  # fmt: skip
def test_what_is_within_is_not_outside(written: str) -> None:
    assert not is_outside(address_of(written))


@pytest.mark.parametrize(
    "written", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_a_server_of_the_outside_is(written: str) -> None:
    assert is_outside(address_of(written))


def test_an_old_address_in_a_new_one_is_the_old_one() -> None:
    assert address_of("64:ff9b::10.0.0.7") == ip_address("10.0.0.7")
    assert address_of("fe80::1%eth0") == ip_address("fe80::1")
