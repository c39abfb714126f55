package io.callstream.cli.erase;

import io.callstream.cli.problem.UserError;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose calls are erased: exactly one of these. */
final class SubjectOptions {
    @Option(names = "--end-user", paramLabel = "ID", description = "The end user whom clients named (column end_user).")
    private @Nullable String endUser;

    @Option(names = "--user", paramLabel = "ID", description = "The owner of keys (column user_id).")
    private @Nullable String user;

    @Option(names = "--call", paramLabel = "ID", description = "One call (column call_id).")
    private @Nullable String call;

    @Option(names = "--key", paramLabel = "HASH", description = "A key, by its hash (column key_hash).")
    private @Nullable String key;

    Subject subject() {
        Map<SubjectKind, @Nullable String> all = new LinkedHashMap<>();
        all.put(SubjectKind.END_USER, endUser);
        all.put(SubjectKind.USER, user);
        all.put(SubjectKind.CALL, call);
        all.put(SubjectKind.KEY, key);
        List<Map.Entry<SubjectKind, @Nullable String>> given = all.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .toList();
        if (given.size() != 1) {
            throw new UserError((given.isEmpty() ? "no subject" : given.size() + " subjects")
                    + " (expected exactly one of --end-user ID, --user ID, --call ID, --key HASH)");
        }
        String value = String.valueOf(given.get(0).getValue());
        if (value.isBlank()) {
            throw new UserError("the subject is empty (expected the column's value)");
        }
        return new Subject(given.get(0).getKey(), value);
    }
}
