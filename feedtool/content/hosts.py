"""Hosts whose embeds have a page of their own: data, and the one function that reads it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit


class Host(NamedTuple):
    """A host whose embeds have a page of their own: what their addresses are like, and where page and picture are."""

    name: str
    address: re.Pattern[str]
    page: str  # with {0} ... for the groups of the address
    picture: str = ""
    moment: str = ""  # how a page's address says where a film starts


def _host(name: str, address: str, page: str, picture: str = "", moment: str = "") -> Host:
    return Host(name, re.compile(r"https?://" + address, re.IGNORECASE), page, picture, moment)


HOSTS: Final = (
    _host("YouTube", r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/?(?:videoseries|playlist)?\?(?:.*&)?list=([\w-]+).*",
          "https://www.youtube.com/playlist?list={0}"),
    _host("YouTube",
          r"(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:.*&)?v=)|youtu\.be/)(?!live_stream|playlist|videoseries)([\w-]{6,20}).*",
          "https://www.youtube.com/watch?v={0}", "https://i.ytimg.com/vi/{0}/hqdefault.jpg", "&t={}s"),
    _host("Vimeo", r"player\.vimeo\.com/video/(\d+)(?:\?(?:.*&)?h=(\w+))?.*",
          "https://vimeo.com/{0}/{1}", moment="#t={}s"),
    _host("Vimeo", r"(?:player\.)?vimeo\.com/event/(\d+)/embed.*", "https://vimeo.com/event/{0}"),
    _host("Dailymotion",
          r"(?:www\.|geo\.)?dailymotion\.com/(?:embed/video/|player(?:/\w+)?\.html\?(?:.*&)?video=)(\w+).*",
          "https://www.dailymotion.com/video/{0}", "https://www.dailymotion.com/thumbnail/video/{0}", "?start={}"),
    _host("Bilibili", r"(?:player|www)\.bilibili\.com/(?:player|blackboard/\w+)\.html\?(?:.*&)?bvid=(\w+).*",
          "https://www.bilibili.com/video/{0}", moment="?t={}"),
    _host("Bilibili", r"(?:player|www)\.bilibili\.com/(?:player|blackboard/\w+)\.html\?(?:.*&)?aid=(\d+).*",
          "https://www.bilibili.com/video/av{0}", moment="?t={}"),
    _host("Twitch", r"player\.twitch\.tv/\?(?:.*&)?video=v?(\d+).*",
          "https://www.twitch.tv/videos/{0}", moment="?t={}s"),
    _host("Twitch", r"player\.twitch\.tv/\?(?:.*&)?channel=(\w+).*", "https://www.twitch.tv/{0}"),
    _host("Twitch", r"clips\.twitch\.tv/embed\?(?:.*&)?clip=([\w-]+).*", "https://clips.twitch.tv/{0}"),
    _host("TED", r"embed\.ted\.com/talks/(?:lang/\w+/)?([\w-]+).*", "https://www.ted.com/talks/{0}"),
    _host("Internet Archive", r"archive\.org/embed/([^/?#]+).*", "https://archive.org/details/{0}",
          "https://archive.org/services/img/{0}"),
    _host("Loom", r"(?:www\.)?loom\.com/embed/(\w+).*", "https://www.loom.com/share/{0}"),
    _host("Streamable", r"streamable\.com/[eos]/(\w+).*", "https://streamable.com/{0}"),
    _host("Giphy", r"giphy\.com/embed/(\w+).*", "https://giphy.com/gifs/{0}",
          "https://media.giphy.com/media/{0}/giphy.gif"),
    _host("Spotify", r"open\.spotify\.com/embed(?:-podcast)?/(\w+/\w+).*", "https://open.spotify.com/{0}"),
    _host("Apple Podcasts", r"embed\.podcasts\.apple\.com/(.+)", "https://podcasts.apple.com/{0}"),
    _host("Apple Music", r"embed\.music\.apple\.com/(.+)", "https://music.apple.com/{0}"),
    _host("CodePen", r"codepen\.io/([\w-]+)/embed/(?:preview/)?(\w+).*", "https://codepen.io/{0}/pen/{1}"),
    _host("CodeSandbox", r"codesandbox\.io/embed/([\w/-]+).*", "https://codesandbox.io/s/{0}"),
    _host("Twitter", r"platform\.twitter\.com/embed/\w+\.html\?(?:.*&)?id=(\d+).*", "https://twitter.com/i/status/{0}"),
    _host("Instagram", r"(?:www\.)?instagram\.com/(p|reel|tv)/([\w-]+)/embed.*", "https://www.instagram.com/{0}/{1}/"),
    _host("Twitter", r"((?:www\.)?(?:twitter|x)\.com/\w+/status/\d+).*", "https://{0}"),
    _host("Bluesky", r"embed\.bsky\.app/embed/([\w:.%-]+)/app\.bsky\.feed\.post/(\w+).*",
          "https://bsky.app/profile/{0}/post/{1}"),
    _host("Threads", r"(?:www\.)?threads\.(net|com)/(@[\w.]+)/post/([\w-]+)/embed.*",
          "https://www.threads.{0}/{1}/post/{2}"),
    _host("TikTok", r"(?:www\.)?tiktok\.com/(?:embed(?:/v\d)?|player/v1)/(\d+).*",
          "https://www.tiktok.com/embed/v2/{0}"),
    _host("Reddit", r"(?:embed\.reddit\.com|www\.redditmedia\.com)/(r/\w+/comments/[\w/-]+).*",
          "https://www.reddit.com/{0}"),
    _host("Pinterest", r"assets\.pinterest\.com/ext/embed\.html\?(?:.*&)?id=(\d+).*",
          "https://www.pinterest.com/pin/{0}/"),
    _host("Telegram", r"t\.me/(\w+/\d+)\?(?:.*&)?embed=1.*", "https://t.me/{0}"),
    _host("Medium", r"(medium\.com/media/\w+)(?:[/?].*)?", "https://{0}/href"),
    _host("Mastodon", r"([\w.-]+/@[\w.@-]+/\d+)/embed.*", "https://{0}"),
    _host("PeerTube", r"([\w.-]+)/videos/embed/([\w-]+).*", "https://{0}/videos/watch/{1}"),
    _host("JSFiddle", r"jsfiddle\.net/((?:\w+/){1,3}?)embed(?:ded)?(?:[/?].*)?", "https://jsfiddle.net/{0}"),
    _host("Observable", r"observablehq\.com/embed/((?:@[\w-]+|d)/[\w-]+).*", "https://observablehq.com/{0}"),
    _host("StackBlitz", r"(stackblitz\.com/edit/[\w-]+).*", "https://{0}"),
    _host("Replit", r"(repl(?:\.it|it\.com)/@[\w-]+/[\w-]+).*", "https://{0}"),
    _host("Figma", r"embed\.figma\.com/(\w+/\w+(?:/[^?#]*)?).*", "https://www.figma.com/{0}"),
    _host("Miro", r"miro\.com/app/(?:live-)?embed/([^/?#]+).*", "https://miro.com/app/board/{0}/"),
    _host("Datawrapper", r"datawrapper\.dwcdn\.net/(\w{5})(?:/.*)?", "https://datawrapper.dwcdn.net/{0}/",
          "https://datawrapper.dwcdn.net/{0}/full.png"),
    _host("Flourish", r"(?:flo\.uri\.sh|public\.flourish\.studio)/(visualisation|story)/(\d+).*",
          "https://public.flourish.studio/{0}/{1}/", "https://public.flourish.studio/{0}/{1}/thumbnail"),
    _host("Typeform", r"([\w-]+\.typeform\.com/to/\w+).*", "https://{0}"),
    _host("Airtable", r"airtable\.com/embed/([\w/]+).*", "https://airtable.com/{0}"),
    _host("Wistia", r"(fast\.wistia\.(?:net|com)/embed/iframe/\w+).*", "https://{0}"),
    _host("Deezer", r"widget\.deezer\.com/widget/\w+/(\w+/\d+).*", "https://www.deezer.com/{0}"),
    _host("Niconico", r"embed\.nicovideo\.jp/watch/(\w+).*", "https://www.nicovideo.jp/watch/{0}"),
    _host("Odysee", r"odysee\.com/\$/embed/([^?#]+).*", "https://odysee.com/{0}"),
    _host("Desmos", r"(www\.desmos\.com/calculator/\w+).*", "https://{0}"),
    _host("GeoGebra", r"www\.geogebra\.org/material/iframe/id/(\w+).*", "https://www.geogebra.org/m/{0}"),
    _host("Speaker Deck", r"(speakerdeck\.com/player/\w+).*", "https://{0}"),
    _host("Google Slides", r"(docs\.google\.com/presentation/d/(?:e/)?[\w-]+)/(?:pub)?embed.*", "https://{0}/pub"),
    _host("Google Forms", r"(docs\.google\.com/forms/d/(?:e/)?[\w-]+/viewform).*", "https://{0}"),
    _host("Google Drive", r"(drive\.google\.com/file/d/[\w-]+)/preview.*", "https://{0}/view"),
    _host("Google Maps", r"www\.google\.[a-z.]+/maps/embed/v1/\w+\?(?:.*&)?(?:q|center)=([^&#]+).*",
          "https://www.google.com/maps/search/?api=1&query={0}"),
    _host("Google Maps", r"www\.google\.[a-z.]+/maps/embed\?pb=.*?!2d(-?[\d.]+)!3d(-?[\d.]+).*",
          "https://www.google.com/maps/search/?api=1&query={1},{0}"),
    _host("Google Maps", r"(?:maps|www)\.google\.[a-z.]+/(?:maps)?/?\?(?:.*&)?q=([^&#]+).*",
          "https://www.google.com/maps/search/?api=1&query={0}"),
    _host("Google Maps", r"(www\.google\.[a-z.]+/maps/.*)", "https://{0}"),
    _host("OpenStreetMap",
          r"www\.openstreetmap\.org/export/embed\.html\?(?:.*&)?marker=(-?[\d.]+)(?:%2C|,)(-?[\d.]+).*",
          "https://www.openstreetmap.org/?mlat={0}&mlon={1}"),
    _host("OpenStreetMap", r"www\.openstreetmap\.org/export/embed\.html\?(?:.*&)?bbox=([^&#]+).*",
          "https://www.openstreetmap.org/?bbox={0}"),
    _host("GitHub Gist", r"gist\.github\.com/((?:[\w-]+/)?[0-9a-f]+)\.(?:js|pibb).*", "https://gist.github.com/{0}"),
    _host("asciinema", r"asciinema\.org/a/(\w+)(?:\.js|/iframe|/embed).*", "https://asciinema.org/a/{0}",
          "https://asciinema.org/a/{0}.png"),
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
            parts = found.groups("")
            page = host.page.format(*parts).rstrip("/")
            return Page(page + _moment(host, address), host.name, host.picture.format(*parts))
    split = urlsplit(address)
    if split.hostname in QUOTED:
        name, key = QUOTED[split.hostname]
        shown = parse_qs(split.query).get(key, [""])[0]
        return Page(shown if re.match(r"https?://", shown) and not NO_PAGE.match(shown) else address, name)
    return None


def _moment(host: Host, address: str) -> str:
    """Where a film starts that an embed does not show from its beginning, in the words of its page."""
    found = MOMENT.search(address) if host.moment else None
    hours, minutes, seconds = (int(one or 0) for one in found.groups()) if found else (0, 0, 0)
    start = (hours * 60 + minutes) * 60 + seconds
    return host.moment.format(start) if start else ""
