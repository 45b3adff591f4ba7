"""How Sphinx builds the documentation; it needs no network."""

from importlib.metadata import version as version_of

project = "briefkit"
author = "the briefkit authors"
copyright = "the briefkit authors"
release = version_of("briefkit")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"briefkit {release}"

myst_heading_anchors = 3

# Docstrings write code in single backticks.
default_role = "code"
# As fields of the class, for as attributes of their own they would be described twice.
napoleon_use_ivar = True
napoleon_numpy_docstring = False

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
maximum_signature_line_length = 90
python_use_unqualified_type_names = True
toc_object_entries = False
