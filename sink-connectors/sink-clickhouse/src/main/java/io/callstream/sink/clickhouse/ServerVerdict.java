package io.callstream.sink.clickhouse;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.StatusTable;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer means. The server's own error code says more than the HTTP status, which is 400, 404 or 500 for nearly
 * everything. The message is left out: it quotes values.
 *
 * @see <a href="https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp">ErrorCodes.cpp</a>
 */
final class ServerVerdict {
    private static final Pattern CODE = Pattern.compile("^\\s*Code: (\\d{1,4})\\. DB::");

    /** A value in the batch: it cannot be read, converted, or is out of range. */
    private static final Set<Integer> EVENT =
            Set.of(6, 25, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 130, 131, 349, 407, 467, 524, 675);

    /** User, rights, database, tables, columns, settings, the statement itself. */
    private static final Set<Integer> CONFIGURATION = Set.of(
            16, 36, 46, 47, 48, 60, 62, 80, 81, 115, 162, 164, 192, 193, 194, 195, 291, 344, 392, 452, 497, 516, 732);

    private static final StatusTable STATUSES = StatusTable.standard();

    private ServerVerdict() {}

    static Delivery of(Answer answer) {
        if (answer instanceof Answer.Replied replied && replied.status() / 100 != 2) {
            Matcher code = CODE.matcher(replied.text());
            if (code.find()) {
                return byCode(Integer.parseInt(code.group(1)));
            }
        }
        return STATUSES.delivery(answer);
    }

    /** An unknown code counts as the server's trouble: that is seen, repeated and undone, where a refusal would be for good. */
    static Delivery byCode(int code) {
        String reason = "clickhouse_" + code;
        if (EVENT.contains(code)) {
            return Delivery.rejected(reason);
        }
        return CONFIGURATION.contains(code) ? Delivery.hold(reason) : Delivery.retry(reason);
    }
}
