# As `ablog start` leaves it, without what it only explains.
blog_title = "Plain Blog"
blog_baseurl = "https://plain.example.org/blog/"
blog_authors = {
    "Alex Example": ("Alex Example", None),
}
blog_feed_fulltext = True
html_sidebars = {
    "**": [
        "ablog/postcard.html",
        "navigation.html",
        "ablog/recentposts.html",
        "ablog/tagcloud.html",
        "ablog/categories.html",
        "ablog/archives.html",
        "searchfield.html",
    ],
}
extensions = [
    "sphinx.ext.extlinks",
    "sphinx.ext.todo",
    "alabaster",
    "ablog",
    "myst_parser",
]
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
master_doc = "index"
project = "Plain"
copyright = "2023, Alex Example"
author = "Alex Example"
language = "en"
exclude_patterns = [""]
html_theme = "alabaster"
