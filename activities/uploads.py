"""Files that people bring, made safe to keep: what they are is told from their content alone. No database."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from threading import Lock

from django.core.exceptions import ValidationError
from django.db import models
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

# As many pixels as a good phone makes (8,064 × 6,048), and what is left of them on the longer side: every word on a
# receipt can still be read.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2_400
JPEG_QUALITY = 85
# Where a whole PDF says that it ends, counted in bytes from the end; some programs add a little after it.
PDF_END_WITHIN = 2_048

NOT_TAKEN = "We can take a photo (JPEG, PNG or HEIC) or a PDF. This is something else. Please choose another file."
NOT_READABLE = "We cannot read this picture. Part of it may be missing. Please take it again, or choose another one."
TOO_MANY_PIXELS = "This picture has more dots than we can take in. Please make it smaller, or take a photo of it."
PDF_NOT_WHOLE = "Part of this PDF is missing. Please save it again, then choose it again."
PDF_CALLED_PICTURE = "This file is called a picture, but it is a PDF. Rename it to end in .pdf, then try again."
PICTURE_CALLED_PDF = "This file is called a PDF, but it is a picture. Please choose the picture, or the real PDF."


class Kind(models.TextChoices):
    """What a file is once it is kept."""

    JPEG = "jpg", "Photo"
    PNG = "png", "Picture"
    PDF = "pdf", "PDF"


@dataclass(frozen=True)
class CleanFile:
    """A file that was looked into and may be kept."""

    kind: Kind
    content: bytes


# The first bytes of each kind of file that is taken; a HEIC photo has its own after the length of the first part.
PNG_STARTS, JPEG_STARTS, PDF_STARTS = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
PICTURE_NAMES = {".jpg", ".jpeg", ".png", ".heic", ".heif"}
# One picture at a time in each process: several large ones at once could fill a small machine's memory.
_one_at_a_time = Lock()


def clean_upload(content: bytes, *, name: str = "") -> CleanFile:
    """Return what may be kept of a file. Raises ValidationError, with a sentence to say, where nothing may.

    A picture is drawn again, the right way up and small enough, so that nothing of the file but its dots is left:
    no place, no camera, no comment. JPEG and HEIC become JPEG, PNG stays PNG. A PDF is kept as it is.
    The name never tells what a file is; one that says otherwise is refused, as it is likely to be the wrong file.
    """
    ending = PurePath(name).suffix.lower()
    if content.startswith(PDF_STARTS):
        _refuse_if(ending in PICTURE_NAMES, PDF_CALLED_PICTURE)
        _refuse_if(b"%%EOF" not in content[-PDF_END_WITHIN:], PDF_NOT_WHOLE)
        return CleanFile(Kind.PDF, content)
    drawn_as = _picture_format(content)
    _refuse_if(drawn_as is None, NOT_TAKEN)
    _refuse_if(ending == ".pdf", PICTURE_CALLED_PDF)
    return _draw_again(content, drawn_as)


def _refuse_if(is_so: bool, sentence: str) -> None:
    if is_so:
        raise ValidationError(sentence)


def _picture_format(content):
    """What Pillow calls the kind of picture that these bytes begin as, or None."""
    if content.startswith(JPEG_STARTS):
        return "JPEG"
    if content.startswith(PNG_STARTS):
        return "PNG"
    return "HEIF" if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS else None


def _draw_again(content, drawn_as):
    try:
        with _one_at_a_time, Image.open(BytesIO(content), formats=[drawn_as]) as picture:
            _refuse_if(picture.width * picture.height > MOST_PIXELS, TOO_MANY_PIXELS)
            fresh = _on_a_white_sheet(picture)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except Exception as error:
        # A broken picture makes a decoder raise almost anything, and none of it is a fault of ours.
        raise ValidationError(NOT_READABLE) from error
    kind = Kind.PNG if drawn_as == "PNG" else Kind.JPEG
    out = BytesIO()
    fresh.save(out, "PNG" if kind == Kind.PNG else "JPEG", quality=JPEG_QUALITY)
    return CleanFile(kind, out.getvalue())


def _on_a_white_sheet(picture):
    """The first picture in a file, small enough and the right way up, on a new sheet that carries nothing else."""
    # A JPEG is then read at a half, a quarter or an eighth of its size, which saves memory and time.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    if picture.mode.startswith("I"):
        # Sixteen bits a dot: left as they are, all but the darkest would turn white.
        picture = picture.point(lambda dot: dot / 256).convert("L")
    elif picture.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture)
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return sheet
