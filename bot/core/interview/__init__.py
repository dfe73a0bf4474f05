"""The interview: a pure engine that leads a person through a programme, one question at a time."""
