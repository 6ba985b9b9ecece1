"""The proper names of laws and of resolutions, from the word that names their kind."""

import re
from functools import cache

from core.timex.lexicon import EDGE
from core.timex.numbers import ROMAN

UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_REACH = 160  # code points in which the name of a resolution ends
_YEAR = re.compile(r" (?:năm )?(?:19[4-9]|20[0-4])\d(?![\d/-]| (?:người|đồng|hộ|trường hợp))")
_STATE = re.compile(r"(?: (?:của )?nước cộng hòa (?:xhcn|xã hội chủ nghĩa) việt nam| nước chxhcn việt nam| việt nam)?")
_PARTY = re.compile(r"(?: cộng sản việt nam)?(?! bộ| đoàn)")
_UNLISTED = re.compile(  # a law of whatever name, by its year
    rf" [{UPPER}]\w+(?:,? (?!Luật|luật|Bộ|Nghị|nghị|năm|là|đã|được|có)[^\W\d_]+){{0,11}}?"
    r" (?:năm )?(?:19[4-9]|20[0-4])\d(?![\d/-])"
)
_END = (
    r"(?= ?[,.;:!?)\]\"”\n]|$| (?:quy định|có|được|đã|và|với|tại|trong|cho|để|của|theo|là|năm|thì|phải|không|ở|nêu|từ|khi)"
    r"(?!\w))"
)
_UNLISTED_BARE = re.compile(rf" [{UPPER}][^\W\d_]+(?: (?![{UPPER}])[^\W\d_]+){{1,8}}?{_END}")
_SCHOOLS = re.compile(
    r"(?:đại học|trường|khoa|ngành|cử nhân|thạc sĩ|thạc sỹ|tiến sĩ|tiến sỹ|học|viện|công ty|văn phòng|bộ môn) \Z"
)
_AMENDING = re.compile(
    r" (?:về )?sửa đổi,? bổ sung (?:(?:một số|các) điều(?:, khoản)? )?(?:của |và thay thế )?(?:các )?"
    r"(?=bộ luật|luật|hiến pháp|pháp lệnh)"
)
_BODY = re.compile(r"bộ luật|luật|pháp lệnh|hiến pháp")


def law_at(text: str, folded: str, at: int, end: int, names: re.Pattern[str]) -> int | None:
    """Where the name of a law ends that begins at `at` with its kind, which ends at `end`; None if it has no name."""
    kind = folded[at:end]
    if kind == "hiến pháp":
        return _past(_YEAR, folded, _past(_STATE, folded, end)) if text[at].isupper() else None
    if kind == "điều lệ đảng":
        m = _PARTY.match(folded, end)
        return m.end() if m else None
    if (m := _AMENDING.match(folded, end)) and (body := _BODY.match(folded, m.end())):
        return law_at(text, folded, m.end(), body.end(), names)
    m = names.match(folded, end + 1) if folded[end : end + 1] == " " else None
    if m:
        stop = _past(_YEAR, folded, m.end())
        # in small letters throughout it is the subject, not the law: "vi phạm luật giao thông đường bộ"
        return stop if text[at].isupper() or text[m.start()].isupper() or stop > m.end() else None
    if not text[at].isupper() or _SCHOOLS.search(folded[max(0, at - 16) : at]):
        return None
    unlisted = _UNLISTED.match(text, end) or _UNLISTED_BARE.match(text, end)
    return unlisted.end() if unlisted else None


def past_year(folded: str, at: int) -> int:
    """The offset after the year of a law that follows its name at `at`: *BLHS năm 2015*."""
    return _past(_YEAR, folded, at)


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    m = pattern.match(text, at)
    return m.end() if m else at


@cache
def _resolution(levels: str) -> re.Pattern[str]:
    capital = f"(?-i:[{UPPER}])"
    place = f"(?:{capital}[^\\W\\d_]*(?: (?:-|–) (?={capital})| )?){{1,5}}(?<! )"
    unit = f"(?: (?:{levels}){EDGE})?(?: (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường){EDGE})?(?: {place})?"
    branch = f"(?:đảng bộ|chi bộ){unit}"
    party = "đảng(?! bộ| đoàn| ủy)"
    whose = f"(?:(?: của)? {branch}| của {party}(?: cộng sản việt nam)?| {party})?"
    order = f"(?:{ROMAN}|\\d{{1,2}})(?![^\\W_])"
    congress = "đại hội(?: đại biểu)?(?: toàn quốc)?"
    return re.compile(
        " (?:của )?(?:"
        f"{congress} (?:lần thứ |lần |thứ )?{order}{whose}"
        f"|{congress}(?: [^\\W\\d_]+){{0,10}}? lần thứ {order}{whose}"
        f"|{congress} {branch}(?! các cấp)"
        "|(?:hội nghị )?(?:lần thứ \\w+ )?(?:(?:ban chấp hành|bch) )?(?:trung ương|tw|t\\.ư|tư)(?: đảng)?"
        f"(?: ?(?:lần thứ )?{order})?(?:,? khóa {order})?"
        ")",
        re.IGNORECASE,
    )


_DISTINCT = re.compile(f"(?<![^\\W_])(?:{ROMAN}|\\d{{1,2}})(?![^\\W_])|đảng bộ|chi bộ|lần thứ", re.IGNORECASE)


def resolution_at(text: str, folded: str, end: int, levels: str) -> int | None:
    """Where the proper name of a resolution of a congress or of the Central Committee ends, from the end of its kind.

    None if it has none. `levels` is an expression for the levels and bodies that have a congress.
    """
    # capitals from the text, everything else in one spelling: a place begins with a capital
    stretch = zip(text[end : end + _REACH], folded[end : end + _REACH], strict=True)
    m = _resolution(levels).match("".join(c if c.isupper() else f for c, f in stretch))
    if not m or not _DISTINCT.search(m[0]) or folded.startswith((" các cấp", " cấp"), end + m.end()):
        return None
    return end + m.end()
