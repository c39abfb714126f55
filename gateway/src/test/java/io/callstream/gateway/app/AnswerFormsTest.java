package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are right but for their form: read as lenient clients would, and passed on so that strict ones can. */
class AnswerFormsTest {
    private static final String PLAIN = "{\"id\":\"c\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";
    private static final String HEL =
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"}}]}";
    private static final String LO =
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}";
    private static final String DONE = "data: [DONE]";
    private static final String STREAM = HEL + "\n\n" + LO + "\n\n" + DONE + "\n\n";

    private final Http http = new Http();

    @ParameterizedTest
    @DisplayName("A01, S34: a coding that nobody asked for is undone")
    @CsvSource({
        "gzip, gzip, false",
        "x-gzip, gzip, false",
        "deflate, zlib, false",
        "deflate, raw, false",
        "gzip, plain, false",
        "'gzip, identity', gzip, false",
        "gzip, gzip, true",
        "deflate, zlib, true",
        "deflate, raw, true",
        "GZIP, twice, false",
        "gzip, bytewise, true"
    })
    void codingsAreUndone(String name, String form, boolean stream) throws IOException {
        byte[] body = coded(form, stream ? STREAM : PLAIN);
        String type = stream ? "text/event-stream" : "application/json";
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Encoding: " + name
                            + "\r\nContent-Length: " + body.length + "\r\n\r\n");
                    if (form.equals("bytewise")) {
                        for (byte b : body) {
                            wire.write(new byte[] {b});
                        }
                    } else {
                        wire.write(body);
                    }
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response =
                    http.post(gateway.url(Asking.CHAT), stream ? Asking.stream("m") : Asking.plain("m"));

            assertThat(response.body()).isEqualTo(stream ? STREAM : PLAIN);
            assertThat(response.headers().firstValue("content-encoding")).isEmpty();
            assertThat(gateway.tape().await(SuccessEvent.class).getResponseBody())
                    .contains("\"content\":\"Hello\"");
            assertThat(provider.asked().get(0).head()).contains("accept-encoding: identity\r\n");
        }
    }

    @Test
    void whatIsNotInTheCodingItNamesIsABadGateway() throws IOException {
        byte[] body = coded("gzip", PLAIN);
        body[20] ^= 0x55;
        body[21] ^= 0x55;
        body[22] ^= 0x55;
        try (ScriptedProvider provider = coding("gzip", "application/json", body);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_PROTOCOL");
        }
    }

    @Test
    void muchMadeOfLittleIsBounded() throws IOException {
        byte[] body = coded("gzip", "{\"choices\":[],\"x\":\"" + "x".repeat(5 << 20) + "\"}");
        String limit = "callstream: {upstream: {max_response_bytes: 1MiB}}\n";
        try (ScriptedProvider provider = coding("gzip", "application/json", body);
                TestGateway gateway = TestGateway.start(TestGateway.yaml(provider.apiBase(), "gpt-4o") + limit);
                RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.plain("m")));

            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_PROTOCOL");
            assertThat(event.getResponseBytes()).isLessThanOrEqualTo(1 << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnknownCodingPassesUnderItsName(boolean stream) throws IOException {
        byte[] body = {(byte) 0xce, (byte) 0xb2, 1, 2, 3};
        String type = stream ? "text/event-stream" : "application/json";
        try (ScriptedProvider provider = coding("br", type, body);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response =
                    http.post(gateway.url(Asking.CHAT), stream ? Asking.stream("m") : Asking.plain("m"));

            assertThat(response.headers().firstValue("content-encoding")).hasValue("br");
            assertThat(response.headers().firstValue("content-type")).hasValue(type);
            assertThat(response.body()).isEqualTo(new String(body, StandardCharsets.UTF_8));
            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(event.getProviderHeaders()).containsEntry("content-encoding", "br");
            assertThat(event.getUsageSource()).isEqualTo("unknown");
            assertThat(event.getTotalTokens()).isNull();
        }
    }

    @ParameterizedTest
    @DisplayName("S35: a stream under another label")
    @ValueSource(strings = {"application/json", "text/plain", "application/octet-stream", ""})
    void aStreamIsKnownByItsBody(String type) throws IOException {
        String answer = ScriptedProvider.answer(200, type, STREAM);
        SuccessEvent event = passes(type.isEmpty() ? answer.replace("Content-Type: \r\n", "") : answer, STREAM);

        assertThat(event.getResponseBody()).contains("\"content\":\"Hello\"");
    }

    @Test
    void jsonUnderTheLabelOfAStreamIsJson() throws IOException {
        String answer = ScriptedProvider.answer(200, "text/event-stream", "\n " + PLAIN);
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("m"));

            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(response.body().strip()).isEqualTo(PLAIN);
            assertThat(gateway.tape().await(SuccessEvent.class).getTotalTokens())
                    .isEqualTo(18);
        }
    }

    @ParameterizedTest
    @DisplayName("S37: no blank lines between events; they are put in")
    @ValueSource(strings = {"\n", "\r\n"})
    void missingBlankLinesArePutIn(String end) throws IOException {
        String stream = HEL + end + LO + end + DONE + end;
        String given = ScriptedProvider.answer(200, "text/event-stream", stream + end);
        SuccessEvent event = passes(given, HEL + end + "\n" + LO + end + "\n" + DONE + end + "\n");

        assertThat(event.getResponseBody()).contains("\"content\":\"Hello\"");
    }

    @Test
    @DisplayName("S38: empty data is no event")
    void emptyDataIsNoEvent() throws IOException {
        String stream = "data:\n\n" + HEL + "\n\ndata: \n\n" + LO + "\n\n" + DONE + "\n\n";
        String answer = ScriptedProvider.answer(200, "text/event-stream", stream);
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            String body =
                    http.post(gateway.url(Asking.CHAT), Asking.stream("m")).body();

            assertThat(body).isEqualTo(":\n\n" + HEL + "\n\n:\n\n" + LO + "\n\n" + DONE + "\n\n");
            assertThat(gateway.tape().await(SuccessEvent.class).getChunkCount()).isEqualTo(2);
            assertThat(gateway.tape().all(ChunkEvent.class)).hasSize(2);
        }
    }

    @Test
    @DisplayName("S17: chunk events say a finish reason where there is one")
    void emptyFinishReasonsAreNotTold() throws IOException {
        String stream = HEL.replace("\"}}]}", "\"},\"finish_reason\":\"\"}]}") + "\n\n" + LO + "\n\n" + DONE + "\n\n";
        String answer = ScriptedProvider.answer(200, "text/event-stream", stream);
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            http.post(gateway.url(Asking.CHAT), Asking.stream("m"));

            gateway.tape().await(SuccessEvent.class);
            assertThat(gateway.tape().all(ChunkEvent.class))
                    .extracting(ChunkEvent::getFinishReason)
                    .containsExactly(null, "stop");
        }
    }

    @Test
    @DisplayName("S42: -Infinity in a chunk")
    void chunksMayHoldNumbersAsPythonWritesThem() throws IOException {
        String stream = HEL.replace("}]}", ",\"logprobs\":{\"content\":[{\"logprob\":-Infinity},{\"logprob\":NaN}]}}]}")
                + "\n\n" + LO + "\n\n" + DONE + "\n\n";
        SuccessEvent event = passes(ScriptedProvider.answer(200, "text/event-stream", stream), stream);

        assertThat(event.getResponseBody()).contains("\"content\":\"Hello\"", "-Infinity", "NaN");
    }

    @ParameterizedTest
    @DisplayName("A21, C06: NaN and Infinity in a plain answer")
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void answersMayHoldNumbersAsPythonWritesThem(String number) throws IOException {
        String body = PLAIN.replace(
                "\"finish_reason\"", "\"logprobs\":{\"content\":[{\"logprob\":" + number + "}]},\"finish_reason\"");
        plainPasses(body);
    }

    @Test
    void aByteOrderMarkIsNoFault() throws IOException {
        plainPasses("\uFEFF" + PLAIN);
        passes(ScriptedProvider.answer(200, "text/event-stream", "\uFEFF" + STREAM), STREAM);
    }

    @Test
    @DisplayName("S60: one event of 18 MB is within the limit of 64 MiB")
    void aLargeEventPasses() throws IOException {
        String large = HEL.replace("Hel", "x".repeat(18 << 20)) + "\n\n" + LO + "\n\n" + DONE + "\n\n";

        passes(ScriptedProvider.answer(200, "text/event-stream", large), large);
    }

    @Test
    @DisplayName("S19B: one of two choices has finished, and the stream ends without [DONE]")
    void anUnfinishedChoiceIsAFailure() throws IOException {
        String stream = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"},"
                + "{\"index\":1,\"delta\":{\"content\":\"b\"}}]}\n\n";
        String answer = ScriptedProvider.answer(200, "text/event-stream", stream);
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            String body =
                    http.post(gateway.url(Asking.CHAT), Asking.stream("m")).body();

            assertThat(body).contains("stream_interrupted");
            assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    /** Streams this to the client and gives back the success. */
    private SuccessEvent passes(String answer, String expected) throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("m"));

            assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
            assertThat(response.body().equals(expected))
                    .as("passed on: %.300s", response.body())
                    .isTrue();
            return gateway.tape().await(SuccessEvent.class);
        }
    }

    private void plainPasses(String body) throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, body));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(body);
            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(event.getTotalTokens()).isEqualTo(18);
            assertThat(event.getResponseBody()).isEqualTo(body);
        }
    }

    private static ScriptedProvider coding(String name, String type, byte[] body) throws IOException {
        return new ScriptedProvider((asked, wire) -> {
            wire.write("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Encoding: " + name
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            wire.write(body);
        });
    }

    private static byte[] coded(String form, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (form) {
            case "plain" -> out.write(bytes);
            case "zlib" -> write(new DeflaterOutputStream(out), bytes, 0, bytes.length);
            case "raw" ->
                write(
                        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true)),
                        bytes,
                        0,
                        bytes.length);
            case "twice" -> {
                write(new GZIPOutputStream(out), bytes, 0, 20);
                write(new GZIPOutputStream(out), bytes, 20, bytes.length - 20);
            }
            default -> write(new GZIPOutputStream(out), bytes, 0, bytes.length);
        }
        return out.toByteArray();
    }

    private static void write(OutputStream out, byte[] bytes, int from, int length) throws IOException {
        try (out) {
            out.write(bytes, from, length);
        }
    }
}
