package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import org.junit.jupiter.api.Test;

/** What is done with requests and answers of a megabyte and more away from the event loop: reading, keeping for events, writing. */
class LongRequestTest {
    private static final String TEXT = "word ".repeat(220_000);
    private static final String SECRET = "sk-proj-0123456789abcdefghijklmnop";
    private static final String BODY =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + TEXT + SECRET + "\"}]}";

    private static CallRig rig() {
        return CallRig.withOneDeployment();
    }

    private static void work(CallRig rig, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(rig.aside().waiting()).as("pieces of work that wait").isEqualTo(1);
            rig.aside().work();
            rig.loop().run();
        }
    }

    @Test
    void itIsSentWhenItHasBeenReadKeptAndWritten() {
        try (CallRig rig = rig()) {
            rig.aside().waits();
            RecordingClient client = rig.call(BODY);
            work(rig, 2);
            PreCallEvent told = rig.lane().only(PreCallEvent.class);
            assertThat(rig.upstream().wires()).isEmpty();

            work(rig, 1);
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(rig.wire().requests()).endsWith("\r\n\r\n" + BODY.replace("\"m\"", "\"gpt-4o\""));
            assertThat(client.status()).isEqualTo("200");
            assertThat(told.getRequestBody()).isEqualTo(BODY.replace(SECRET, "****"));
            assertThat(told.getRedacted()).isTrue();
            assertThat(rig.lane().only(SuccessEvent.class).getRequestBody()).isEqualTo(told.getRequestBody());
        }
    }

    @Test
    void aLongAnswerIsToldWhenItHasBeenGoneThrough() {
        try (CallRig rig = rig()) {
            rig.aside().waits();
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer(TEXT + SECRET));
            assertThat(client.body()).contains(SECRET);
            assertThat(rig.lane().all(SuccessEvent.class)).isEmpty();
            assertThat(rig.lane().noted()).hasSize(1);

            work(rig, 1);

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).isEqualTo(CallRig.answer(TEXT + "****"));
            assertThat(event.getRedacted()).isTrue();
            assertThat(event.getTotalTokens()).isEqualTo(2);
        }
    }

    @Test
    void aLongAnswerIsToldAtOnceWhereThereIsTooMuchToDo() {
        try (CallRig rig = rig()) {
            rig.aside().full();
            rig.call(CallRig.plain());

            rig.wire().answer(200, CallRig.answer(TEXT));

            assertThat(rig.lane().only(SuccessEvent.class).getResponseBody()).isEqualTo(CallRig.answer(TEXT));
        }
    }

    @Test
    void whoHangsUpWhileItIsWrittenHasNothingSent() {
        try (CallRig rig = rig()) {
            rig.aside().waits();
            RecordingClient client = rig.call(BODY);
            work(rig, 2);
            client.hangUp();
            rig.handle().clientGone();

            work(rig, 1);

            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    @Test
    void whoHangsUpWhileItIsKeptHasNothingSent() {
        try (CallRig rig = rig()) {
            rig.aside().waits();
            RecordingClient client = rig.call(BODY);
            work(rig, 1);
            client.hangUp();
            rig.handle().clientGone();

            work(rig, 1);

            assertThat(rig.aside().waiting()).isZero();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    @Test
    void withTooManyOfThemUnderWayItIsRefused() {
        try (CallRig rig = rig()) {
            rig.aside().waits();
            RecordingClient client = rig.call(BODY);
            work(rig, 1);
            rig.aside().full();

            work(rig, 1);

            assertThat(client.status()).isEqualTo("503");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("OVERLOADED");
        }
    }
}
