"""The second engine: the same job files through the command lines of ffmpeg and oiiotool, one process a step, nothing computed in Python.

It exists so that no pixel has to be believed because one program says so, and so that a specialist can repeat each step by hand. It is slower than
the open engine (a file between decoder and colour) and takes its colour as the CTF that the job's decisions compile to."""

ENGINE_NAME = "cli"
# Part of every render's identity: raise it whenever the same job file could come out with other pixels or headers.
ENGINE_VERSION = "2"
