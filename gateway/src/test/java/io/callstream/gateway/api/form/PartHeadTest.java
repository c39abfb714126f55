package io.callstream.gateway.api.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.Slice;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lines before a part say: its name, its file's name and its type, as browsers and HTTP libraries write them. */
class PartHeadTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            form-data; name="a"                                     | a    | none
            form-data; name=a                                       | a    | none
            form-data;name=a                                        | a    | none
            form-data ; NAME = a                                    | a    | none
            form-data; name="a b;c=d"                               | a b;c=d | none
            form-data; name="a\\"b"                                 | a"b  | none
            form-data; name="a\\\\b"                                | a\\b | none
            form-data; name="a\\b"                                  | a\\b | none
            form-data; name=""                                      | ``   | none
            form-data; name="é"                                     | é    | none
            form-data; name="a"; filename="b.mp3"                   | a    | b.mp3
            form-data; filename="b.mp3"; name="a"                   | a    | b.mp3
            form-data; name="a"; filename=""                        | a    | ``
            form-data; name="a"; filename="C:\\dir\\b.mp3"          | a    | C:\\dir\\b.mp3
            form-data; name="a"; filename*=utf-8''%C3%A9.mp3        | a    | é.mp3
            form-data; name="a"; filename*=UTF-8''%c3%a9            | a    | é
            form-data; name="a"; filename="x"; filename*=utf-8''%C3%A9 | a | é
            form-data; name="a"; filename*=utf-8''a%zz%4            | a    | a%zz%4
            form-data; name="a"; filename="x"; filename*=iso-8859-1''%E9 | a | x
            form-data; name="a"; filename*=iso-8859-1''%E9          | a    | none
            form-data; name="a"; x                                  | a    | none
            form-data; name="unended                                | unended | none
            """)
    void aPartHasANameAndAFileHasOneToo(String disposition, String name, @Nullable String file) throws Exception {
        FormPart part = only("Content-Disposition: " + disposition);

        assertThat(part.name()).isEqualTo(name);
        assertThat(part.fileName()).isEqualTo(file);
        assertThat(part.isFile()).isEqualTo(file != null);
    }

    @Test
    void itsTypeIsWhatItsSenderSays() throws Exception {
        assertThat(only("Content-Disposition: form-data; name=\"a\"\r\ncontent-TYPE:  audio/mpeg ")
                        .contentType())
                .isEqualTo("audio/mpeg");
        assertThat(only("X-Other: a:b\r\nContent-Disposition: form-data; name=\"a\"")
                        .contentType())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Content-Type: text/plain                    | Invalid 'body': expected a name in the Content-Disposition of each part of the form.
            Content-Disposition: form-data              | Invalid 'body': expected a name in the Content-Disposition of each part of the form.
            Content-Disposition: form-data; filename=a  | Invalid 'body': expected a name in the Content-Disposition of each part of the form.
            no header at all                            | Invalid 'body': expected a header's name and a colon in each line in the head of each part of the form.
            : a                                         | Invalid 'body': expected a header's name and a colon in each line in the head of each part of the form.
            """)
    void aPartWithoutANameIsRefused(String head, String message) {
        assertThatThrownBy(() -> only(head))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void aFormHasAtMostAThousandParts() throws Exception {
        String part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n";
        String most = IntStream.range(0, 1_000).mapToObj(i -> part).collect(Collectors.joining());

        assertThat(read(most + "--b--").parts()).hasSize(1_000);
        assertThatThrownBy(() -> read(most + part + "--b--"))
                .hasMessage("The request body has too many fields: expected at most 1000.");
    }

    @Test
    void aHeadIsAtMost16KibibytesLong() throws Exception {
        String disposition = "\r\nContent-Disposition: form-data; name=\"a\"\r\nX: ";
        String fits = "x".repeat((16 << 10) - disposition.length() - 4);

        assertThat(read("--b" + disposition + fits + "\r\n\r\nm\r\n--b--").text("a"))
                .isEqualTo("m");
        assertThatThrownBy(() -> read("--b" + disposition + fits + "x\r\n\r\nm\r\n--b--"))
                .hasMessage("Invalid 'body': expected a head of at most 16384 bytes before each part of the form.");
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data; boundary=b, true",
        "'  Multipart/Form-Data', true",
        "multipart/mixed; boundary=b, false",
        "application/json, false",
        "'', false",
    })
    void aFormIsKnownByItsType(String type, boolean form) {
        assertThat(Multipart.is(type)).isEqualTo(form);
        assertThat(Multipart.is(null)).isFalse();
    }

    @Test
    void nothingOfAFormIsShown() throws Exception {
        Multipart form = read("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nsecret\r\n--b--");

        assertThat(form).hasToString("Multipart[1 parts]");
        assertThat(form.parts().get(0)).hasToString("FormPart[a, 6 bytes]");
        assertThat(form.text("b")).isNull();
    }

    private static FormPart only(String head) throws InvalidRequestException {
        return read("--b\r\n" + head + "\r\n\r\nm\r\n--b--\r\n").parts().get(0);
    }

    private static Multipart read(String body) throws InvalidRequestException {
        return Multipart.read(Slice.of(body), TYPE);
    }
}
