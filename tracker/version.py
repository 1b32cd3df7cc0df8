"""The version of this code. The first heading of CHANGELOG.md, and the tag of a release, are named by it."""

VERSION = "0.1.0"
