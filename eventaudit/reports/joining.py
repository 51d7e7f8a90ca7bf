"""The parts' PDFs become one file: pages, tags, links, outline, numbers and the embedded data. No Django.

Appending pages alone would lose the tags, outline and links of all parts but the first.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .renderer import Sheet, read_sheet
from .setting import ELSEWHERE

NUMBER_SIZE = 8
NUMBER_RIGHT = 62.4
"""Points from the page's right edge to the end of the page number: 22 mm."""

NUMBER_BASE = 31
"""Points from the page's lower edge to the base line of the page number."""

NUMBER_INK = "0.294 0.345 0.361"
FIRST_CODE, LAST_CODE = 32, 57
"""From the space to the nine: what a page number is written with."""


def join(paths: Sequence[str], out: Path, *, numbers: str, attachments: Sequence[Mapping[str, str]]) -> None:
    """paths: the front, then the parts in order, each with its sheet beside it. numbers: a font file."""
    sheets = [read_sheet(path) for path in paths]
    with pikepdf.open(paths[0]) as whole:
        book = _Book(whole)
        for path in paths[1:]:
            with pikepdf.open(path) as part:
                book.append(part)
        book.finish(sheets)
        _number_pages(whole, numbers)
        _embed(whole, attachments)
        whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, min_version="1.7")


class _Book:
    """The file that grows part by part."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self.whole = whole
        self.document = whole.Root.StructTreeRoot.K[0]
        self.parents = list(_pairs(whole.Root.StructTreeRoot.ParentTree.Nums))
        self.next_key = max((int(key) for key, _ in self.parents), default=-1) + 1
        self.places = dict(_places(whole))
        self.known: dict[bytes, pikepdf.Object] = {}
        self._share([page.obj for page in whole.pages])

    def append(self, part: pikepdf.Pdf) -> None:
        before = len(self.whole.pages)
        self.whole.pages.extend(part.pages)  # first, so that what is copied next leads to these pages
        pages = [page.obj for page in list(self.whole.pages)[before:]]
        self._take_tags(part, pages)
        by_number = {page.obj.objgen: copy for page, copy in zip(part.pages, pages, strict=True)}
        for name, place in _places(part):
            self.places.setdefault(name, Array([by_number[place[0].objgen], *list(place)[1:]]))
        self._share(pages)

    def _take_tags(self, part: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> None:
        tags = self.whole.copy_foreign(part.Root.StructTreeRoot)
        shift = self.next_key
        for key, value in _pairs(tags.ParentTree.Nums):
            self.parents.append((int(key) + shift, value))
            self.next_key = max(self.next_key, int(key) + shift + 1)
        for child in tags.K[0].K:
            child.P = self.document
            self.document.K.append(child)
        for page in pages:
            page.StructParents = int(page.StructParents) + shift
            for link in page.get("/Annots", []):
                if "/StructParent" in link:
                    link.StructParent = int(link.StructParent) + shift

    def _share(self, pages: Sequence[pikepdf.Object]) -> None:
        """Of fonts, photos and colour profiles that several parts hold, all use the first."""
        seen = set()
        for page in pages:
            resources = page.Resources
            if resources.objgen in seen:
                continue
            seen.add(resources.objgen)
            for kind in ("/XObject", "/ColorSpace"):
                self._share_all(resources.get(kind, {}))
            for _name, font in resources.get("/Font", {}).items():
                for descendant in font.get("/DescendantFonts", []):
                    self._share_all(descendant.FontDescriptor, only=("/FontFile2", "/FontFile3"))

    def _share_all(self, holder: pikepdf.Object, only: Sequence[str] = ()) -> None:
        for name, item in list(holder.items()):
            if only and name not in only:
                continue
            if isinstance(item, Array) and len(item) == 2 and isinstance(item[1], pikepdf.Stream):
                item[1] = self._first_of(item[1])
            elif isinstance(item, pikepdf.Stream) and item.get("/Subtype") != Name.Form:
                holder[name] = self._first_of(item)

    def _first_of(self, stream: pikepdf.Stream) -> pikepdf.Object:
        described = repr(sorted((key, str(value)) for key, value in stream.items() if key != "/SMask"))
        if "/SMask" in stream:
            return stream
        digest = hashlib.sha256(described.encode() + stream.read_raw_bytes()).digest()
        return self.known.setdefault(digest, stream)

    def finish(self, sheets: Sequence[Sheet]) -> None:
        root = self.whole.Root
        tree = [item for pair in sorted(self.parents, key=lambda pair: int(pair[0])) for item in pair]
        root.StructTreeRoot.ParentTree = self.whole.make_indirect(Dictionary(Nums=Array(tree)))
        root.StructTreeRoot.ParentTreeNextKey = self.next_key
        names = [item for name in sorted(self.places) for item in (String(name), self.places[name])]
        if "/Names" not in root:
            root.Names = Dictionary()
        root.Names.Dests = self.whole.make_indirect(Dictionary(Names=Array(names)))
        self._link()
        _outline(self.whole, sheets)

    def _link(self) -> None:
        """Links out of a part become links within the file."""
        for page in self.whole.pages:
            for link in page.obj.get("/Annots", []):
                link.F = 4
                target = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
                if target.startswith(ELSEWHERE):
                    name = target.removeprefix(ELSEWHERE)
                    del link.A
                    link.Dest = String(name)
                    link.Contents = String(name)


def _pairs(items: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    listed = list(items)
    return zip(listed[::2], listed[1::2], strict=True)


def _places(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        for name, place in _pairs(pdf.Root.Names.Dests.Names):
            yield str(name), place


def _outline(whole: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    pages = [page.obj for page in whole.pages]
    first = 0
    with whole.open_outline() as outline:
        outline.root.clear()
        open_lists = [(0, outline.root)]
        for sheet in sheets:
            for level, title, page, x, y in sheet.bookmarks:
                while open_lists[-1][0] >= level:
                    open_lists.pop()
                place = Array([pages[first + page], Name.XYZ, x, y, 0])
                item = pikepdf.OutlineItem(title, place)
                open_lists[-1][1].append(item)
                open_lists.append((level, item.children))
            first += sheet.pages


def _number_pages(whole: pikepdf.Pdf, path: str) -> None:
    """Each page's number below its text, as what is printed only and not read out."""
    font, widths = _number_font(whole, path)
    total = len(whole.pages)
    before = whole.make_stream(b"q\n")
    for number, page in enumerate(whole.pages, start=1):
        text = f"{number} / {total}"
        width = sum(widths[ord(letter) - FIRST_CODE] for letter in text) * NUMBER_SIZE / 1000
        x = float(page.mediabox[2]) - NUMBER_RIGHT - width
        drawn = (
            f"\nQ /Artifact <</Type /Pagination>> BDC q BT {NUMBER_INK} rg /PageNumber {NUMBER_SIZE} Tf "
            f"{x:.2f} {NUMBER_BASE} Td ({text}) Tj ET Q EMC"
        )
        page.obj.Contents = Array([before, page.obj.Contents, whole.make_stream(drawn.encode())])
        page.Resources.Font.PageNumber = font


def _number_font(whole: pikepdf.Pdf, path: str) -> tuple[pikepdf.Object, list[int]]:
    """A font of the few letters that page numbers have; widths in thousandths, from FIRST_CODE on."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    with TTFont(path) as full:
        full.flavor = None
        cut = subset.Subsetter(subset.Options(layout_features=[], notdef_outline=True))
        cut.populate(unicodes=range(FIRST_CODE, LAST_CODE + 1))
        cut.subset(full)
        scale, metrics, letters = 1000 / full["head"].unitsPerEm, full["hmtx"], full.getBestCmap()
        codes = range(FIRST_CODE, LAST_CODE + 1)
        widths = [round(metrics[letters[code]][0] * scale) if code in letters else 0 for code in codes]
        head, ascent, descent = full["head"], full["hhea"].ascent, full["hhea"].descent
        box = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
        file = io.BytesIO()
        full.save(file)
    name = Name("/PGNUMB+Source-Sans-3")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=32, FontBBox=box, ItalicAngle=0, StemV=80,
        Ascent=round(ascent * scale), Descent=round(descent * scale), CapHeight=660,
        FontFile2=whole.make_stream(file.getvalue(), Length1=len(file.getvalue())),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=FIRST_CODE, LastChar=LAST_CODE,
        Widths=widths, Encoding=Name.WinAnsiEncoding, FontDescriptor=whole.make_indirect(descriptor),
    )  # fmt: skip
    return whole.make_indirect(font), widths


def _embed(whole: pikepdf.Pdf, attachments: Sequence[Mapping[str, str]]) -> None:
    """The data as associated files of the document (PDF/A-3)."""
    files = []
    for attachment in attachments:
        embedded = pikepdf.AttachedFileSpec(
            whole,
            Path(attachment["path"]).read_bytes(),
            description=attachment["description"],
            filename=attachment["name"],
            mime_type=attachment["mime"],
            relationship=Name.Data,
        )
        whole.attachments[attachment["name"]] = embedded
        files.append(whole.attachments[attachment["name"]].obj)
    if files:
        whole.Root.AF = Array(files)
