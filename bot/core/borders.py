"""Polygons on the map, and which of them a point lies in."""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]  # longitude, latitude in degrees (WGS 84), in GeoJSON's order
Ring = Sequence[Point]
Polygon = Sequence[Ring]  # the first ring is the outer border, the others are holes


@dataclass(frozen=True, slots=True)
class _Part:
    west: float
    south: float
    east: float
    north: float
    rings: Polygon


class Border:
    """An area of one or several polygons with holes. Kazakhstan crosses no date line, so degrees are a plane here."""

    def __init__(self, polygons: Sequence[Polygon]) -> None:
        self._parts = [_part(polygon) for polygon in polygons]

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies inside. On a line of the border it may be either."""
        return any(
            part.west <= lon <= part.east
            and part.south <= lat <= part.north
            and sum(_inside(ring, lat, lon) for ring in part.rings) % 2 == 1
            for part in self._parts
        )


def _part(polygon: Polygon) -> _Part:
    lons, lats = zip(*polygon[0], strict=True)
    return _Part(min(lons), min(lats), max(lons), max(lats), polygon)


def _inside(ring: Ring, lat: float, lon: float) -> bool:
    """Ray casting: a ray to the east crosses the ring an odd number of times from inside."""
    inside = False
    last_lon, last_lat = ring[-1]
    for next_lon, next_lat in ring:
        if (next_lat > lat) != (last_lat > lat):
            crossing = last_lon + (lat - last_lat) / (next_lat - last_lat) * (next_lon - last_lon)
            inside ^= lon < crossing
        last_lon, last_lat = next_lon, next_lat
    return inside
