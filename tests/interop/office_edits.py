"""Edits of a document in LibreOffice itself; run by the Python that has `uno`, not by the tests' own.

office_edits.py PORT FOLDER: opens FOLDER/brief.docx and saves each edit of it as FOLDER/NAME.docx. The connection may
crash when the office ends, so "done" is printed before.
"""

# mypy: ignore-errors
# The interpreter of LibreOffice has neither types nor briefkit.

import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            context = resolver.resolve(
                f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext"
            )
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except Exception:
            time.sleep(0.25)
    sys.exit("LibreOffice does not answer")


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def paragraphs(document):
    walk = document.Text.createEnumeration()
    while walk.hasMoreElements():
        yield walk.nextElement()


def paragraph(document, words):
    return next(one for one in paragraphs(document) if words in one.getString())


def replace(old, new):
    def edit(document):
        search = document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString = old, new
        document.replaceAll(search)

    return edit


def delete(words):
    return lambda document: paragraph(document, words).dispose()


def add_after(words, new):
    def edit(document):
        cursor = document.Text.createTextCursorByRange(paragraph(document, words).getEnd())
        document.Text.insertControlCharacter(cursor, 0, False)
        cursor.setPropertyToDefault("CharStyleName")
        document.Text.insertString(cursor, new, False)

    return edit


def move_section(heading, until, before):
    """Cut a section and paste it before another, as with the clipboard."""

    def edit(document):
        controller = document.getCurrentController()
        cursor = document.Text.createTextCursorByRange(paragraph(document, heading).getStart())
        cursor.gotoRange(paragraph(document, until).getStart(), True)
        controller.select(cursor)
        cut = controller.getTransferable()
        cursor.setString("")
        view = controller.getViewCursor()
        view.gotoRange(paragraph(document, before).getStart(), False)
        controller.insertTransferable(cut)

    return edit


EDITS = {
    "nothing": lambda document: None,
    "word": replace("everybody", "nobody"),
    "title": replace("Talks go on", "Talks drag on"),
    "speaker": replace("Emmanuel Macron", "Friedrich Merz"),
    "heading": replace("Stakeholder Reactions", "Who Said What"),
    "move-section": move_section("What’s Next?", "Sources", "Background"),
    "delete-bullet": delete("a threat"),
    "delete-paragraph": delete("A meeting is planned"),
    "add-bullet": add_after("a threat", "German Chancellor, Friedrich Merz: Said no."),
    "add-paragraph": add_after("A meeting is planned", "It may rain."),
}


def main():
    port, folder = sys.argv[1:]
    desktop = connect(port)
    for name, edit in EDITS.items():
        document = desktop.loadComponentFromURL(
            f"file://{folder}/brief.docx", "_blank", 0, (setting("Hidden", True),)
        )
        edit(document)
        document.storeToURL(
            f"file://{folder}/{name}.docx", (setting("FilterName", "MS Word 2007 XML"),)
        )
        document.close(True)
    print("done", flush=True)
    desktop.terminate()


main()
