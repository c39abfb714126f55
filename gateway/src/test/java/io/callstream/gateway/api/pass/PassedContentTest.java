package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that pass through: their bytes are the provider's matter, what the gateway reads in them is what the provider does. */
class PassedContentTest {
    /** Of a name that stands twice the last counts, as with most readers of JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stream\":true}                      | true",
                "{\"stream\":false}                     | false",
                "{\"stream\":false,\"stream\":true}     | true",
                "{\"stream\":true,\"stream\":false}     | false",
                "{\"stream\":true,\"stream\":null}      | false",
                "{\"stream\":\"true\"}                  | false",
                "{\"stream\":1}                         | false",
                "{\"a\":{\"stream\":true}}              | false",
                "{\"str\\u0065am\":true}               | true",
                "[{\"stream\":true}]                    | false",
                "{\"stream\":true                       | false",
                "stream                                 | false",
            })
    void aStreamIsAskedForByTheLastFieldThatSaysSo(String body, boolean stream) throws Exception {
        assertThat(of(body).stream()).isEqualTo(stream);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{\"model\":\"m\"}                    | m",
                "{\"model\":\"m\",\"model\":\"n\"}    | n",
                "{\"mod\\u0065l\":\"m\"}             | m",
                "{\"model\":7}                        | null",
                "{\"a\":{\"model\":\"m\"}}            | null",
                "[\"model\"]                          | null",
                "model                                | null",
            })
    void theModelIsThatOfTheLastFieldThatNamesOne(String body, String model) throws Exception {
        assertThat(of(body).model()).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[1]", "{\"a\":", "\u0000\u0001", "plain text", "{} "})
    void whateverItIsItsBytesGoOnAsTheyCame(String body) throws Exception {
        assertThat(of(body).body().toBytes()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(of(body).bytes()).isEqualTo(body.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\":", "plain text with a secret", "{}{}"})
    void whatIsNoObjectIsToldByItsTypeLengthAndHash(String body) throws Exception {
        PassedContent content = of(body);

        assertThat(content.isJson()).isFalse();
        assertThat(content.recorded()).isNotNull();
        assertThat(content.recorded().text())
                .contains("\"object\":\"body\"", "\"content_type\":\"text/x\"", "\"bytes\":" + body.length(), "sha256")
                .doesNotContain("secret");
    }

    @Test
    void nothingIsToldOfNothing() throws Exception {
        PassedContent content = PassedContent.of(Slice.EMPTY, "text/x");

        assertThat(content.recorded()).isNull();
        assertThat(content.type()).isNull();
        assertThat(content.isJson()).isFalse();
        assertThat(content.model()).isNull();
    }

    @Test
    void aFormIsToldWithoutItsFiles() throws Exception {
        String form = "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\nsecret\r\n--b--\r\n";
        PassedContent content = PassedContent.of(Slice.of(form), "multipart/form-data; boundary=b");

        assertThat(content.recorded()).isNotNull();
        assertThat(content.recorded().text())
                .contains("\"purpose\":\"batch\"", "\"filename\":\"a.jsonl\"")
                .doesNotContain("secret");
        assertThat(content.body().toBytes()).isEqualTo(form.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFormThatIsNoneIsRefused() {
        assertThatThrownBy(() -> PassedContent.of(Slice.of("no form"), "multipart/form-data; boundary=b"))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void whatIsChangedIsWhatIsToldAndSent() throws Exception {
        PassedContent changed = of("{\"a\":1}").with(Slice.of("{\"a\":2}"));

        assertThat(changed.body().toBytes()).isEqualTo("{\"a\":2}".getBytes(StandardCharsets.UTF_8));
        assertThat(changed.recorded()).isNotNull();
        assertThat(changed.recorded().text()).isEqualTo("{\"a\":2}");
        assertThat(changed.bytes()).isEqualTo(7);
        assertThat(changed.isJson()).isTrue();
    }

    private static PassedContent of(String body) throws InvalidRequestException {
        return PassedContent.of(Slice.of(body), "text/x");
    }
}
