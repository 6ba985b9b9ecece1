"""Which version of the program this is; the wheel takes it from here."""

VERSION = "0.1.0"
