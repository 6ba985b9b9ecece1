"""The registers: officials by given name with their posts over time, bodies with who held what, documents by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractItemView

from core.text.collate import collation_key, name_key
from core.wording import say
from gui.parts.numbers import count, day
from gui.review.agreement_list import when
from gui.review.context import Texts
from gui.review.counting import Counting
from gui.review.region import unit_words
from gui.review.register_view import RegisterView, province_of
from gui.review.table import Column
from gui.review.timeline import Stretch, Timeline
from gui.theme import Theme

if TYPE_CHECKING:
    from core.review.grouping.suggest import Proposal
    from core.review.registers.bodies import Body
    from core.review.registers.build import Registers
    from core.review.registers.documents import CitedDocument
    from core.review.registers.officials import Official
    from core.review.registers.timeline import Held

_COUNTRY = "vn"


class _Grouped(RegisterView):
    """Lines that may be merged and split, with what is proposed for them."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        columns: Sequence[Column],
        counting: Counting,
        texts: Texts,
        keys: Mapping[str, str],
    ) -> None:
        proposed = Column(say("reviewing.proposed"), self._proposed, self._proposed_key, 2, soft=True)
        super().__init__(theme, title, (*columns, proposed), counting, texts, keys)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.timeline = Timeline(theme, title)
        self.side.body.insertWidget(3, self.timeline)
        self.timeline.activated.connect(self._show_evidence)

    def proposal(self, line: Any) -> Proposal | None:
        """What is proposed for a line, the likeliest first."""
        return next((p for p in self.counting.proposals if line.id in p.ids), None)

    @property
    def chosen(self) -> list[Any]:
        """The lines that are selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return [self.table.rows.at(n) for n in rows]

    def hints(self, line: Any) -> list[tuple[tuple[str, ...], str]]:
        """G merges, K keeps apart, T splits."""
        names = ["merge", "apart"] if self.proposal(line) else []
        if len(line.members) > 1:
            names.append("split")
        return [((self.keys.get(f"review:{name}", ""),), say(f"reviewing.press_{name}")) for name in names]

    def tell(self, line: Any | None) -> None:
        """What is proposed for it, and its other names."""
        said = []
        if line is not None:
            if proposal := self.proposal(line):
                said.append(say("reviewing.maybe", why=proposal.why))
            if line.names:
                said.append(say("reviewing.also_named", names=", ".join(line.names)))
        self.told.setText("\n".join(said))
        self.told.setVisible(bool(said))

    def _show_evidence(self, seen: Any) -> None:
        self.evidence.show_seen(seen)
        self.evidence.setFocus()

    def _proposed(self, line: Any) -> str:
        proposal = self.proposal(line)
        if proposal is None:
            return ""
        others = [name for id, name in zip(proposal.ids, proposal.names, strict=True) if id != line.id]
        return say("reviewing.maybe_one_with", names=", ".join(others))

    def _proposed_key(self, line: Any) -> float:
        proposal = self.proposal(line)
        return -proposal.score if proposal else 0.0


class OfficialsView(_Grouped):
    """People by given name."""

    def __init__(self, theme: Theme, counting: Counting, texts: Texts, keys: Mapping[str, str]) -> None:
        columns = (
            Column(say("reviewing.name"), lambda o: o.name, lambda o: name_key(o.name), 3),
            Column(say("reviewing.where"), lambda o: province_of(o.province), _by_province, 2, soft=True),
            Column(say("reviewing.post"), _post, lambda o: collation_key(_post(o)), share=5),
            _number("posts", lambda o: len(o.posts)),
            _number("articles", lambda o: len(o.seen)),
        )
        super().__init__(theme, say("reviewing.view_officials"), columns, counting, texts, keys)

    def lines(self, registers: Registers) -> Sequence[Official]:
        return registers.officials

    def describe(self, line: Official) -> tuple[str, str]:
        return line.name, province_of(line.province)

    def tell(self, line: Official | None) -> None:
        super().tell(line)
        posts = line.posts if line is not None else ()
        self.timeline.show_rows([stretch(held, f"{held.title}", held.agency) for held in posts])


class AgenciesView(_Grouped):
    """Bodies, those of the country first, then each province's by level."""

    def __init__(self, theme: Theme, counting: Counting, texts: Texts, keys: Mapping[str, str]) -> None:
        columns = (
            Column(say("reviewing.body"), lambda b: b.name, lambda b: collation_key(b.name), 4),
            Column(
                say("reviewing.where"),
                lambda b: owner_of(b.owner),
                lambda b: collation_key(owner_of(b.owner)),
                2,
                soft=True,
            ),
            Column(say("reviewing.level"), lambda b: say(f"reviewing.level_{b.level}"), share=2, soft=True),
            _number("holders", lambda b: len(b.holders)),
            _number("articles", lambda b: len(b.seen)),
        )
        super().__init__(theme, say("reviewing.view_agencies"), columns, counting, texts, keys)

    def lines(self, registers: Registers) -> Sequence[Body]:
        return registers.bodies

    def belongs(self, line: Body) -> bool:
        return self.region.holds(line.owner if line.owner != _COUNTRY else None)

    def describe(self, line: Body) -> tuple[str, str]:
        return line.name, " · ".join(
            part for part in (owner_of(line.owner), say(f"reviewing.level_{line.level}")) if part
        )

    def tell(self, line: Body | None) -> None:
        super().tell(line)
        if line is None:
            self.timeline.show_rows([])
            return
        kin = [say("reviewing.body_before", names=", ".join(k.name for k in line.before))] if line.before else []
        kin += [say("reviewing.body_after", names=", ".join(_with_act(k) for k in line.after))] if line.after else []
        if kin:
            self.told.setText("\n".join(filter(None, [self.told.text(), *kin])))
            self.told.show()
        self.timeline.show_rows([stretch(h.held, h.name, h.held.title) for h in line.holders])


class DocumentsView(RegisterView):
    """Documents by number, with the articles that cite them."""

    def __init__(self, theme: Theme, counting: Counting, texts: Texts, keys: Mapping[str, str]) -> None:
        columns = (
            Column(say("reviewing.number"), lambda d: d.number, lambda d: collation_key(d.number), 2),
            Column(say("reviewing.name"), lambda d: d.name, lambda d: collation_key(d.name), 5),
            Column(say("reviewing.issuer"), lambda d: d.issuer, lambda d: collation_key(d.issuer), 2, soft=True),
            Column(
                say("reviewing.where"),
                lambda d: owner_of(d.owner),
                lambda d: collation_key(owner_of(d.owner)),
                2,
                soft=True,
            ),
            _number("articles", _articles_key),
        )
        super().__init__(theme, say("reviewing.view_documents"), columns, counting, texts, keys)

    def lines(self, registers: Registers) -> Sequence[CitedDocument]:
        return registers.documents

    def belongs(self, line: CitedDocument) -> bool:
        return self.region.holds(line.owner if line.owner != _COUNTRY else None)

    def describe(self, line: CitedDocument) -> tuple[str, str]:
        return line.name, " · ".join(part for part in (line.issuer, owner_of(line.owner)) if part)

    def tell(self, line: CitedDocument | None) -> None:
        names = line.names if line is not None else ()
        self.told.setText(say("reviewing.also_named", names=", ".join(names)) if names else "")
        self.told.setVisible(bool(names))


def stretch(held: Held, words: str, more: str) -> Stretch:
    """A post as a bar: from the first to the last article that gives it."""
    parts = [more, say(f"inspector.status_{held.status}") if held.status and held.status != "current" else ""]
    if held.since:
        parts.append(say("reviewing.since", when=when(held.since)))
    times = "–".join(dict.fromkeys(d for d in (day(held.first), day(held.last)) if d))
    soft = " · ".join(part for part in (*parts, times, count(len(held.seen))) if part)
    return Stretch(words, soft, held.first, held.last, held.former, held.seen)


def _number(title: str, key: Callable[[Any], int]) -> Column:
    """A narrow column of numbers."""
    return Column(say(f"reviewing.{title}"), lambda line: count(key(line)), key, 72, right=True, soft=True, fixed=True)


def owner_of(owner: str) -> str:
    """Whose a body or document is."""
    return say("reviewing.country") if owner == _COUNTRY else unit_words(owner) if owner else ""


def _post(official: Official) -> str:
    """The post that somebody was given last."""
    now = [h for h in official.posts if not h.former] or list(official.posts)
    if not now:
        return ""
    last = max(now, key=lambda h: h.last or "")
    return last.title if not last.agency or last.agency in last.title else f"{last.title}, {last.agency}"


def _articles_key(line: CitedDocument) -> int:
    return len({seen.article for seen in line.seen})


def _by_province(line: Official) -> object:
    return collation_key(province_of(line.province))


def _with_act(kin: Any) -> str:
    return f"{kin.name} ({kin.act})" if kin.act else kin.name
