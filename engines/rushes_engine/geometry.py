"""What is cut from a decoded picture, and how large it becomes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Geometry:
    """Pixels: what is cut from the decoded picture, and how large it becomes."""

    x: int
    y: int
    width: int
    height: int
    target_width: int
    target_height: int
    # Of the decoded picture.
    source_width: int
    source_height: int
    # Width, height and place of the resampled cut on a black canvas of the target's size; None: it fills it.
    placed: tuple[int, int, int, int] | None = None
    # The FDL that describes the result, as JSON text.
    output_fdl: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_cropped(self) -> bool:
        return (self.x, self.y, self.width, self.height) != (0, 0, self.source_width, self.source_height)
