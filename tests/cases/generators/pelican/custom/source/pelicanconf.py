"""The whole configuration in one file; every setting here changes what the feed says."""

AUTHOR = "Bea Müller"
SITENAME = "Bea's <em>eigene</em> Seite"
SITESUBTITLE = "Gedanken & mehr"
SITEURL = "https://custom.example.com/Base/"  # Pelican itself removes the last slash

PATH = "inhalt"
OUTPUT_PATH = "public"
ARTICLE_PATHS = ["blog"]
ARTICLE_EXCLUDES = ["blog/entwürfe"]
PAGE_PATHS = ["seiten"]
STATIC_PATHS = ["bilder", "blog/reise"]
THEME = "thema"

TIMEZONE = "America/New_York"
DEFAULT_LANG = "de"
DEFAULT_DATE = (2019, 5, 4, 3, 2)  # for posts that say nothing of a date
DEFAULT_DATE_FORMAT = "%d.%m.%Y"  # what a reader of the pages sees: no ISO date
LOCALE = ["C.UTF-8"]
WITH_FUTURE_DATES = False

# The name of a file: date, then slug
FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2})[-_](?P<slug>.*)"
# The first folder below blog/ is a series
PATH_METADATA = r"blog/(?P<series>[^/]+)/.*"
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Allerlei"
DEFAULT_METADATA = {"tags": "aus den Vorgaben", "license": "CC BY"}
EXTRA_PATH_METADATA = {
    "blog/Technik": {"series": "Technik überall", "template": "article"},
    "blog/Technik/alt": {"status": "hidden"},
}

SLUGIFY_SOURCE = "basename"
SLUGIFY_USE_UNICODE = True
SLUGIFY_PRESERVE_CASE = True
SLUG_REGEX_SUBSTITUTIONS = [
    (r"C#", "C-sharp"),
    (r"[^\w\s-]", ""),
    (r"(?u)\A\s*", ""),
    (r"(?u)\s*\Z", ""),
    (r"[-\s]+", "-"),
]

ARTICLE_URL = "{date:%Y}/{date:%m-%d}-{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{date:%m-%d}-{slug}/index.html"
ARTICLE_LANG_URL = "{lang}/{date:%Y}/{slug}/"
ARTICLE_LANG_SAVE_AS = "{lang}/{date:%Y}/{slug}/index.html"
DRAFT_URL = "entwurf/{slug}/"
DRAFT_SAVE_AS = "entwurf/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "thema/{slug}/"
CATEGORY_SAVE_AS = "thema/{slug}/index.html"
TAG_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
ARTICLE_TRANSLATION_ID = "slug"
ARTICLE_ORDER_BY = "reversed-date"
DEFAULT_PAGINATION = False

FEED_ALL_ATOM = "feed/alles.xml"
FEED_ALL_RSS = "feed/rss.xml"
FEED_ALL_RSS_URL = "feed/rss/"
RSS_FEED_SUMMARY_ONLY = False
TRANSLATION_FEED_ATOM = "feed/{lang}.xml"
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 15

SUMMARY_MAX_LENGTH = None
SUMMARY_MAX_PARAGRAPHS = 1
FORMATTED_FIELDS = ["summary", "intro"]

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight", "linenums": False},
        "markdown.extensions.extra": {},
        "markdown.extensions.admonition": {},
        "markdown.extensions.toc": {"title": "Inhalt"},
        "markdown.extensions.smarty": {},
    },
    "output_format": "html5",
}
DOCUTILS_SETTINGS = {"smart_quotes": True}
