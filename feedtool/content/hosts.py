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
    moment: str = ""  # how a page's address says where a film starts


def _host(name: str, address: str, page: str, picture: str = "", moment: str = "") -> Host:
    return Host(name, re.compile(r"https?://" + address, re.IGNORECASE), page, picture, moment)


HOSTS: Final = (
    _host("YouTube", r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/?(?:videoseries|playlist)?\?(?:.*&)?list=([\w-]+).*",
          r"https://www.youtube.com/playlist?list=\1"),
    _host("YouTube",
          r"(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:.*&)?v=)|youtu\.be/)(?!live_stream|playlist|videoseries)([\w-]{6,20}).*",
          r"https://www.youtube.com/watch?v=\1", r"https://i.ytimg.com/vi/\1/hqdefault.jpg", "&t={}s"),
    _host("Vimeo", r"player\.vimeo\.com/video/(\d+)(?:\?(?:.*&)?h=(\w+))?.*",
          r"https://vimeo.com/\1/\2", moment="#t={}s"),
    _host("Vimeo", r"(?:player\.)?vimeo\.com/event/(\d+)/embed.*", r"https://vimeo.com/event/\1"),
    _host("Dailymotion",
          r"(?:www\.|geo\.)?dailymotion\.com/(?:embed/video/|player(?:/\w+)?\.html\?(?:.*&)?video=)(\w+).*",
          r"https://www.dailymotion.com/video/\1", r"https://www.dailymotion.com/thumbnail/video/\1", "?start={}"),
    _host("Bilibili", r"(?:player|www)\.bilibili\.com/(?:player|blackboard/\w+)\.html\?(?:.*&)?bvid=(\w+).*",
          r"https://www.bilibili.com/video/\1", moment="?t={}"),
    _host("Bilibili", r"(?:player|www)\.bilibili\.com/(?:player|blackboard/\w+)\.html\?(?:.*&)?aid=(\d+).*",
          r"https://www.bilibili.com/video/av\1", moment="?t={}"),
    _host("Twitch", r"player\.twitch\.tv/\?(?:.*&)?video=v?(\d+).*",
          r"https://www.twitch.tv/videos/\1", moment="?t={}s"),
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
    _host("Twitter", r"((?:www\.)?(?:twitter|x)\.com/\w+/status/\d+).*", r"https://\1"),
    _host("Bluesky", r"embed\.bsky\.app/embed/([\w:.%-]+)/app\.bsky\.feed\.post/(\w+).*",
          r"https://bsky.app/profile/\1/post/\2"),
    _host("Threads", r"(?:www\.)?threads\.(net|com)/(@[\w.]+)/post/([\w-]+)/embed.*",
          r"https://www.threads.\1/\2/post/\3"),
    _host("TikTok", r"(?:www\.)?tiktok\.com/(?:embed(?:/v\d)?|player/v1)/(\d+).*",
          r"https://www.tiktok.com/embed/v2/\1"),
    _host("Reddit", r"(?:embed\.reddit\.com|www\.redditmedia\.com)/(r/\w+/comments/[\w/-]+).*",
          r"https://www.reddit.com/\1"),
    _host("Pinterest", r"assets\.pinterest\.com/ext/embed\.html\?(?:.*&)?id=(\d+).*",
          r"https://www.pinterest.com/pin/\1/"),
    _host("Telegram", r"t\.me/(\w+/\d+)\?(?:.*&)?embed=1.*", r"https://t.me/\1"),
    _host("Medium", r"(medium\.com/media/\w+)(?:[/?].*)?", r"https://\1/href"),
    _host("Mastodon", r"([\w.-]+/@[\w.@-]+/\d+)/embed.*", r"https://\1"),
    _host("PeerTube", r"([\w.-]+)/videos/embed/([\w-]+).*", r"https://\1/videos/watch/\2"),
    _host("JSFiddle", r"jsfiddle\.net/((?:\w+/){1,3}?)embed(?:ded)?(?:[/?].*)?", r"https://jsfiddle.net/\1"),
    _host("Observable", r"observablehq\.com/embed/((?:@[\w-]+|d)/[\w-]+).*", r"https://observablehq.com/\1"),
    _host("StackBlitz", r"(stackblitz\.com/edit/[\w-]+).*", r"https://\1"),
    _host("Replit", r"(repl(?:\.it|it\.com)/@[\w-]+/[\w-]+).*", r"https://\1"),
    _host("Figma", r"embed\.figma\.com/(\w+/\w+(?:/[^?#]*)?).*", r"https://www.figma.com/\1"),
    _host("Miro", r"miro\.com/app/(?:live-)?embed/([^/?#]+).*", r"https://miro.com/app/board/\1/"),
    _host("Datawrapper", r"datawrapper\.dwcdn\.net/(\w{5})(?:/.*)?", r"https://datawrapper.dwcdn.net/\1/",
          r"https://datawrapper.dwcdn.net/\1/full.png"),
    _host("Flourish", r"(?:flo\.uri\.sh|public\.flourish\.studio)/(visualisation|story)/(\d+).*",
          r"https://public.flourish.studio/\1/\2/", r"https://public.flourish.studio/\1/\2/thumbnail"),
    _host("Typeform", r"([\w-]+\.typeform\.com/to/\w+).*", r"https://\1"),
    _host("Airtable", r"airtable\.com/embed/([\w/]+).*", r"https://airtable.com/\1"),
    _host("Wistia", r"(fast\.wistia\.(?:net|com)/embed/iframe/\w+).*", r"https://\1"),
    _host("Deezer", r"widget\.deezer\.com/widget/\w+/(\w+/\d+).*", r"https://www.deezer.com/\1"),
    _host("Niconico", r"embed\.nicovideo\.jp/watch/(\w+).*", r"https://www.nicovideo.jp/watch/\1"),
    _host("Odysee", r"odysee\.com/\$/embed/([^?#]+).*", r"https://odysee.com/\1"),
    _host("Desmos", r"(www\.desmos\.com/calculator/\w+).*", r"https://\1"),
    _host("GeoGebra", r"www\.geogebra\.org/material/iframe/id/(\w+).*", r"https://www.geogebra.org/m/\1"),
    _host("Speaker Deck", r"(speakerdeck\.com/player/\w+).*", r"https://\1"),
    _host("Google Slides", r"(docs\.google\.com/presentation/d/(?:e/)?[\w-]+)/(?:pub)?embed.*", r"https://\1/pub"),
    _host("Google Forms", r"(docs\.google\.com/forms/d/(?:e/)?[\w-]+/viewform).*", r"https://\1"),
    _host("Google Drive", r"(drive\.google\.com/file/d/[\w-]+)/preview.*", r"https://\1/view"),
    _host("Google Maps", r"www\.google\.[a-z.]+/maps/embed/v1/\w+\?(?:.*&)?(?:q|center)=([^&#]+).*",
          r"https://www.google.com/maps/search/?api=1&query=\1"),
    _host("Google Maps", r"www\.google\.[a-z.]+/maps/embed\?pb=.*?!2d(-?[\d.]+)!3d(-?[\d.]+).*",
          r"https://www.google.com/maps/search/?api=1&query=\2,\1"),
    _host("Google Maps", r"(?:maps|www)\.google\.[a-z.]+/(?:maps)?/?\?(?:.*&)?q=([^&#]+).*",
          r"https://www.google.com/maps/search/?api=1&query=\1"),
    _host("Google Maps", r"(www\.google\.[a-z.]+/maps/.*)", r"https://\1"),
    _host("OpenStreetMap",
          r"www\.openstreetmap\.org/export/embed\.html\?(?:.*&)?marker=(-?[\d.]+)(?:%2C|,)(-?[\d.]+).*",
          r"https://www.openstreetmap.org/?mlat=\1&mlon=\2"),
    _host("OpenStreetMap", r"www\.openstreetmap\.org/export/embed\.html\?(?:.*&)?bbox=([^&#]+).*",
          r"https://www.openstreetmap.org/?bbox=\1"),
    _host("GitHub Gist", r"gist\.github\.com/((?:[\w-]+/)?[0-9a-f]+)\.(?:js|pibb).*", r"https://gist.github.com/\1"),
    _host("asciinema", r"asciinema\.org/a/(\w+)(?:\.js|/iframe|/embed).*", r"https://asciinema.org/a/\1",
          r"https://asciinema.org/a/\1.png"),
)  # fmt: skip
# Hosts whose embed says in its query which page it shows, and what there is no page but another embed.
QUOTED: Final = {
    "w.soundcloud.com": ("SoundCloud", "url"),
    "www.facebook.com": ("Facebook", "href"),
    "www.figma.com": ("Figma", "url"),
    "emgithub.com": ("GitHub", "target"),
}
MOMENT: Final = re.compile(r"[?&#](?:start|t|time)=(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?(?:[&#]|$)")
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
            page = found.expand(host.page).rstrip("/")
            return Page(page + _moment(host, address), host.name, found.expand(host.picture))
    parts = urlsplit(address)
    if parts.hostname in QUOTED:
        name, key = QUOTED[parts.hostname]
        shown = parse_qs(parts.query).get(key, [""])[0]
        return Page(shown if re.match(r"https?://", shown) and not NO_PAGE.match(shown) else address, name)
    return None


def _moment(host: Host, address: str) -> str:
    """Where a film starts that an embed does not show from its beginning, in the words of its page."""
    found = MOMENT.search(address) if host.moment else None
    hours, minutes, seconds = (int(one or 0) for one in found.groups()) if found else (0, 0, 0)
    start = (hours * 60 + minutes) * 60 + seconds
    return host.moment.format(start) if start else ""
