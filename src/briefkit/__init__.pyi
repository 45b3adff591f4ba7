from .api import (
    load as load,
    losses as losses,
    preview as preview,
    read as read,
    render as render,
    save as save,
    strip as strip,
    write as write,
)
from .build import (
    Draft as Draft,
    assessment as assessment,
    bullets as bullets,
    draft as draft,
    escape as escape,
    event as event,
    figure as figure,
    inline as inline,
    paragraph as paragraph,
    picture as picture,
    section as section,
    statement as statement,
    table as table,
)
from .bulk import (
    Result as Result,
    render_many as render_many,
)
from .data.interchange import (
    from_dict as from_dict,
    to_dict as to_dict,
)
from .data.schema import (
    json_schema as json_schema,
)
from .embedding import (
    email_message as email_message,
    linked_data as linked_data,
    stylesheet as stylesheet,
)
from .errors import (
    ArgumentError as ArgumentError,
    BriefkitError as BriefkitError,
    DroppedWarning as DroppedWarning,
    EmbargoWarning as EmbargoWarning,
    ErrorCode as ErrorCode,
    Fault as Fault,
    LexiconError as LexiconError,
    MissingGlyphError as MissingGlyphError,
    MissingLibraryError as MissingLibraryError,
    ModelError as ModelError,
    ModelTypeError as ModelTypeError,
    OvermarkedWarning as OvermarkedWarning,
    PathError as PathError,
    ReadError as ReadError,
    RecogniserError as RecogniserError,
    RenderError as RenderError,
    SchemaError as SchemaError,
    SchemaTypeError as SchemaTypeError,
    TagsWarning as TagsWarning,
    TemplateWarning as TemplateWarning,
    ThemeError as ThemeError,
    TrackedWarning as TrackedWarning,
    UnknownFormatError as UnknownFormatError,
    WriteError as WriteError,
)
from .formats import (
    FORMATS as FORMATS,
    Format as Format,
    ReadOptions as ReadOptions,
    StripOptions as StripOptions,
    WriteOptions as WriteOptions,
    Written as Written,
)
from .jupyter_preview import (
    Preview as Preview,
)
from .layout import (
    Role as Role,
    RunRole as RunRole,
    Sheet as Sheet,
)
from .limits import (
    Limits as Limits,
)
from .model import (
    Actor as Actor,
    Assessment as Assessment,
    Author as Author,
    Block as Block,
    Brief as Brief,
    Bullets as Bullets,
    Confidence as Confidence,
    Correction as Correction,
    CorrectionKind as CorrectionKind,
    Event as Event,
    Evidence as Evidence,
    Extra as Extra,
    Figure as Figure,
    Image as Image,
    Item as Item,
    ItemBlock as ItemBlock,
    Likelihood as Likelihood,
    Link as Link,
    Marking as Marking,
    MediaType as MediaType,
    Organisation as Organisation,
    Paragraph as Paragraph,
    Person as Person,
    Position as Position,
    Reliability as Reliability,
    Section as Section,
    SectionKind as SectionKind,
    Source as Source,
    Span as Span,
    Statement as Statement,
    StatementKind as StatementKind,
    Status as Status,
    Table as Table,
    Text as Text,
    When as When,
    house_label as house_label,
)
from .model.diff import (
    Difference as Difference,
    DifferenceKind as DifferenceKind,
    differences as differences,
)
from .model.paragraph import (
    with_text as with_text,
)
from .model.path_edits import (
    insert as insert,
    remove as remove,
    replace as replace,
)
from .model.paths import (
    at as at,
)
from .model.walk import (
    evolve as evolve,
    transform as transform,
    walk as walk,
)
from .notes import (
    Level as Level,
    Note as Note,
    Reading as Reading,
)
from .recognise.found import (
    Found as Found,
)
from .recognise.recogniser import (
    Recogniser as Recogniser,
    StatementRecogniser as StatementRecogniser,
)
from .style import (
    A4 as A4,
    LETTER as LETTER,
    Face as Face,
    Family as Family,
    MarkingColours as MarkingColours,
    Page as Page,
    Palette as Palette,
    ScriptFamilies as ScriptFamilies,
    Style as Style,
    Theme as Theme,
    contrast as contrast,
    faces_of as faces_of,
)
from .themes import (
    FORMAL as FORMAL,
    MAGAZINE as MAGAZINE,
    PLAIN as PLAIN,
    THEMES as THEMES,
    load_theme as load_theme,
)

__all__: list[str]
__version__: str
