# As pelican-quickstart writes it: no feeds and no address while one writes; publishconf.py has both.
AUTHOR = "Ada Plain"
SITENAME = "Plain & Simple"
SITEURL = ""

PATH = "content"

TIMEZONE = "Europe/Rome"

DEFAULT_LANG = "en"

FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

DEFAULT_PAGINATION = 10
