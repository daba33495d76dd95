"""White balance factors from a colour temperature and a camera's matrix."""

import numpy


def white_xy(kelvin: float, tint: float = 0.0) -> tuple[float, float]:
    """Chromaticity of a light: CIE daylight from 4000 K (CIE 15:2004, 3.1), a black body below (Kim et al.'s approximation, 1667 to 4000 K). Tint moves it across the locus,
    3000 units a step of v in CIE 1960 uv, as Adobe's DNG SDK counts it; positive is towards magenta."""
    t = kelvin
    if t >= 4000:
        if t <= 7000:
            x = -4.6070e9 / t**3 + 2.9678e6 / t**2 + 0.09911e3 / t + 0.244063
        else:
            x = -2.0064e9 / t**3 + 1.9018e6 / t**2 + 0.24748e3 / t + 0.237040
        y = -3.0 * x * x + 2.870 * x - 0.275
    else:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
        if t < 2222:
            y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
        else:
            y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    if tint:
        u, v = 4 * x / (-2 * x + 12 * y + 3), 6 * y / (-2 * x + 12 * y + 3)
        v -= tint / 3000
        x, y = 3 * u / (2 * u - 8 * v + 4), 2 * v / (2 * u - 8 * v + 4)
    return x, y


def factors(kelvin: float, tint: float, xyz_to_camera: numpy.ndarray) -> list[float]:
    """What red, green and blue are multiplied with so that this light is neutral."""
    x, y = white_xy(kelvin, tint)
    seen = numpy.asarray(xyz_to_camera, numpy.float64)[:3, :3] @ numpy.array([x / y, 1.0, (1 - x - y) / y])
    return [float(seen[1] / value) for value in seen]
