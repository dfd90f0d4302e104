"""Hosts whose embeds have a page of their own: each by an address of its embeds."""

from __future__ import annotations

import pytest

from feedtool.content.hosts import HOSTS, QUOTED, page_of


@pytest.mark.parametrize(("embed", "page"), [
    ("youtube.com/embed/videoseries?list=PLa", "YouTube www.youtube.com/playlist?list=PLa"),
    ("m.youtube.com/watch?a=b&v=dQw4w9WgXcQ", "YouTube www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ("www.youtube.com/shorts/dQw4w9WgXcQ", "YouTube www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ("www.youtube.com/v/dQw4w9WgXcQ", "YouTube www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ("youtu.be/dQw4w9WgXcQ?t=1h2m3s", "YouTube www.youtube.com/watch?v=dQw4w9WgXcQ&t=3723s"),
    ("www.youtube.com/embed/live_stream?channel=a", None),
    ("www.youtube.com/embed/playlist", None),
    ("www.youtube.com/embed/videoseries", None),
    ("player.vimeo.com/video/76979871?h=82f6", "Vimeo vimeo.com/76979871/82f6"),
    ("vimeo.com/event/12/embed", "Vimeo vimeo.com/event/12"),
    ("www.dailymotion.com/embed/video/x8", "Dailymotion www.dailymotion.com/video/x8"),
    ("geo.dailymotion.com/player/xa.html?video=x8", "Dailymotion www.dailymotion.com/video/x8"),
    ("player.bilibili.com/player.html?aid=1&bvid=BV1", "Bilibili www.bilibili.com/video/BV1"),
    ("www.bilibili.com/blackboard/html5mobileplayer.html?bvid=BV1", "Bilibili www.bilibili.com/video/BV1"),
    ("player.bilibili.com/player.html?aid=12&t=9", "Bilibili www.bilibili.com/video/av12?t=9"),
    ("player.twitch.tv/?video=v12&parent=e.example&time=1m", "Twitch www.twitch.tv/videos/12?t=60s"),
    ("player.twitch.tv/?channel=who&parent=e.example", "Twitch www.twitch.tv/who"),
    ("clips.twitch.tv/embed?clip=A-b&parent=e.example", "Twitch clips.twitch.tv/A-b"),
    ("embed.ted.com/talks/lang/de/who_what", "TED www.ted.com/talks/who_what"),
    ("archive.org/embed/a-b.c?autoplay=1", "Internet Archive archive.org/details/a-b.c"),
    ("www.loom.com/embed/0a1b", "Loom www.loom.com/share/0a1b"),
    ("streamable.com/e/0a1b", "Streamable streamable.com/0a1b"),
    ("giphy.com/embed/0a1b", "Giphy giphy.com/gifs/0a1b"),
    ("open.spotify.com/embed-podcast/show/0a", "Spotify open.spotify.com/show/0a"),
    ("embed.podcasts.apple.com/us/podcast/a/id1", "Apple Podcasts podcasts.apple.com/us/podcast/a/id1"),
    ("embed.music.apple.com/us/album/a/1", "Apple Music music.apple.com/us/album/a/1"),
    ("codepen.io/who/embed/preview/abCD?height=1", "CodePen codepen.io/who/pen/abCD"),
    ("codesandbox.io/embed/new-a?x", "CodeSandbox codesandbox.io/s/new-a"),
    ("platform.twitter.com/embed/Tweet.html?a=b&id=20", "Twitter twitter.com/i/status/20"),
    ("www.instagram.com/p/CabcDEF/embed/captioned", "Instagram www.instagram.com/p/CabcDEF"),
    ("www.instagram.com/reel/CabcDEF/embed", "Instagram www.instagram.com/reel/CabcDEF"),
    ("www.instagram.com/tv/CabcDEF/embed", "Instagram www.instagram.com/tv/CabcDEF"),
    ("twitter.com/jack/status/20?s=1", "Twitter twitter.com/jack/status/20"),
    ("x.com/jack/status/20", "Twitter x.com/jack/status/20"),
    ("embed.bsky.app/embed/did:plc:a/app.bsky.feed.post/3k?id=1", "Bluesky bsky.app/profile/did:plc:a/post/3k"),
    ("www.threads.net/@who/post/Ca-b/embed", "Threads www.threads.net/@who/post/Ca-b"),
    ("www.threads.com/@who/post/Ca-b/embed", "Threads www.threads.com/@who/post/Ca-b"),
    ("www.tiktok.com/embed/v2/123", "TikTok www.tiktok.com/embed/v2/123"),
    ("www.tiktok.com/player/v1/123", "TikTok www.tiktok.com/embed/v2/123"),
    ("embed.reddit.com/r/a/comments/1/b/?x", "Reddit www.reddit.com/r/a/comments/1/b"),
    ("www.redditmedia.com/r/a/comments/1/b", "Reddit www.reddit.com/r/a/comments/1/b"),
    ("assets.pinterest.com/ext/embed.html?id=12", "Pinterest www.pinterest.com/pin/12"),
    ("t.me/who/12?embed=1&dark=1", "Telegram t.me/who/12"),
    ("medium.com/media/0a1b", "Medium medium.com/media/0a1b/href"),
    ("mastodon.example/@who@x.example/12/embed", "Mastodon mastodon.example/@who@x.example/12"),
    ("tube.example/videos/embed/0a-1b?start=5", "PeerTube tube.example/videos/watch/0a-1b"),
    ("jsfiddle.net/who/abc/1/embedded/result/", "JSFiddle jsfiddle.net/who/abc/1"),
    ("observablehq.com/embed/d/0a1b", "Observable observablehq.com/d/0a1b"),
    ("stackblitz.com/edit/a-b?embed=1", "StackBlitz stackblitz.com/edit/a-b"),
    ("repl.it/@who/what?lite=true", "Replit repl.it/@who/what"),
    ("replit.com/@who/what?embed=true", "Replit replit.com/@who/what"),
    ("embed.figma.com/design/0a/Name?x", "Figma www.figma.com/design/0a/Name"),
    ("miro.com/app/live-embed/0a=/?x", "Miro miro.com/app/board/0a="),
    ("datawrapper.dwcdn.net/abcde/1/", "Datawrapper datawrapper.dwcdn.net/abcde"),
    ("flo.uri.sh/visualisation/12/embed", "Flourish public.flourish.studio/visualisation/12"),
    ("public.flourish.studio/story/12/", "Flourish public.flourish.studio/story/12"),
    ("who.typeform.com/to/abc?x", "Typeform who.typeform.com/to/abc"),
    ("airtable.com/embed/shr1?x", "Airtable airtable.com/shr1"),
    ("fast.wistia.com/embed/iframe/j38?x", "Wistia fast.wistia.com/embed/iframe/j38"),
    ("widget.deezer.com/widget/dark/track/12", "Deezer www.deezer.com/track/12"),
    ("embed.nicovideo.jp/watch/sm9", "Niconico www.nicovideo.jp/watch/sm9"),
    ("odysee.com/$/embed/@a:1/b:2?x", "Odysee odysee.com/@a:1/b:2"),
    ("www.desmos.com/calculator/0a?embed", "Desmos www.desmos.com/calculator/0a"),
    ("www.geogebra.org/material/iframe/id/0a/width/9", "GeoGebra www.geogebra.org/m/0a"),
    ("speakerdeck.com/player/0a", "Speaker Deck speakerdeck.com/player/0a"),
    ("docs.google.com/presentation/d/e/0a/pubembed?x", "Google Slides docs.google.com/presentation/d/e/0a/pub"),
    ("docs.google.com/forms/d/e/0a/viewform?embedded=true", "Google Forms docs.google.com/forms/d/e/0a/viewform"),
    ("drive.google.com/file/d/0a/preview", "Google Drive drive.google.com/file/d/0a/view"),
    ("www.google.com/maps/embed/v1/place?key=1&q=Graz", "Google Maps www.google.com/maps/search/?api=1&query=Graz"),
    ("www.google.com/maps/embed/v1/view?center=1,2", "Google Maps www.google.com/maps/search/?api=1&query=1,2"),
    ("www.google.com/maps/embed?pb=!1m1!2d2.5!3d4.5!2m3", "Google Maps www.google.com/maps/search/?api=1&query=4.5,2.5"),
    ("maps.google.com/maps?q=Graz&output=embed", "Google Maps www.google.com/maps/search/?api=1&query=Graz"),
    ("www.google.de/maps?q=Graz&output=embed", "Google Maps www.google.com/maps/search/?api=1&query=Graz"),
    ("www.google.com/maps/d/embed?mid=0a", "Google Maps www.google.com/maps/d/embed?mid=0a"),
    ("www.openstreetmap.org/export/embed.html?marker=1,2", "OpenStreetMap www.openstreetmap.org/?mlat=1&mlon=2"),
    ("www.openstreetmap.org/export/embed.html?bbox=1,2", "OpenStreetMap www.openstreetmap.org/?bbox=1,2"),
    ("gist.github.com/who/0a1b.pibb", "GitHub Gist gist.github.com/who/0a1b"),
    ("asciinema.org/a/14/iframe", "asciinema asciinema.org/a/14"),
    ("asciinema.org/a/14/embed", "asciinema asciinema.org/a/14"),
    ("w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1", "SoundCloud w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1"),
    ("www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa", "Facebook www.facebook.com/a"),
    ("www.figma.com/embed?url=https%3A%2F%2Fwww.figma.com%2Ffile%2Fa", "Figma www.figma.com/file/a"),
    ("emgithub.com/embed.js?target=https%3A%2F%2Fgithub.com%2Fa", "GitHub github.com/a"),
])  # fmt: skip
def test_an_embed_is_known_by_its_address(embed, page):
    found = page_of(f"https://{embed}")
    assert (f"{found.name} {found.address.removeprefix('https://')}" if found else None) == page


def test_every_host_has_an_example():
    examples = [case[0] for case in test_an_embed_is_known_by_its_address.pytestmark[0].args[1]]
    first = [next((host for host in HOSTS if host.address.fullmatch(f"https://{one}")), None) for one in examples]
    assert set(HOSTS) <= set(first)
    assert all(any(one.startswith(host) for one in examples) for host in QUOTED)
