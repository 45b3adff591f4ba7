from .api import (
    load as load,
)
from .api import (
    losses as losses,
)
from .api import (
    preview as preview,
)
from .api import (
    read as read,
)
from .api import (
    render as render,
)
from .api import (
    save as save,
)
from .api import (
    strip as strip,
)
from .api import (
    write as write,
)
from .build import (
    Draft as Draft,
)
from .build import (
    assessment as assessment,
)
from .build import (
    bullets as bullets,
)
from .build import (
    draft as draft,
)
from .build import (
    event as event,
)
from .build import (
    figure as figure,
)
from .build import (
    inline as inline,
)
from .build import (
    picture as picture,
)
from .build import (
    section as section,
)
from .build import (
    statement as statement,
)
from .build import (
    table as table,
)
from .data.schema import (
    json_schema as json_schema,
)
from .errors import (
    ArgumentError as ArgumentError,
)
from .errors import (
    BriefkitError as BriefkitError,
)
from .errors import (
    DroppedWarning as DroppedWarning,
)
from .errors import (
    EmbargoWarning as EmbargoWarning,
)
from .errors import (
    MissingGlyphError as MissingGlyphError,
)
from .errors import (
    MissingLibraryError as MissingLibraryError,
)
from .errors import (
    ModelError as ModelError,
)
from .errors import (
    OvermarkedWarning as OvermarkedWarning,
)
from .errors import (
    PathError as PathError,
)
from .errors import (
    ReadError as ReadError,
)
from .errors import (
    RenderError as RenderError,
)
from .errors import (
    SchemaError as SchemaError,
)
from .errors import (
    TagsWarning as TagsWarning,
)
from .errors import (
    TemplateWarning as TemplateWarning,
)
from .errors import (
    ThemeError as ThemeError,
)
from .errors import (
    TrackedWarning as TrackedWarning,
)
from .errors import (
    UnknownFormatError as UnknownFormatError,
)
from .errors import (
    WriteError as WriteError,
)
from .formats import (
    FORMATS as FORMATS,
)
from .formats import (
    Format as Format,
)
from .formats import (
    ReadOptions as ReadOptions,
)
from .formats import (
    StripOptions as StripOptions,
)
from .formats import (
    WriteOptions as WriteOptions,
)
from .formats import (
    Written as Written,
)
from .layout import (
    Role as Role,
)
from .layout import (
    RunRole as RunRole,
)
from .layout import (
    Sheet as Sheet,
)
from .limits import (
    Limits as Limits,
)
from .model import (
    Actor as Actor,
)
from .model import (
    Assessment as Assessment,
)
from .model import (
    Author as Author,
)
from .model import (
    Block as Block,
)
from .model import (
    Brief as Brief,
)
from .model import (
    Bullets as Bullets,
)
from .model import (
    Confidence as Confidence,
)
from .model import (
    Correction as Correction,
)
from .model import (
    CorrectionKind as CorrectionKind,
)
from .model import (
    Event as Event,
)
from .model import (
    Evidence as Evidence,
)
from .model import (
    Figure as Figure,
)
from .model import (
    Image as Image,
)
from .model import (
    Item as Item,
)
from .model import (
    ItemBlock as ItemBlock,
)
from .model import (
    Likelihood as Likelihood,
)
from .model import (
    Link as Link,
)
from .model import (
    Marking as Marking,
)
from .model import (
    MediaType as MediaType,
)
from .model import (
    Organisation as Organisation,
)
from .model import (
    Paragraph as Paragraph,
)
from .model import (
    Person as Person,
)
from .model import (
    Position as Position,
)
from .model import (
    Reliability as Reliability,
)
from .model import (
    Section as Section,
)
from .model import (
    SectionKind as SectionKind,
)
from .model import (
    Source as Source,
)
from .model import (
    Span as Span,
)
from .model import (
    Statement as Statement,
)
from .model import (
    StatementKind as StatementKind,
)
from .model import (
    Status as Status,
)
from .model import (
    Table as Table,
)
from .model import (
    Text as Text,
)
from .model import (
    When as When,
)
from .model import (
    house_label as house_label,
)
from .model.diff import (
    Difference as Difference,
)
from .model.diff import (
    differences as differences,
)
from .model.paths import (
    at as at,
)
from .model.paths import (
    insert as insert,
)
from .model.paths import (
    remove as remove,
)
from .model.paths import (
    replace as replace,
)
from .model.walk import (
    evolve as evolve,
)
from .model.walk import (
    transform as transform,
)
from .model.walk import (
    walk as walk,
)
from .notebook import (
    Preview as Preview,
)
from .notes import (
    Level as Level,
)
from .notes import (
    Note as Note,
)
from .notes import (
    Reading as Reading,
)
from .style import (
    A4 as A4,
)
from .style import (
    LETTER as LETTER,
)
from .style import (
    Face as Face,
)
from .style import (
    Family as Family,
)
from .style import (
    MarkingColours as MarkingColours,
)
from .style import (
    Page as Page,
)
from .style import (
    Palette as Palette,
)
from .style import (
    ScriptFamilies as ScriptFamilies,
)
from .style import (
    Style as Style,
)
from .style import (
    Theme as Theme,
)
from .style import (
    contrast as contrast,
)
from .style import (
    faces_of as faces_of,
)
from .themes import (
    FORMAL as FORMAL,
)
from .themes import (
    MAGAZINE as MAGAZINE,
)
from .themes import (
    PLAIN as PLAIN,
)
from .themes import (
    THEMES as THEMES,
)
from .themes import (
    load_theme as load_theme,
)

__all__: list[str]
__version__: str
