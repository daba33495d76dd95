"""The open imaging engine of Rushes: one job file in, frames and a report out, then it ends.

OpenImageIO, OpenColorIO, LibRaw and ffmpeg do the work; this package only joins them. See ../README.md for the contract.
"""

ENGINE_NAME = "open"
# Part of every render's identity: raise it whenever the same job file could come out with other pixels or headers.
ENGINE_VERSION = "3"
JOB_VERSION = 1
