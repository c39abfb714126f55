package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacedIdTest {
    private static String coded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void litellmsOwnAreRead() {
        assertThat(PlacedId.read("file-" + coded("litellm:file-abc123;model,gpt-4o-mine")))
                .isEqualTo(new PlacedId("file-abc123", "gpt-4o-mine", null));
        assertThat(PlacedId.read("batch_" + coded("litellm:batch_abc123;model,gpt-4o-test")))
                .isEqualTo(new PlacedId("batch_abc123", "gpt-4o-test", null));
    }

    @Test
    void withoutADeploymentTheyAreAsLitellmWritesThem() {
        assertThat(new PlacedId("file-abc123", "gpt-4o-mine", null).text(false))
                .isEqualTo("file-" + coded("litellm:file-abc123;model,gpt-4o-mine"));
        assertThat(new PlacedId("3814889423749775360", "gemini-2.5-pro", null).text(true))
                .isEqualTo("batch_" + coded("litellm:3814889423749775360;model,gemini-2.5-pro"));
    }

    @ParameterizedTest
    @CsvSource({"file-1, m, d, file-", "batch_1, a/b c, d;e, batch_", "x, ü, 0, file-"})
    void whatIsWrittenIsReadAgain(String id, String model, String deployment, String prefix) {
        PlacedId placed = new PlacedId(id, model, deployment);

        assertThat(placed.text(false)).startsWith(prefix).matches("[A-Za-z0-9_-]+");
        assertThat(PlacedId.read(placed.text(false))).isEqualTo(placed);
    }

    @Test
    void whatCouldNotBeReadAgainStaysAsItIs() {
        assertThat(new PlacedId("file-1", "a;b", "d").text(false)).isEqualTo("file-1");
        assertThat(new PlacedId("../x", "m", "d").text(false)).isEqualTo("../x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file-abc123", "batch_1", "", "file-", "file-%%%", "file-bGl0ZWxsbTo"})
    void aProvidersOwnIsNone(String id) {
        assertThat(PlacedId.read(id)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "../files", "a b", "a%2fb"})
    void nothingLeadsOutOfItsPath(String id) {
        assertThat(PlacedId.read("file-" + coded("litellm:" + id + ";model,m"))).isNull();
    }

    @Test
    void allIdsOfAnAnswerSayIt() {
        PlacedIds ids = new PlacedIds("m", "d", true);
        String answer = ids.in(Slice.of("""
                {"object":"list","data":[{"id":"batch_1","input_file_id":"file-1","output_file_id":null,"n":1.50}],
                 "first_id":"batch_1","has_more":false}""")).text();

        String batch = new PlacedId("batch_1", "m", "d").text(true);
        assertThat(answer)
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"" + batch + "\",\"input_file_id\":\""
                        + new PlacedId("file-1", "m", "d").text(false)
                        + "\",\"output_file_id\":null,\"n\":1.50}],\"first_id\":\"" + batch + "\",\"has_more\":false}");
        assertThat(ids.in(Slice.of("[1]")).text()).isEqualTo("[1]");
        assertThat(ids.in(Slice.of("no JSON")).text()).isEqualTo("no JSON");
    }
}
