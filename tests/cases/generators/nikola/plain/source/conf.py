# The settings that `nikola init` leaves switched on, without its comments; those with "(own)" differ.
BLOG_AUTHOR = "Ada Plain"
BLOG_TITLE = "Plain & Simple"
SITE_URL = "https://plain.example.org/blog/"
BLOG_EMAIL = "ada@plain.example.org"
BLOG_DESCRIPTION = "A plain site."

DEFAULT_LANG = "en"
TRANSLATIONS = {
    DEFAULT_LANG: "",
}
TRANSLATIONS_PATTERN = "{path}.{lang}.{ext}"
NAVIGATION_LINKS = {
    DEFAULT_LANG: (
        ("/archive.html", "Archives"),
        ("/categories/index.html", "Tags"),
        ("/rss.xml", "RSS feed"),
    ),
}
THEME = "bootblog4"

POSTS = (
    ("posts/*.rst", "posts", "post.tmpl"),
    ("posts/*.md", "posts", "post.tmpl"),
    ("posts/*.txt", "posts", "post.tmpl"),
    ("posts/*.html", "posts", "post.tmpl"),
)
PAGES = (
    ("pages/*.rst", "pages", "page.tmpl"),
    ("pages/*.md", "pages", "page.tmpl"),
    ("pages/*.txt", "pages", "page.tmpl"),
    ("pages/*.html", "pages", "page.tmpl"),
)

TIMEZONE = "UTC"
COMPILERS = {
    "rest": [".rst", ".txt"],
    "markdown": [".md", ".mdown", ".markdown"],
    "html": [".html", ".htm"],
}
CATEGORY_ALLOW_HIERARCHIES = False
HIDDEN_TAGS = ["mathjax"]
HIDDEN_AUTHORS = ["Guest"]
ATOM_FILENAME_BASE = "feed"
IMAGE_FOLDERS = {"images": "images"}
INDEX_READ_MORE_LINK = '<p class="more"><a href="{link}">{read_more}…</a></p>'
FEED_READ_MORE_LINK = '<p><a href="{link}">{read_more}…</a> ({min_remaining_read})</p>'
FEED_LINKS_APPEND_QUERY = False
LICENSE = ""
# (own) no year of the build
CONTENT_FOOTER = "Contents by {author}"
CONTENT_FOOTER_FORMATS = {DEFAULT_LANG: ((), {"author": BLOG_AUTHOR})}
RSS_COPYRIGHT = "Contents © {author}"
RSS_COPYRIGHT_PLAIN = "Contents © {author}"
RSS_COPYRIGHT_FORMATS = CONTENT_FOOTER_FORMATS
COMMENT_SYSTEM = ""  # (own) no foreign script
STRIP_INDEXES = True
PRETTY_URLS = True
MARKDOWN_EXTENSIONS = ["markdown.extensions.fenced_code", "markdown.extensions.codehilite", "markdown.extensions.extra"]
USE_TAG_METADATA = False
WARN_ABOUT_TAG_METADATA = False
