"""The article of a page is told from what surrounds it."""

from __future__ import annotations

import pytest

from tests.loader.test_html import read

CHROME = (
    '<nav><a href="/">Home</a></nav><header><h1>Rye at dawn</h1><time>May 4</time></header>'
    '<div class="share">Share this</div><aside class="about-me">I bake.</aside><script>x</script>'
)
AROUND = (
    '<div class="related">Other</div><section id="comments">First!</section><form>Mail</form><footer>© Bella</footer>'
)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="h-entry"><h1 class="p-name">Rye at dawn</h1><div class="e-content">{}</div></div>',
        '<div itemprop="blogPost articleBody">{}</div>',
        '<main><article><div class="entry-content">{}</div></article><aside>x</aside></main>',
        '<div class="post-content">{}</div>',
        "<article>{}</article>",
        "<article>{}</article><article><p>Related.</p></article><article><p>More.</p></article>",
        "<main>{}</main>",
        '<div role="main">{}</div>',
    ],
)
def test_the_article_is_told_from_what_surrounds_it(body):
    text = "<p>The <em>first</em> paragraph, " + "and more of it " * 9 + '</p><figure><img src="a.png"></figure>'
    page = (
        "<header>Bella Bakes</header><nav>Menu</nav>" + body.format(CHROME + text + AROUND) + "<footer>© Bella</footer>"
    )
    assert read(body=page).body == text


@pytest.mark.parametrize(
    "part",
    [
        '<aside class="note"><p>Wash <a href="x">the bowl</a>.</p></aside>',
        '<aside class="callout callout-info" role="note" aria-label="Info"><ul><li><a href="x">The bowl</a></li></ul></aside>',
        '<aside class="box"><p>Wash the bowl.</p></aside>',
        '<aside id="why"><p>Wash the bowl.</p></aside>',
        '<aside class="blue"><ul><li>Wash the bowl that is <a href="x">here</a>.</li></ul></aside>',
        '<aside class="info"><p>Wash the bowl.</p></aside>',
        '<img src="a.png" alt="" aria-hidden="true">',
        '<figure aria-hidden="true"><img src="a.png"></figure>',
        '<p aria-hidden="true">The bowl is of clay, and it is older than the kitchen.</p>',
        '<noscript><img src="a.png"></noscript>',
    ],
)
def test_what_the_author_set_apart_is_text(part):
    assert read(body=f"<article><h1>Rye at dawn</h1><p>Text.</p>{part}<p>More.</p></article>").body == (
        f"<p>Text.</p>{part}<p>More.</p>"
    )


@pytest.mark.parametrize(
    "part",
    [
        '<aside class="author-info">Bella bakes.</aside>',
        '<aside class="related-posts">Other</aside>',
        '<aside class="x"><h3><a href="x">Other</a></h3><p>How it begins, and how it goes on.</p></aside>',
        '<aside class="x"><ul><li><a href="x">Other</a></li></ul></aside>',
        '<aside class="x"><p>Mail</p><form>x</form></aside>',
        '<aside id="toc">Contents</aside>',
        '<aside aria-label="Table of contents">Contents</aside>',
        '<aside class="newsletter-signup"><p>Join us.</p></aside>',
        '<a href="#a" aria-hidden="true">The way to this heading, which is long</a>',
        '<span class="icon" aria-hidden="true">warning</span>',
        '<div class="numbers" aria-hidden="true">1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17</div>',
        '<div aria-hidden="true">Copy</div>',
        "<noscript>Switch on JavaScript.</noscript>",
    ],
)
def test_what_the_site_set_beside_it_is_none(part):
    assert read(body=f"<article><h1>Rye at dawn</h1><p>Text.</p>{part}<p>More.</p></article>").body == (
        "<p>Text.</p><p>More.</p>"
    )
