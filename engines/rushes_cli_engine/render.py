"""python -m rushes_cli_engine.render JOB.json: the job files of the open engine, and its exit codes."""

import sys

from rushes_engine.unit import Engine, main

from . import ENGINE_NAME, ENGINE_VERSION, movies, pictures

engine = Engine(
    name=ENGINE_NAME, version=ENGINE_VERSION, module="rushes_cli_engine.render", frames=pictures.frames, movie=movies.movie, sheet=movies.sheet
)

if __name__ == "__main__":
    sys.exit(main(engine, sys.argv[1:]))
