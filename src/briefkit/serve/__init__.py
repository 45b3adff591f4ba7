"""A brief on a web address of this machine, shown anew whenever its file changes."""

from briefkit.serve.previewed import Previewed, State
from briefkit.serve.server import PreviewServer

__all__ = ["PreviewServer", "Previewed", "State"]
