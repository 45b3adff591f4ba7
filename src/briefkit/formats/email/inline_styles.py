"""Inline styles: a theme's look as the `style` of single elements, for mail programs that know no style sheet.

Every block says all of its look, colours of words and ground included: a program that shows mail in dark turns both or
none, and one that does not hand styles down to tables has nothing to hand down. Lengths are in pixels and sides are left
and right, for few of them know rem and logical properties.
"""

from __future__ import annotations

from attrs import evolve, fields, frozen

from briefkit.layout import Direction, Role, RunRole
from briefkit.layout.roles import HeadingRole
from briefkit.style import Style, Theme, font_stack, has_italics

#: The size of running text, in pixels.
BASE_SIZE = 16
_POINT = 4 / 3  # in pixels, for the thickness of rules
_PLAIN = Style()


@frozen
class InlineStyles:
    """Inline styles of a theme for the pages of a script.

    Attributes:
        theme: The look, adjusted for the script.
        script: The script, in ISO 15924.
        direction: Which way lines run.
    """

    theme: Theme
    script: str
    direction: Direction

    @property
    def start(self) -> str:
        """The side at which lines begin."""
        return "left" if self.direction == "ltr" else "right"

    @property
    def end(self) -> str:
        """The side at which lines end."""
        return "right" if self.direction == "ltr" else "left"

    def block(self, role: Role) -> str:
        """Return the style of a block."""
        return self._whole(self.theme.blocks.get(role, _PLAIN))

    def heading(self, role: HeadingRole, level: int) -> str:
        """Return the style of a heading: that of its level, under that of its role."""
        levels = self.theme.headings
        by_level = levels[level - 2] if 2 <= level < len(levels) + 2 else _PLAIN
        return self._whole(_over(by_level, self.theme.blocks.get(role, _PLAIN)))

    def run(self, role: RunRole) -> str:
        """Return the style of a run: what it has of its own."""
        return _joined(self._words(self.theme.runs.get(role, _PLAIN)))

    def marking(self, label: str) -> str:
        """Return the style of a marking: its colours, which are the same everywhere."""
        colours = self.theme.colours_of(label)
        shown = {
            "color": f"#{colours.ink}",
            "background-color": f"#{colours.ground}",
            "padding": "1px 8px",
            "font-weight": "700",
        }
        return _joined(shown)

    @property
    def link(self) -> str:
        """The style of a link."""
        return f"color:#{self.theme.light.accent};text-decoration:underline"

    @property
    def emphasis(self) -> str:
        """The style of emphasis; a script without italics has it in bold."""
        return (
            "font-style:italic" if has_italics(self.script) else "font-style:normal;font-weight:600"
        )

    @property
    def code(self) -> str:
        """The style of code."""
        return f"font-family:{font_stack(self.theme.mono, self.theme, self.script)}"

    @property
    def cell(self) -> str:
        """The style of a table's cell."""
        rule = f"1px solid #{self.theme.light.rule}"
        ends = "6px 12px 6px 0" if self.direction == "ltr" else "6px 0 6px 12px"
        own = f"padding:{ends};text-align:{self.start};vertical-align:top;border-bottom:{rule}"
        own += ";overflow-wrap:break-word"
        return f"{self._whole(self.theme.blocks.get(Role.TABLE, _PLAIN))};{own}"

    def _whole(self, style: Style) -> str:
        """Return all of the look of a block, that of running text where it has none of its own."""
        whole = _over(self.theme.base, style)
        shown = self._words(whole)
        shown.setdefault("color", f"#{self.theme.light.ink}")
        ground = self.theme.light.tint if whole.tinted else self.theme.light.paper
        shown["background-color"] = f"#{ground}"
        shown["margin"] = f"{self._pixels(whole.before or 0)} 0 {self._pixels(whole.after or 0)}"
        shown["text-align"] = {"start": self.start, "end": self.end}.get(
            whole.align or "start", "center"
        )
        if whole.line:
            shown["line-height"] = f"{whole.line:g}"
        if whole.rule_above:
            shown["border-top"] = self._rule(whole.rule_above, self.theme.light.rule)
            shown["padding-top"] = "9px"
        if whole.indent:
            shown[f"margin-{self.start}"] = self._pixels(whole.indent)
        if whole.bar:
            shown[f"border-{self.start}"] = self._rule(whole.bar, self.theme.light.accent)
            shown[f"padding-{self.start}"] = "14px"
        return _joined(shown)

    def _words(self, style: Style) -> dict[str, str]:
        """Return the properties of words."""
        theme, shown = self.theme, {}
        if style.family:
            families = {"body": theme.body, "display": theme.display, "mono": theme.mono}
            shown["font-family"] = font_stack(families[style.family], theme, self.script)
        if style.size:
            shown["font-size"] = self._pixels(style.size)
        if style.weight:
            shown["font-weight"] = f"{style.weight}"
        if style.italic is not None:
            shown["font-style"] = "italic" if style.italic else "normal"
        if style.tone:
            shown["color"] = f"#{getattr(theme.light, style.tone)}"
        if style.capitals:
            shown["text-transform"] = "uppercase"
        if style.tracking:
            shown["letter-spacing"] = f"{style.tracking:g}em"
        return shown

    def _pixels(self, points: float) -> str:
        return f"{points / (self.theme.base.size or 10) * BASE_SIZE:.4g}px" if points else "0"

    def _rule(self, points: float, colour: str) -> str:
        return f"{max(round(points * _POINT), 1)}px solid #{colour}"


def _over(below: Style, style: Style) -> Style:
    """Return a style with what it leaves open taken from another, as CSS lays one rule over another."""
    own = {
        one.name: value
        for one in fields(Style)
        if (value := getattr(style, one.name)) is not None and value is not False
    }
    return evolve(below, **own)


def _joined(shown: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in shown.items())
