package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole head of answers that the gateway makes itself, and what is given back of limits and memory when no provider was asked. */
class MadeHeadsTest {
    private static final String MOCK =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"mock_response\":\"Hi\"}";
    private static final String LIMITED = CallRig.deployment("one")
            + "callstream: {auth: {keys: [{key: sk-one, rpm_limit: 2, max_parallel_requests: 1}]}}\n";
    private static final String ID = "[0-9a-f-]{36}";

    private static HttpHeaders key() {
        return new DefaultHttpHeaders().set("authorization", "Bearer sk-one");
    }

    private static String head(RecordingClient client) {
        String all = client.received();
        return all.substring(0, all.indexOf("\r\n\r\n"));
    }

    @Test
    void aMadeUpAnswerSaysWhatEveryAnswerSays() {
        try (CallRig rig = new CallRig(LIMITED)) {
            RecordingClient client = rig.call(MOCK, key());

            assertThat(head(client).replaceAll(ID, "ID").lines())
                    .contains(
                            "HTTP/1.1 200 OK",
                            "content-type: application/json",
                            "x-callstream-call-id: ID",
                            "x-litellm-call-id: ID",
                            "x-request-id: ID",
                            "x-ratelimit-limit-requests: 2",
                            "x-ratelimit-remaining-requests: 1",
                            "content-length: " + client.body().length())
                    .noneMatch(line -> line.startsWith("connection:"));
            assertThat(client.reusable()).isTrue();
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(head(client)).contains("x-callstream-call-id: " + event.getCallId());
            assertThat(event.getResponseBytes()).isEqualTo(client.body().length());
            assertThat(rig.held()).isZero();
        }
    }

    /** One at a time, one after the other. */
    @Test
    void madeUpAnswersGiveTheirPlaceBack() {
        try (CallRig rig = new CallRig(LIMITED)) {
            assertThat(rig.call(MOCK, key()).status()).isEqualTo("200");
            assertThat(rig.call(MOCK, key()).status()).isEqualTo("200");
            assertThat(rig.call(MOCK, key()).status()).isEqualTo("429");
            assertThat(rig.held()).isZero();
        }
    }

    @Test
    void aRefusalSaysWhatEveryAnswerSays() {
        try (CallRig rig = new CallRig(CallRig.deployment("one"))) {
            RecordingClient client = rig.call("{\"model\":\"nobody\",\"messages\":[]}");

            assertThat(head(client).replaceAll(ID, "ID").lines())
                    .contains(
                            "content-type: application/json",
                            "x-callstream-call-id: ID",
                            "x-litellm-call-id: ID",
                            "x-request-id: ID",
                            "content-length: " + client.body().length());
            assertThat(client.reusable()).isTrue();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(head(client)).contains("x-callstream-call-id: " + event.getCallId());
            assertThat(rig.open()).isZero();
            assertThat(rig.held()).isZero();
        }
    }

    /** One call at a time, and what is refused is none that goes on. */
    @Test
    void aRefusalGivesItsPlaceBack() {
        try (CallRig rig = new CallRig(LIMITED.replace("rpm_limit: 2", "rpm_limit: 9"))) {
            for (int i = 0; i < 2; i++) {
                RecordingClient refused = rig.call("{\"model\":\"nobody\",\"messages\":[]}", key());
                assertThat(refused.body()).contains("nobody");
            }
            RecordingClient client = rig.call(CallRig.plain(), key());
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
        }
    }

    /** Sound is paid by the second where tokens have no price: what the provider counted comes before how long the sound is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'text':'a','duration':2.5} | 2500000000",
                "{'text':'a','duration':'2.5'} | 2500000000",
                "{'text':'a','duration':2.5,'usage':{'type':'duration','seconds':4}} | 4000000000",
                "{'text':'a','duration':2.5,'usage':{'type':'duration','seconds':0}} | 2500000000",
                "{'text':'a','duration':2.5,'usage':{'type':'duration','seconds':-4}} | 2500000000",
                "{'text':'a','duration':'long'} | 0",
                "{'text':'a','duration':1e7} | 0",
                "{'text':'a','duration':null} | 0",
                "{'text':'a','duration':0.0004} | 0",
                "{'text':'a','duration':0.0006} | 1000000",
                "{'text':'a'} | 0",
            })
    void soundIsPaidByTheSecond(String answer, long nanoUsd) {
        String form = "--x\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nm\r\n--x\r\n"
                + "content-disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF\r\n--x--\r\n";
        try (CallRig rig = new CallRig("model_list:\n" + CallRig.item("one", "input_cost_per_second: 1.0"))) {
            HttpHeaders headers = new DefaultHttpHeaders().set("content-type", "multipart/form-data; boundary=x");
            rig.call(new OpenAiApi(), "/v1/audio/transcriptions", form, headers);
            rig.wire().answer(200, answer.replace('\'', '"'));

            Long cost = rig.lane().only(SuccessEvent.class).getCostNanoUsd();
            assertThat(cost == null ? 0 : cost).isEqualTo(nanoUsd);
        }
    }
}
