"""A GIF of a film of nine steps, 960 x 600, as the sine example has them.

The goal is 3 s or less and 1 MB or less.
"""

from tests.core.films import film

from nablascope.render.animation.settings import settings_for
from nablascope.render.animation.write import write_animation

LARGEST = 1_000_000


def test_a_gif_of_nine_steps(benchmark, tmp_path):
    path, shots = tmp_path / "film.gif", film(9)
    benchmark(lambda: write_animation(shots, path, settings_for("gif"), lambda _: True))
    benchmark.extra_info["bytes"] = path.stat().st_size
    assert path.stat().st_size <= LARGEST
