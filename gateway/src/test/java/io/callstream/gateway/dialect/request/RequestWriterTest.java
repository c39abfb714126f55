package io.callstream.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The heads of requests: who says what of them, and who wins. */
class RequestWriterTest {
    private static final UUID CALL = new UUID(7, 7);
    private static final TraceContext OURS = TraceContext.of(CALL, null);
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String GENERAL = "general_settings: {forward_client_headers_to_llm_api: true}\n";
    private static final List<AsciiString> PASSED_ON =
            List.of(AsciiString.cached("x-request-id"), AsciiString.cached("openai-organization"));

    private final HttpHeaders headers = new DefaultHttpHeaders();
    private TraceContext trace = OURS;

    private static Deployment deployment(String params) {
        return deployment(params, "");
    }

    private static Deployment deployment(String params, String settings) {
        return CallRig.config(
                        "model_list: [{model_name: m, litellm_params: {model: openai/gpt-4o, api_key: k, api_base:"
                                + " 'https://provider.example:8443/v1'" + params + "}}]\n" + settings)
                .deployments()
                .get(0);
    }

    private static RequestWriter writer(String params) {
        return writer(params, MoreHeaders.NONE);
    }

    private static RequestWriter writer(String params, MoreHeaders more) {
        return new RequestWriter(
                deployment(params),
                operation -> "/v1" + operation.path(),
                Map.of("authorization", "Bearer k", "some-version", "1"),
                PASSED_ON,
                more);
    }

    private ClientAsk ask() throws Exception {
        return ask("");
    }

    private ClientAsk ask(String fields) throws Exception {
        ApiRequest request = new OpenAiApi().read(Slice.of("{\"model\":\"m\",\"messages\":[]" + fields + "}"), null);
        return new ClientAsk(headers, request, trace);
    }

    private String whole(RequestWriter writer, @Nullable String target) throws Exception {
        return whole(writer, target, ask(), Map.of());
    }

    private static String whole(
            RequestWriter writer, @Nullable String target, ClientAsk ask, Map<String, String> ofBody) {
        return text(writer.whole(
                UnpooledByteBufAllocator.DEFAULT, Operation.CHAT_COMPLETION, ask, target, body("{}"), ofBody));
    }

    private String forward(RequestWriter writer, String target, boolean all) throws Exception {
        Forward what = new Forward("PUT", "", "", "text/plain", body("Hi"));
        return text(writer.forward(UnpooledByteBufAllocator.DEFAULT, ask(), what, target, all));
    }

    private static ProviderBody body(String text) {
        return ProviderBody.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuf sent) {
        try {
            return sent.toString(StandardCharsets.ISO_8859_1);
        } finally {
            sent.release();
        }
    }

    @Test
    void aRequestIsWhole() throws Exception {
        assertThat(whole(writer(""), null).split("\r\n"))
                .contains(
                        "POST /v1/chat/completions HTTP/1.1",
                        "host: provider.example:8443",
                        "user-agent: callstream",
                        "content-type: application/json",
                        "accept-encoding: identity",
                        "authorization: Bearer k",
                        "traceparent: 00-" + OURS.traceId() + "-" + OURS.spanId() + "-01",
                        "content-length: 2")
                .doesNotHaveDuplicates()
                .endsWith("", "{}");
    }

    @Test
    void anotherTargetTakesThePlaceOfTheUsualOne() throws Exception {
        assertThat(whole(writer(""), "/elsewhere?a=b"))
                .startsWith("POST /elsewhere?a=b HTTP/1.1\r\nhost: provider.example:8443\r\n")
                .doesNotContain("/v1/chat/completions");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, /",
        "https://a.example?q=1, /?q=1",
        "https://a.example/x%20y?q=a%26b, /x%20y?q=a%26b"
    })
    void anAddressOnTheSameHostIsATarget(URI elsewhere, String target) {
        assertThat(RequestWriter.target(elsewhere)).isEqualTo(target);
    }

    @Test
    void addressesAreWhereRequestsGo() {
        assertThat(writer("").url(Operation.EMBEDDING)).hasToString("https://provider.example:8443/v1/embeddings");
    }

    @Test
    void headersOfTheDeploymentTakeThePlaceOfAllOthers() throws Exception {
        headers.set("x-request-id", "clients").set("openai-organization", "clients");
        RequestWriter writer = writer(
                ", extra_headers: {User-Agent: mine, X-Request-Id: entrys, Authorization: 'Basic x'}, organization: org");

        assertThat(whole(writer, null))
                .contains("user-agent: mine\r\n", "x-request-id: entrys\r\n", "authorization: Basic x\r\n")
                .contains("openai-organization: org\r\n")
                .doesNotContain("clients", "Bearer k", "callstream");
    }

    @Test
    void ofTheClientsHeadersThoseGoAlongThatTheProviderKnows() throws Exception {
        headers.set("x-request-id", "r-1")
                .set("authorization", "Bearer mine")
                .set("x-team", "t")
                .set("cookie", "c");

        assertThat(whole(writer(""), null))
                .contains("x-request-id: r-1\r\n")
                .doesNotContain("mine", "x-team", "cookie");
    }

    @Test
    void itsOwnGoAlongWhereTheGatewayIsToldSo() throws Exception {
        headers.set("x-team", "t")
                .set("x-request-id", "r-1")
                .set("x-stainless-os", "Linux")
                .set("accept", "text/csv");
        headers.set("x-mine", "clients").set("x-more", "clients");
        RequestWriter told = new RequestWriter(
                deployment(", extra_headers: {x-mine: entrys}", GENERAL), operation -> "/x", Map.of(), PASSED_ON);
        String sent = whole(told, null, ask(",\"extra_headers\":{\"x-more\":\"body\"}"), Map.of());

        assertThat(sent)
                .contains("x-team: t\r\n", "x-request-id: r-1\r\n", "x-mine: entrys\r\n", "x-more: body\r\n")
                .doesNotContain("stainless", "text/csv", "clients");
        assertThat(sent.split("x-request-id")).hasSize(2);
    }

    @Test
    void extraHeadersOfTheRequestWinOverThoseOfItsHead() throws Exception {
        headers.set("x-request-id", "head");
        ClientAsk ask = ask(",\"extra_headers\":{\"x-request-id\":\"body\",\"x-more\":\"1\",\"some-version\":\"9\"}");

        assertThat(whole(writer(""), null, ask, Map.of()))
                .contains("x-request-id: body\r\n", "x-more: 1\r\n", "some-version: 1\r\n")
                .doesNotContain("head\r\n", "some-version: 9");
    }

    @Test
    void anOrganizationOfOpenAisGoesToWhoeverKnowsOne() throws Exception {
        ClientAsk ask = ask(",\"extra_headers\":{\"openai-organization\":\"org\"}");
        RequestWriter other = new RequestWriter(deployment(""), operation -> "/x", Map.of(), List.of());

        assertThat(whole(writer(""), null, ask, Map.of())).contains("openai-organization: org\r\n");
        assertThat(whole(other, null, ask, Map.of())).doesNotContain("organization");
    }

    @Test
    void headersOfACallAndOfItsBodyStandBesideTheOthers() throws Exception {
        RequestWriter writer =
                writer(", extra_headers: {X-Token: entrys}", any -> Map.of("X-Token", "fetched", "X-Quota", "q"));

        assertThat(whole(writer, null, ask(), Map.of("x-signature", "s")))
                .contains("x-token: entrys\r\n", "X-Quota: q\r\n", "x-signature: s\r\n")
                .doesNotContain("fetched");
    }

    @Test
    void theStateOfATraceGoesOnWithIt() throws Exception {
        headers.set("tracestate", "a=b");

        assertThat(whole(writer(""), null)).doesNotContain("tracestate");
        trace = TraceContext.of(CALL, PARENT);
        assertThat(whole(writer(""), null))
                .contains("tracestate: a=b\r\n", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-" + trace.spanId());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, 300_000})
    void bodiesOfAnySizeAreSentAsTheyAre(int size) throws Exception {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        String sent = text(writer("")
                .whole(
                        UnpooledByteBufAllocator.DEFAULT,
                        Operation.CHAT_COMPLETION,
                        ask(),
                        null,
                        ProviderBody.of(bytes)));

        assertThat(sent).contains("content-length: " + size + "\r\n");
        assertThat(sent.substring(sent.indexOf("\r\n\r\n") + 4)).hasSize(size).matches("x*");
    }

    @Test
    void whatIsPassedOnKeepsItsMethodItsTypeAndItsVersion() throws Exception {
        headers.set("accept", "text/csv")
                .set("some-version", "7")
                .set("openai-version", "3")
                .set("x-team", "t");

        assertThat(forward(writer(""), "/v1/files/1", false))
                .startsWith("PUT /v1/files/1 HTTP/1.1\r\n")
                .contains("content-type: text/plain\r\n", "accept: text/csv\r\n", "authorization: Bearer k\r\n")
                .contains("content-length: 2\r\n")
                .doesNotContain("application/json", "x-team")
                .endsWith("\r\n\r\nHi");
        assertThat(forward(writer(""), "/v1/files/1", true)).contains("x-team: t\r\n", "some-version: 7\r\n");
    }

    @Test
    void headersOfTheBodyAndOfTheCallAreOfWhatIsPassedOnToo() throws Exception {
        RequestWriter writer = writer("", any -> Map.of("x-token", "fetched"));
        Forward what = new Forward("GET", "", "", null, body(""));
        ClientAsk ask = ask(",\"extra_headers\":{\"x-more\":\"1\"}");

        assertThat(text(writer.forward(UnpooledByteBufAllocator.DEFAULT, ask, what, "/x")))
                .contains("x-more: 1\r\n", "x-token: fetched\r\n");
    }

    @Test
    void aRequestWithoutABodyHasNoType() throws Exception {
        Forward what = new Forward("GET", "", "", null, body(""));

        assertThat(text(writer("").forward(UnpooledByteBufAllocator.DEFAULT, ask(), what, "/v1/files")))
                .startsWith("GET /v1/files HTTP/1.1\r\n")
                .contains("content-length: 0\r\n")
                .doesNotContain("content-type");
    }

    @Test
    void aKeyOfTheClientsNeverWinsOverTheDeployments() throws Exception {
        headers.set("authorization", "Bearer mine").set("anthropic-version", "2024-01-01");
        RequestWriter writer = writer(", extra_headers: {Anthropic-Version: '2023-06-01'}");

        assertThat(forward(writer, "/x", true))
                .contains("authorization: Bearer k\r\n", "anthropic-version: 2023-06-01\r\n")
                .doesNotContain("mine", "2024");
    }
}
