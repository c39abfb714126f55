package io.callstream.analytics.window;

import io.callstream.analytics.serde.Ends;
import io.callstream.analytics.serde.RowIds;
import io.callstream.analytics.sketch.Distribution;
import io.callstream.events.WindowRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Rows of minutes: what one call adds. */
public final class WindowRows {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    private WindowRows() {}

    /** The row of one call: of a terminal event, or of a row that was made of one. */
    public static WindowRecord of(SpecificRecord end) {
        Instant at = (Instant) end.get(end.getSchema().getField("event_time").pos());
        WindowRecord row = WindowRecord.newBuilder()
                .setRowId("")
                .setWindowStart(at.truncatedTo(ChronoUnit.MINUTES))
                .setWindowUs(LENGTH.toNanos() / 1_000)
                .setModelGroup(Ends.text(end, "model_group"))
                .setModel(Ends.text(end, "model"))
                .setProvider(Ends.text(end, "provider"))
                .setDeploymentId(Ends.text(end, "deployment_id"))
                .setKeyHash(Ends.text(end, "key_hash"))
                .setKeyAlias(Ends.text(end, "key_alias"))
                .setTeamId(Ends.text(end, "team_id"))
                .setCalls(1)
                .setPromptTokens(Ends.numberOrZero(end, "prompt_tokens"))
                .setCompletionTokens(Ends.numberOrZero(end, "completion_tokens"))
                .setTotalTokens(Ends.numberOrZero(end, "total_tokens"))
                .setCostNanoUsd(Ends.numberOrZero(end, "cost_nano_usd"))
                .setCacheHits(Boolean.TRUE.equals(Ends.value(end, "cache_hit")) ? 1 : 0)
                .build();
        String errorCode = Ends.text(end, "error_code");
        if (errorCode == null) {
            succeeded(row, end);
        } else {
            failed(row, errorCode, String.valueOf(Ends.text(end, "origin")));
        }
        row.setRowId(id(row));
        return row;
    }

    private static void failed(WindowRecord row, String errorCode, String origin) {
        row.setFailures(1);
        switch (origin) {
            case "client" -> row.setClientErrors(1);
            case "provider" -> row.setProviderErrors(1);
            case "network" -> row.setNetworkErrors(1);
            default -> row.setGatewayErrors(1);
        }
        row.setRateLimited(errorCode.equals("RATE_LIMITED") ? 1 : 0);
        row.setKeyRefused(errorCode.equals("PROVIDER_AUTHENTICATION") ? 1 : 0);
        row.setErrors(Map.of(errorCode, "1"));
    }

    private static void succeeded(WindowRecord row, SpecificRecord end) {
        row.setSuccesses(1);
        Ends.number(end, "duration_us").ifPresent(duration -> {
            row.setDurationSumUs(duration);
            row.setDurationMaxUs(duration);
            row.setDurationSketch(sketch(duration));
        });
        Ends.number(end, "ttft_us").ifPresent(ttft -> {
            row.setTtftCalls(1);
            row.setTtftSketch(sketch(ttft));
        });
    }

    private static ByteBuffer sketch(long micros) {
        return Distribution.of(micros).toBytes();
    }

    /** Begins with the minute, so that rows stand in the order of time. */
    static String id(WindowRecord row) {
        return RowIds.of(
                row.getWindowStart().toString(),
                row.getModelGroup(),
                row.getModel(),
                row.getProvider(),
                row.getDeploymentId(),
                row.getKeyHash());
    }

    /** Before every row of this minute and of later ones. */
    static String firstId(Instant minute) {
        return "[\"" + minute.truncatedTo(ChronoUnit.MINUTES);
    }

    static @Nullable Long max(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.max(one, other));
    }
}
