package io.callstream.gateway.api.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.Slice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forms that one reader takes for one thing and another reader for another: what is routed, priced and recorded has to be what the
 * provider runs, so that they are refused. Heads go on to the provider as they came.
 */
class MultipartReadingsTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    /** In each a name could be hidden, {@code model} for example, that the gateway does not see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // python-multipart and Go's mime.ParseMediaType do not agree on which of two stands
                "Content-Disposition: form-data; name=\"x\"; name=\"model\"",
                "Content-Disposition: form-data; name=\"x\"; NAME=model",
                "Content-Disposition: form-data; name=\"x\"; filename=\"a\"; filename=\"b\"",
                // RFC 2231, which RFC 7578 §4.2 forbids and some readers decode
                "Content-Disposition: form-data; name=\"x\"; name*=utf-8''model",
                "Content-Disposition: form-data; name=\"x\"; name*0=\"mod\"; name*1=\"el\"",
                "Content-Disposition: form-data; name=\"x\"\r\nContent-Disposition: form-data; name=\"model\"",
                "content-disposition: form-data; name=\"x\"\r\nCONTENT-DISPOSITION: form-data; name=\"model\"",
                // readers that take a line feed alone, or a carriage return alone, for a line's end
                "X-Note: a\nContent-Disposition: form-data; name=\"model\"\r\nContent-Disposition: form-data; name=\"x\"",
                "Content-Disposition: form-data; name=\"x\"\nContent-Disposition: form-data; name=\"model\"",
                "Content-Disposition: form-data; name=\"x\"\rContent-Disposition: form-data; name=\"model\"",
                // RFC 5322's folded lines
                "Content-Disposition: form-data; name=\"x\"\r\n ; name=\"model\"",
                "Content-Disposition: form-data;\r\n\tname=\"model\"",
                // a reader in C ends a name at it
                "Content-Disposition: form-data; name=\"model\u0000x\"",
                // a reader that knows no such name, or strips the space
                "Content-Disposition : form-data; name=\"model\"",
            })
    void aHeadThatCanBeReadInTwoWaysIsRefused(String head) {
        String body = "--b\r\n" + head + "\r\n\r\nm\r\n--b--\r\n";

        assertThatThrownBy(() -> Multipart.read(Slice.of(body), TYPE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("Invalid 'body': expected ")
                .hasMessageContaining("of the form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=b; boundary=c",
                "multipart/form-data; boundary=b; BOUNDARY=\"c\"",
                "multipart/form-data; boundary=b; boundary*=utf-8''c",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
            })
    void aTypeWithoutOneBoundaryIsRefused(String type) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nm\r\n--b--\r\n";

        assertThatThrownBy(() -> Multipart.read(Slice.of(body), type))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("Invalid 'content-type': expected ");
    }

    /** RFC 2046 §5.1.1: a boundary's line is the boundary, two hyphens at the end, and spaces that somebody put behind it. */
    @ParameterizedTest
    @CsvSource({
        "--b-c", "--b-", "--bc", "--b x", "--b\tx", "--b =1", "-b", "--", "--B",
    })
    void aLineThatOnlyBeginsLikeTheBoundaryIsContent(String line) throws Exception {
        String content = "one\r\n" + line + "\r\ntwo";
        String body = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n" + content + "\r\n--b--\r\n";

        Multipart form = Multipart.read(Slice.of(body), TYPE);

        assertThat(form.parts()).hasSize(1);
        assertThat(form.text("x")).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--b\r\n", "--b \r\n", "--b\t \r\n"})
    void spacesBehindABoundaryAreNobodys(String line) throws Exception {
        String body = line + "Content-Disposition: form-data; name=\"x\"\r\n\r\nm\r\n" + line
                + "Content-Disposition: form-data; name=\"y\"\r\n\r\nn\r\n--b--";

        Multipart form = Multipart.read(Slice.of(body), TYPE);

        assertThat(form.text("x")).isEqualTo("m");
        assertThat(form.text("y")).isEqualTo("n");
    }

    /** As curl, Python's requests and httpx, Node's undici and Go's mime/multipart write them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name=\"x\"",
                "content-disposition: form-data; name=x",
                "Content-Disposition: form-data; name=\"x\"\r\nContent-Type: text/plain; charset=utf-8",
                "Content-Type: application/json\r\nContent-Disposition: form-data; name=\"x\"",
                "Content-Disposition: form-data; name=\"x\"\r\nContent-Transfer-Encoding: binary\r\nContent-Length: 1",
                "Content-Disposition:form-data;name=\"x\"",
                "Content-Disposition: form-data; name=\"x\" ; size=1",
            })
    void theHeadsThatClientsWriteAreRead(String head) throws Exception {
        String body = "--b\r\n" + head + "\r\n\r\nm\r\n--b--\r\n";

        assertThat(Multipart.read(Slice.of(body), TYPE).text("x")).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource({
        "filename=\"a.mp3\", a.mp3",
        "filename=a.mp3, a.mp3",
        "filename=\"a;b.mp3\", a;b.mp3",
        "filename=\"a\\\"b.mp3\", 'a\"b.mp3'",
        "filename=\"C:\\dir\\a.mp3\", C:\\dir\\a.mp3",
        "filename=\"Grüße.mp3\", Grüße.mp3",
        "filename=\"?\"; filename*=UTF-8''%F0%9F%8E%B5.mp3, 🎵.mp3",
        "filename*=utf-8''a%20b.mp3; filename=\"x\", a b.mp3",
        "filename=\"a\"; filename*=iso-8859-1''%FC, a",
        "filename*=utf-8''100%, 100%",
    })
    void aFilesNameIsThatOfItsSender(String parameter, String name) throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; " + parameter + "\r\n\r\nm\r\n--b--\r\n";

        assertThat(Multipart.read(Slice.of(body), TYPE).parts().get(0).fileName())
                .isEqualTo(name);
    }
}
