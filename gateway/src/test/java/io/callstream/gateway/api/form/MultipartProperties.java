package io.callstream.gateway.api.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is in a form comes out of it; whatever is no form is refused, and nothing else happens. */
class MultipartProperties {
    private static final String BOUNDARY = "aXb";
    private static final String TYPE = "multipart/form-data; boundary=\"" + BOUNDARY + "\"";

    /** @param file whether it is one */
    record Sent(String name, boolean file, byte[] content) {}

    @Property
    void whatIsWrittenIsRead(@ForAll("forms") List<Sent> sent) throws Exception {
        Multipart form = Multipart.read(Slice.of(written(sent)), TYPE);

        assertThat(form.parts()).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            FormPart part = form.parts().get(i);
            assertThat(part.name()).isEqualTo(sent.get(i).name());
            assertThat(part.isFile()).isEqualTo(sent.get(i).file());
            assertThat(part.content().toBytes()).isEqualTo(sent.get(i).content());
        }
    }

    @Property
    void partsAndLinesAreTheWholeBody(@ForAll("forms") List<Sent> sent) throws Exception {
        byte[] body = written(sent);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        Multipart form = Multipart.read(Slice.of(body), TYPE);
        for (FormPart part : form.parts()) {
            again.writeBytes(part.head().toBytes());
            again.writeBytes(part.content().toBytes());
            again.writeBytes(bytes("\r\n"));
        }
        again.writeBytes(form.end().toBytes());
        again.writeBytes(bytes("\r\n"));

        assertThat(again.toByteArray()).isEqualTo(body);
    }

    @Property
    void aFormThatIsCutIsRefused(
            @ForAll("forms") List<Sent> sent, @ForAll @IntRange(min = 5, max = 4_000) int missing) {
        byte[] body = written(sent);
        int length = Math.max(0, body.length - missing);

        assertThatThrownBy(() -> Multipart.read(new Slice(body, 0, length), TYPE))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Property
    void anyBytesAreAFormOrRefused(@ForAll("noise") String noise) {
        byte[] body = bytes(noise);
        try {
            for (FormPart part : Multipart.read(Slice.of(body), TYPE).parts()) {
                assertThat(part.content().end()).isLessThanOrEqualTo(body.length);
            }
        } catch (InvalidRequestException refused) {
            assertThat(refused.getMessage()).startsWith("Invalid 'body'");
        }
    }

    @Provide
    Arbitrary<List<Sent>> forms() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("abz[]_ é\"\\;=").ofMinLength(1).ofMaxLength(8);
        Arbitrary<byte[]> contents = Arbitraries.strings()
                .withChars("\r\n-aXb\u0000ÿ")
                .ofMaxLength(60)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .filter(content -> !new String(content, StandardCharsets.ISO_8859_1).contains("--" + BOUNDARY));
        return Combinators.combine(names, Arbitraries.of(true, false), contents)
                .as(Sent::new)
                .list()
                .ofMaxSize(5);
    }

    /** Pieces of forms in any order. */
    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(
                        "--aXb",
                        "--aXb--",
                        "\r\n",
                        "\r\n\r\n",
                        "Content-Disposition: form-data; name=\"a\"",
                        "; filename=",
                        "\"",
                        "-",
                        "x")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    @Example
    void whatStandsBeforeAndBehindIsForNobody() throws Exception {
        String body =
                "preface\r\n--aXb  \r\nContent-Disposition: form-data; name=model\r\n\r\nm\r\n--aXb--\r\nepilogue";

        assertThat(Multipart.read(Slice.of(body), "Multipart/Form-Data;charset=utf-8; boundary=aXb")
                        .text("model"))
                .isEqualTo("m");
    }

    @Example
    void aNameOfAFileMayBeEncoded() throws Exception {
        String body =
                "--aXb\r\nContent-Disposition: form-data; name=\"file\"; filename=\"?\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.mp3"
                        + "\r\n\r\n\r\n--aXb--";

        assertThat(Multipart.read(Slice.of(body), TYPE).parts().get(0).fileName())
                .isEqualTo("Grüße.mp3");
    }

    @Example
    void aBoundaryIsNeeded() {
        assertThatThrownBy(() -> Multipart.read(Slice.of("--"), "multipart/form-data"))
                .hasMessageContaining("a boundary of 1 to 70 characters");
    }

    private static byte[] written(List<Sent> sent) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Sent each : sent) {
            String name = each.name().replace("\\", "\\\\").replace("\"", "\\\"");
            out.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                    + (each.file() ? "; filename=\"f\"\r\nContent-Type: x/y" : "") + "\r\n\r\n"));
            out.writeBytes(each.content());
            out.writeBytes(bytes("\r\n"));
        }
        out.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
