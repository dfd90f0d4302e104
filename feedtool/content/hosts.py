"""Hosts whose embeds have a page of their own: data, and the one function that reads it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit


class Host(NamedTuple):
    """A host whose embeds have a page of their own: what their addresses are like, and where page and picture are."""

    name: str
    address: re.Pattern[str]
    page: str  # with \1 ... of the address
    picture: str = ""


def _host(name: str, address: str, page: str, picture: str = "") -> Host:
    return Host(name, re.compile(r"https?://" + address, re.IGNORECASE), page, picture)


HOSTS: Final = (
    _host("YouTube", r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/?(?:videoseries|playlist)?\?(?:.*&)?list=([\w-]+).*",
          r"https://www.youtube.com/playlist?list=\1"),
    _host("YouTube",
          r"(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:.*&)?v=)|youtu\.be/)(?!live_stream|playlist|videoseries)([\w-]{6,20}).*",
          r"https://www.youtube.com/watch?v=\1", r"https://i.ytimg.com/vi/\1/hqdefault.jpg"),
    _host("Vimeo", r"player\.vimeo\.com/video/(\d+)(?:\?(?:.*&)?h=(\w+))?.*", r"https://vimeo.com/\1/\2"),
    _host("Dailymotion",
          r"(?:www\.|geo\.)?dailymotion\.com/(?:embed/video/|player(?:/\w+)?\.html\?(?:.*&)?video=)(\w+).*",
          r"https://www.dailymotion.com/video/\1", r"https://www.dailymotion.com/thumbnail/video/\1"),
    _host("Bilibili", r"player\.bilibili\.com/player\.html\?(?:.*&)?bvid=(\w+).*", r"https://www.bilibili.com/video/\1"),
    _host("Twitch", r"player\.twitch\.tv/\?(?:.*&)?video=v?(\d+).*", r"https://www.twitch.tv/videos/\1"),
    _host("Twitch", r"player\.twitch\.tv/\?(?:.*&)?channel=(\w+).*", r"https://www.twitch.tv/\1"),
    _host("Twitch", r"clips\.twitch\.tv/embed\?(?:.*&)?clip=([\w-]+).*", r"https://clips.twitch.tv/\1"),
    _host("TED", r"embed\.ted\.com/talks/(?:lang/\w+/)?([\w-]+).*", r"https://www.ted.com/talks/\1"),
    _host("Internet Archive", r"archive\.org/embed/([^/?#]+).*", r"https://archive.org/details/\1",
          r"https://archive.org/services/img/\1"),
    _host("Loom", r"(?:www\.)?loom\.com/embed/(\w+).*", r"https://www.loom.com/share/\1"),
    _host("Streamable", r"streamable\.com/[eos]/(\w+).*", r"https://streamable.com/\1"),
    _host("Giphy", r"giphy\.com/embed/(\w+).*", r"https://giphy.com/gifs/\1",
          r"https://media.giphy.com/media/\1/giphy.gif"),
    _host("Spotify", r"open\.spotify\.com/embed(?:-podcast)?/(\w+/\w+).*", r"https://open.spotify.com/\1"),
    _host("Apple Podcasts", r"embed\.podcasts\.apple\.com/(.+)", r"https://podcasts.apple.com/\1"),
    _host("Apple Music", r"embed\.music\.apple\.com/(.+)", r"https://music.apple.com/\1"),
    _host("CodePen", r"codepen\.io/([\w-]+)/embed/(?:preview/)?(\w+).*", r"https://codepen.io/\1/pen/\2"),
    _host("CodeSandbox", r"codesandbox\.io/embed/([\w/-]+).*", r"https://codesandbox.io/s/\1"),
    _host("Twitter", r"platform\.twitter\.com/embed/\w+\.html\?(?:.*&)?id=(\d+).*", r"https://twitter.com/i/status/\1"),
    _host("Instagram", r"(?:www\.)?instagram\.com/(p|reel|tv)/([\w-]+)/embed.*", r"https://www.instagram.com/\1/\2/"),
    _host("Mastodon", r"([\w.-]+/@[\w.@-]+/\d+)/embed.*", r"https://\1"),
    _host("PeerTube", r"([\w.-]+)/videos/embed/([\w-]+).*", r"https://\1/videos/watch/\2"),
    _host("GitHub Gist", r"gist\.github\.com/((?:[\w-]+/)?[0-9a-f]+)\.(?:js|pibb).*", r"https://gist.github.com/\1"),
    _host("asciinema", r"asciinema\.org/a/(\w+)(?:\.js|/iframe|/embed).*", r"https://asciinema.org/a/\1",
          r"https://asciinema.org/a/\1.png"),
)  # fmt: skip
# Hosts whose embed says in its query which page it shows, and what there is no page but another embed.
QUOTED: Final = {"w.soundcloud.com": ("SoundCloud", "url"), "www.facebook.com": ("Facebook", "href")}
NO_PAGE: Final = re.compile(r"https?://api\.")


class Page(NamedTuple):
    """What an embed shows: where that lives, what to call it, and a picture of it."""

    address: str
    name: str
    picture: str = ""


def page_of(address: str) -> Page | None:
    """The page of a known host that an embed's address shows."""
    for host in HOSTS:
        if found := host.address.fullmatch(address):
            return Page(found.expand(host.page).rstrip("/"), host.name, found.expand(host.picture))
    parts = urlsplit(address)
    if parts.hostname in QUOTED:
        name, key = QUOTED[parts.hostname]
        shown = parse_qs(parts.query).get(key, [""])[0]
        return Page(shown if re.match(r"https?://", shown) and not NO_PAGE.match(shown) else address, name)
    return None
