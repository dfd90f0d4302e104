"""What platforms put into their cards for the page alone: icons, clocks and buttons beside a player or a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedtool.content.tree import above, attribute, is_attached, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from feedtool.content.seen import Seen

# Ghost's players, files and bookmarks; the controls of players that scripts draw.
ONLY_ON_PAGES: Final = (
    ".kg-audio-hide, .kg-audio-player, .kg-video-player-container, .kg-video-overlay, "
    ".kg-file-card-icon, .kg-bookmark-icon, .mejs-controls, .mejs-layers, .mejs-offscreen, "
    ".plyr__controls, .vjs-control-bar, .vjs-loading-spinner"
)
APART: Final = ".kg-bookmark-publisher, .wp-block-file__button"  # from what stands before, by a theme's margin
BEGINNINGS: Final = ("kg-audio", "kg-video", "kg-file", "kg-bookmark", "wp-block-file__", "mejs-", "plyr__", "vjs-")
PLAYERS: Final = "audio, video, pre"


def may_be_there(seen: Seen) -> bool:
    """Whether there may be such cards."""
    return any(beginning in seen.attributes for beginning in BEGINNINGS)


def plain(tree: LexborHTMLParser, _: str) -> int:
    """Icons and controls of a card go; what it says and shows stays."""
    count = 0
    for node in tree.css(ONLY_ON_PAGES):
        if is_attached(node) and node.css_first(PLAYERS) is None:
            take_out(node)
            count += 1
    for node in tree.css(APART):
        node.insert_before(" ")
        count += 1
    for node in tree.css("[data-kg-thumbnail] video[poster*=spacergif]"):
        node.attrs["poster"] = next((said for one in above(node) if (said := attribute(one, "data-kg-thumbnail"))), "")
    return count
