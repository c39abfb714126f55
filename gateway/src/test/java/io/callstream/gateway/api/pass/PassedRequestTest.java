package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.Place;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that goes on as it came: what is sent, what is recorded, and what it never asks for. */
class PassedRequestTest {
    private static final Place PLACE = new Place("PUT", "/openai/v1/x", "/v1/x", "a=b");

    @Test
    void methodPathQueryTypeAndBytesGoOn() throws Exception {
        Forward forward = request(PLACE, "{ \"a\" : 1 }").forward(ModelName.of("m"));

        assertThat(forward.method()).isEqualTo("PUT");
        assertThat(forward.rest()).isEqualTo("/v1/x");
        assertThat(forward.query()).isEqualTo("a=b");
        assertThat(forward.contentType()).isEqualTo("text/x");
        assertThat(new String(forward.body().toBytes(), StandardCharsets.UTF_8)).isEqualTo("{ \"a\" : 1 }");
        assertThat(forward.below("/base")).isEqualTo("/base/v1/x?a=b");
        assertThat(forward.below("/base?c=d")).isEqualTo("/base/v1/x?c=d&a=b");
    }

    @Test
    void aBodyIsTheSameInPiecesAndInABuffer() throws Exception {
        PassedRequest request = request(PLACE, "{\"a\":1}");
        ByteBuf out = Unpooled.buffer();

        request.body(ModelName.of("m"), true, true).writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(request.body(ModelName.of("m"), true, true).pieces())
                .singleElement()
                .hasToString(Slice.of("{\"a\":1}").toString());
        assertThat(request.body(ModelName.of("m"), true, true).length()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"stream":true,"model":"m"}  | true  | {"stream":true,"model":"m"}
            {"a":1}                      | false | {"a":1}
            ``                           | false | none
            """)
    void whatIsRecordedIsJsonAsItIs(String body, boolean stream, @Nullable String recorded) throws Exception {
        RequestInfo info = request(PLACE, body).info(Operation.PASS_THROUGH);

        assertThat(info.stream()).isEqualTo(stream);
        assertThat(info.body() == null ? null : info.body().text()).isEqualTo(recorded);
        assertThat(info.bodyBytes()).isEqualTo(body.length());
        assertThat(info.callType()).isEqualTo("pass_through_endpoint");
        assertThat(info.modelGroup()).isNull();
        assertThat(info.parameters()).isNull();
        assertThat(info.secrets()).isEmpty();
    }

    @Test
    void whatIsSaidToTheGatewayInItsBodyIsNotActedOn() throws Exception {
        PassedRequest request = request(
                PLACE,
                "{\"num_retries\":5,\"mock_response\":\"Hi\",\"cache\":{\"ttl\":5},\"stream_options\":{\"include_usage\":true},\"user\":\"u\"}");

        assertThat(request.retries()).isNull();
        assertThat(request.mock()).isEqualTo(MockAnswer.NONE);
        assertThat(request.cacheControl()).isEqualTo(CacheControl.NONE);
        assertThat(request.asksUsage()).isFalse();
        assertThat(request.saysHowToStream()).isFalse();
        assertThat(request.metadata(name -> null).endUser()).isNull();
        assertThat(request.text("user")).isEqualTo("u");
        assertThat(request.text("num_retries")).isNull();
    }

    @Test
    void headersTellWhoItIsFor() throws Exception {
        assertThat(request(PLACE, "")
                        .metadata(name -> name.toString().equals("x-litellm-end-user-id") ? "e" : null)
                        .endUser())
                .isEqualTo("e");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/x, a=b, '{\"a\":1}', true",
        "POST, /v1/x, a=b, '{\"a\":1}', false",
        "PUT, /v1/y, a=b, '{\"a\":1}', false",
        "PUT, /v1/x, a=c, '{\"a\":1}', false",
        "PUT, /v1/x, a=b, '{\"a\":2}', false",
    })
    void requestsAreTheSameWhoseLinesAndBytesAre(String method, String rest, String query, String body, boolean same)
            throws Exception {
        String one = identity(request(PLACE, "{\"a\":1}"));
        String other = identity(request(new Place(method, "/other", rest, query), body));

        assertThat(one.equals(other)).isEqualTo(same);
    }

    @Test
    void itsPromptIsAboutAsLongAsItsBody() throws Exception {
        assertThat(request(PLACE, "").promptTokens()).isZero();
        assertThat(request(PLACE, "{\"input\":\"" + "word ".repeat(400) + "\"}").promptTokens())
                .isBetween(200L, 1_000L);
    }

    @Test
    void itGoesWhereItIsChosenToAndStaysWhatItIs() throws Exception {
        PassedRequest request = request(PLACE, "{\"a\":1}");
        ProviderChoice chosen = new ProviderChoice.Keeper("resp_1", "d");

        assertThat(request.to(chosen).choice()).isEqualTo(chosen);
        assertThat(request.to(chosen).content()).isEqualTo(request.content());
        assertThat(request.to(chosen).place()).isEqualTo(PLACE);
        assertThat(request.model()).isNull();
        assertThat(request.with(Slice.of("{\"a\":2}")).content().bytes()).isEqualTo(7);
    }

    private static PassedRequest request(Place place, String body) throws InvalidRequestException {
        return new PassedRequest(
                place, PassedContent.of(Slice.of(body), "text/x"), new ProviderChoice.Account("openai", null));
    }

    private static String identity(PassedRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            request.identify(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
