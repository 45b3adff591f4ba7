"""A brief on a web address of this machine, shown anew whenever its file changes."""

from briefkit.cli.preview.server import PreviewServer
from briefkit.cli.preview.watched_file import Previewed, State

__all__ = ["PreviewServer", "Previewed", "State"]
