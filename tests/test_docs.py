"""The documentation says what is so: its commands are run, its tables are made from the code, and nothing is missing.

Marks in comments say what a block is: `file: PATH` (written), `run: console` or `run: python` (run, and the answer
compared), `show: PATH` (a file's text), `generated: NAME` ... `end` (made from the code). `--regen` writes answers anew.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import feedtool
from feedtool import dates, errors, model, presets, report
from feedtool.cli import feedtool as group
from feedtool.config import keys
from feedtool.content import hosts, rules
from feedtool.loader import fields, html, links

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *(path for path in DOCS.rglob("*.md") if path.parent.name != "news")]
)
REFERENCE = {path.stem: path.read_text() for path in (DOCS / "reference").glob("*.md")}
BLOCK = re.compile(
    r"<!-- (?P<kind>file|run|show): (?P<what>.*?) -->\n(?P<open>```\w*\n|<!-- hidden\n)(?P<text>.*?)(?P<close>```|-->)\n"
    r"(?P<answer>(?:\n```text\n.*?```\n)?)",
    re.DOTALL,
)
RUNNABLE = [page for page in PAGES if BLOCK.search(page.read_text())]


def named(page):
    return page.relative_to(ROOT).as_posix()


class Folder:
    """An empty folder in which a page is followed, step by step."""

    def __init__(self, root):
        self.root = root
        self.root.mkdir()
        (root.parent / "bin").mkdir()
        command = root.parent / "bin/feedtool"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m feedtool "$@"\n')
        command.chmod(0o755)
        self.env = os.environ | {"PATH": f"{command.parent}:{os.environ['PATH']}"}

    def step(self, found):
        """The block, with the answer that it has in truth."""
        kind, what, text, answer = found["kind"], found["what"], found["text"], found["answer"]
        if kind == "file":
            file = self.root / what
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        elif kind == "show":
            text = (self.root / what).read_text()
        elif what.startswith("console"):
            text = self.console(text, code=1 if "exit 1" in what else 0, package="package" in what)
        elif what == "python":
            shown = self.run([sys.executable, "-c", text], 0).stdout
            answer = f"\n```text\n{shown}```\n" if answer else ""
        return f"<!-- {kind}: {what} -->\n{found['open']}{text}{found['close']}\n{answer}"

    def console(self, text, *, code, package):
        if package:
            self.install()
        shown = ""
        for line in re.findall(r"^\$ (.*)", text, re.MULTILINE):
            done = self.run(["sh", "-c", f"exec 2>&1; {line}"], code)
            shown += f"$ {line}\n{done.stdout}".replace(f"{self.root}/", "")
        return shown

    def install(self):
        """The package of the page, as an installer leaves it."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text())["project"]
        info = self.root / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        )
        points = [
            f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in rows.items())
            for name, rows in project["entry-points"].items()
        ]
        (info / "entry_points.txt").write_text("\n".join(points))
        self.env["PYTHONPATH"] = str(self.root)

    def run(self, command, code):
        done = subprocess.run(command, cwd=self.root, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == code, (command, done.stdout, done.stderr)
        return done


@pytest.mark.long
@pytest.mark.parametrize("page", RUNNABLE, ids=named)
def test_a_page_is_true_step_by_step(page, tmp_path, pytestconfig):
    folder = Folder(tmp_path / "site")
    if page.name == "README.md":  # its configuration is shown without the posts
        (folder.root / "posts").mkdir()
    before = page.read_text()
    after = BLOCK.sub(folder.step, before)
    if pytestconfig.getoption("regen"):
        page.write_text(after)
    assert after == before


SHOWN = 3  # cases of a rule
IN_WORDS = {"the title", "none", "what the type reads"}  # defaults that are no values


def table(head, rows):
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def default(key):
    if key.default is keys.REQUIRED:
        return "required"
    return key.shown if key.shown in IN_WORDS else f"`{key.shown}`"


def keys_tables():
    parts = []
    for one in keys.TABLES:
        name = f"[[{one.name}]]" if one.is_list else f"[{one.name}]"
        rows = [(f"`{key.name}`", default(key), key.text) for key in one.keys]
        parts.append(f"## `{name}`\n\n{one.text}\n\n{table(('key', 'default', 'what it is'), rows)}")
    return "\n\n".join(parts)


def fields_table():
    known = {row.name: row.keys for row in fields.FIELDS}
    known |= fields.OF_ADDRESS
    rows = [(name, ", ".join(f"`{key}`" for key in names)) for name, names in known.items()]
    return table(("field", "names"), rows)


def placeholders_table():
    return table(("word", "what it is"), [(f"`{{{word}}}`", text) for word, text in links.PLACEHOLDERS.items()])


def help_pages(of=group, path=()):
    parts = []
    for name, command in sorted(of.commands.items()):
        words = [*path, name]
        assert command.help
        if hasattr(command, "commands"):
            parts.append(help_pages(command, words))
            continue
        shown = CliRunner().invoke(group, [*words, "--help"], prog_name="feedtool", terminal_width=100).output
        parts.append(f"## `feedtool {' '.join(words)}`\n\n```text\n{shown}```")
    return "\n\n".join(parts)


def pages_table():
    rows = [(name, ", ".join(rule for rule, _ in places)) for name, places in html.FIELDS.items()]
    return table(("field", "places"), rows)


def presets_table():
    known = [presets.named(name) for name in sorted(presets.NAMES)]
    rows = [
        (
            f"`{one.name}`", "UTC" if one.zone else "the site's", {"dmy": "1 February", "mdy": "2 January"}.get(one.order, ""),
            f"`{one.url}`", "a problem" if one.must_have_date else "passed over",
        )
        for one in known
    ]  # fmt: skip
    return table(("preset", "a time without a zone", "01/02/2026", "address", "a post without a date"), rows)


def preset_keys_tables():
    parts = []
    for one in (presets.named(name) for name in sorted(presets.NAMES)):
        rows = [(name, ", ".join(f"`{key}`" for key in names) or "none") for name, names in one.keys.items()]
        parts.append(f"**`{one.name}`**\n\n{table(('field', 'names'), rows)}")
    return "\n\n".join(parts)


def content_rules():
    """Each rule, what it does, and its first cases; then what holds of all HTML."""
    parts = []
    by_rule = {rule.name.replace(" ", "-"): rule.apply.__doc__.replace("\n    ", " ") for rule in rules.RULES}
    others = {"addresses": "Every address is absolute.", "markup": "Broken markup is mended.", "code": "Code stays."}
    for name, text in {**others, **by_rule}.items():
        cases = tomllib.loads((ROOT / f"tests/cases/content/{name}.toml").read_text())["case"]
        parts.append(f"### {name.replace('-', ' ').capitalize()}\n\n{text}")
        parts += [
            f"{case['name'].capitalize()}:\n\n```html\n{case['before']}\n```\n\nbecomes\n\n```html\n{case['after']}\n```"
            for case in cases[:SHOWN]
        ]
    return "\n\n".join(parts)


def hosts_table():
    pictures = {}
    for host in hosts.HOSTS:
        pictures[host.name] = pictures.get(host.name, False) or bool(host.picture)
    pictures |= {name: False for name, _ in hosts.QUOTED.values()}
    rows = [(name, "a link and a picture" if shown else "a link") for name, shown in sorted(pictures.items())]
    return table(("host", "what stands for it"), rows)


def values_tables():
    parts = []
    for shape in (model.Feed, model.Entry, model.Person, model.Enclosure, model.SourceFeed, model.Post, model.Change):
        rows = [
            (f"`{field.name}`", f"`{str(field.type).replace('|', chr(92) + '|')}`")
            for field in dataclasses.fields(shape)
        ]
        parts.append(f"**`{shape.__name__}`**: {shape.__doc__.splitlines()[0]}\n\n{table(('field', 'type'), rows)}")
    return "\n\n".join(parts)


def json_example(tmp_path):
    site = shutil.copytree(ROOT / "tests/cases/golden/podcast", tmp_path / "site")
    answer = CliRunner().invoke(group, ["build", "-C", str(site), "--dry-run", "--json", "--now", "2026-01-01T00:00Z"])
    return f"```json\n{answer.stdout}```"


GENERATED = {
    "json": json_example, "pages": pages_table, "help": help_pages, "keys": keys_tables, "fields": fields_table, "placeholders": placeholders_table,
    "content": content_rules, "hosts": hosts_table, "values": values_tables, "presets": presets_table, "preset-keys": preset_keys_tables,
}  # fmt: skip


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_part_is_fresh(name, tmp_path, pytestconfig):
    mark = re.compile(rf"(<!-- generated: {name} -->\n)(.*?)(<!-- end -->)", re.DOTALL)
    (page,) = [page for page in PAGES if mark.search(page.read_text())]
    before = page.read_text()
    made = json_example(tmp_path) if name == "json" else GENERATED[name]()
    after = mark.sub(lambda found: f"{found[1]}{made}\n{found[3]}", before)
    if pytestconfig.getoption("regen"):
        page.write_text(after)
    assert after == before


def test_every_promised_date_is_read_or_refused():
    from zoneinfo import ZoneInfo

    rules = dates.Rules(zone=ZoneInfo("Europe/Vienna"))
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \|$", REFERENCE["dates"], re.MULTILINE)
    assert len(rows) > 20
    for text, said in rows:
        try:
            assert (
                dates.read(int(text) if text.isdigit() and len(text) > 8 else text, rules)
                .instant.astimezone(dates.UTC)
                .strftime("%Y-%m-%dT%H:%M:%SZ")
                == said
            )
        except dates.Refused:
            assert not said.startswith("20"), text


def test_every_code_is_in_the_reference_and_no_other():
    in_code = {
        code
        for path in Path(feedtool.__file__).parent.rglob("*.py")
        if path.name != "errors.py"
        for code in re.findall(r'"([CDFIMNO]\d{3})"', path.read_text())
    }
    assert set(errors.CODES) == in_code
    assert set(re.findall(r"^\| ([A-Z]\d{3}) ", REFERENCE["problems"], re.MULTILINE)) == in_code


def test_every_public_name_is_in_the_reference():
    shown = REFERENCE["library"] + (DOCS / "how-to/add-a-source.md").read_text()
    assert [name for name in feedtool.__all__ if f"`{name}" not in shown and f"{name}`" not in shown] == []


def test_every_key_of_the_report_is_in_the_reference():
    known = {
        key
        for shape in (report.Report, report.FeedReport, report.FileReport, report.PostsReport)
        for key in shape.__annotations__
    }
    assert [key for key in known if f'"{key}"' not in REFERENCE["command-line"]] == []


def test_every_dependency_has_its_reason():
    from importlib.metadata import requires

    wanted = {re.split(r"[<>=;\[ ]", line)[0].lower() for line in requires("feedtool") or () if "extra" not in line}
    assert len(wanted) <= 12
    said = re.findall(r"^\| ([\w-]+) \| .{10}", (DOCS / "explanation/dependencies.md").read_text(), re.MULTILINE)
    assert {name.lower() for name in said} == wanted | {"package"}


LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    for link in LINK.findall(re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)):
        if "://" in link:
            continue
        path, _, part = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if part:
            headings = [
                re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-")
                for line in re.findall(r"^#+ (.*)", target.read_text(), re.MULTILINE)
            ]
            assert part in headings, link


def test_every_page_can_be_reached():
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md":
            seen.add(page)
            waiting += [
                (page.parent / link.partition("#")[0]).resolve()
                for link in LINK.findall(page.read_text())
                if "://" not in link and link[0] != "#"
            ]
    assert set(PAGES) <= seen


def test_the_changelog_knows_the_version():
    assert f"## [{feedtool.__version__}]" in (ROOT / "CHANGELOG.md").read_text()
