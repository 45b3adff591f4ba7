"""PDF: the words come out again, the structure is tagged, and nothing is ever fetched."""

import subprocess
import sys
import textwrap

import pytest

import briefkit as bk
from briefkit.formats import pdf
from briefkit.layout import Page
