"""Files that people bring: what is taken, what is left of it, and what is refused with which sentence."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from activities import uploads
from activities.uploads import Kind, clean_upload

RED, BLUE = (200, 20, 20), (20, 20, 200)
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n%%EOF\n"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def drawn(kind, picture=None, **options):
    """A picture as a file."""
    out = BytesIO()
    (picture or Image.new("RGB", (60, 40), RED)).save(out, kind, **options)
    return out.getvalue()


def opened(file):
    picture = Image.open(BytesIO(file.content))
    picture.load()
    return picture


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width, height, *chunks):
    """A PNG whose header says so, whatever it holds."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def exif_of_a_phone():
    """What a phone writes into a photo: that it was held sideways, its maker, and where it was."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Phone Maker"
    exif.get_ifd(GPS)[2] = (53.0, 43.0, 12.0)
    return exif.tobytes()


def refusal(content, name=""):
    with pytest.raises(ValidationError) as error:
        clean_upload(content, name=name)
    return error.value.messages


@pytest.mark.parametrize(("kind", "kept_as"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("HEIF", "JPEG"), ("MPO", "JPEG")])
def test_a_photo_is_drawn_again_whatever_it_is_called(kind, kept_as):
    file = clean_upload(drawn(kind), name="receipt.gif")
    assert opened(file).format == kept_as
    assert file.kind == {"JPEG": Kind.JPEG, "PNG": Kind.PNG}[kept_as]
    assert opened(file).getpixel((30, 20)) == pytest.approx(RED, abs=4)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_place_camera_and_comments_are_gone_and_the_photo_is_the_right_way_up(kind):
    picture = Image.new("RGB", (60, 40), RED)
    picture.paste(BLUE, (0, 0, 10, 40))
    words = {"comment": b"Secret words"} if kind == "JPEG" else {}
    photo = drawn(kind, picture, exif=exif_of_a_phone(), icc_profile=b"Secret profile", **words)
    assert b"Phone Maker" in photo and Image.open(BytesIO(photo)).getexif()
    file = clean_upload(photo)
    assert not opened(file).getexif()
    assert set(opened(file).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not any(word in file.content for word in (b"Phone Maker", b"Secret", b"Exif"))
    assert opened(file).size == (40, 60)
    assert opened(file).getpixel((20, 2)) == pytest.approx(BLUE, abs=9)


def test_words_and_a_place_within_a_png_are_gone():
    words = chunk(b"tEXt", b"Comment\0Secret") + chunk(b"eXIf", exif_of_a_phone())
    dots = chunk(b"IDAT", zlib.compress(b"\0" + bytes(RED)))
    file = clean_upload(png_of(1, 1, words, dots))
    assert opened(file).info == {} and b"Secret" not in file.content and b"Phone" not in file.content


def test_a_large_photo_is_made_smaller_and_keeps_its_shape():
    file = clean_upload(drawn("JPEG", Image.new("RGB", (4800, 2400), RED)))
    assert opened(file).size == (2400, 1200)


@pytest.mark.parametrize(
    ("picture", "seen"),
    [
        (Image.new("CMYK", (60, 40), (0, 255, 255, 0)), (254, 0, 0)),
        (Image.new("I;16", (60, 40), 0x8000), (128, 128, 128)),
        (Image.new("L", (60, 40), 90), (90, 90, 90)),
        (Image.new("LA", (60, 40), (0, 0)), (255, 255, 255)),
        (Image.new("RGBA", (60, 40), (*RED, 0)), (255, 255, 255)),
        (Image.new("RGB", (60, 40), RED).quantize(), RED),
        (Image.new("1", (60, 40), 1), (255, 255, 255)),
    ],
    ids=lambda value: getattr(value, "mode", ""),
)
def test_however_colours_are_written_they_stay_and_what_is_clear_becomes_white(picture, seen):
    file = clean_upload(drawn("JPEG" if picture.mode == "CMYK" else "PNG", picture))
    assert opened(file).mode == "RGB"
    assert opened(file).getpixel((30, 20)) == pytest.approx(seen, abs=4)


def test_of_moving_pictures_the_first_is_kept():
    others = [Image.new("RGB", (60, 40), BLUE)]
    picture = opened(clean_upload(drawn("PNG", save_all=True, append_images=others)))
    assert getattr(picture, "n_frames", 1) == 1 and picture.getpixel((0, 0)) == RED


def test_a_pdf_is_kept_as_it_is():
    assert clean_upload(PDF, name="Receipt.PDF") == uploads.CleanFile(Kind.PDF, PDF)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (SVG, "sign.svg", uploads.NOT_TAKEN),
        (SVG, "sign.png", uploads.NOT_TAKEN),
        (b"<html><script>alert(1)</script>", "photo.jpg", uploads.NOT_TAKEN),
        (drawn("GIF"), "photo.jpg", uploads.NOT_TAKEN),
        (drawn("AVIF"), "photo.heic", uploads.NOT_TAKEN),
        (drawn("TIFF"), "photo.tif", uploads.NOT_TAKEN),
        (b"PK\x03\x04" + bytes(99), "receipts.zip", uploads.NOT_TAKEN),
        (b"", "photo.jpg", uploads.NOT_TAKEN),
        (PDF, "photo.jpg", uploads.PDF_CALLED_PICTURE),
        (PDF, "photo.HEIC", uploads.PDF_CALLED_PICTURE),
        (drawn("JPEG"), "receipt.pdf", uploads.PICTURE_CALLED_PDF),
        (PDF[:20], "receipt.pdf", uploads.PDF_NOT_WHOLE),
        (b"\n\n" + PDF, "receipt.pdf", uploads.NOT_TAKEN),
        (png_of(50_000, 50_000, chunk(b"IDAT", zlib.compress(bytes(4)))), "dot.png", uploads.TOO_MANY_PIXELS),
        (png_of(10_000, 9_000, chunk(b"IDAT", zlib.compress(bytes(4)))), "dot.png", uploads.TOO_MANY_PIXELS),
        (png_of(1_000, 50_001, chunk(b"IDAT", zlib.compress(bytes(4)))), "dot.png", uploads.TOO_MANY_PIXELS),
        (png_of(900, 900, chunk(b"IDAT", zlib.compress(bytes(4)))), "dot.png", uploads.NOT_READABLE),
        (png_of(1, 1, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))), "b.png", uploads.NOT_READABLE),
        (png_of(1, 1, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))), "b.png", uploads.NOT_READABLE),
        (drawn("JPEG")[:-200], "photo.jpg", uploads.NOT_READABLE),
        (drawn("PNG")[:-40], "photo.png", uploads.NOT_READABLE),
        (drawn("HEIF")[:-40], "photo.heic", uploads.NOT_READABLE),
        (b"\xff\xd8\xff" + SVG, "photo.jpg", uploads.NOT_READABLE),
        (drawn("HEIF")[:12], "photo.heic", uploads.NOT_READABLE),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_a_sentence(content, name, sentence):
    assert refusal(content, name) == [sentence]


def test_a_picture_with_too_many_dots_is_refused_before_any_is_read(monkeypatch):
    monkeypatch.setattr(uploads, "_on_a_white_sheet", pytest.fail)
    assert refusal(png_of(10_000, 8_000)) == [uploads.TOO_MANY_PIXELS]


WHOLE = [drawn("JPEG", exif=exif_of_a_phone()), drawn("PNG"), drawn("HEIF"), PDF]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8), st.floats(0, 1))
def test_a_broken_file_is_taken_or_refused_and_never_an_error(whole, changes, cut):
    broken = bytearray(whole)
    for place, byte in changes:
        broken[int(place * (len(broken) - 1))] = byte
    content = bytes(broken[: int(cut * len(broken)) + 1])
    try:
        file = clean_upload(content)
    except ValidationError as error:
        assert error.messages[0].endswith(".")
    else:
        assert file.kind in Kind and file.content
