"""The ways in which a job can fail, each with its exit code. A message is one sentence that names the thing and what to do."""


class EngineError(Exception):
    exit_code = 1
    code = "ENGINE_FAILED"


class BadJob(EngineError):
    """The job file is not what this engine understands."""

    exit_code = 2
    code = "BAD_JOB"


class SourceUnreadable(EngineError):
    """A source file is missing, damaged, shorter than asked or in a format that this engine cannot decode."""

    exit_code = 3
    code = "SOURCE_UNREADABLE"


class UnknownTransform(EngineError):
    """An AMF names a transform id that no registry knows."""

    exit_code = 4
    code = "AMF_UNKNOWN_TRANSFORM"


class TransformNotBuilt(EngineError):
    """An AMF names a transform of the Academy's registry that this engine's configuration does not carry."""

    exit_code = 4
    code = "AMF_TRANSFORM_NOT_BUILT"


class BadColour(EngineError):
    """A colour document cannot be applied."""

    exit_code = 4
    code = "COLOUR_UNUSABLE"


class BadFraming(EngineError):
    """A framing document does not fit the picture."""

    exit_code = 4
    code = "FRAMING_UNUSABLE"


class OutputFailed(EngineError):
    """The output folder refuses: full disk, no permission."""

    exit_code = 5
    code = "OUTPUT_FAILED"


INTERRUPTED_EXIT_CODE = 6
