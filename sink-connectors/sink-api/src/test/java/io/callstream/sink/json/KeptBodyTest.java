package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.calls.EndedCall;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("C22: a body that is kept in a file")
class KeptBodyTest {
    @TempDir
    Path directory;

    @Test
    void isReadOnTheGatewaysHost() throws Exception {
        EndedCall call = call("{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(2_500_000) + "\"}]}");
        assertThat(call.input().path(0).path("content").textValue()).hasSize(2_500_000);
    }

    @Test
    void showsItsBeginningWhenItIsVeryLarge() throws Exception {
        EndedCall call = call("{\"messages\":[\"Once" + "x".repeat(9_000_000) + "\"]}");
        assertThat(call.input().textValue()).startsWith("{\"messages\":[\"Once").hasSize(64 << 10);
    }

    @Test
    void isNamedWhereItCannotBeRead() throws Exception {
        Path file = directory.resolve("other");
        Files.writeString(file, "a secret of this host");
        SuccessEvent event = event(file, "0".repeat(64));
        assertThat(EndedCall.of(new CallEvent.Success(event)).input().textValue())
                .startsWith("[kept outside the event: 12 bytes")
                .doesNotContain("secret");
        event.setRequestRef("file:///nowhere/at/all");
        assertThat(EndedCall.of(new CallEvent.Success(event)).input().textValue())
                .startsWith("[kept outside");
        event.setRequestRef("s3://bucket/key");
        assertThat(EndedCall.of(new CallEvent.Success(event)).input().textValue())
                .startsWith("[kept outside");
    }

    private EndedCall call(String body) throws Exception {
        Path file = directory.resolve("body");
        Files.writeString(file, body);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        return EndedCall.of(new CallEvent.Success(event(file, HexFormat.of().formatHex(digest))));
    }

    private static SuccessEvent event(Path file, String sha256) throws IOException {
        SuccessEvent event = SampleCall.number(1).success();
        event.setRequestBody(null);
        event.setRequestRef(file.toUri().toString());
        event.setRequestSha256(sha256);
        event.setRequestBytes(12L);
        return event;
    }
}
