"""What can go wrong when a record is read. The first two will not get better by waiting; the third may."""


class UnreadableEventError(ValueError):
    """The bytes are no record of the kind that its topic holds."""


class UnknownSchemaError(UnreadableEventError):
    """The registry does not know the schema that a record was written with."""


class SchemaUnavailableError(RuntimeError):
    """The registry could not be asked. The record may be perfectly good: do not commit its offset, and read it again later."""
