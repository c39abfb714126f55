package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.Environment;
import io.callstream.sink.CallEvent;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.testkit.SinkHarness;
import io.callstream.testing.provider.ReceivedCall;
import io.callstream.whole.destinations.Harnesses;
import io.callstream.whole.destinations.Holding;
import io.callstream.whole.story.Audit;
import io.callstream.whole.story.EventLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of calls of all kinds, with every sink that there is, each against the fake of its contract test. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class AllDestinationsTest {
    /** All fakes together keep some 150 KB of each; {@code -Pnightly} tries more of them. */
    private static final int CALLS = Integer.getInteger("callstream.test.calls", 2000);

    private static final int CLIENTS = 16;
    private static final Duration IN_TIME = Duration.ofMinutes(5);
    private static final Pattern WORD = Pattern.compile("word-[0-9]{5}");
    private static final String CHAT = "/v1/chat/completions";
    private static final String[] MODELS = {"sim-text", "sim-400", "sim-500", "sim-cut", "sim-cut-midstream-3"};

    /** They tell of failures, and not what was said. */
    private static final Set<String> WITHOUT_CONTENT = Set.of("sentry", "slack");

    /** It packs its objects, and its test compares their bytes. */
    private static final Set<String> PACKED = Set.of("s3");

    @TempDir
    Path folder;

    private final List<Holding> holdings = new ArrayList<>();
    private final Map<String, SinkRunner> runners = new TreeMap<>();
    private WholePath path;
    private Client client;
    private EventLog log;

    @BeforeEach
    void start() throws Exception {
        path = WholePath.start(folder);
        client = new Client(path.gateway(Configs.gateway(path.provider(), path.backends(), MODELS))
                .url());
        log = path.events();
        for (Map.Entry<String, SinkHarness<?>> each : Harnesses.all().entrySet()) {
            SinkHarness<?> harness = path.keep(each.getValue());
            harness.clock(Clock.systemUTC());
            harness.forgetRequests();
            harness.start(folder.resolve("destination-" + each.getKey()));
            Holding holding = new Holding(each.getKey(), harness, subscription(holdings.size(), harness));
            holdings.add(holding);
            String config = Configs.callstream(path.backends()) + "  sinks:\n" + holding.section(more(holding.sink()));
            runners.put(holding.sink(), path.sink(holding.sink(), config, Environment.of(harness.environment())));
        }
    }

    @AfterEach
    void stop() throws Exception {
        path.close();
    }

    @Test
    void everyDestinationHoldsJustWhatItsSinkSubscribesTo() throws Exception {
        callAll();

        List<CallEvent> events = events();
        Map<String, ReceivedCall> truth = truth();
        events.forEach(event -> agree(event, truth.get(word(said(event)))));
        for (Holding holding : holdings) {
            await(holding.sink() + " has read everything")
                    .atMost(IN_TIME)
                    .until(() -> runners.get(holding.sink()).status().counts().delivered() >= holding.read(events));
            await(holding.sink()).atMost(IN_TIME).untilAsserted(() -> holding.holdsItsShareOf(events));
            assertThat(runners.get(holding.sink()).status().counts().deadLettered())
                    .as("dead letters of %s", holding.sink())
                    .isZero();
            if (!WITHOUT_CONTENT.contains(holding.sink()) && !PACKED.contains(holding.sink())) {
                holding.tellsTheWordsOf(events, WORD, AllDestinationsTest::said);
            }
        }
    }

    /** All of them hear of failures; of successes and pre-calls only some, so that a mix-up shows. */
    private static Set<EventKind> subscription(int number, SinkHarness<?> harness) {
        Set<EventKind> kinds = EnumSet.of(EventKind.FAILURE);
        if (number % 4 != 3) {
            kinds.add(EventKind.SUCCESS);
        }
        if (number % 3 == 0) {
            kinds.add(EventKind.PRE_CALL);
        }
        return kinds;
    }

    /** Time for a machine that does everything at once, and digests that come soon. */
    private static Map<String, Object> more(String sink) {
        return switch (sink) {
            case "file" -> Map.of();
            case "slack" -> Map.of("timeout", "30s", "digest_every", "2s");
            default -> Map.of("timeout", "30s");
        };
    }

    private void callAll() throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CALLS; i++) {
            int number = i;
            clients.execute(() -> call(number));
        }
        clients.shutdown();
        assertThat(clients.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
    }

    private void call(int number) {
        String word = String.format("word-%05d", number);
        if (number % 10 == 3) {
            client.call("/v1/embeddings", "{\"model\":\"sim-text\",\"input\":\"" + word + "\"}");
            return;
        }
        String model = number % 10 == 7 ? MODELS[1 + number / 10 % 4] : "sim-text";
        boolean stream = number % 5 == 0 || model.endsWith("midstream-3");
        client.call(
                CHAT,
                "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + word + "\"}]}");
    }

    /** Of all calls, each whole, without chunks. */
    private List<CallEvent> events() {
        // Each look goes through all that was read so far.
        await().atMost(IN_TIME)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Audit.of(log.read()).stories().values().stream()
                                .filter(story -> story.ended())
                                .count()
                        == CALLS);
        Audit audit = Audit.of(log.read());
        audit.everyCallIsWhole();
        audit.noNumberIsMissing();
        return audit.stories().values().stream()
                .flatMap(story -> story.events().stream())
                .filter(event -> event.kind() != EventKind.CHUNK)
                .toList();
    }

    /** What the provider saw, by the word of the prompt; of a call that was sent once more, the last time. */
    private Map<String, ReceivedCall> truth() {
        Map<String, ReceivedCall> seen = path.provider().received().stream()
                .collect(Collectors.toMap(call -> word(call.requestText()), call -> call, (first, again) -> again));
        assertThat(seen).hasSize(CALLS);
        return seen;
    }

    private static void agree(CallEvent event, ReceivedCall truth) {
        if (event.avro() instanceof SuccessEvent success) {
            assertThat(truth.status()).isEqualTo(200);
            if (success.getChunkCount() == 0) {
                assertThat(success.getResponseBody()).isEqualTo(truth.responseText());
            }
        } else if (event.avro() instanceof FailureEvent failure) {
            Integer status = failure.getProviderStatus();
            assertThat(status == null ? 0 : status).isEqualTo(truth.status());
        }
    }

    private static String said(CallEvent event) {
        SpecificRecord record = event.avro();
        return String.valueOf(
                record.get(record.getSchema().getField("request_body").pos()));
    }

    private static String word(String text) {
        Matcher found = WORD.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }
}
