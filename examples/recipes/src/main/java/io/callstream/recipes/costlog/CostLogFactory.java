package io.callstream.recipes.costlog;

import io.callstream.events.SuccessEvent;
import io.callstream.recipes.lines.LineSinkFactory;
import io.callstream.recipes.lines.OneLine;
import io.callstream.sink.CallEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recipe 2, a cost log that can be trusted: the cost is worked out by the gateway, in whole nano-dollars, and an event that
 * comes again bears the id that it had, so that a sum over distinct {@code event_id} counts each call once.
 */
public final class CostLogFactory extends LineSinkFactory {
    /** The columns, in order; the file has no header, since it is only ever appended to. */
    public static final List<String> COLUMNS = List.of(
            "event_id",
            "started_at",
            "team_id",
            "user_id",
            "end_user",
            "model",
            "prompt_tokens",
            "completion_tokens",
            "cost_usd",
            "price_version");

    private static final int NANO_DIGITS = 9;

    public CostLogFactory() {
        super("recipe-cost-log");
    }

    @Override
    protected Optional<String> line(CallEvent event) {
        return event instanceof CallEvent.Success success ? Optional.of(row(success.event())) : Optional.empty();
    }

    private static String row(SuccessEvent call) {
        return Stream.of(
                        cell(call.getEventId()),
                        cell(call.getStartedAt()),
                        cell(call.getTeamId()),
                        cell(call.getUserId()),
                        cell(call.getEndUser()),
                        cell(call.getModel()),
                        cell(call.getPromptTokens()),
                        cell(call.getCompletionTokens()),
                        cell(dollars(call.getCostNanoUsd())),
                        cell(call.getPriceVersion()))
                .collect(Collectors.joining(","));
    }

    private static @Nullable BigDecimal dollars(@Nullable Long nanos) {
        return nanos == null ? null : BigDecimal.valueOf(nanos, NANO_DIGITS);
    }

    /** Empty for what is not known. Quoted, because callers choose some of it. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        return '"' + OneLine.of(text).replace("\"", "\"\"") + '"';
    }
}
