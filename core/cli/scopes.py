"""`--province NAME` of the commands of the review side: the articles that they are about."""

from typing import Annotated

import typer

from core.errors import UsageError
from core.provinces.map import find, units
from core.review.scope import EVERYTHING, Scope, province_scope
from core.wording import say

Province = Annotated[str | None, typer.Option("--province", help=say("curation.province"))]


def scope_named(province: str | None) -> Scope:
    """The collection of a province by its name (or a unit's id), before and since the maps changed. UsageError for none such.

    A name stands for every unit that bore it; an id for that unit alone.
    """
    if province is None:
        return EVERYTHING
    one = find(province)
    if one is None:
        raise UsageError("province_unknown", name=province)
    if province == one.id:
        return province_scope(one.id)
    return Scope(frozenset(other.id for other in units(None) if other.of == one.of))
