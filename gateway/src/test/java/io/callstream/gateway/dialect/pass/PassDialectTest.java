package io.callstream.gateway.dialect.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.gateway.provider.Target;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses that take requests as they come: of the client's headers as many as the configuration says. */
class PassDialectTest {
    private static final HttpHeaders CLIENTS = new DefaultHttpHeaders()
            .add("authorization", "Bearer mine")
            .add("cookie", "c=1")
            .add("accept", "text/xml")
            .add("x-team", "t");

    private static Target target(String address, boolean headers) {
        Deployment deployment = CallRig.config(
                        "model_list: [{model_name: m, litellm_params: {model: openai/x, api_base: '" + address
                                + "', extra_headers: {x-token: secret}}}]\n")
                .deployments()
                .get(0);
        return new Target(deployment, new PassDialect(headers));
    }

    private static ClientAsk ask() throws Exception {
        return new ClientAsk(
                CLIENTS,
                new OpenAiApi().read(Slice.of("{\"model\":\"m\",\"messages\":[]}"), null),
                TraceContext.of(new UUID(7, 7), null));
    }

    private static String sent(Target target, String rest, String query, @Nullable URI elsewhere) throws Exception {
        Forward what =
                new Forward("PUT", rest, query, "text/xml", ProviderBody.of("<a/>".getBytes(StandardCharsets.UTF_8)));
        Destination to = new Destination(target, ModelName.of("x"), Operation.PASS_THROUGH);
        ByteBuf out = target.encoder(Operation.PASS_THROUGH)
                .forward(UnpooledByteBufAllocator.DEFAULT, to, ask(), what, elsewhere);
        try {
            return out.toString(StandardCharsets.ISO_8859_1);
        } finally {
            out.release();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            https://a.example         | ''     | ''    | /
            https://a.example/base    | ''     | ''    | /base
            https://a.example/base    | /below | a=b   | /base/below?a=b
            https://a.example/base?v=1 | /below | ''   | /base/below?v=1
            https://a.example/base?v=1 | ''    | a=b   | /base?v=1&a=b
            """)
    void thePathIsBelowTheAddress(String address, String rest, String query, String path) throws Exception {
        assertThat(sent(target(address, false), rest, query, null)).startsWith("PUT " + path + " HTTP/1.1\r\n");
    }

    @Test
    void aRedirectLeadsElsewhere() throws Exception {
        assertThat(sent(
                        target("https://a.example/base", false),
                        "/below",
                        "a=b",
                        URI.create("https://a.example/moved?c=d")))
                .startsWith("PUT /moved?c=d HTTP/1.1\r\n");
        assertThat(target("https://a.example/base", false)
                        .encoder(Operation.PASS_THROUGH)
                        .url(Operation.PASS_THROUGH))
                .hasToString("https://a.example/base");
    }

    @Test
    void theBodyAndTheHeadersOfTheConfigurationGoAlong() throws Exception {
        assertThat(sent(target("https://a.example", false), "", "", null))
                .contains("x-token: secret\r\n", "content-type: text/xml\r\n", "accept: text/xml\r\n")
                .doesNotContain("x-team", "mine", "cookie")
                .endsWith("\r\n\r\n<a/>");
        assertThat(sent(target("https://a.example", true), "", "", null))
                .contains("x-team: t\r\n")
                .doesNotContain("mine", "cookie");
    }

    @Test
    void nothingIsPutIntoAnotherForm() throws Exception {
        Target target = target("https://a.example", false);
        Destination to = new Destination(target, ModelName.of("x"), Operation.CHAT_COMPLETION);
        ClientAsk ask = ask();

        assertThatThrownBy(() -> target.encoder(Operation.CHAT_COMPLETION)
                        .encode(UnpooledByteBufAllocator.DEFAULT, to, ask, null))
                .hasMessage("This address takes only what is passed through to it.");
        assertThatThrownBy(() -> to.dialect().reader(200, false))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("answers are only passed through");
        assertThat(to.dialect().form()).isEqualTo("pass_through");
    }
}
