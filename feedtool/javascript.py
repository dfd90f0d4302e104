"""The literals of a JavaScript file, read and never run: texts, numbers, flags, dates, lists and objects."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is open to the end of its line, or of the file, is one token too: nothing is read twice.
TOKEN: Final = re.compile(
    r"""(?P<blank>\s++)|(?P<comment>//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+)"""
    r"""|(?P<open>"(?:[^"\\\n]++|\\[\s\S])*+|'(?:[^'\\\n]++|\\[\s\S])*+)(?P<text>["'])?+"""
    r"""|(?P<number>\d[\w.]*+|\.\d[\w.]*+)|(?P<name>[^\W\d][\w$]*+|\$[\w$]*+)|(?P<mark>=>|\?\?|\|\||&&|\.\.\.|[\s\S])"""
)
# A regular expression, none longer than people write.
PATTERN: Final = re.compile(r"/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,200}+\]){1,500}+/[a-z]*+")
PIECE: Final = re.compile(r"(?:[^`\\$]++|\\[\s\S]|\$(?!\{))*+")
ESCAPE: Final = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\s\S]))")
ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
WORDS: Final = {"true": True, "false": False, "null": None, "undefined": None}
OPENING: Final = {"{": "}", "[": "]", "(": ")"}
STATEMENTS: Final = frozenset({"const", "let", "var", "export", "return", "module", "function", "import", "if", "for"})
ENDS: Final = frozenset({",", ";", "}", "]", ")", ""})
DEEPEST: Final = 60  # brackets in brackets
LOOKS: Final = 12  # at each token, on average: a file that needs more is no configuration


class Code(str):
    """An expression that only a run would tell, as it stands in the file."""

    __slots__ = ()


class Token(NamedTuple):
    """A word or mark of the language."""

    kind: str  # "text", "template", "number", "name", "mark"
    text: str
    start: int
    end: int
    on_new_line: bool = False


def data_of(text: str) -> Any:
    """What a file says as data: what it exports, else its one object, else its constants. Raises ValueError."""
    script = Script(text)
    if script.text.lstrip().startswith("{"):
        return script.value(0)
    return script.exported if script.exports else {name: value for name, value in script.constants.items()
                                                   if not isinstance(value, Code)}  # fmt: skip


class Script:
    """A file of JavaScript or TypeScript. All that is asked of it raises ValueError where it is tangled without end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = [*_tokens(text), Token("mark", "", len(text), len(text), on_new_line=True)]
        self._at = self._depth = 0
        self._looks = LOOKS * len(self._tokens) + 10_000
        self.constants: dict[str, Any] = {}  # of the whole file, functions included; the first of a name counts
        for at, token in enumerate(self._tokens[:-2]):
            if token.text in {"const", "let", "var"} and self._tokens[at + 1].kind == "name":
                self._read_constant(at + 1)

    def value(self, at: int) -> Any:
        """The value that begins with the token number *at*; Code where it is no literal."""
        self._at, self._depth = at, 0
        return self._value()

    @property
    def exports(self) -> bool:
        """Whether the file says what others get from it."""
        return self._export() is not None

    @property
    def exported(self) -> Any:
        """What the file exports; of a function the object that it returns last. {} where that is no object."""
        found = self._export()
        value = self.value(found) if found is not None else {}
        if isinstance(value, Code) and value.startswith("define"):  # defineConfig({...})
            value = next((one[0] for one in self.calls(value.partition("(")[0]) if one), value)
        if isinstance(value, Code):
            returns = [at + 1 for at, token in enumerate(self._tokens) if token.text == "return"]
            value = next((one for at in reversed(returns) if isinstance(one := self.value(at), dict)), {})
        return value

    def calls(self, name: str) -> Iterator[list[Any]]:
        """The arguments of each call of *name*, in the file's order."""
        for at, token in enumerate(self._tokens[:-1]):
            if token.kind == "name" and token.text == name and self._tokens[at + 1].text == "(":
                self._at, self._depth = at + 1, 0
                yield self._items("(")

    def _export(self) -> int | None:
        """The token that begins what is exported."""
        texts = [token.text for token in self._tokens]
        for at, text in enumerate(texts[:-2]):
            if text == "export" and texts[at + 1] == "default":
                return at + 2
            if text == "module" and texts[at + 1 : at + 4] == [".", "exports", "="]:
                return at + 4
        return None

    def _read_constant(self, at: int) -> None:
        end = at + 1
        if self._tokens[end].text == ":":  # a type
            while self._tokens[end].text not in {"=", ";", ""}:
                end += 1
        if self._tokens[end].text == "=":
            self.constants.setdefault(self._tokens[at].text, self.value(end + 1))

    # -- values: each leaves self._at behind what it read ------------------------------------------------------------

    def _value(self) -> Any:
        start = self._at
        value = Code("") if self._depth > DEEPEST else self._operand()
        while self._now.text in {"||", "??"}:
            is_known = not isinstance(value, Code)
            self._at += 1
            other = self._operand()
            value = value if is_known else other
        if self._now.text in {"as", "satisfies"}:
            self._skip()
        if isinstance(value, Code) or not self._is_end():
            self._at = start
            value = self._code(start)
        return value

    @property
    def _now(self) -> Token:
        self._looks -= 1
        if self._looks < 0:
            raise ValueError("JavaScript that is tangled")
        return self._token(self._at)

    def _token(self, at: int) -> Token:
        return self._tokens[min(at, len(self._tokens) - 1)]

    def _is_end(self) -> bool:
        token = self._now
        return token.text in ENDS or (token.on_new_line and (token.kind != "mark" or token.text in "}@"))

    def _operand(self) -> Any:
        token = self._now
        self._at += 1
        if token.kind == "text" or (token.kind == "template" and "${" not in token.text):
            return unescaped(token.text[1:-1])
        if token.kind == "number":
            return _number(token.text)
        if token.text == "-" and self._now.kind == "number":
            self._at += 1
            number = _number(self._token(self._at - 1).text)
            return number if isinstance(number, Code) else -number
        if token.kind == "mark" and token.text in OPENING:
            return self._bracketed(token.text)
        return self._named(token) if token.kind == "name" else Code(token.text)

    def _bracketed(self, opening: str) -> Any:
        """An object, a list, or a value in brackets around nothing else: `/** @type {X} */ ({...})`."""
        if opening == "{":
            return self._object()
        if opening == "[":
            self._at -= 1
            return self._items("[")
        self._depth += 1
        value = self._value()
        self._depth -= 1
        is_one = self._now.text == ")"
        self._at += is_one
        return value if is_one else Code("(")

    def _named(self, token: Token) -> Any:
        if token.text in WORDS:
            return WORDS[token.text]
        if token.text == "new" and self._now.text == "Date":
            self._at += 1
            return self._date()
        if token.text == "Date" and self._now.text == ".":
            self._at -= 1
            return self._date()
        value: Any = self.constants.get(token.text, Code(token.text))
        while self._now.text == "." and (after := self._token(self._at + 1)).kind == "name":
            name = after.text
            value = value.get(name, Code(name)) if isinstance(value, dict) else Code(name)
            self._at += 2
        return value

    def _date(self) -> Any:
        """What is in new Date("..."), new Date(Date.UTC(...)), as text."""
        tokens = self._tokens[self._at : self._at + 3]
        if [token.text for token in tokens] == ["Date", ".", "UTC"]:
            self._at += 3
            return _utc(self._items("("))
        if self._now.text != "(":
            return Code("Date")
        said = self._items("(")
        return said[0] if len(said) == 1 and isinstance(said[0], str) else Code("Date")

    def _items(self, opening: str) -> list[Any]:
        """The values between brackets; self._at is at the opening one."""
        self._at += 1
        self._depth += 1
        items = []
        while self._now.text not in {OPENING[opening], ""}:
            if self._now.text == ",":  # a hole
                self._at += 1
                continue
            before = self._at
            spread = self._now.text == "..."
            self._at += spread
            value = self._value()
            items += value if spread and isinstance(value, list) else [] if spread else [value]
            self._at += self._now.text == "," or self._at == before
        self._at += 1
        self._depth -= 1
        return items

    def _object(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self._depth += 1
        while self._now.text not in {"}", ""}:
            before = self._at
            found |= self._pair()
            self._at += self._now.text in {",", ";"} or self._at == before
        self._at += 1
        self._depth -= 1
        return found

    def _pair(self) -> dict[str, Any]:
        key, start = self._now, self._at
        self._at += 1
        if key.text == "...":
            value = self._value()
            return value if isinstance(value, dict) else {}
        name = unescaped(key.text[1:-1]) if key.kind == "text" else key.text
        if key.kind in {"text", "name", "number"} and self._now.text == ":":
            self._at += 1
            return {name: self._value()}
        if key.kind == "name" and self._now.text in {",", "}"}:
            return {name: self.constants.get(name, Code(name))}
        code = self._code(start)  # a method, or a key that is computed
        return {name: code} if key.kind in {"text", "name"} and self._token(start + 1).text == "(" else {}

    def _code(self, start: int) -> Code:
        self._skip()
        return Code(self.text[self._token(start).start : self._token(max(start, self._at - 1)).end])

    def _skip(self) -> None:
        """To the end of the expression, over brackets in brackets."""
        open_ = 0
        first = self._at
        while (token := self._now).text or token.kind != "mark":
            if not open_ and (token.kind == "mark" and token.text in ENDS):
                break
            if not open_ and self._at > first and token.on_new_line and token.text in STATEMENTS:
                break
            open_ += (token.kind == "mark") * ((token.text in OPENING) - (token.text in OPENING.values()))
            self._at += 1


def unescaped(text: str) -> str:
    """The inside of a JavaScript text as the text that it stands for."""

    def letter(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        if code is None:
            return ESCAPED.get(found[4], found[4])
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"  # noqa: PLR2004 - the end of Unicode

    return ESCAPE.sub(letter, text)


def _tokens(text: str) -> Iterator[Token]:
    at, fresh, before = 0, False, ""
    while at < len(text):
        if text[at] == "`":
            kind, end = "template", _template_end(text, at)
        elif text[at] == "/" and not before and (pattern := PATTERN.match(text, at)):
            kind, end = "mark", pattern.end()
        else:
            found = TOKEN.match(text, at)
            kind, end = (found.lastgroup or "", found.end()) if found else ("mark", at + 1)
        if kind in {"blank", "comment"}:
            fresh = fresh or "\n" in text[at:end]
        else:
            yield Token(kind, text[at:end], at, end, fresh)
            fresh = False
            # A slash behind a value divides, behind anything else it begins a regular expression.
            before = text[at:end] if kind != "mark" or text[at] in ")]}" else ""
            before = "" if before == "return" else before
        at = end


def _template_end(text: str, at: int) -> int:
    """Behind the template that begins at *at*, templates in its `${...}` included."""
    inside = [0]  # of each template that is open, the brackets that are open in its ${...}; 0: in its text
    at += 1
    while inside and at < len(text):
        if inside[-1] == 0:
            found = PIECE.match(text, at)
            at = found.end() if found else at
            if text.startswith("${", at):
                inside[-1], at = 1, at + 2
            else:
                inside.pop()
                at += 1
            continue
        if text[at] == "`":
            inside.append(0)
        inside[-1] += (text[at] == "{") - (text[at] == "}")
        at += 1
    return min(at, len(text))


def _number(text: str) -> Any:
    plain = text.replace("_", "")
    try:
        return int(plain) if plain.isdigit() else float(plain)
    except ValueError:
        return Code(text)


def _utc(parts: list[Any]) -> Any:
    """Date.UTC(...) as text; months count from 0 there."""
    numbers = [*parts, 1, 0, 0, 0][: max(len(parts), 3)] if len(parts) == 2 else parts  # noqa: PLR2004 - no day
    if not all(isinstance(part, int) and not isinstance(part, bool) for part in numbers):
        return Code("Date")
    try:
        year, month, day, hour, minute, second = [*numbers, 0, 0, 0, 0, 0, 0][:6]
        return datetime(year, month + 1, day, hour, minute, second, tzinfo=UTC).isoformat()
    except (ValueError, IndexError, OverflowError, TypeError):
        return Code("Date")
