"""What conflicts say to people: each version in a few words, and who wrote it when and where."""

import time
from collections.abc import Mapping

from core.model.annotation import Annotation, Decision
from core.model.article import ArticleCard
from core.model.edit import Item
from core.model.record import Record
from core.model.relation import Relation
from core.model.scheme import Scheme
from core.model.span import Span
from core.store.merge_conflicts import Conflict, Version
from core.wording import language, say

_AROUND = 40  # code points of the text shown on either side


def reason_words(conflict: Conflict) -> str:
    """Why it is to be decided."""
    return say(f"merge.reason_{conflict.reason}")


def about_words(conflict: Conflict, text: str) -> str:
    """The words of the text that it is about, with what stands around them; empty where it is about no words."""
    spans = [v.item.span for v in conflict.versions if isinstance(v.item, Annotation)]
    if not spans or not text:
        return ""
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    before = text[max(whole.start - _AROUND, 0) : whole.start]
    return " ".join(f"…{before}{whole.of(text)}{text[whole.end : whole.end + _AROUND]}…".split())


def version_words(version: Version, text: str, scheme: Scheme) -> str:
    """One side in a line, such as *Cán bộ “Trần Thị Lụa”*."""
    said = item_words(version.item, text, scheme)
    return f"{say('merge.gone')}: {said}" if version.gone else said


def author_words(version: Version, names: Mapping[bytes, str]) -> str:
    """Who wrote it, on which machine, when."""
    said = [
        say("merge.author", name=names.get(a.annotator, "?"), machine=a.machine, at=moment_words(a.at))
        for a in version.authors
    ]
    return "; ".join(dict.fromkeys(said))


def item_words(item: Item, text: str, scheme: Scheme) -> str:
    """An item in a line."""
    if isinstance(item, Annotation):
        label = scheme.label(item.label)
        title = label.title[language()] if label else item.label
        rest = [
            f"= {item.value}" if item.value else "",
            f"({item.note})" if item.note else "",
            say("merge.unsure") if item.flag else "",
        ]
        rejected = [say("merge.rejected")] if item.decision is Decision.REJECTED else []
        return " ".join(filter(None, [title, *rejected, f"“{' '.join(item.span.of(text).split())}”", *rest]))
    if isinstance(item, Relation):
        kind = next((k.title[language()] for k in scheme.relations if k.name == item.kind), item.kind)
        return f"{say('merge.link')}: {kind} {item.status or ''}".rstrip()
    if isinstance(item, ArticleCard):
        facts = item.title, item.published, item.province, say(f"merge.state_{item.state.value}"), item.note
        return f"{say('merge.card')}: {' · '.join(fact for fact in facts if fact)}"
    return f"{say('merge.record')}: {_fields(item)}"


def moment_words(at: int) -> str:
    """A time (milliseconds since 1970 UTC) as 28/7/2021 09:05, local."""
    then = time.localtime(at / 1000)
    return f"{then.tm_mday}/{then.tm_mon}/{then.tm_year} {then.tm_hour:02}:{then.tm_min:02}"


def _fields(record: Record) -> str:
    said = (", ".join(map(str, v)) if isinstance(v, list | tuple) else v for v in record.fields.values() if v)
    return " · ".join(str(value) for value in said)[:200]
