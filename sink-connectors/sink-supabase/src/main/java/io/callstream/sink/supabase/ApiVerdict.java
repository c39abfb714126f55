package io.callstream.sink.supabase;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.StatusTable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer means. Status 400 stands for a bad value as well as for a table that lacks a column; the code in the body
 * tells. The message is left out: it quotes values.
 *
 * @see <a href="https://docs.postgrest.org/en/stable/references/errors.html">PostgREST: errors</a>
 */
final class ApiVerdict {
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([0-9A-Z]{5,8})\"");
    /** Schema cache (PGRST2..), authentication (PGRST3..), or the database's "syntax error or access rule violation". */
    private static final Pattern CONFIGURATION = Pattern.compile("PGRST[23]\\d\\d|42\\w{3}|3F000|28\\w{3}");

    private static final StatusTable STATUSES = StatusTable.standard();

    private ApiVerdict() {}

    static Delivery of(Answer answer) {
        if (answer instanceof Answer.Replied replied && replied.status() / 100 == 4) {
            Matcher code = CODE.matcher(replied.text());
            if (code.find() && CONFIGURATION.matcher(code.group(1)).matches()) {
                return Delivery.hold("supabase_" + code.group(1));
            }
        }
        return STATUSES.delivery(answer);
    }
}
