"""Place data with its attribution (ATTRIBUTION.md); reading it here is the only input of `bot.core.places`."""

import csv
import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from bot.core.borders import Polygon
from bot.core.places import Place, Places


@cache
def places() -> Places:
    """All places of Kazakhstan, read once from the files beside this one."""
    centres = {row["kato"]: row for row in _rows("kato_centres.csv")}
    return Places(
        rows=[_place(row, centres.get(row["kato"], {})) for row in _rows("kato.csv")],
        aliases=[(row["alias"], row["kato"]) for row in _rows("place_aliases.csv")],
        borders=_borders(),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_read(name).splitlines())


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _place(row: dict[str, str], centre: dict[str, str]) -> Place:
    return Place(
        code=row["kato"],
        parent=row["parent_kato"] or None,
        level=int(row["level"]),
        kind=row["kind"],
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        centre_kk=centre.get("centre_kk") or None,
        centre_ru=centre.get("centre_ru") or None,
    )


def _borders() -> dict[str, Sequence[Polygon]]:
    borders: dict[str, Sequence[Polygon]] = {}
    for feature in json.loads(_read("regions.geojson"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        borders[feature["properties"]["kato"]] = [
            [[(lon, lat) for lon, lat in ring] for ring in polygon] for polygon in polygons
        ]
    return borders
