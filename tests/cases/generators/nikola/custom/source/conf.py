"""Settings that change what the feed says; everything else is Nikola's default."""

BLOG_AUTHOR = {"de": "Bea Müller", "en": "Bea Mueller"}
BLOG_TITLE = {"de": "Eigene Seite", "en": "Own site"}
SITE_URL = "https://custom.example.com/"
BASE_URL = "https://custom.example.com/Base/"
BLOG_EMAIL = "bea@custom.example.com"
BLOG_DESCRIPTION = {"de": "Gedanken & mehr", "en": "Thoughts"}

DEFAULT_LANG = "de"
TRANSLATIONS = {"de": "", "en": "./en"}
TRANSLATIONS_PATTERN = "{path}.{lang}.{ext}"
SHOW_UNTRANSLATED_POSTS = False

TIMEZONE = "America/New_York"
FUTURE_IS_NOW = False
THEME = "schlicht"
NAVIGATION_LINKS = {"de": (), "en": ()}

POSTS = (
    ("blog/*.md", {"de": "beiträge", "en": "articles"}, "post.tmpl"),
    ("notizen/*.rst", "", "post.tmpl"),
)
PAGES = (("seiten/*.md", "", "page.tmpl"),)
COMPILERS = {"rest": [".rst"], "markdown": [".md"]}

PRETTY_URLS = False
STRIP_INDEXES = False
USE_SLUGIFY = False  # file names keep their umlauts, blanks and capitals

# date, slug and title from the name, where it has them; the file's own metadata win
FILE_METADATA_REGEXP = r"blog/(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>[^_]+)_(?P<title>.+)\.md"
FILE_METADATA_UNSLUGIFY_TITLES = True
METADATA_MAPPING = {
    "yaml": {"summary": "description", "modified": "updated", "authors": "author"},
    "toml": {"publishDate": "date"},
}
METADATA_VALUE_MAPPING = {"yaml": {"keywords": lambda value: ", ".join(value)}}
USE_REST_DOCINFO_METADATA = True
HIDE_REST_DOCINFO = True
USE_TAG_METADATA = True

CATEGORY_ALLOW_HIERARCHIES = True
CATEGORY_DESTPATH_AS_DEFAULT = True
CATEGORY_DESTPATH_TRIM_PREFIX = True
CATEGORY_DESTPATH_NAMES = {"de": {"Unter": "Unterordner"}, "en": {}}
MULTIPLE_AUTHORS_PER_POST = True
ENABLE_AUTHOR_PAGES = False
DEFAULT_PREVIEW_IMAGE = "/images/standard.png"

RSS_FILENAME_BASE = "alles"
RSS_PATH = {"de": "xml", "en": "xml"}
GENERATE_ATOM = True
DISABLE_MAIN_ATOM_FEED = False
ATOM_PATH = "atom"
ATOM_FILENAME_BASE = "feed"
FEED_LENGTH = 14
FEED_TEASERS = False
FEED_LINKS_APPEND_QUERY = False
INDEX_TEASERS = True
INDEX_DISPLAY_POST_COUNT = 50
RSS_COPYRIGHT = "© {author}"
RSS_COPYRIGHT_PLAIN = "© {author}"
RSS_COPYRIGHT_FORMATS = {"de": ((), {"author": "Bea Müller"}), "en": ((), {"author": "Bea Mueller"})}
CONTENT_FOOTER = ""

URL_TYPE = "full_path"
DEMOTE_HEADERS = 1
MARKDOWN_EXTENSIONS = [
    "markdown.extensions.fenced_code",
    "markdown.extensions.codehilite",
    "markdown.extensions.extra",
    "markdown.extensions.toc",
    "markdown.extensions.admonition",
]
COMMENT_SYSTEM = ""
DISABLED_PLUGINS = ["robots"]
IMAGE_FOLDERS = {"images": "images"}
