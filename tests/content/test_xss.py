"""What attackers write into a post: none of it is live in any of the three formats."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from lxml import etree

from feedtool import Feed, atom, jsonfeed, rss
from feedtool.content import Cleaner, entry_of
from feedtool.markup import fragment
from feedtool.model import Body, Identified, Post

BASE = "https://e.example/post/"
DAY = datetime(2024, 5, 1, tzinfo=UTC)
ATTACKS = [
    # a script, in every spelling
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<ScRiPt>alert(1)</sCrIpT>", "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script >", "<script>alert(1)", "<<script>alert(1);//<</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script\x00>alert(1)</script>",
    "<script type=module>import '//evil.example'</script>", "<svg><script>alert(1)</script></svg>", "<svg><script xlink:href=//evil.example/x.js /></svg>", "<math><script>alert(1)</script></math>",
    # in what hides it
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<textarea><p title="</textarea><img src=x onerror=alert(1)>">', '<title><p title="</title><img src=x onerror=alert(1)>">',
    "<style><style/><img src=x onerror=alert(1)>", '<xmp><p title="</xmp><img src=x onerror=alert(1)>">', '<iframe><p title="</iframe><img src=x onerror=alert(1)>">', '<noembed><p title="</noembed><img src=x onerror=alert(1)>">',
    '<noframes><p title="</noframes><img src=x onerror=alert(1)>">', "<plaintext><img src=x onerror=alert(1)>", "<template><img src=x onerror=alert(1)></template>", "<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>", '<svg><![CDATA[<image xlink:href="]]><img src=x onerror=alert(1)>', "]]><script>alert(1)</script>", '<?xml-stylesheet href="javascript:alert(1)"?>', '<? foo="><script>alert(1)</script>">',
    # what a parser moves
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">', '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>', "<svg><foreignObject><style><img src=x onerror=alert(1)></style></foreignObject></svg>", "<table><td background=javascript:alert(1)>x", "<select><style></select><svg onload=alert(1)></style>",
    "<svg><desc><img src=x onerror=alert(1)></desc></svg>", "<svg><title><img src=x onerror=alert(1)></title></svg>", '<svg aria-label="<img src=x onerror=alert(1)>"></svg>', "<svg><text>&lt;img src=x onerror=alert(1)&gt;</text></svg>", "<canvas>&lt;script&gt;alert(1)&lt;/script&gt;</canvas>",
    # handlers
    "<img src=x onerror=alert(1)>", '<img src=x oNeRrOr = "alert(1)">', "<img/src=x/onerror=alert(1)>", "<img src=x\x0conerror=alert(1)>", '<img src="x"onerror="alert(1)">', "<img src=`x` onerror=alert(1)>", '<IMG """><SCRIPT>alert(1)</SCRIPT>">', '<img src=# onmouseover="alert(1)">',
    "<body onload=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<details open ontoggle=alert(1)>x</details>", "<video><source onerror=alert(1)></video>", "<video src=x onloadstart=alert(1)>", "<audio src=x onerror=alert(1)>", "<input autofocus onfocus=alert(1)>", "<a href=x onclick=alert(1)>x</a>",
    '<div style="animation-name:x" onanimationstart=alert(1)>x</div>', "<p on=1 onx onclick>x</p>", "<marquee onstart=alert(1)>x</marquee>", "<x-y onclick=alert(1)>x</x-y>", "<picture><source srcset=x onerror=alert(1)><img src=x onload=alert(1)></picture>",
    # addresses
    "<a href=javascript:alert(1)>x</a>", '<a href="JaVaScRiPt:alert(1)">x</a>', '<a href="jav&#x09;ascript:alert(1)">x</a>', '<a href="jav&#x0A;ascript:alert(1)">x</a>', '<a href="&#14; javascript:alert(1)">x</a>', '<a href="&#106;&#97;&#118;&#97;script:alert(1)">x</a>',
    '<a href="&#0000106&#0000097&#0000118&#0000097script:alert(1)">x</a>', '<a href="javascript&colon;alert(1)">x</a>', '<a href="java\x00script:alert(1)">x</a>', '<a href=" \u00a0javascript:alert(1)">x</a>', '<a href="vbscript:msgbox(1)">x</a>', '<a href="livescript:x">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>', '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>', '<img src="javascript:alert(1)">', '<img src="data:image/svg+xml,<svg onload=alert(1)>">', '<img src="data:image/svg+xml;base64,PHN2Zy8+">', '<img srcset="javascript:alert(1) 2x, x 1x">',
    "<img dynsrc=javascript:alert(1) lowsrc=javascript:alert(1)>", "<img data-src=javascript:alert(1)>", '<img class=lazy data-original="javascript:alert(1)" src=x>', "<video poster=javascript:alert(1) src=x>", "<video src=javascript:alert(1)></video>", "<audio><source src=data:text/html,x></audio>", "<q cite=javascript:alert(1)>x</q>",
    '<a href="https://x.example/&quot;><script>alert(1)</script>">x</a>', "<a href='x\"><script>alert(1)</script>'>x</a>", '<a href="blob:https://e.example/1">x</a>', '<a href="filesystem:https://e.example/1">x</a>', '<a href="view-source:javascript:alert(1)">x</a>',
    # frames and plug-ins
    "<iframe src=javascript:alert(1)></iframe>", '<iframe srcdoc="<script>alert(1)</script>"></iframe>', '<iframe src="data:text/html,<script>alert(1)</script>"></iframe>', '<iframe src="https://x.example/" onload=alert(1)></iframe>', "<iframe data-src=javascript:alert(1)></iframe>",
    "<iframe><a href=javascript:alert(1)>x</a></iframe>", '<iframe src=//x.example/><a href="javascript:alert(1)">x</a></iframe>', "<iframe src=https://x.example/ title='\"><script>alert(1)</script>'></iframe>", "<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ\"onload=alert(1)'></iframe>",
    "<object data=javascript:alert(1)></object>", '<object data="data:text/html,<script>alert(1)</script>"></object>', "<object type=text/x-scriptlet data=//evil.example/x.html></object>", "<object><param name=movie value=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>", "<embed src=//evil.example/x.swf allowscriptaccess=always>",
    "<applet code=x archive=//evil.example/x.jar></applet>", "<frameset><frame src=javascript:alert(1)></frameset>", "<portal src=//evil.example/>", "<object data=\"x.svg\" title='\"><script>alert(1)</script>'></object>", "<lite-youtube videoid='x\"><script>alert(1)</script>'></lite-youtube>",
    # styles, forms and the page
    '<p style="background:url(javascript:alert(1))">x</p>', '<p style="width:expression(alert(1))">x</p>', "<style>@import '//evil.example/x.css'</style>", "<link rel=stylesheet href=javascript:alert(1)>", "<link rel=import href=//evil.example/>", '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    "<base href=javascript:alert(1)//><a href=x>x</a>", "<form action=javascript:alert(1)><button>x</button></form>", "<button form=x formaction=javascript:alert(1)>x</button>", "<isindex action=javascript:alert(1)>", "<input type=image src=x onerror=alert(1)>", "<dialog open onclose=alert(1)>x</dialog>",
    "<math href=javascript:alert(1)>x</math>", "<math><mi xlink:href=javascript:alert(1)>x</mi></math>", "<math><annotation encoding=application/x-tex>&lt;img src=x onerror=alert(1)&gt;</annotation></math>", '<script type="math/tex"><img src=x onerror=alert(1)></script>', "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>", '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)/>#x"/></svg>', "<a target=_blank href=x ping=//evil.example/>x</a>", "<html manifest=//evil.example/x><p>x", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
]  # fmt: skip
ELEMENTS = "script, style, iframe, frame, object, embed, applet, svg, math, form, input, button, link, meta, base, template, noscript, xmp, plaintext, title, portal, dialog"
SAFE = re.compile(r"https?://|mailto:|data:image/(?:png|jpeg|gif|webp|avif);base64,")


def contents(attack, type):
    """The post's HTML as each format has it, read as its readers read it."""
    post = Post(
        file="x", title=attack.replace("\x00", ""), link=BASE, body=Body(type=type, source=0, path="x"), published=DAY
    )
    feed = Feed(
        id=BASE,
        link=BASE,
        title="T",
        entries=(entry_of(Identified(post, BASE, post.published), attack, cleaner=Cleaner()).entry,),
    )
    channel = etree.fromstring(rss(feed, url=BASE))
    yield channel.findtext("channel/item/description")
    yield etree.fromstring(atom(feed, url=BASE)).findtext("{*}entry/{*}content") or ""
    yield json.loads(jsonfeed(feed, url=BASE))["items"][0]["content_html"]


@pytest.mark.parametrize("type", ["text/html", "text/markdown"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_live(attack, type):
    for html in contents(attack, type):
        tree = fragment(html)
        assert tree.css(ELEMENTS) == [], html
        for node in tree.root.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on"), html
                assert name not in {"style", "srcdoc", "formaction", "action", "background", "ping"}, html
                if name in {"href", "src", "cite", "poster", "data"}:
                    assert SAFE.match(value or ""), html
                if name == "srcset":
                    assert all(SAFE.match(one.strip()) for one in (value or "").split(", ")), html
