package io.callstream.testing.events;

import io.callstream.events.Attempt;
import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Made-up traffic of several teams, models and days: streams that stall, providers that refuse, retries that help, prompts that are
 * cached, calls that never end. The same seed and number give the same events on every run.
 */
public final class SampleTraffic {
    private static final Instant BEGIN = Instant.parse("2026-11-18T20:00:00Z");
    private static final Duration BETWEEN = Duration.ofMinutes(7);
    private static final List<String> TEAMS = List.of("research", "support", "web");
    private static final List<String> ERRORS = List.of("RATE_LIMITED", "PROVIDER_TIMEOUT", "PROVIDER_ERROR");

    private final long seed;

    public SampleTraffic(long seed) {
        this.seed = seed;
    }

    private enum Model {
        MINI("gpt-4o-mini", "openai", 150, 600, 700_000),
        SONNET("claude-sonnet", "anthropic", 3_000, 15_000, 2_400_000),
        FLASH("gemini-flash", "google", 75, 300, 400_000);

        private final String group;
        private final String provider;
        private final long inputNanoUsd;
        private final long outputNanoUsd;
        private final long usualMicros;

        Model(String group, String provider, long inputNanoUsd, long outputNanoUsd, long usualMicros) {
            this.group = group;
            this.provider = provider;
            this.inputNanoUsd = inputNanoUsd;
            this.outputNanoUsd = outputNanoUsd;
            this.usualMicros = usualMicros;
        }
    }

    /** The events of calls 0 to {@code count - 1}, in the order of their calls. */
    public Stream<SpecificRecord> calls(int count) {
        return IntStream.range(0, count).boxed().flatMap(number -> call(number).stream());
    }

    /** The events of one call, in the order in which they are told. */
    public List<SpecificRecord> call(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt(); // the first numbers of neighbouring seeds are alike
        SampleCall sample = SampleCall.number(number);
        Model model = Model.values()[random.nextInt(Model.values().length)];
        Instant at = BEGIN.plus(BETWEEN.multipliedBy(number % 1_000)).plusMillis(random.nextInt(60_000));
        List<SpecificRecord> events = new ArrayList<>();
        events.add(preCall(sample, model, at, number));
        int fate = random.nextInt(100);
        if (fate < 3) {
            return events;
        }
        List<Attempt> attempts = attempts(sample, model, at, random);
        if (fate < 15) {
            events.add(failure(sample, model, at, random, attempts));
            return events;
        }
        long duration = model.usualMicros + random.nextInt((int) model.usualMicros);
        if (sample.streamed()) {
            events.addAll(chunks(sample, model, at, random));
        }
        events.add(success(sample, model, at, duration, random, attempts));
        return events;
    }

    private static PreCallEvent preCall(SampleCall sample, Model model, Instant at, int number) {
        PreCallEvent event = sample.preCall();
        event.setEventTime(at);
        event.setModelGroup(model.group);
        event.setTeamId(TEAMS.get(number % TEAMS.size()));
        event.setUserId("user-" + number % 8);
        event.setSessionId("session-" + number / 12);
        return event;
    }

    private static List<Attempt> attempts(SampleCall sample, Model model, Instant at, Random random) {
        List<Attempt> attempts = new ArrayList<>();
        int tries = random.nextInt(6) == 0 ? 2 : 1;
        for (int i = 1; i <= tries; i++) {
            Attempt attempt = sample.success().getAttempts().get(0);
            attempt.setProvider(model.provider);
            attempt.setModel(model.group);
            attempt.setStartedAt(at);
            if (i < tries) {
                attempt.setHttpStatus(429);
                attempt.setErrorCode("RATE_LIMITED");
            }
            attempts.add(attempt);
        }
        return attempts;
    }

    private static SuccessEvent success(
            SampleCall sample, Model model, Instant at, long duration, Random random, List<Attempt> attempts) {
        SuccessEvent event = SharedColumns.over(sample.success(), preCallOf(sample, model, at));
        long prompt = 200 + random.nextInt(3_000);
        long cached = random.nextInt(3) == 0 ? prompt / 2 : 0;
        long completion = 20 + random.nextInt(500);
        event.setEventTime(at.plusMillis(duration / 1_000));
        event.setModel(model.group);
        event.setProvider(model.provider);
        event.setAttempts(attempts);
        event.setRetryCount(attempts.size() - 1);
        event.setStartedAt(at);
        event.setDurationUs(duration);
        event.setTtftUs(duration / 4 + random.nextInt(50_000));
        event.setPromptTokens(prompt);
        event.setCacheReadTokens(cached);
        event.setCompletionTokens(completion);
        event.setTotalTokens(prompt + completion);
        event.setInputCostNanoUsd((prompt - cached) * model.inputNanoUsd);
        event.setCacheCostNanoUsd(cached * model.inputNanoUsd / 10);
        event.setOutputCostNanoUsd(completion * model.outputNanoUsd);
        event.setCostNanoUsd(event.getInputCostNanoUsd() + event.getCacheCostNanoUsd() + event.getOutputCostNanoUsd());
        return event;
    }

    private static FailureEvent failure(
            SampleCall sample, Model model, Instant at, Random random, List<Attempt> attempts) {
        FailureEvent event = SharedColumns.over(sample.failure(), preCallOf(sample, model, at));
        event.setEventTime(at.plusMillis(random.nextInt(900)));
        event.setModel(model.group);
        event.setProvider(model.provider);
        event.setErrorCode(ERRORS.get(random.nextInt(ERRORS.size())));
        event.setAttempts(attempts);
        event.setRetryCount(attempts.size() - 1);
        event.setStartedAt(at);
        return event;
    }

    private static PreCallEvent preCallOf(SampleCall sample, Model model, Instant at) {
        return preCall(sample, model, at, sample.index());
    }

    private static List<ChunkEvent> chunks(SampleCall sample, Model model, Instant at, Random random) {
        List<ChunkEvent> chunks = sample.chunks();
        long elapsed = 0;
        for (ChunkEvent chunk : chunks) {
            boolean stalls = chunk.getChunkIndex() > 0 && random.nextInt(12) == 0;
            long gap = (stalls ? 1_500_000 : 20_000) + random.nextInt(30_000);
            elapsed += gap;
            chunk.setEventTime(at.plusMillis(elapsed / 1_000));
            chunk.setElapsedUs(elapsed);
            chunk.setGapUs(gap);
            chunk.setModelGroup(model.group);
            chunk.setProvider(model.provider);
        }
        return chunks;
    }
}
