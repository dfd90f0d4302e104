"""What the code of an Astro site becomes."""

from __future__ import annotations

import pytest

from feedtool import config, setup
from feedtool.setup.astro import settings
from feedtool.setup.folder import Folder

RSS = "import rss from '@astrojs/rss';\nexport async function GET(context) {\n const posts = await getCollection('blog');\n return rss({%s});\n}"
LOADED = "const blog = defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.md' }) });\nexport const collections = { blog };"
CONSTANTS = """
export const SITE = { website: "https://paper.example/", title: "Paper", desc: "About", author: "Ada", lang: "de", timezone: "Asia/Tokyo", perFeed: 7 } as const;
export const SITE_TITLE = 'Title';
export const HOME: Metadata = { TITLE: 'Home' };
"""
PAPER = {
    "astro.config.ts": "export default defineConfig({ site: SITE.website, trailingSlash: 'never' });",
    "src/content.config.ts": """export const BLOG_PATH = "src/data/blog";
const blog = defineCollection({ loader: glob({ pattern: "**/[^_]*.md", base: `./${BLOG_PATH}` }) });
const projects = defineCollection({ loader: glob({ pattern: "**/*.md", base: "./src/data/projects" }) });
export const collections = { blog, projects };""",
    "src/utils/getPath.ts": 'paths.filter(path => !path.startsWith("_"))',
    "src/pages/posts/[...slug]/index.astro": 'await getCollection("blog")',
    "src/pages/posts/[...page].astro": 'await getCollection("blog")',
    "src/pages/tags/[tag]/index.astro": 'await getCollection("blog")',
    "src/pages/projects/[id].astro": 'await getCollection("projects")',
    "src/data/blog/a.md": "",
    "src/data/blog/_b.md": "",
    "src/data/projects/p.md": "",
    "src/pages/rss.xml.ts": RSS
    % "title: SITE.title, site: SITE.website, items: posts.map(({ data, id, filePath }) => ({ "
    "link: getPath(id, filePath), pubDate: new Date(data.modDatetime ?? data.pubDatetime) }))",
}


@pytest.fixture
def site(tmp_path):
    def write(**files):
        files = {"astro.config.mjs": "export default defineConfig({ site: 'https://e.example' })", "src/consts.ts": CONSTANTS,
                 "src/content.config.ts": LOADED, "src/content/blog/a.md": "", "src/pages/rss.xml.js": RSS % "", **files}  # fmt: skip
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


@pytest.mark.parametrize(
    ("script", "url"),
    [
        ("site: 'https://a.example', base: '/b'", "https://a.example/b"),
        ("site: 'https://a.example', vite: {base: '/no'}", "https://a.example/"),
        ("site: SITE.website", "https://paper.example/"),
        ("site: import.meta.env.DEV ? 'http://localhost:4321' : 'https://c.example'", "https://c.example/"),
        ("site: process.env.SITE ?? 'https://d.example'", "https://d.example/"),
        ("", "https://paper.example/"),
    ],
)
def test_the_address_is_read_as_far_as_it_stands_there(site, script, url):
    assert settings(site(**{"astro.config.mjs": f"export default defineConfig({{ {script} }});"})).url == url


@pytest.mark.parametrize(
    ("told", "field", "value"),
    [
        ("title: SITE.title", "title", "Paper"),
        ("title: SITE_TITLE", "title", "Title"),
        ("title: HOME.TITLE", "title", "Home"),
        ("title: `${SITE.title} | ${SITE.author}`", "title", "Paper | Ada"),
        ("title: 'Own'", "title", "Own"),
        ("title: await name()", "title", "Title"),
        ("description: SITE.desc", "description", "About"),
        ("customData: `<language>fr</language>`", "language", "fr"),
        ("title: 'x'", "language", "de"),
        ("title: 'x'", "timezone", "Asia/Tokyo"),
        ("title: 'x'", "authors", ({"name": "Ada"},)),
        ("items: posts.slice(0, 10).map(f)", "limit", 10),
        ("items: sorted.sort(by(a)).slice(0, 12).map(f)", "limit", 12),
        ("items: allPosts.slice(0, SITE.perFeed)", "limit", 7),
        ("items: posts.map((p) => ({ d: p.date.toISOString().slice(0, 10) }))", "limit", 0),
    ],
)
def test_what_the_feed_s_page_says(site, told, field, value):
    assert getattr(settings(site(**{"src/pages/rss.xml.js": RSS % told})), field) == value


@pytest.mark.parametrize(
    ("told", "config", "rule"),
    [
        ("items: posts.map((post) => ({ link: `/blog/${post.id}/` }))", "", "/blog/{id}/"),
        ("items: posts.map((post) => ({ link: `/${post.slug}` }))", "", "/{id}/"),
        ("trailingSlash: false, items: posts.map((post) => ({ link: `${base}/writing/${post.id}` }))", "", "/writing/{id}"),
        ("items: posts.map((post) => ({ link: `/p/${post.id}` }))", ", trailingSlash: 'never'", "/p/{id}/"),
        ("items: posts.map((post) => ({ link: url(`/notes/${post.slug}/`) }))", "", "/notes/{id}/"),
        ("items: posts.map((post) => ({ link: '/n/' + post.id }))", "", "/n/{id}/"),
        ("items: posts.map(item)", "", "/blog/{id}/"),
    ],
)  # fmt: skip
def test_the_feed_s_links_are_a_rule(site, told, config, rule):
    files = {
        "astro.config.mjs": f"export default {{ site: 'https://e.example'{config} }}",
        "src/pages/rss.xml.js": RSS % told,
    }
    (posts,) = settings(site(**files)).posts
    assert posts.url == rule


def test_a_theme_that_computes_much_is_read(site, tmp_path):
    (tmp_path / "astro.config.ts").write_text("")
    folder = site(**PAPER)
    (tmp_path / "astro.config.mjs").unlink()
    found = settings(folder)
    (posts,) = found.posts
    assert (found.title, found.url, posts.path) == ("Paper", "https://paper.example/", "src/data/blog")
    assert (posts.url, posts.exclude) == ("/posts/{path_id}/", ("**/_*.md", "**/_*.mdx"))
    assert posts.map == {"published": ("modDatetime", "pubDatetime")}
    assert "modDatetime" in "".join(found.notes)


def test_what_is_read_is_a_configuration(site, tmp_path):
    site(**PAPER)
    setup.write(setup.plan(str(tmp_path)))
    (source,) = config.load(str(tmp_path / "config.toml")).sources
    assert source.map["published"] == ("modDatetime", "pubDatetime")


def test_collections_of_the_old_kind_are_folders(site):
    files = {"src/content/config.ts": "const blog = defineCollection({ type: 'content' });\nexport const collections = { writing: blog };",
             "src/content.config.ts": "", "src/content/writing/a.md": "", "src/pages/rss.xml.js": "getCollection('writing')"}  # fmt: skip
    (posts,) = settings(site(**files)).posts
    assert (posts.path, posts.exclude, posts.url) == ("src/content/writing", ("**/_*", "**/_*/**"), "/writing/{id}/")


@pytest.mark.parametrize(
    ("glob", "include"),
    [
        ("./posts/**/*.md", ("posts/**/*.md",)),
        ("./*/[^_]*.{md,mdx}", ("*/[!_]*.md", "*/[!_]*.mdx")),
        ("/src/pages/posts/*.md", ("posts/*.md",)),
    ],
)
def test_pages_that_are_posts_are_those_of_the_feed_s_glob(site, glob, include):
    files = {"src/content.config.ts": "", "src/pages/posts/a.md": "", "src/pages/about.md": "",
             "src/pages/rss.xml.js": RSS % f"items: await pagesGlobToRssItems(import.meta.glob('{glob}'))"}  # fmt: skip
    posts = settings(site(**files)).posts[-1]
    assert (posts.path, posts.include, posts.url, posts.count) == ("src/pages", include, "/{path}/", 1)


def test_collections_that_a_helper_gets_are_the_feed_s(site):
    files = {"src/content.config.ts": "", "src/content/config.ts": """const postsCollection = defineCollection({ schema: z.object({}) });
const specCollection = defineCollection({});
export const collections = { posts: postsCollection, spec: specCollection };""",
             "src/content/posts/a.md": "", "src/content/spec/about.md": "",
             "src/utils/content-utils.ts": "await getCollection('posts', f)", "src/pages/rss.xml.ts": "rss({ items: await sorted() })",
             "src/pages/rss.xml.js": ""}  # fmt: skip
    (posts,) = settings(site(**files)).posts
    assert (posts.path, posts.url) == ("src/content/posts", "/posts/{id}/")


def test_a_folder_that_is_computed_is_told(site):
    schema = "const blog = defineCollection({ loader: glob({ base: path() }) });\nexport const collections = { blog };"
    found = settings(site(**{"src/content.config.ts": schema}))
    assert "collection blog" in "".join(found.notes)


@pytest.mark.long
@pytest.mark.parametrize(
    "script",
    [
        "{" * 100_000,
        "const a = a.b;\nconst c = `${c}`;",
        "`" * 100_000,
        "const SITE = { website: SITE.website }; const title = `${title}`;",
    ],
)
def test_strange_code_says_nothing(site, script):
    assert settings(site(**{"src/consts.ts": script, "astro.config.mjs": script})).url == ""


@pytest.mark.parametrize(
    ("options", "never", "path"),
    [("{ title: 'News', prefix: 'news', authors: { ada: { name: 'Ada', url: 'https://a.example', picture: p } } }", "", "news"),
     ("", ", trailingSlash: 'never'", "blog")],
)  # fmt: skip
def test_starlight_s_blog(site, options, never, path):
    config = f"export default defineConfig({{ site: 'https://e.example'{never}, integrations: [starlight({{ title: 'Docs', plugins: [starlightBlog({options})] }})] }})"
    files = {"package.json": '{"dependencies": {"astro": "5", "starlight-blog": "1"}}', "astro.config.mjs": config,
             f"src/content/docs/{path}/a.md": "", "src/content/docs/guide.md": ""}  # fmt: skip
    found = settings(site(**files))
    (posts,) = found.posts
    assert (posts.path, posts.include, posts.count) == ("src/content/docs", (f"{path}/**",), 1)
    assert (posts.url, found.feeds, found.limit) == ("/{id}" if never else "/{id}/", {"rss": f"{path}/rss.xml"}, 20)
    assert found.title == ("Docs | News" if options else "Docs | Blog")
    assert found.authors == (({"name": "Ada", "url": "https://a.example"},) if options else ())
