"""The rules for addresses, as tables. What they do on the wire is shown in tests/hostile/test_guard_netns.py."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import BlockedAddress, NotALink
from summarizer.sources.guard import AllowList, check_answer, check_link, is_public, literal_address

NOT_PUBLIC = [
    *("0.0.0.0", "0.7.7.7", "10.77.3.2", "100.64.0.0", "100.99.98.97", "100.127.255.255", "100.100.100.200"),
    *("127.0.0.1", "127.44.5.6", "127.255.255.255", "169.254.77.1", "169.254.169.254", "172.16.0.1", "172.31.255.254"),
    *("192.0.0.1", "192.0.0.192", "192.0.2.9", "192.88.99.1", "192.168.178.20", "198.18.0.1", "198.19.44.4"),
    *("198.51.100.7", "203.0.113.50", "224.0.0.1", "239.4.5.6", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::10.9.8.7", "::ffff:10.9.8.7", "::ffff:8.8.8.8", "::ffff:0:10.9.8.7", "64:ff9b::a09:807"),
    *("64:ff9b:1::a09:807", "100::1", "2001::1", "2001:0:53aa:64c:0:78d5:f5f6:f8f8", "2001:2::1", "2001:10::1"),
    *("2001:20::1", "2001:db8:77::2", "2002:a09:807::9", "3fff::1", "5f00::1", "fc00::1", "fd12:3456:789a::7"),
    *("fd00:ec2::254", "fe80::77", "fe80::77%wlan0", "2606:4700::1111%eth0", "fec0::1", "ff02::1", "4000::1"),
]
PUBLIC = [
    *("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"),
    *("128.0.0.1", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255"),
    *("192.169.0.0", "198.17.255.255", "198.20.0.0", "203.0.112.255", "203.0.114.0", "223.255.255.255"),
    *("168.63.129.15", "2001:200::1", "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::5", "3ffe::1"),
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_neighbours_of_special_blocks_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_public_that_the_standard_library_calls_special(address: IPv4Address) -> None:
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(address)
    if address.is_reserved or address.is_unspecified:
        assert not is_public(address)


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_is_public_that_the_standard_library_calls_special(address: IPv6Address) -> None:
    if not address.is_global or address.ipv4_mapped or address.sixtofour or address.teredo:
        assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_no_ipv6_wrapper_of_an_ipv4_address_is_public(address: IPv4Address) -> None:
    number = int(address)
    prefixes = ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::")
    assert not any(is_public(IPv6Address(int(IPv6Address(prefix)) | number)) for prefix in prefixes)
    assert not is_public(IPv6Address(0x2002 << 112 | number << 80 | 9))


REFUSED = [
    "http://127.44.5.6/",
    "http://0.7.7.7/",
    "http://10.77.3.2/",
    "http://192.168.178.20/",
    "http://169.254.77.1/",
    "http://100.99.98.97/",
    "http://198.19.44.4/",
    "http://203.0.113.50/",
    "http://239.4.5.6/",
    "http://168.63.129.16/metadata",
    "http://3232235777/",
    "http://0xC0A80101/",
    "http://0300.0250.01.01/",
    "http://192.168.257/",
    "http://127.1/",
    "http://0/",
    "http://0x7f.1/",
    "http://news.example.0x7f/",
    "http://news.256/",
    "http://1.2.3.4.5/",
    "http://10.77.3.2./",
    "http://１０.77.3.2/",
    "http://127。0。0。1/",
    "http://⑩.⓿77.3.2/",
    "http://[::ffff:10.9.8.7]/",
    "http://[64:ff9b::a09:807]/",
    "http://[2002:a09:807::9]/",
    "http://[fd12:3456:789a::7]/",
    "http://[fe80::77%25wlan0]/",
    "http://[fe80::77%wlan0]/",
    "http://[2606:4700::1111%25eth0]/",
    "http://[2001:db8:77::2]/",
    "http://[fe80:zz::1]/",
    "http://[::]/",
    "http://[::1]/",
    "http://nas.home.arpa/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://router/",
    "http://news.example@192.168.178.20/",
    "http://reader:secret@news.example/",
    "http://@news.example/",
    "http://news.example\\@192.168.178.20/",
    "https://news.example:5432/",
    "http://news.example:8080/",
    "http://8.8.8.8:53/",
]

NOT_LINKS = [
    "ldap://news.example/",
    "file:///etc/passwd",
    "gopher://news.example/",
    "ftp://news.example/x",
    "javascript:alert(1)",
    "http:news.example",
    "http:/news.example",
    "http://",
    "http:///etc/passwd",
    "http://news.example:99999/",
    "http://news.example:0/",
    "http://news.example:80:80/",
    "http://news.example:８０/",
    "http://news.exam\nple/",
    "http://news.exam ple/",
    "http://news\x00.example/",
    "http://news\u200b.example/",
    "http://news\u202e.example/",
    "http://news%2eexample/",
    "http://127.0.0.1%2f.news.example/",
    "http://127.0.0.1\\.news.example/",
    "http://news..example/",
    "http://.news.example/",
    "http://" + "a" * 64 + ".example/",
    "http://[::1/",
    "http://[v1.fe80]/",
    "http://[10.9.8.7]/",
    "http://[::1]x/",
    "http://news;example/",
    "http://news.example,10.9.8.7/",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_what_may_not_be_opened_is_refused(url: str) -> None:
    with pytest.raises(BlockedAddress, match=r"^this address is not open to the bot$"):
        check_link(url)


@pytest.mark.parametrize("url", NOT_LINKS)
def test_what_is_no_address_is_told_so(url: str) -> None:
    with pytest.raises(NotALink):
        check_link(url)


WORKS = [
    ("https://Ñandú.example/el-río?q=ñ", "xn--and-6ma2c.example"),
    ("https://новости.example/", "xn--b1amnebsh.example"),
    ("https://under_score.news.example/", "under_score.news.example"),
    ("https://news.example./story", "news.example"),
    ("https://news.example:443/", "news.example"),
    ("http://news.example:80/", "news.example"),
    ("http://news.example:443/", "news.example"),
    ("https://9news.example/", "9news.example"),
    ("https://24.news.example/", "24.news.example"),
    ("https://163.com/", "163.com"),
    ("http://8.8.8.8/", "8.8.8.8"),
    ("http://[2606:4700::1111]/", "2606:4700::1111"),
    ("HTTPS://NEWS.EXAMPLE/A", "news.example"),
    ("https://10-77-3-2.sslip.io/", "10-77-3-2.sslip.io"),  # a name: its answer decides
]


@pytest.mark.parametrize(("url", "host"), WORKS)
def test_what_must_work_passes(url: str, host: str) -> None:
    assert check_link(url).host == host


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    link = check_link("https://news.example/")
    assert check_answer(link, [ip_address("8.8.8.8")], AllowList()) == (ip_address("8.8.8.8"),)
    for private in ("10.77.3.2", "fd12::7", "::ffff:8.8.8.8"):
        with pytest.raises(BlockedAddress):
            check_answer(link, [ip_address("8.8.8.8"), ip_address(private)], AllowList())


def test_the_operator_opens_one_host_and_port_and_nothing_beside_it() -> None:
    allow = AllowList.parse(["nas.home.arpa:8080", "192.168.178.20:80", "[FD12::7]:8443"])
    assert check_link("http://nas.home.arpa:8080/feed", allow).port == 8080
    assert check_link("http://NAS.home.arpa.:8080/feed", allow).port == 8080
    assert check_link("http://192.168.178.20/", allow).host == "192.168.178.20"
    assert check_link("https://[fd12:0::7]:8443/", allow).host == "fd12::7"
    closed = ("http://nas.home.arpa/", "http://nas.home.arpa:8081/", "http://192.168.178.21/", "http://[fd12::7]/")
    for url in (*closed, "http://192.168.178.20:8080/", "http://news.example:8080/", "http://x.nas.home.arpa:8080/"):
        with pytest.raises(BlockedAddress):
            check_link(url, allow)


@pytest.mark.parametrize("address", ["10.1.2.3", "127.0.0.1", "100.80.1.1", "::1", "fd12::9", "8.8.8.8"])
def test_a_named_host_may_resolve_to_the_operators_own_network(address: str) -> None:
    allow = AllowList.parse(["nas.home.arpa:8080"])
    assert check_answer(check_link("http://nas.home.arpa:8080/", allow), [ip_address(address)], allow)


@pytest.mark.parametrize(
    "address",
    [
        *("169.254.169.254", "169.254.1.1", "100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254"),
        *("fe80::1", "fd12::9%eth0", "0.0.0.0", "224.0.0.1", "::", "::ffff:10.1.2.3", "64:ff9b::a01:203"),
    ],
)
def test_metadata_and_special_addresses_stay_shut_even_for_a_named_host(address: str) -> None:
    allow = AllowList.parse(["nas.home.arpa:8080"])
    with pytest.raises(BlockedAddress):
        check_answer(check_link("http://nas.home.arpa:8080/", allow), [ip_address(address)], allow)


@pytest.mark.parametrize(
    "entry",
    [
        *("nas.home.arpa", "nas.home.arpa:", ":80", "nas:0", "nas:99999", "http://nas:80", "nas:80/x", "me@nas:80"),
        *("*.home.arpa:80", "169.254.169.254:80", "[fd00:ec2::254]:80", "100.100.100.200:80", "10.1:80", "", "a b:80"),
    ],
)
def test_a_bad_setting_is_named_in_the_error(entry: str) -> None:
    with pytest.raises(ValueError, match=r"can never be opened|is no host:port") as caught:
        AllowList.parse(["nas:80", entry])
    assert repr(entry) in str(caught.value)


def test_the_sandbox_sends_exact_papers_to_loopback() -> None:
    allow = AllowList(fixed={("daily.localhost", 8080): IPv4Address("127.0.0.1")})
    link = check_link("http://daily.localhost:8080/a", allow)
    assert allow.permits(link.host, link.port, ip_address("127.0.0.1"))
    assert not allow.permits(link.host, link.port, ip_address("127.0.0.2"))
    for url in ("http://daily.localhost:8081/", "http://other.localhost:8080/", "http://127.0.0.1:8080/"):
        with pytest.raises(BlockedAddress):
            check_link(url, allow)


def test_nothing_can_be_sent_to_a_metadata_service_by_name() -> None:
    with pytest.raises(ValueError, match=r"daily\.localhost:80 cannot be sent to 169\.254\.169\.254"):
        AllowList(fixed={("daily.localhost", 80): IPv4Address("169.254.169.254")})


def test_a_literal_address_is_told_from_a_name() -> None:
    assert literal_address(check_link("http://8.8.8.8/")) == ipaddress.ip_address("8.8.8.8")
    assert literal_address(check_link("http://[2606:4700::1111]/")) == ipaddress.ip_address("2606:4700::1111")
    assert literal_address(check_link("http://8.8.8.8.news.example/")) is None
