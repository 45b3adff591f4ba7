"""Fields of a Word document, which nest and may span paragraphs (ECMA-376 Part 1, 17.16)."""

from __future__ import annotations

from attrs import define, field

from briefkit.formats.docx.reading.link_reader import Destination, LinkReader
from briefkit.limits.nesting import MAX_DEPTH, too_deep

#: The field that counts the pictures, or the tables, of a document.
SEQUENCE = "SEQ"
#: Fields whose result is computed by the program, and no text of the writer's.
PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"))


@define
class Field:
    """Field that is open (17.16.18).

    Attributes:
        pieces: The pieces of its instruction.
        name: Its name, in capitals; "" until its instruction is complete.
        in_result: Whether its result has begun.
        is_computed: Whether its result is computed by the program.
        destination: Where it leads to, if it is a hyperlink.
    """

    pieces: list[str] = field(factory=list)
    name: str = ""
    in_result: bool = False
    is_computed: bool = False
    destination: Destination | None = None


@define
class OpenFields:
    """Fields that are open at a place in the text.

    Attributes:
        links: The reader of links.
        stack: The open fields, the innermost last.
    """

    links: LinkReader
    stack: list[Field] = field(factory=list)

    def begin(self, instruction: str = "") -> None:
        """Begin a field.

        Raises:
            ReadError: The fields nest too deep.
        """
        if len(self.stack) == MAX_DEPTH:
            raise too_deep(self.links.context.part)
        self.stack.append(Field([instruction]))

    def instruct(self, piece: str) -> None:
        """Add to the instruction of the innermost field."""
        if self.stack:
            self.stack[-1].pieces.append(piece)

    def separate(self) -> None:
        """Begin the result of the innermost field: its instruction is complete."""
        if self.stack:
            one = self.stack[-1]
            instruction = "".join(one.pieces)
            one.in_result = True
            one.name = next(iter(instruction.split(maxsplit=1)), "").upper()
            one.destination = self.links.of_instruction(instruction)
            one.is_computed = one.name in PAGE_FIELDS or (
                self.links.context.computes_fields and one.destination is None
            )

    def end(self) -> None:
        """End the innermost field."""
        if self.stack:
            self.stack.pop()

    def follow(self, kind: str) -> None:
        """Follow a complex field's character: "begin", "separate" or "end" (17.16.18)."""
        match kind:
            case "begin":
                self.begin()
            case "separate":
                self.separate()
            case "end":
                self.end()
            case _:
                pass

    @property
    def counts(self) -> bool:
        """Whether text at this place is the number of a picture, or of a table."""
        return bool(self.stack) and self.stack[-1].name == SEQUENCE

    @property
    def hides_text(self) -> bool:
        """Whether text at this place is an instruction, or computed by the program."""
        return any(not one.in_result or one.is_computed for one in self.stack)

    @property
    def destination(self) -> Destination | None:
        """Destination of the innermost field that is a hyperlink; None where none is."""
        return next((one.destination for one in reversed(self.stack) if one.destination), None)
