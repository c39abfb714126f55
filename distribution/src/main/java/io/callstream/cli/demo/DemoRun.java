package io.callstream.cli.demo;

import io.callstream.cli.run.Progress;
import io.callstream.cli.tail.EventReader;
import io.callstream.cli.up.Platform;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.settings.RegistrySettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the demo's calls, waits until they have arrived everywhere, and looks for what is missing. */
final class DemoRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Platform platform;
    private final DemoClient client;
    private final Progress progress;
    private final TopicAudit topics = new TopicAudit();
    private final Lines lines;

    DemoRun(Platform platform, String key, Progress progress) {
        this.platform = platform;
        this.client = new DemoClient(platform.gateway(), key, Clock.systemUTC());
        this.progress = progress;
        this.lines = new Lines(platform.fileDirectory());
    }

    DemoOutcome run() throws InterruptedException, SQLException, IOException {
        RegistrySettings registry = platform.connections().registry();
        EventDecoder decoder = new EventDecoder(
                new RegistryWriterSchemas(RegistryClients.connect(registry.url(), registry.properties())));
        try (EventReader reader = EventReader.on(platform.connections().kafka(), decoder);
                Rows rows = Rows.in(platform.stack().postgres())) {
            reader.seek(Arrays.stream(EventKind.values()).map(EventKind::topic).toList(), false);
            List<MadeCall> calls = makeCalls(rows);
            return follow(calls, reader, rows);
        }
    }

    /** The first call opens every connection and makes the tables; the others show how it goes after that. */
    private List<MadeCall> makeCalls(Rows rows) throws InterruptedException, SQLException {
        if (!platform.awaitSinks(PATIENCE)) {
            progress.say("note: not every sink is reading yet; the report shows what arrived nevertheless");
        }
        List<DemoCall> script = DemoScript.calls();
        progress.say("making " + script.size() + " calls over HTTP ...");
        List<MadeCall> made = new ArrayList<>();
        for (DemoCall call : script) {
            made.add(client.make(call));
            if (made.size() == 1) {
                awaitRow(made.get(0), rows);
            }
        }
        return made;
    }

    private static void awaitRow(MadeCall call, Rows rows) throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (rows.ended(List.of(call.callId())).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private DemoOutcome follow(List<MadeCall> calls, EventReader reader, Rows rows) throws SQLException, IOException {
        List<String> ids = ids(calls);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!topics.complete(ids) && System.nanoTime() < deadline) {
            reader.poll(LOOK, topics);
        }
        int events = ids.stream().mapToInt(id -> topics.call(id).size()).sum();
        while (!delivered(ids, events, rows) && System.nanoTime() < deadline) {
            reader.poll(LOOK, topics);
        }
        return outcome(calls, ids, rows);
    }

    private DemoOutcome outcome(List<MadeCall> calls, List<String> ids, Rows rows) throws SQLException, IOException {
        Map<String, Instant> rowTimes = rows.ended(ids);
        Map<String, Integer> counts = rows.counts(ids);
        int written = lines.count(ids);
        Optional<String> example = ids.isEmpty() ? Optional.empty() : lines.ending(ids.get(0));
        List<String> problems = new DemoProblems(calls, topics).find(rowTimes, counts, written);
        return new DemoOutcome(calls, topics, rowTimes, counts, written, example, problems);
    }

    private boolean delivered(List<String> ids, int events, Rows rows) throws SQLException, IOException {
        int chunks = ids.stream().mapToInt(id -> topics.call(id).chunks()).sum();
        return rows.ended(ids).size() == ids.size()
                && rows.counts(ids).getOrDefault("chunks", 0) == chunks
                && lines.count(ids) == events;
    }

    private static List<String> ids(List<MadeCall> calls) {
        return calls.stream().map(MadeCall::callId).filter(id -> !id.isEmpty()).toList();
    }
}
