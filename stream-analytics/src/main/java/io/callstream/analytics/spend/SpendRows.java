package io.callstream.analytics.spend;

import io.callstream.analytics.serde.Ends;
import io.callstream.analytics.serde.RowIds;
import io.callstream.analytics.sum.Sums;
import io.callstream.events.FailureEvent;
import io.callstream.events.SpendRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/** Rows of the ledger: what one call adds, and how they add up. */
final class SpendRows {
    private SpendRows() {}

    /** Whether a call belongs into the ledger: it ended well, or it used or cost something nevertheless. */
    static boolean counts(SpecificRecord end) {
        return !(end instanceof FailureEvent)
                || Ends.numberOrZero(end, "cost_nano_usd") != 0
                || Ends.numberOrZero(end, "total_tokens") != 0
                || Ends.numberOrZero(end, "prompt_tokens") != 0
                || Ends.numberOrZero(end, "completion_tokens") != 0;
    }

    /** The row of one call. */
    static SpendRecord of(SpecificRecord end, Ledger ledger) {
        Instant at = (Instant) end.get(end.getSchema().getField("event_time").pos());
        SpendRecord row = SpendRecord.newBuilder()
                .setRowId("")
                .setLedgerVersion(ledger.version())
                .setDay(LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .setKeyHash(Ends.text(end, "key_hash"))
                .setKeyAlias(Ends.text(end, "key_alias"))
                .setTeamId(Ends.text(end, "team_id"))
                .setUserId(Ends.text(end, "user_id"))
                .setEndUser(Ends.text(end, "end_user"))
                .setModelGroup(Ends.text(end, "model_group"))
                .setModel(Ends.text(end, "model"))
                .setProvider(Ends.text(end, "provider"))
                .setTags(tags(end))
                .setCalls(1)
                .setFailures(end instanceof FailureEvent ? 1 : 0)
                .setLastEventTime(at)
                .build();
        amounts(row, end);
        cost(row, ledger.rating().costNanoUsd(end));
        row.setRowId(id(row));
        return row;
    }

    private static void amounts(SpendRecord row, SpecificRecord end) {
        long total = Ends.numberOrZero(end, "total_tokens");
        row.setPromptTokens(Ends.numberOrZero(end, "prompt_tokens"));
        row.setCompletionTokens(Ends.numberOrZero(end, "completion_tokens"));
        row.setTotalTokens(total);
        row.setCacheReadTokens(Ends.numberOrZero(end, "cache_read_tokens"));
        row.setCacheCreationTokens(Ends.numberOrZero(end, "cache_creation_tokens"));
        row.setReasoningTokens(Ends.numberOrZero(end, "reasoning_tokens"));
    }

    private static void cost(SpendRecord row, Optional<Long> cost) {
        row.setCostNanoUsd(cost.orElse(0L));
        row.setUnpricedCalls(cost.isEmpty() && row.getTotalTokens() > 0 ? 1 : 0);
    }

    private static List<String> tags(SpecificRecord end) {
        TreeSet<String> tags = new TreeSet<>();
        if (Ends.value(end, "tags") instanceof List<?> list) {
            list.forEach(tag -> tags.add(String.valueOf(tag)));
        }
        return List.copyOf(tags);
    }

    private static String id(SpendRecord row) {
        return RowIds.of(
                row.getLedgerVersion(),
                row.getDay(),
                row.getKeyHash(),
                row.getTeamId(),
                row.getUserId(),
                row.getEndUser(),
                row.getModelGroup(),
                row.getModel(),
                row.getProvider(),
                row.getTags());
    }

    /** Both together; a sum that no long holds stays at the largest. */
    static SpendRecord sum(SpendRecord one, SpendRecord other) {
        boolean later = other.getLastEventTime().isAfter(one.getLastEventTime());
        SpendRecord sum = SpendRecord.newBuilder(later ? other : one).build();
        sum.setCalls(Sums.of(one.getCalls(), other.getCalls()));
        sum.setFailures(Sums.of(one.getFailures(), other.getFailures()));
        sum.setUnpricedCalls(Sums.of(one.getUnpricedCalls(), other.getUnpricedCalls()));
        sum.setPromptTokens(Sums.of(one.getPromptTokens(), other.getPromptTokens()));
        sum.setCompletionTokens(Sums.of(one.getCompletionTokens(), other.getCompletionTokens()));
        sum.setTotalTokens(Sums.of(one.getTotalTokens(), other.getTotalTokens()));
        sum.setCacheReadTokens(Sums.of(one.getCacheReadTokens(), other.getCacheReadTokens()));
        sum.setCacheCreationTokens(Sums.of(one.getCacheCreationTokens(), other.getCacheCreationTokens()));
        sum.setReasoningTokens(Sums.of(one.getReasoningTokens(), other.getReasoningTokens()));
        sum.setCostNanoUsd(Sums.of(one.getCostNanoUsd(), other.getCostNanoUsd()));
        return sum;
    }
}
