import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.documents.decoding import decode
from backchannel.errors import DocumentError

from .strategies import texts


@given(texts)
def test_utf8_comes_back_verbatim(text: str) -> None:
    """What was encoded in UTF-8 is read to the character, line ends and composed letters included."""
    assert decode(text.encode(), "x.txt") == (text, "utf-8", ())


@given(texts, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"]))
def test_a_byte_order_mark_decides_and_is_dropped(text: str, encoding: str) -> None:
    """With a mark every Unicode encoding is read verbatim, and the text does not begin with the mark."""
    decoded = decode("\ufeff".encode(encoding) + text.encode(encoding), "x.txt")
    assert decoded.text == text
    assert "byte-order mark" in decoded.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zero_bytes(encoding: str) -> None:
    """English in UTF-16 is read without a mark, and the warning says so."""
    text = "The envoys met in Vienna – nobody was told."
    decoded = decode(text.encode(encoding), "x.txt")
    assert decoded.text == text
    assert "no byte-order mark" in decoded.warnings[0]


def test_windows_1252_keeps_quotes_dashes_and_the_euro_sign() -> None:
    """Bytes that are not UTF-8 but letters, quotes and signs of Windows-1252 are read as that."""
    text = "The minister’s aide said “no” — the price was €3 million, señor."
    decoded = decode(text.encode("cp1252"), "x.txt")
    assert decoded.text == text
    assert decoded.encoding == "cp1252"


def test_latin_1_letters_are_read() -> None:
    """Latin-1 is the part of Windows-1252 that both share."""
    assert decode("Özal traf Müller in São Paulo.".encode("latin-1"), "x.txt").text == "Özal traf Müller in São Paulo."


def test_broken_utf8_is_replaced_and_its_bytes_named() -> None:
    """Where the rest is UTF-8, bytes that do not fit become U+FFFD and the warning names their offsets."""
    data = "“Nein” – so die Antwort für Köln. ".encode() + b"\xff\xfe" + " “Ja” – später.".encode()
    decoded = decode(data, "x.txt")
    assert decoded.text == "“Nein” – so die Antwort für Köln. \ufffd\ufffd “Ja” – später."
    at = data.index(b"\xff")
    assert f"byte {at}, {at + 1}" in decoded.warnings[0]


def test_nul_characters_become_spaces_so_that_offsets_hold() -> None:
    """NUL characters are each read as a space, counted in a warning; nothing else moves."""
    decoded = decode(b"The\0envoys met in Vienna.\0", "x.txt")
    assert decoded.text == "The envoys met in Vienna. "
    assert decoded.warnings == ("2 NUL characters stood in the text; each was read as a space",)


@pytest.mark.parametrize("data", [b"", b"  \n\t ", codecs.BOM_UTF8, " \u200b\u2060\ufeff\u00a0\n".encode()])
def test_nothing_is_an_empty_document(data: bytes) -> None:
    """No bytes, blanks only, also those of no width, or a lone mark: one plain reason."""
    with pytest.raises(DocumentError, match="empty document"):
        decode(data, "x.txt")


def test_bytes_without_sense_are_refused() -> None:
    """A file of control characters is no text."""
    with pytest.raises(DocumentError, match="is not text"):
        decode(bytes(range(1, 9)) * 40, "x.bin")


@given(st.binary(min_size=1, max_size=300))
def test_arbitrary_bytes_give_text_or_a_document_error(data: bytes) -> None:
    """Nothing else is ever raised, and what comes back can be encoded again."""
    try:
        text = decode(data, "x").text
    except DocumentError:
        return
    text.encode()
    assert "\0" not in text


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-2022-jp", "iso-2022-jp", "二人の大臣がオスロで会った。"),  # seven bits: valid UTF-8 of nonsense
        ("gb2312", "gbk", "两位部长在奥斯陆镕会面。"),  # a letter that only the wider encoding has
        ("shift_jis", "cp932", "①二人の大臣"),
        ("iso-8859-8-i", "iso-8859-8", "שלום"),
        ("x-mac-cyrillic", "mac_cyrillic", "Министры"),
        ("windows-1256", "cp1256", "وزير الخارجية"),
    ],
)
def test_declared_encodings_are_taken_as_they_are_meant(declared: str, encoding: str, text: str) -> None:
    """Labels as the WHATWG Encoding Standard reads them, and encodings that shift letters into ASCII."""
    assert decode(text.encode(encoding), "x", declared).text == text


def test_a_letter_cut_in_two_costs_itself() -> None:
    """The declaration still holds; the warning says so."""
    decoded = decode("两位部长在奥斯陆会面。".encode("gbk")[:-1], "x", "gbk")
    assert decoded.text == "两位部长在奥斯陆会面\ufffd"
    assert "1 bytes do not fit" in decoded.warnings[0]


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "unicode_escape", "utf-7", "rot13", "zlib", "iso-8859-1", "?"]
)
def test_declarations_of_what_is_no_encoding_of_texts_are_not_believed(declared: str) -> None:
    """Some are slow, some turn words into others; the bytes tell by themselves."""
    assert decode("“caf\\u00e9” +AGE-".encode("cp1252"), "x", declared).text == "“caf\\u00e9” +AGE-"
