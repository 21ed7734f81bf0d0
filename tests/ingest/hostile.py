"""Files that are made to hang a reader, to swallow its memory, or to lead it astray."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_CHUNK = 1_000_000


def raw_pdf(objects: Iterable[bytes], *, root: int = 1) -> bytes:
    """A PDF of objects, numbered from 1, with the table and trailer that belong to them."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, root, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def pages_pdf(contents: Iterable[bytes], *, resources: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF with a page for each content stream object; `resources` of single pages by their place."""
    made = list(contents)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(made)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(made)), font]
    for place, content in enumerate(made):
        own = (resources or {}).get(place, b"<</Font<</F1 3 0 R>>>>")
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>"
        objects += [page % (own, 5 + 2 * place), content]
    return raw_pdf(objects)


def text_page(words: str, y: int = 700) -> bytes:
    """The content of a page with one line."""
    return stream(b"BT /F1 12 Tf 72 %d Td (%s) Tj ET" % (y, words.encode("cp1252")))


def form_bomb(drawing: bytes, *, before: int = 0, after: int = 0) -> bytes:
    """A page that draws a form that draws a form ten times over, ten levels deep; sound pages around it.

    With a drawing at the bottom it takes all memory, without one it takes for ever.
    """
    count = before + 1 + after
    first = 4 + 2 * count
    contents = [text_page(f"Side {n + 1} handler om skole.") for n in range(count)]
    contents[before] = stream(b"/X0 Do")
    data = pages_pdf(contents, resources={before: b"<</XObject<</X0 %d 0 R>>>>" % first})
    head, _, _ = data.partition(b"xref\n0 ")
    forms = []
    for level in range(10):
        inner = b"/X%d Do " % (level + 1) * 10 if level < 9 else drawing
        named = b"/Resources<</XObject<</X%d %d 0 R>>>>" % (level + 1, first + level + 1) if level < 9 else b""
        forms.append(stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + named))
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (first + n, form) for n, form in enumerate(forms))
    return head + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def flate_bomb(size: int) -> bytes:
    """A page whose content unpacks to so many bytes: one packed million, again and again."""
    chunk = b"0 " * (_CHUNK // 2)
    packer = zlib.compressobj(9)
    head = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + again * (size // _CHUNK - 1) + packer.flush()
    return pages_pdf([stream(packed, b"/Filter/FlateDecode")])


def many_pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(count))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * count
    return raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *pages])


def many_characters(count: int) -> bytes:
    """A page of so many characters."""
    line = b"(" + b"Byen vil plante treet. " * 4 + b") Tj 0 -1 Td "
    return pages_pdf(
        [stream(zlib.compress(b"BT /F1 1 Tf 0 800 Td " + line * (count // 92) + b"ET"), b"/Filter/FlateDecode")]
    )


def many_segments(count: int) -> bytes:
    """A page that draws so many strokes, and says something."""
    strokes = b"10 10 m " + b"20 30 l 30 10 l " * (count // 2) + b"S "
    text = b"BT /F1 12 Tf 72 700 Td (Kart over byen) Tj ET"
    return pages_pdf([stream(zlib.compress(strokes + text), b"/Filter/FlateDecode")])


def deep_nesting(depth: int) -> bytes:
    """A page with arrays within arrays."""
    return pages_pdf([stream(b"[" * depth + b"]" * depth + b" BT /F1 12 Tf (Byen) Tj ET")])


def circular_pages() -> bytes:
    """A page tree that holds itself."""
    return raw_pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>", b"<</Type/Page/Parent 2 0 R>>"]
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


class Entry(NamedTuple):
    """A file of an archive as it is written: `size` and `crc` are what the directory says, true where they are None;
    `at` is where it says the file begins, if not where it does.
    """

    name: bytes
    content: bytes = b""
    packed: bytes | None = None
    size: int | None = None
    crc: int | None = None
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    mode: int = 0o100644
    at: int | None = None
    extra: bytes = b""
    made_by: int = 3


def raw_zip(*entries: Entry) -> bytes:
    """An archive of entries that no program would make."""
    out = bytearray()
    directory = bytearray()
    for entry in entries:
        packed = deflated(entry.content) if entry.packed is None else entry.packed
        size = len(entry.content) if entry.size is None else entry.size
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        fields = struct.pack("<4H3L", entry.flags, entry.method, 0, 0x5021, crc, len(packed), size)
        at = len(out) if entry.at is None else entry.at
        directory += b"PK\1\2" + struct.pack("<BBH", 20, entry.made_by, 20) + fields
        directory += struct.pack("<5H2L", len(entry.name), len(entry.extra), 0, 0, 0, entry.mode << 16, at)
        directory += entry.name + entry.extra
        if entry.at is None:
            out += b"PK\3\4" + struct.pack("<H", 20) + fields + struct.pack("<2H", len(entry.name), 0)
            out += entry.name + packed
    end = struct.pack("<4H2LH", 0, 0, len(entries), len(entries), len(directory), len(out), 0)
    return bytes(out + directory + b"PK\5\6" + end)


def deflated(content: bytes) -> bytes:
    """Content as Deflate packs it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def much_of_nothing(size: int) -> bytes:
    """What unpacks to so many spaces: one packed million, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    million = packer.compress(b" " * _CHUNK) + packer.flush(zlib.Z_FULL_FLUSH)
    return million * (size // _CHUNK) + packer.flush()


def zip_bomb(name: str, size: int, *, said: int | None = None) -> bytes:
    """An archive with one part that unpacks to so many bytes, and says so or says something else."""
    return raw_zip(Entry(name.encode(), packed=much_of_nothing(size), size=size if said is None else said, crc=0))


def overlapping_zip(count: int) -> bytes:
    """An archive whose files are all the same bytes."""
    kernel = much_of_nothing(10 * _CHUNK)
    first = Entry(b"0.txt", packed=kernel, size=10 * _CHUNK, crc=0)
    return raw_zip(first, *(first._replace(name=b"%d.txt" % n, at=0) for n in range(1, count)))


def nested_zip(depth: int) -> bytes:
    """An archive of ten archives of ten archives …, with a bomb in each."""
    inner = zip_bomb("a.txt", 500 * _CHUNK)
    for level in range(depth):
        inner = raw_zip(*(Entry(b"%d-%d.zip" % (level, n), inner) for n in range(10)))
    return inner


def gzip_bomb(chunk: bytes, size: int) -> bytes:
    """What gunzip unpacks to so many bytes: a chunk again and again."""
    return gzip.compress(chunk) * (size // len(chunk))


def laughs(form: str) -> str:
    """A document type in which an entity stands for 10 000 000 000 'ha', and a form in which 'HERE' is that entity."""
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>{form.replace("HERE", "&a10;")}'
