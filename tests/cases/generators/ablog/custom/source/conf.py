"""Settings that matter for posts and feed, and some code, as real conf.py files have it."""

import os
from datetime import date

project = "Eigenes"
author = "Bea Müller"
copyright = f"2020-{date(2024, 1, 2).year}, {author}"
language = "de"
extensions = ["ablog", "myst_parser", "sphinx.ext.mathjax"]
exclude_patterns = ["_build", "quelle/*"]
templates_path = ["_templates"]

html_theme = "basic"
html_title = "Eigenes & \"Söhne\""
html_baseurl = os.environ.get("DOCS_URL", "https://custom.example.com/My-Blog/")
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {"artikel/**": ["ablog/postcard.html"], "notiz": ["ablog/postcard.html"], "index": []}
pygments_style = "sphinx"
rst_epilog = ".. |name| replace:: *Ersetzung*"

myst_enable_extensions = ["colon_fence", "deflist", "attrs_block", "tasklist"]

blog_title = html_title
blog_baseurl = html_baseurl.rstrip("/")
blog_path = "journal"
blog_authors = {
    "bea": ("Bea Müller", "https://bea.example/"),
    "alex": ("Alex & Söhne", None),
}
blog_languages = {"de": ("Deutsch", None), "en": ("English", None)}
blog_locations = {"wien": ("Wien", "https://wien.example/")}
blog_default_author = "bea"
blog_default_language = "de"
blog_default_location = ["wien"]
# a date that does not fit is left to dateutil, which puts the month first
post_date_format = "%d.%m.%Y"
post_date_format_short = "%d.%m."
post_auto_excerpt = 2
# paths of sources, not of documents
blog_post_pattern = ["artikel/*/*.rst", "artikel/**/*.md"]
blog_feed_fulltext = True
blog_feed_length = 9
blog_feed_subtitle = 'Ein "eigenes" Blog'
blog_feed_archives = True
