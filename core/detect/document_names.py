"""The proper names of laws and of resolutions, from the word that names their kind."""

import re
from functools import cache

from core.timex.numbers import ROMAN

UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_YEAR = re.compile(r" (?:năm )?(?:19[4-9]|20[0-4])\d(?![\d/-]| (?:người|đồng|hộ|trường hợp))")
_CONSTITUTION = re.compile(
    r"(?: (?:của )?nước cộng hòa (?:xhcn|xã hội chủ nghĩa) việt nam| nước chxhcn việt nam| việt nam)?"
)
_UNLISTED = re.compile(rf" [{UPPER}]\w+(?:,? (?!Luật|luật|Bộ|Nghị|nghị|năm|là|đã|được|có)[^\W\d_]+){{0,11}}? (?:năm )?(?:19[4-9]|20[0-4])\d(?![\d/-])")
_AMENDING = re.compile(
    r" (?:về )?sửa đổi,? bổ sung (?:(?:một số|các) điều(?:, khoản)? )?(?:của |và thay thế )?(?:các )?(?=bộ luật|luật|hiến pháp|pháp lệnh)"
)
_BODY = re.compile(r" (?:bộ luật|luật|pháp lệnh)")


def law_at(text: str, folded: str, at: int, end: int, names: re.Pattern[str]) -> int | None:
    """Where the name of a law ends that begins at `at` with its kind, which ends at `end`; None if it has no name."""
    kind = folded[at:end]
    if kind == "hiến pháp":
        if not text[at].isupper():
            return None
        return _with_year(folded, _match_end(_CONSTITUTION, folded, end))
    if kind == "điều lệ đảng":
        tail = re.compile(" cộng sản việt nam").match(folded, end)
        return tail.end() if tail else end if folded[end : end + 3] != " bộ" else None
    if m := _AMENDING.match(folded, end):
        inner = _BODY.match(folded, m.end() - 1)
        named = law_at(text, folded, m.end(), inner.end(), names) if inner else None
        if named:
            return named
    m = names.match(folded, end + 1) if folded[end : end + 1] == " " else None
    if m:
        stop = _with_year(folded, m.end())
        if text[at].isupper() or text[m.start()].isupper() or stop > m.end():
            return stop
        return None
    unlisted = _UNLISTED.match(text, end) if text[at].isupper() else None
    return unlisted.end() if unlisted else None


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    m = pattern.match(text, at)
    return m.end() if m else at


def _with_year(folded: str, end: int) -> int:
    return _match_end(_YEAR, folded, end)


@cache
def _resolutions(levels: str) -> re.Pattern[str]:
    name = f"(?:(?-i:[{UPPER}])[^\\W\\d_]*(?: (?:-|–) (?=(?-i:[{UPPER}]))| )?){{1,5}}(?<! )"
    body = f"(?:đảng bộ|chi bộ)(?: (?:{levels})(?![^\\W\\d_]))?(?: (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường))?(?: {name})?"
    order = f"(?:lần thứ |lần |thứ )?(?:{ROMAN}|\\d{{1,2}})(?![^\\W_])"
    return re.compile(
        f" (?:của )?(?:"
        f"đại hội(?: đại biểu)?(?: toàn quốc)? {order}(?:(?: của)? {body}| của đảng(?! bộ| đoàn| ủy)(?: cộng sản việt nam)?| đảng(?! bộ| đoàn| ủy))?"
        f"|đại hội(?: đại biểu)?(?: toàn quốc)?(?: [^\\W\\d_]+){{0,10}}? lần thứ (?:{ROMAN}|\\d{{1,2}})(?![^\\W_])(?: của đảng(?! bộ| đoàn| ủy)(?: cộng sản việt nam)?|(?: của)? {body})?"
        f"|đại hội(?: đại biểu)? {body}(?! các cấp)"
        f"|(?:hội nghị )?(?:lần thứ (?:{ROMAN}|\\w+) )?(?:(?:ban chấp hành|bch) )?(?:trung ương|tw|t\\.ư|tư)(?: đảng)?"
        f"(?: (?:lần thứ )?(?:{ROMAN}|\\d{{1,2}})(?![^\\W_]))?(?:,? khóa (?:{ROMAN}|\\d{{1,2}})(?![^\\W_]))?"
        f")",
        re.IGNORECASE,
    )


_ORDER = re.compile(f"(?<![^\\W_])(?:{ROMAN}|\\d{{1,2}})(?![^\\W_])|đảng bộ|chi bộ|lần thứ", re.IGNORECASE)


def resolution_at(text: str, folded: str, at: int, end: int, levels: str) -> int | None:
    """Where the proper name of a resolution of a congress or of the Central Committee ends; None if it is none."""
    # lengths are equal, so capitals are read from the text and everything else from the folded one
    mixed = "".join(c if c.isupper() else f for c, f in zip(text[end : end + 160], folded[end : end + 160], strict=True))
    m = _resolutions(levels).match(mixed)
    if not m or not _ORDER.search(m[0]) or folded.startswith((" các cấp", " cấp"), end + m.end()):
        return None
    return end + m.end()

