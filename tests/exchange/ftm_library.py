"""What followthemoney itself says of exported files; run by an interpreter that has the library, see test_ftm.py.

    python ftm_library.py model                      # what of its model the exports use, as JSON
    python ftm_library.py entities FILE              # one line for each thing that is wrong with a file of entities
    python ftm_library.py statements FILE            # the same for statements

The library needs PyICU, which has no wheel; so it is in an environment of its own (.ci/run builds it).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMATA = ("Document", "Event", "LegalEntity", "Organization", "Person", "PublicBody", "UnknownLink")


def model() -> dict[str, Any]:
    """Properties, types and ranges of the schemata that the exports use, and the codes of closed lists."""
    from followthemoney import model as ftm  # noqa: PLC0415 # only where the library is
    from followthemoney.types import registry  # noqa: PLC0415

    schemata = {}
    for name in SCHEMATA:
        schema = ftm[name]
        schemata[name] = {
            "is_a": sorted(s.name for s in schema.schemata),
            "required": sorted(schema.required),
            "properties": {
                p.name: {"type": p.type.name, "range": p.range.name if p.range else None, "max": p.max_length}
                for p in sorted(schema.properties.values(), key=lambda p: p.name)
                if not p.stub
            },
        }
    return {
        "schemata": schemata,
        "country": sorted(registry.country.names),
        "language": sorted(registry.language.names),
    }


def entities(file: Path) -> Iterator[str]:
    """Entities that the library would change, refuse, or cannot link."""
    from followthemoney import model as ftm  # noqa: PLC0415
    from followthemoney.exc import InvalidData  # noqa: PLC0415

    known = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        entity = known[given["id"]] = ftm.get_proxy(given, cleaned=False)
        kept = {name: sorted(values) for name, values in entity.to_dict()["properties"].items()}
        if kept != given["properties"]:
            yield f"{given['id']}: {given['properties']} becomes {kept}"
        try:
            entity.schema.validate(given)
        except InvalidData as error:
            yield f"{given['id']}: {error.errors}"
    for entity in known.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity" and not (value in known and known[value].schema.is_a(prop.range)):
                yield f"{entity.id}: {prop.name} leads to {value}, which is no {prop.range}"


def statements(file: Path) -> Iterator[str]:
    """Statements whose id, type or value the library would have otherwise, and entities they do not make."""
    from followthemoney import model as ftm  # noqa: PLC0415
    from followthemoney.statement import Statement  # noqa: PLC0415
    from followthemoney.statement.entity import StatementEntity  # noqa: PLC0415

    made: dict[str, list[Any]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        one = Statement.from_dict({**given, "id": None})
        if one.id != given["id"] or one.to_dict() != given:
            yield f"{given} becomes {one.to_dict()}"
        if one.prop != Statement.BASE and not ftm[one.schema].get(one.prop).type.validate(one.value):
            yield f"{given['entity_id']}: {one.value!r} is no {one.prop_type}"
        made.setdefault(one.canonical_id, []).append(one)
    for id_, parts in made.items():
        entity = StatementEntity.from_statements(_data_set(), parts)
        values = {(one.prop, one.value) for one in parts if one.prop != Statement.BASE}
        if {(prop.name, value) for prop, value in entity.itervalues()} != values:
            yield f"{id_}: its statements make {entity.to_dict()}"


def _data_set() -> Any:
    from followthemoney.dataset import Dataset  # noqa: PLC0415

    return Dataset.make({"name": "backchannel", "title": "backchannel"})


def main() -> int:
    asked, files = sys.argv[1], [Path(f) for f in sys.argv[2:]]
    if asked == "model":
        lines = (f"{json.dumps(name)}: {json.dumps(part, sort_keys=True)}" for name, part in sorted(model().items()))
        print("{" + ",\n".join(lines) + "}")
        return 0
    found = list({"entities": entities, "statements": statements}[asked](files[0]))
    print("\n".join(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
