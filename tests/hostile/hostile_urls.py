"""Addresses that must never be connected to, and those that must be, with what a name server says about their names."""

PUBLIC = "93.184.215.14"
PUBLIC_V6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"

ANSWERS: dict[str, tuple[str, ...]] = {
    "news.example": (PUBLIC,),
    "dual.example": (PUBLIC_V6, PUBLIC),
    "under_score.example": (PUBLIC,),
    "9news.example": (PUBLIC,),
    "xn--and-6ma2c.example": (PUBLIC,),
    "localhost": ("127.0.0.1", "::1"),
    "nas.home.arpa": ("192.168.178.20",),
    "rebound.home.arpa": ("169.254.169.254",),
    "printer.local": ("192.168.178.21",),
    "10-77-3-2.sslip.io": ("10.77.3.2",),
    "loop.example": ("127.0.0.1",),
    "loop6.example": ("::1",),
    "mapped.example": ("::ffff:10.9.8.7",),
    "nat64.example": ("64:ff9b::a09:807",),
    "sixtofour.example": ("2002:a09:807::9",),
    "teredo.example": ("2001:0:53aa:64c:0:78d5:f5f6:f8f8",),
    "zero.example": ("0.0.0.0",),
    "zero6.example": ("::",),
    "metadata.example": ("169.254.169.254",),
    "azure.example": ("168.63.129.16",),
    "carrier.example": ("100.99.98.97",),
    "ula.example": ("fd12::7",),
    "mixed.example": (PUBLIC, "10.77.3.2"),
    "mixed2.example": ("10.77.3.2", PUBLIC),
    "mixed6.example": (PUBLIC_V6, PUBLIC, "fd12::7"),
    "multicast.example": ("239.4.5.6",),
    "broadcast.example": ("255.255.255.255",),
}

_LITERALS = [
    *("127.0.0.1", "127.44.5.6", "127.255.255.254", "0.0.0.0", "0.7.7.7", "10.77.3.2", "10.0.0.0", "172.16.0.1"),
    *("172.31.255.254", "192.168.178.20", "169.254.77.1", "169.254.169.254", "100.64.0.1", "100.99.98.97"),
    *("100.100.100.200", "192.0.0.8", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.44.4"),
    *("198.51.100.2", "203.0.113.50", "224.0.0.1", "239.4.5.6", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("2130706433", "3232235777", "0xC0A80101", "0x7f000001", "0300.0250.01.01", "192.168.257", "127.1", "0", "1"),
    *("0x7f.1", "0177.0.0.1", "00000177.1", "127.0.0.1.", "0x7f.0x0.0x0.0x1", "127.0.0.01", "4294967295"),
    *("１２７.0.0.1", "127。0。0。1", "127．0．0．1", "①②⑦.⓪.⓪.①", "1.2.3.4.5", "127.0.0.1%00", "127.0.0.1%2f"),
    *("[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:10.9.8.7]", "[::ffff:a09:807]", "[::10.9.8.7]", "[::7f00:1]"),
    *("[::ffff:0:10.9.8.7]", "[64:ff9b::a09:807]", "[64:ff9b:1::a09:807]", "[2002:a09:807::9]", "[2002:7f00:1::]"),
    *("[2001:0:53aa:64c:0:78d5:f5f6:f8f8]", "[2001:2::1]", "[2001:10::1]", "[2001:db8:77::2]", "[3fff::1]"),
    *("[fd12:3456:789a::7]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::77%25wlan0]", "[fe80::77%25lo]", "[fe80::77]"),
    *("[fec0::1]", "[ff02::1]", "[100::1]", "[5f00::1]", "[4000::1]", "[2606:2800:21f::1%25lo]", "[127.0.0.1]"),
]

_NAMES = [
    *(
        "localhost",
        "LocalHost.",
        "nas.home.arpa",
        "printer.local",
        "10-77-3-2.sslip.io",
        "loop.example",
        "loop6.example",
    ),
    *("mapped.example", "nat64.example", "sixtofour.example", "teredo.example", "zero.example", "zero6.example"),
    *("metadata.example", "azure.example", "carrier.example", "ula.example", "mixed.example", "mixed2.example"),
    *("mixed6.example", "multicast.example", "broadcast.example", "nowhere.example", "news\u200b.example"),
]

_WHOLE = [
    "https://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "https://news.example:5432/",
    "http://news.example:6379/",
    f"http://{PUBLIC}:53/",
    "http://news.example@192.168.178.20/",
    "http://192.168.178.20@news.example/",
    "http://news.example:80@127.0.0.1/",
    "http://news.example\\@127.0.0.1/",
    "http://127.0.0.1\\@news.example/",
    "http://127.0.0.1\t.news.example/",
    "http:127.0.0.1/",
    "http:/127.0.0.1/",
    "http:///127.0.0.1/",
    "//127.0.0.1/",
    "ldap://news.example/",
    "gopher://127.0.0.1:6379/",
    "file:///etc/passwd",
    "http://nas.home.arpa:80/",
    "http://rebound.home.arpa:8080/",
]

HOPS = {
    "/to-ula": "//[fd12::7]/",
    "/to-private": "http://10.77.3.2/",
    "/to-number": "http://2130706433/",
    "/to-name": "http://loop.example/",
    "/to-mixed": "http://mixed.example/",
    "/to-port": f"http://{PUBLIC}:6379/",
    "/to-user": "http://user@127.0.0.1/",
    "/to-file": "file:///etc/passwd",
    "/to-metadata": "http://169.254.169.254/latest/meta-data/",
    "/to-rooted": "http://localhost./",
    "/to-nas": "http://nas.home.arpa/",
    "/to-page": "page",
}

VIA_A_HOP = tuple(f"http://news.example{path}" for path in HOPS if path != "/to-page")

HOSTILE = (
    *(f"http://{literal}/" for literal in _LITERALS),
    *(f"http://{name}/" for name in _NAMES),
    *_WHOLE,
    *VIA_A_HOP,
)

WELCOME: dict[str, str] = {
    "http://news.example/": PUBLIC,
    "http://NEWS.example.:80/": PUBLIC,
    "http://under_score.example/": PUBLIC,
    "http://9news.example/": PUBLIC,
    "http://ñandú.example/": PUBLIC,
    "http://dual.example/": PUBLIC_V6,
    "http://news.example#@127.0.0.1:99999/": PUBLIC,
    f"http://{PUBLIC}/": PUBLIC,
    f"http://[{PUBLIC_V6}]/": PUBLIC_V6,
    "http://news.example/to-page": PUBLIC,
    "http://rebind.example/": PUBLIC,
    "http://nas.home.arpa:8080/": "192.168.178.20",
}
"""What must be opened, and at which address a connection must arrive: the positive control."""
