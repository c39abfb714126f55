package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.CallEvent;
import io.callstream.whole.backend.Backends.DatabaseLogin;
import io.callstream.whole.story.Delivered;
import io.callstream.whole.story.DeliveredRows;
import io.callstream.whole.story.Story;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The postgres and the file sink: what they wrote is what the topics hold. */
final class SinksUnderTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final DatabaseLogin login;
    private final Path directory;

    private SinksUnderTest(DatabaseLogin login, Path directory) {
        this.login = login;
        this.directory = directory;
    }

    static SinksUnderTest start(WholePath path) {
        DatabaseLogin login = path.backends().database();
        Path directory = path.folder().resolve("lines");
        String config = Configs.callstream(path.backends())
                + """
                  sinks:
                    file: {directory: "%s"}
                    postgres: {url: "%s", user: "%s", password: "%s"}
                """.formatted(directory, login.jdbcUrl(), login.user(), login.password());
        path.sink("file", config);
        path.sink("postgres", config);
        return new SinksUnderTest(login, directory);
    }

    /** Every event is one line, every call one row, and both say what the events say. */
    void agreeWith(Collection<Story> stories) {
        Set<String> calls = stories.stream().map(Story::callId).collect(Collectors.toSet());
        Set<String> events = stories.stream()
                .flatMap(story -> story.events().stream())
                .map(CallEvent::eventId)
                .collect(Collectors.toSet());
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(DeliveredRows.endedCalls(login).keySet()).isEqualTo(calls);
            assertThat(DeliveredRows.lines(directory))
                    .extracting(line -> line.path("event_id").asText())
                    .containsExactlyInAnyOrderElementsOf(events);
        });
        Map<String, JsonNode> rows = DeliveredRows.endedCalls(login);
        Map<String, JsonNode> lines = DeliveredRows.lines(directory).stream()
                .collect(Collectors.toMap(line -> line.path("event_id").asText(), line -> line));
        stories.forEach(story -> agree(story, lines, rows));
    }

    private static void agree(Story story, Map<String, JsonNode> lines, Map<String, JsonNode> rows) {
        for (CallEvent event : story.events()) {
            assertThat(lines.get(event.eventId()))
                    .as("line of %s", event.eventId())
                    .isEqualTo(Delivered.json(event));
        }
        JsonNode wanted = Delivered.json(story.terminal());
        assertThat(Delivered.columns(rows.get(story.callId()), wanted))
                .as("row of call %s", story.callId())
                .isEqualTo(Delivered.columns(wanted, wanted));
    }
}
