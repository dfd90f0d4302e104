"""The line of a saved page that says when a post was published, and often who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import dates

if TYPE_CHECKING:
    from feedtool.dates import Rules

MARK: Final = re.compile(r"\s*[•·|]\s*|\s+[—–/]\s+|\s{2,}")
COUNT: Final = re.compile(
    r"(?:~|about |ca\. |约|約|阅读约? ?|預計閱讀 ?|lecture(?: de)? )?\d+ ?"
    r"(?:min(?:ut[aeiosy]*n?|uuttia)?s?\.?|мин(?:ут[аы]?)?\.?|хв\.?|分(?:钟|鐘|鍾)?|분)"
    r"(?: ?(?:read|de (?:lecture|lectura|leitura)|di lettura|lesezeit|leestijd|czytania|läsning|lästid|læsning|lesning"
    r"|čtení|okuma|(?:на )?чтени[ея]|читання|阅读|閱讀|で読めます|읽기|소요))?"
    r"|(?:\d+|no|keine|aucun|sin|nessun|geen) (?:words?|views?|comments?|kommentare?|commentaires?|comentarios?"
    r"|commento|commenti|reacties|wörter|mots|palabras|parole)"
    r"|leave a comment|laisser un commentaire|kommentar (?:schreiben|hinterlassen)|deja un comentario"
    r"|lascia un commento|geef een reactie|deixe um comentário",
    re.IGNORECASE,
)
# What is said before a date, and before the date of an edit, in the languages of many blogs.
PUBLISHED: Final = (
    r"(?:first |originally )?(?:posted|published|written)|veröffentlicht|geschrieben|publiée?|écrit|publicad[oa]"
    r"|escrito|pubblicat[oa]|scritto|publicat|geplaatst|gepubliceerd|opublikowan[oey]|publicera[td]|skrevet|udgivet"
    r"|publisert|julkaistu|опубликован[оа]?|опубліковано|publikováno|zveřejněno|közzétéve|objavljeno|yayınlandı"
)
EAST: Final = r"(?:发布于|發佈於|发布时间|发表于|發表於|投稿日|公開日|掲載日|작성일|게시일)\s*[:：]?\s*"
UPDATED: Final = (
    r"(?:last\s+)?(?:updated|modified|edited)|(?:zuletzt\s+)?(?:aktualisiert|geändert)|mise? à jour|actualizado"
    r"|aggiornato|atualizado|bijgewerkt|zaktualizowano|uppdatera[td]|opdateret|oppdatert|päivitetty|обновлено"
    r"|оновлено|aktualizováno|güncellendi"
)
ON: Final = r"on|am|le|el|em|il|in data|op|den|dne|dnia|på"
SAID: Final = re.compile(rf"(?:{PUBLISHED})(?:\s+(?:{ON}))?:?\s+|(?:on|am)\s+|{EAST}", re.IGNORECASE)
EDITED: Final = re.compile(
    rf"(?:(?:{UPDATED})(?:\s+(?:{ON}))?:?\s+|(?:更新于|更新於|更新日|最終更新日?|수정일)\s*[:：]?\s*)(?P<date>.+)",
    re.IGNORECASE,
)
# "Por", "di", "da", "av" begin sentences and titles too, so that a name with a capital has to follow.
WRITER: Final = (
    r"(?:by|von|par|автором|autor:|author:|投稿者[:：]|作者[:：]"
    r"|(?:por|di|da|door|przez|av|af|от|від)(?=\s+(?-i:[A-ZÀ-ÞА-ЯЁІЇЄŁŚŻŽŠČ])))"
)
BY: Final = re.compile(
    rf"(?:(?:written|posted)\s+)?{WRITER}\s+(?P<name>\S.{{0,60}}?)(?:\s+in\s+(?P<tag>\S.{{0,40}}))?", re.IGNORECASE
)
BY_ON: Final = re.compile(
    rf"(?:(?:written|posted|created)\s+)?{WRITER}\s+(?P<name>\S.{{0,60}}?),?\s+(?:{ON})\s+(?P<date>\S.{{3,40}})",
    re.IGNORECASE,
)
DATE_BY: Final = re.compile(
    rf"(?P<date>.+?)(?:\s+{WRITER}\s+(?P<name>\S.{{0,60}}?))?(?:,?\s+(?:posted\s+)?in\s+\S.{{0,40}})?", re.IGNORECASE
)
# What stands behind a date and says nothing of it: "(updated May 6, 2019)", "Leave a comment".
ASIDE: Final = re.compile(
    rf"\s*[(\[](?:{UPDATED})\b[^)\]]*[)\]]|\s+(?:leave a comment|\d+ comments?|edit)$", re.IGNORECASE
)
NAME_WORDS: Final = 4
LONGEST: Final = 150  # characters; a longer line is text


class Dateline(NamedTuple):
    """What such a line says."""

    date: str  # as it stands there
    author: str | None = None
    is_byline: bool = False  # the line begins with its author: "By Ada in Bread — May 4, 2019"
    has_time: bool = False  # it says how long the reading takes


def dateline(text: str, rules: Rules) -> Dateline | None:
    """What *text* says, where it is a date and nothing but names, marks and reading times beside it."""
    if len(text) > LONGEST:
        return None
    text = ASIDE.sub("", text)
    if (whole := BY_ON.fullmatch(text)) and is_date(whole["date"], rules):
        return Dateline(whole["date"], whole["name"], is_byline=True)
    every = [part for part in MARK.split(text) if part]
    parts = [part for part in every if not COUNT.fullmatch(part) and edited(part, rules) is None]
    byline = next((found for part in parts if (found := BY.fullmatch(part)) and not is_date(part, rules)), None)
    date, author, topics = None, byline["name"] if byline else None, 0
    for part in parts:
        said = SAID.sub("", part, count=1) if SAID.match(part) else part
        with_name = DATE_BY.fullmatch(said)
        if date is None and is_date(said, rules):
            date = said
        elif date is None and with_name and is_date(with_name["date"], rules):
            date, author = with_name["date"], with_name["name"]
        elif byline is not None and part == byline[0]:
            continue
        elif author is None and is_name(part):
            author = part
        elif not topics and is_name(part):
            topics += 1
        else:
            return None
    return None if date is None else Dateline(date, author, bool(BY.fullmatch(parts[0])), len(parts) < len(every))


def edited(text: str, rules: Rules) -> str | None:
    """The date in a line like "Updated: Jun 2, 2020", or in that part of a line."""
    if len(text) > LONGEST:
        return None
    parts = (text, *MARK.split(text), *(found.strip(" ()[]") for found in ASIDE.findall(text)))
    dates = (found["date"] for part in parts if (found := EDITED.fullmatch(part)))
    return next((date for date in dates if is_date(date, rules)), None)


def is_date(text: str, rules: Rules) -> bool:
    """Whether *text* is a date, be it one with several readings."""
    try:
        dates.read(text, rules)
    except dates.Refused as why:
        return bool(why.readings)  # 03/04/2019 is a date, only not one that can be told
    return True


def is_name(text: str) -> bool:
    """Whether *text* may be somebody's name: a few words, each with a capital or in a script without them."""
    parts = text.split()
    return (
        0 < len(parts) <= NAME_WORDS
        and not re.search(r"[\d.!?:;,]$|\d", text)
        and all(not part[0].islower() or part in {"de", "van", "von", "der", "di", "da"} for part in parts)
    )
