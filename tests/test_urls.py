"""Addresses are written in the one form that every reader takes."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import urls


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTPS://Example.COM:443/A", "https://example.com/A"),
        ("http://example.com:80/", "http://example.com/"),
        ("http://example.com:8080/", "http://example.com:8080/"),
        ("https://example.com/%7Eada/%2e%2E/x", "https://example.com/x"),
        ("https://example.com/a b/ü?q=ä&r=[1]#é", "https://example.com/a%20b/%C3%BC?q=%C3%A4&r=%5B1%5D#%C3%A9"),
        ("https://example.com//a/./b/../c", "https://example.com//a/c"),
        ("https://example.com/a/..", "https://example.com/"),
        ("https://example.com/../../a", "https://example.com/a"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("https://example.com/%c3%bc", "https://example.com/%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("https://ada@example.com/", "https://ada@example.com/"),
    ],
)
def test_canonical(written, canonical):
    assert urls.canonical(written) == canonical


@pytest.mark.parametrize(
    "written",
    [
        "",
        "/x",
        "ftp://example.com/",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "http://[x",
        "https://a b/",
        "https://x:99999999/",
        "https://x/\ud800",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(written):
    with pytest.raises(urls.BadAddressError):
        urls.canonical(written)


@pytest.mark.parametrize(
    ("reference", "resolved"),
    [
        ("b", "https://e.example/a/b"), ("../b", "https://e.example/b"), ("/b", "https://e.example/b"),
        ("?q", "https://e.example/a/?q"), ("#f", "https://e.example/a/#f"), ("", "https://e.example/a/"),
        ("//x.example/b", "https://x.example/b"), (" b\n c ", "https://e.example/a/b%20c"), ("mailto:a@e.example", "mailto:a@e.example"),
        ("../../../b", "https://e.example/b"),
    ],
)  # fmt: skip
def test_resolved_as_rfc_3986_says(reference, resolved):
    assert urls.resolve("https://e.example/a/", reference) == resolved


@pytest.mark.parametrize(
    ("address", "resolved"),
    [
        ("/feeds/", "https://e.example/blog/feeds/"), ("feeds/", "https://e.example/blog/feeds/"),
        ("//x.example/f", "https://x.example/f"), ("https://x.example/f", "https://x.example/f"), ("", "https://e.example/blog/"),
        ("/a:b/c", "https://e.example/blog/a:b/c"),
    ],
)  # fmt: skip
def test_addresses_of_the_configuration_lie_below_the_site(address, resolved):
    assert urls.below("https://e.example/blog/", address) == resolved
    assert urls.below("https://e.example/blog", address) == resolved


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_a_canonical_address_is_ascii_and_stays_as_it_is(path, query, fragment):
    try:
        once = urls.canonical(f"https://e.example/{path}?{query}#{fragment}")
    except urls.BadAddressError:
        return
    assert once.isascii()
    assert not set(once) & set(' <>"{}|\\^`\n\t')
    assert urls.canonical(once) == once


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("a/b", True),
        ("a..b", True),
        ("../a", False),
        ("/a", False),
        ("a/../b", False),
        ("C:\\a", False),
        ("", False),
        ("a\\..\\b", False),
    ],
)
def test_a_safe_path_stays_in_its_folder(path, safe):
    assert urls.is_safe_path(path) is safe


SEGMENTS = st.lists(st.sampled_from(["a", "b.c", "-", "_", "~x", "..", ".", "", "a b", "é", "%2e"]), max_size=4).map(
    "/".join
)


@given(
    st.sampled_from(["https://e.example/", "https://e.example/a/b/", "https://e.example/a/b.html", "http://e.example/a/b?c=/d#e", "https://e.example/a/../b/c"]),
    st.tuples(st.sampled_from(["", "/", "../", "../../", "../../../", "./", "//h.example/", "https://h.example/"]), SEGMENTS, st.sampled_from(["", "?x=1", "#y", "?x=1#y"])).map("".join),
)  # fmt: skip
def test_an_address_that_is_as_it_should_be_is_resolved_as_any_other(base, reference):
    try:
        wanted = urls.canonical(urljoin(base, reference))
    except urls.BadAddressError:  # "//~x": a host that none can be
        with pytest.raises(urls.BadAddressError):
            urls.resolve(base, reference)
    else:
        assert urls.resolve(base, reference) == wanted
