package io.callstream.recipes.database;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call's end, as the table has it. */
record CallRow(
        CallEvent event,
        String outcome,
        Call call,
        Cost cost,
        @Nullable String errorCode) {
    private static final int NANO_DIGITS = 9;

    /** What was called, and by whom. */
    record Call(
            @Nullable String model,
            @Nullable String userId,
            @Nullable String endUser) {}

    /** What it took. */
    record Cost(@Nullable Long tokens, @Nullable Long nanoUsd) {}

    static Optional<CallRow> of(CallEvent event) {
        return event.match(
                preCall -> Optional.empty(),
                chunk -> Optional.empty(),
                success -> Optional.of(success(event, success)),
                failure -> Optional.of(failure(event, failure)));
    }

    private static CallRow success(CallEvent event, SuccessEvent it) {
        Call call = new Call(it.getModel(), it.getUserId(), it.getEndUser());
        return new CallRow(event, "success", call, new Cost(it.getTotalTokens(), it.getCostNanoUsd()), null);
    }

    private static CallRow failure(CallEvent event, FailureEvent it) {
        Call call = new Call(it.getModel(), it.getUserId(), it.getEndUser());
        Cost cost = new Cost(it.getTotalTokens(), it.getCostNanoUsd());
        return new CallRow(event, "failure", call, cost, it.getErrorCode());
    }

    void fill(PreparedStatement insert) throws SQLException {
        insert.setString(1, event.eventId());
        insert.setString(2, event.callId());
        insert.setString(3, event.eventTime().toString());
        insert.setString(4, outcome);
        insert.setString(5, call.model());
        insert.setString(6, call.userId());
        insert.setString(7, call.endUser());
        insert.setObject(8, cost.tokens(), Types.BIGINT);
        Long nanos = cost.nanoUsd();
        insert.setBigDecimal(9, nanos == null ? null : BigDecimal.valueOf(nanos, NANO_DIGITS));
        insert.setString(10, errorCode);
    }
}
