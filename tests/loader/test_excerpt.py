"""A summary ends where its author's generator ends it."""

from __future__ import annotations

import pytest

from feedtool.loader.bodies import with_mark


@pytest.mark.long
@pytest.mark.parametrize(
    ("setting", "body", "summary"),
    [
        pytest.param("", "One.\n\n<!--more-->\n\nTwo.", "One.", id="the comment that most have"),
        pytest.param("", "One.\n\n<!-- PELICAN_END_SUMMARY -->\n\nTwo.", "One.", id="of Pelican's plugin"),
        pytest.param("", "One.\n\n<!-- moreover -->\n\nTwo.", None, id="a comment"),
        pytest.param('"<!--end-->"', "One.\n\n<!--end-->\n\nTwo.", "One.", id="the site's own"),
        pytest.param('"<!--end-->"', "One *and* <!--end-->two.\n\nThree.", "One and", id="in the midst of a paragraph"),
        pytest.param('"\\n\\n\\n"', "One.\n\nTwo.\n\n\nThree.", "One. Two.", id="blank lines"),
        pytest.param('"✂"', "One.\n\n✂\n\nTwo. ✂", "One.", id="a sign"),
        pytest.param('"---"', "One.\n\n---\n\nTwo.", "One.", id="a rule"),
        pytest.param('"<!--end-->"', "One.\n\nTwo.", None, id="one that does not stand there"),
        pytest.param('"<!--end-->"', "<!--end-->\n\nOne.", None, id="one with nothing above"),
    ],
)
def test_the_text_above_the_separator_is_the_summary(blog, setting, body, summary):
    blog.configure(f"excerpt_separator = {setting}\n" if setting else "")
    blog.post(body=body)
    blog.build()
    assert blog.entry.get("summary") == summary


def test_a_summary_has_what_readers_are_shown(blog):
    blog.post(body="One <button>Copy</button> *two*.\n\n<script>x</script>\n\n<!--more-->\n\nThree.")
    blog.build()
    assert blog.entry["summary"] == "One Copy two."


def test_a_post_may_have_a_separator_of_its_own(blog):
    blog.configure('excerpt_separator = "<!--end-->"\n')
    blog.post(body="One.\n\n<!--mine-->\n\nTwo.\n\n<!--end-->\n\nThree.", excerpt_separator="<!--mine-->")
    blog.build()
    assert blog.entry["summary"] == "One."


def test_what_the_author_says_comes_first(blog):
    blog.post(body="One.\n\n<!--more-->\n\nTwo.", summary="Said.")
    blog.build()
    assert blog.entry["summary"] == "Said."


@pytest.mark.parametrize("separator", [None, "", 7, True, ["x"]])
def test_what_is_no_text_separates_nothing(separator):
    assert with_mark("One. 7 x", separator) == "One. 7 x"


def test_the_lines_below_keep_their_numbers():
    assert with_mark("a\n\n\nb", "\n\n\n").count("\n") == 3
