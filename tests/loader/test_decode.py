"""A page is read in the encoding that it names; what names none is UTF-8 or refused."""

from __future__ import annotations

import pytest

from feedtool.loader.decode import decode
from feedtool.raw import SourceError

META = '<html><head><meta charset="{}"><title>{}</title></head></html>'
OLD = '<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={}"><TITLE>{}</TITLE></HEAD></HTML>'
XML = '<?xml version="1.0" encoding="{}"?><html><head><title>{}</title></head></html>'


@pytest.mark.parametrize(
    ("page", "named", "encoding", "text"),
    [
        pytest.param(META, "iso-8859-1", "cp1252", "“Grüße” – 5 €", id="Latin-1 means windows-1252 on the web"),
        pytest.param(OLD, "windows-1252", "cp1252", "“Grüße”", id="windows-1252"),
        pytest.param(OLD, "windows-1251", "cp1251", "Ржаной хлеб", id="windows-1251"),
        pytest.param(OLD, "KOI8-R", "koi8-r", "Ржаной хлеб", id="KOI8-R"),
        pytest.param(OLD, "Shift_JIS", "cp932", "ライ麦パン①", id="Shift_JIS, as Windows has it"),
        pytest.param(OLD, "x-sjis", "cp932", "ライ麦パン", id="an old name of it"),
        pytest.param(META, "EUC-JP", "euc-jp", "ライ麦パン", id="EUC-JP"),
        pytest.param(META, "iso-2022-jp", "iso-2022-jp", "ライ麦パン", id="ISO-2022-JP, which is ASCII to look at"),
        pytest.param(META, "gb2312", "gb18030", "黑麦面包镕", id="GB2312 means GB18030"),
        pytest.param(META, "euc-kr", "cp949", "호밀빵", id="EUC-KR"),
        pytest.param(XML, "ISO-8859-2", "iso-8859-2", "Żytni chleb", id="XHTML"),
        pytest.param(META, "utf-8", "utf-16", "Roggen ü", id="UTF-16 with its mark"),
        pytest.param(META, "iso-8859-1", "utf-8", "“Grüße”", id="UTF-8, whatever the head says"),
        pytest.param(META, "iso-8859-1", "utf-8-sig", "“Grüße”", id="UTF-8 with a mark"),
        pytest.param(META, "utf-16", "utf-8", "Roggen", id="UTF-16 without a mark is none"),
        pytest.param(META, "utf-7", "ascii", "a +AGE-", id="UTF-7 is never read"),
    ],
)
def test_a_page(tmp_path, page, named, encoding, text):
    file = tmp_path / "a.html"
    file.write_bytes(page.format(named, text).encode(encoding))
    assert decode(str(file), is_page=True) == page.format(named, text)


@pytest.mark.parametrize(
    "head", [b"", b'<meta charset="nonsense">', b'<meta charset="hex">', b'<meta charset="shift_jis">']
)
def test_what_keeps_to_no_encoding_is_refused(tmp_path, head):
    (tmp_path / "a.html").write_bytes(head + b"caf\xe9\xff")
    with pytest.raises(SourceError, match="no UTF-8"):
        decode(str(tmp_path / "a.html"), is_page=True)


def test_other_files_are_utf_8(tmp_path):
    (tmp_path / "a.md").write_bytes(META.format("iso-8859-1", "Grüße").encode("latin-1"))
    with pytest.raises(SourceError, match="no UTF-8"):
        decode(str(tmp_path / "a.md"))
