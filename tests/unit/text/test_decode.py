import codecs

import pytest

from dragoman.errors import InputError
from dragoman.model import EncodingBasis
from dragoman.text import decode

ENGLISH = "The ministers met in the port on Friday and agreed on the café’s “grain” – at last.\n" * 3
RUSSIAN = "Министры встретились в пятницу в порту и договорились о вывозе зерна морем.\n" * 3
TURKISH = "Bakanlar İstanbul’da buluştu ve tahıl anlaşmasını imzaladı, dağıtım yakında başlayacak.\n" * 3
GERMAN = "Die Minister trafen sich am Freitag im Hafen; „schöne Grüße“, sagte der Überbringer.\n" * 3
META = '<html><head><meta charset="{}"></head><body><p>'


class TestMark:
    @pytest.mark.parametrize(
        ("mark", "name"),
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (codecs.BOM_UTF32_BE, "utf-32-be"),
        ],
    )
    def test_a_mark_decides_and_is_no_part_of_the_text(self, mark: bytes, name: str) -> None:
        text, encoding = decode(mark + RUSSIAN.encode(name))
        assert (text, encoding.name, encoding.basis) == (RUSSIAN, name, EncodingBasis.BOM)

    def test_a_mark_beats_a_declaration(self) -> None:
        source = META.format("windows-1251") + RUSSIAN
        text, encoding = decode(codecs.BOM_UTF8 + source.encode(), markup=True)
        assert (text, encoding.basis) == (source, EncodingBasis.BOM)

    def test_only_the_first_mark_is_taken_off(self) -> None:
        assert decode(codecs.BOM_UTF8 * 2 + b"a")[0] == "\ufeffa"


class TestDeclared:
    @pytest.mark.parametrize(("label", "name"), [("windows-1251", "cp1251"), ("koi8-r", "koi8-r")])
    def test_a_declaration_is_followed(self, label: str, name: str) -> None:
        source = META.format(label) + RUSSIAN
        text, encoding = decode(source.encode(name), markup=True)
        assert (text, encoding.name, encoding.basis) == (source, name, EncodingBasis.DECLARED)

    @pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii"])
    def test_latin_1_means_windows_1252_as_in_browsers(self, label: str) -> None:
        source = META.format(label) + ENGLISH
        assert decode(source.encode("cp1252"), markup=True)[0] == source

    def test_an_xml_declaration_counts(self) -> None:
        source = '<?xml version="1.0" encoding="windows-1251"?><html><body>' + RUSSIAN
        assert decode(source.encode("cp1251"), markup=True)[1].basis is EncodingBasis.DECLARED

    def test_a_declaration_in_plain_text_is_only_text(self) -> None:
        source = "He wrote <meta charset=windows-1251> into the page’s head."
        assert decode(source.encode()) == (source, decode(source.encode())[1])
        assert decode(source.encode())[1].basis is EncodingBasis.DETECTED

    def test_valid_utf_8_beats_a_declaration_that_is_no_longer_true(self) -> None:
        source = META.format("windows-1251") + RUSSIAN
        text, encoding = decode(source.encode(), markup=True)
        assert (text, encoding.name, encoding.basis) == (source, "utf-8", EncodingBasis.DETECTED)

    @pytest.mark.parametrize(("text", "name"), [(RUSSIAN, "cp1251"), (ENGLISH, "cp1252")])
    def test_a_declaration_that_the_bytes_do_not_fit_is_dropped(self, text: str, name: str) -> None:
        source = META.format("utf-8") + text
        assert decode(source.encode(name), markup=True)[0] == source

    def test_a_few_broken_bytes_do_not_unseat_a_declaration(self) -> None:
        data = (META.format("utf-8") + RUSSIAN).encode() + b"\x93bad\x94"
        text, encoding = decode(data, markup=True)
        assert (encoding.basis, encoding.replaced) == (EncodingBasis.DECLARED, 2)
        assert text.endswith("\ufffdbad\ufffd")

    @pytest.mark.parametrize("label", ["klingon", "hex", "utf-7", "unicode_escape", "idna"])
    def test_a_label_that_is_no_encoding_of_pages_is_passed_over(self, label: str) -> None:
        source = META.format(label) + ENGLISH
        text, encoding = decode(source.encode(), markup=True)
        assert (text, encoding.name) == (source, "utf-8")

    def test_a_declaration_that_was_read_as_ascii_cannot_be_utf_16(self) -> None:
        source = META.format("utf-16") + ENGLISH
        assert decode(source.encode(), markup=True)[0] == source


class TestDetected:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            (ENGLISH, "utf-8"),
            (RUSSIAN, "utf-8"),
            (ENGLISH, "cp1252"),
            (GERMAN, "cp1252"),
            (RUSSIAN, "cp1251"),
            (TURKISH, "cp1254"),
            (ENGLISH, "utf-16-le"),
            (ENGLISH, "utf-16-be"),
            (RUSSIAN, "utf-16-le"),
            (RUSSIAN, "utf-16-be"),
        ],
    )
    def test_the_encoding_is_found_without_a_word_about_it(self, text: str, name: str) -> None:
        found, encoding = decode(text.encode(name))
        assert found == text
        assert (encoding.name, encoding.basis, encoding.replaced) == (name, EncodingBasis.DETECTED, 0)

    def test_one_russian_phrase_in_an_english_page_stays_russian(self) -> None:
        text = (
            "The minister answered the reporters on the quay in a few words. " * 8 + "Договорились обо всем."
        )
        assert decode(text.encode("cp1251"))[0] == text

    def test_mostly_utf_8_is_read_as_utf_8(self) -> None:
        text, encoding = decode(RUSSIAN.encode() + b"\x93")
        assert (text, encoding.name, encoding.replaced) == (RUSSIAN + "\ufffd", "utf-8", 1)

    def test_a_file_cut_inside_a_character_loses_only_that(self) -> None:
        text, encoding = decode(RUSSIAN.strip("\n.").encode()[:-1])
        assert text[:-1] == RUSSIAN.strip("\n.")[:-1]
        assert encoding.replaced == 1

    def test_replacement_characters_of_the_page_itself_are_not_counted(self) -> None:
        text, encoding = decode("a \ufffd b".encode())
        assert (text, encoding.replaced) == ("a \ufffd b", 0)

    def test_nothing_is_normalised(self) -> None:
        text = "e\u0301 \u00a0\r\n\r\x0c\u200b\u2028 \ufb01 \0"
        assert decode(text.encode())[0] == text


class TestForced:
    def test_what_is_forced_is_obeyed_even_when_it_is_wrong(self) -> None:
        text, encoding = decode(RUSSIAN.encode("cp1251"), forced="utf-8")
        assert encoding.basis is EncodingBasis.FORCED
        assert encoding.replaced > 100
        assert "\ufffd" in text

    def test_a_forced_encoding_beats_declaration_and_validity(self) -> None:
        assert decode(META.format("utf-8").encode() + "é".encode(), forced="cp1252", markup=True)[0].endswith(
            "Ã©"
        )

    def test_a_mark_is_no_part_of_the_text_either(self) -> None:
        assert decode(codecs.BOM_UTF8 + b"abc", forced="UTF-8")[0] == "abc"
        assert decode(codecs.BOM_UTF16_LE + "abc".encode("utf-16-le"), forced="utf-16-le")[0] == "abc"

    def test_half_a_character_at_the_end_is_one_replacement(self) -> None:
        assert decode(b"a\0b", forced="utf-16-le")[1].replaced == 1

    @pytest.mark.parametrize(
        "label",
        [
            "klingon",
            "",
            "base64",
            "zlib",
            "rot13",
            "idna",
            "undefined",
            "unicode_escape",
            "a\0b",
            "../x",
            "x" * 5000,
        ],
    )
    def test_what_is_no_encoding_is_refused(self, label: str) -> None:
        with pytest.raises(InputError, match="not an encoding"):
            decode(b"abc", forced=label)


class TestStated:
    TEXT = "Прибыли корабли с зерном, сообщил министр."

    def test_a_label_that_came_with_the_bytes_counts_before_one_in_them(self) -> None:
        data = f'<meta charset="koi8-r"><p>{self.TEXT}</p>'.encode("cp1251")
        text, how = decode(data, markup=True, stated="windows-1251")
        assert self.TEXT in text
        assert (how.name, how.basis) == ("cp1251", EncodingBasis.DECLARED)

    @pytest.mark.parametrize("stated", ["klingon", "", "base64", "utf-8"])
    def test_a_label_that_does_not_fit_gives_way(self, stated: str) -> None:
        data = f'<meta charset="windows-1251"><p>{self.TEXT}</p>'.encode("cp1251")
        text, how = decode(data, markup=True, stated=stated)
        assert self.TEXT in text
        assert how.name == "cp1251"

    def test_true_utf8_is_utf8_whatever_is_stated(self) -> None:
        assert decode(self.TEXT.encode(), stated="iso-8859-1")[0] == self.TEXT
